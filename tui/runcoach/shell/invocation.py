"""What was asked for on the command line, with the settings that go with it."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from runcoach.coach.memory.choices import last_choice
from runcoach.coach.memory.history_file import history_store
from runcoach.coach.personas.built_in import built_in_names
from runcoach.domain.paths import history_file, sample_folder
from runcoach.domain.settings import Settings
from runcoach.domain.settings_places import LoadedSettings
from runcoach.domain.store import Store
from runcoach.runner.source import Source
from runcoach.shell.source import find_source, sample_source

if TYPE_CHECKING:
    from runcoach.garmin.sync.folders import GarminFolders

DEFAULT_DAYS = 7


class Invocation(msgspec.Struct, frozen=True):
    """One call of ``runcoach-tui``; ``command`` is None where the app is to open.

    Flags that only some commands have keep their default for the others.
    """

    command: str | None
    loaded: LoadedSettings
    asked_today: date | None = None
    sample: bool = False
    as_json: bool = False
    since: date | None = None
    insist: bool = False
    paths: tuple[Path, ...] = ()
    activity: str | None = None
    copy: str | None = None
    check: tuple[Path, ...] = ()
    goal: tuple[tuple[str, str], ...] = ()
    clear: bool = False
    completion_for: str = "bash"

    @property
    def settings(self) -> Settings:
        """The settings."""
        return self.loaded.settings

    @property
    def today(self) -> date:
        """The day that was asked for, or today's."""
        return self.clock()

    def clock(self) -> date:
        """The same, asked again and again: an app that stays open sees the next day begin."""
        return self.asked_today or date.today()

    @property
    def days(self) -> int:
        """Days of runs to show."""
        return self.settings.days or DEFAULT_DAYS

    def history_for(self, sample: bool) -> Path:
        """The history of the runner, or of the example runner: their answers are kept apart."""
        return sample_folder() / "history.db" if sample else history_file()

    @property
    def store(self) -> Store:
        """The file of answers and choices."""
        return history_store(self.history_for(self.sample))

    def settings_with_choices(self) -> Settings:
        """The settings, with the model that was chosen in the app where no setting names one."""
        chosen = None if "model" in self.loaded.sources else last_choice(self.store, "model")
        return msgspec.structs.replace(self.settings, model=chosen) if chosen else self.settings

    def persona_id(self) -> str:
        """The coach that was asked for, else the last one, else the first."""
        return self.settings.persona or last_choice(self.store, "persona") or built_in_names()[0]

    def garmin_folders(self) -> "GarminFolders":
        """Where a sync writes. Raises CacheError when GarminDB is set up for another kind of database."""
        from runcoach.garmin.sync.folders import garmin_folders

        return garmin_folders(self.settings.cache)

    def source(self) -> Source:
        """The data to read. Raises CacheError, CacheNotFoundError among them."""
        return sample_source(self.today) if self.sample else find_source(self.settings.cache)
