"""What a sync left out, and why: shown only when there is something to know."""

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from runcoach.garmin.sync.protocol import Done, Failed
from runcoach.garmin.sync.wording import left_line, result_line
from runcoach.ui.screens.dialog import ReadingDialog, box


class SyncSummaryScreen(ReadingDialog):
    """The result in a line, then a line for each thing left out."""

    def __init__(self, result: Done | Failed) -> None:
        super().__init__()
        self._result = result

    def compose(self) -> ComposeResult:
        """The lines."""
        with box("Sync"):
            yield Static(Content.styled(result_line(self._result), "bold"))
            for left in self._result.left:
                yield Static(Content(left_line(left)))
