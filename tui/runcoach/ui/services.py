"""What the app is built on, in one value: made once by the shell, handed to the app and on to its screens."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from runcoach.coach.coach import Coach
from runcoach.coach.memory.history_file import history_store
from runcoach.coach.personas.persona import Persona
from runcoach.domain.settings import Settings
from runcoach.domain.store import Store
from runcoach.runner.source import Source

if TYPE_CHECKING:
    from runcoach.garmin.sync.folders import GarminFolders


class Services(msgspec.Struct, frozen=True):
    """The settings of this start, and how to get at everything else.

    ``locate`` and ``locate_sample`` find a source of runs, ``source_in`` the one in a folder; each raises
    CacheError when there is none. Making the sample takes about a second. ``history_for`` names the file of
    answers, given whether the sample is shown. ``garmin_folders`` says where a sync writes, and raises
    CacheError when it cannot. ``coach_for`` makes who answers under some settings. ``troubles`` is what was
    wrong with the runner's own files at the start.
    """

    settings: Settings
    personas: tuple[Persona, ...]
    clock: Callable[[], date]
    locate: Callable[[], Source]
    locate_sample: Callable[[], Source]
    source_in: Callable[[Path], Source]
    history_for: Callable[[bool], Path]
    garmin_folders: Callable[[], "GarminFolders"]
    coach_for: Callable[[Settings], Coach]
    troubles: tuple[str, ...] = ()
    sample: bool = False

    @property
    def store(self) -> Store:
        """The file of answers and choices; the sample has one of its own."""
        return history_store(self.history_for(self.sample))

    def shown_for(self, *, sample: bool) -> "Services":
        """The same for the sample, or for the runner's own cache."""
        return msgspec.structs.replace(self, sample=sample)
