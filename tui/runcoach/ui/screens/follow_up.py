"""A follow-up to the coach: a question or an objection in one line."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input, Static

from runcoach.domain import units
from runcoach.ui.controllers.opening import Opening
from runcoach.ui.screens.dialog import Dialog, box


class FollowUpScreen(Dialog[str]):
    """Gives what the runner typed; empty when the runner cancels."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss('')", "Cancel", show=False)]

    DEFAULT_CSS = """
    FollowUpScreen {
        align: center bottom;

        .box {
            width: 100%;
            max-width: 100%;
        }

        #hint {
            color: $text-muted;
        }

        Input {
            margin-bottom: 1;
        }
    }
    """

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = units.plain(name)

    def compose(self) -> ComposeResult:
        """One box."""
        with box(f"To {self._name}", "enter sends · escape cancels"):
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
    def _submitted(self, event: Input.Submitted) -> None:
        self.dismiss(event.value.strip())


async def open_from(opening: Opening) -> None:
    """Takes a question or an objection, and asks for a revised workout."""
    coach = opening.coach
    persona, answer = coach.persona, coach.panel.answer
    words = await opening.result_of(FollowUpScreen(persona.name))
    if words:
        said = coach.conversation.reply(coach.snapshot.today, persona.id, answer, words)
        if said.takes_back:
            opening.notify("Forgotten: what you said today, in words and in the check-in.")
        await coach.ask()
