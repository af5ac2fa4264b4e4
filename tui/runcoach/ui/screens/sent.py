"""What is sent to the coach: the exact request, before it is asked and after."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from runcoach import units
from runcoach.coach.events import Request
from runcoach.coach.prompt import messages


class SentScreen(ModalScreen[None]):
    """The messages as they go out; escape closes it."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,q,enter,p", "dismiss", "Close", show=False)]

    CSS = """
    SentScreen {
        align: center middle;

        VerticalScroll {
            width: 96;
            max-width: 96%;
            height: 94%;
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

    def __init__(self, request: Request, to: str) -> None:
        super().__init__()
        self._request = request
        self._to = to

    def compose(self) -> ComposeResult:
        """Who gets it, then each message."""
        with VerticalScroll() as box:
            box.border_title = "What is sent"
            box.border_subtitle = "escape closes"
            yield Static(Content.styled(units.plain(self._to), "bold"))
            for message in messages(self._request):
                text = units.plain_lines(message["content"])
                yield Static(Content.assemble((f"{message['role']}\n", "bold $accent"), text))
