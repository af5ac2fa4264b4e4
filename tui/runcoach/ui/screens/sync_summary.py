"""What a sync left out, and why: shown only when there is something to know."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from runcoach.garmin.sync.protocol import Done, Failed
from runcoach.garmin.sync.wording import left_line, result_line


class SyncSummaryScreen(ModalScreen[None]):
    """The result in a line, then a line for each thing left out."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,q,enter", "dismiss", "Close", show=False)]

    CSS = """
    SyncSummaryScreen {
        align: center middle;

        VerticalScroll {
            width: 84;
            max-width: 96%;
            height: auto;
            max-height: 90%;
            padding: 1 2;
            border: round $accent;
            background: $surface;
        }

        Static {
            height: auto;
            margin-bottom: 1;
        }
    }
    """

    def __init__(self, result: Done | Failed) -> None:
        super().__init__()
        self._result = result

    def compose(self) -> ComposeResult:
        """The lines."""
        with VerticalScroll() as box:
            box.border_title = "Sync"
            box.border_subtitle = "escape closes"
            yield Static(Content.styled(result_line(self._result), "bold"))
            for left in self._result.left:
                yield Static(Content(left_line(left)))
