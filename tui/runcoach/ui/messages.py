"""The messages that widgets post to the screen above them.

Plain classes: making a dataclass of each costs a millisecond on the way to the first paint.
"""

from typing import TYPE_CHECKING

from textual.message import Message

from runcoach.domain.runs import Run

if TYPE_CHECKING:
    from runcoach.garmin.sync.protocol import Done, Failed


class PersonaChosen(Message):
    """The runner chose a coach by key or mouse."""

    def __init__(self, persona_id: str) -> None:
        super().__init__()
        self.persona_id = persona_id


class RunOpened(Message):
    """The runner wants to see one run."""

    def __init__(self, run: Run) -> None:
        super().__init__()
        self.run = run


class AskingChanged(Message):
    """A stream began or ended, so the footer has other keys to offer."""

    def __init__(self, asking: bool) -> None:
        super().__init__()
        self.asking = asking


class FilterChanged(Message):
    """The runs' filter was opened or closed."""

    def __init__(self, filtering: bool) -> None:
        super().__init__()
        self.filtering = filtering


class FilterTyped(Message):
    """The text in the runs' filter changed."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text


class FilterEntered(Message):
    """Enter was pressed in the runs' filter."""


class MaxHeartRateChanged(Message):
    """The runner gave another maximum: every run's load changes with it."""


class RunsImported(Message):
    """A sync brought new runs into the cache."""


class RecentRunsImported(Message):
    """A sync has brought the runs of the last weeks, enough for a coach; what is older follows."""


class SyncingChanged(Message):
    """A sync began or ended, so the footer has other keys to offer."""

    def __init__(self, syncing: bool) -> None:
        super().__init__()
        self.syncing = syncing


class SyncEnded(Message):
    """A sync came to its end, good or bad."""

    def __init__(self, result: "Done | Failed") -> None:
        super().__init__()
        self.result = result
