"""A follow-up to the coach: a question or an objection in one line."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from runcoach import units


class FollowUpScreen(ModalScreen[str]):
    """Empty when the runner has nothing to say."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss('')", "Cancel", show=False)]

    CSS = """
    FollowUpScreen {
        align: center bottom;

        VerticalScroll {
            width: 100%;
            height: auto;
            padding: 1 2;
            border: round $accent;
            background: $surface;
        }

        #hint {
            height: auto;
            color: $text-muted;
        }

        Input {
            margin-bottom: 1;
            background: $panel;
        }
    }
    """

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = units.plain(name)

    def compose(self) -> ComposeResult:
        """One box."""
        with VerticalScroll() as box:
            box.border_title = f"To {self._name}"
            box.border_subtitle = "enter sends · escape cancels"
            yield Input(
                placeholder="only 30 minutes · make it hilly · why not intervals?",
                max_length=400,
                compact=True,
            )
            yield Static("The workout is revised under the same limits.", id="hint")

    def on_mount(self) -> None:
        """Where typing goes."""
        self.query_one(Input).focus()

    @on(Input.Submitted)
    def _said(self, event: Input.Submitted) -> None:
        self.dismiss(event.value.strip())
