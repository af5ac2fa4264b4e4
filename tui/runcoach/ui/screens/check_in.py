"""The check-in: legs, pain and time in three key presses, then a line of text if there is more to say."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from runcoach.training.check_in import CheckIn, Legs, Pain

MINUTES = (30, 45, 60, 90, None)
QUESTIONS = (
    ("Your legs?", ("fresh", "normal", "heavy")),
    ("Pain, or ill?", ("none", "a little", "yes")),
    ("How long today?", ("30 min", "45 min", "60 min", "90 min", "as long as it takes")),
)


class CheckInScreen(ModalScreen[CheckIn | None]):
    """Asks one thing after the other; escape leaves all as it was."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "Cancel", show=False),
        *(Binding(str(number), f"answer({number})", show=False) for number in range(1, 6)),
    ]

    CSS = """
    CheckInScreen {
        align: center middle;

        VerticalScroll {
            width: 64;
            max-width: 96%;
            height: auto;
            max-height: 96%;
            padding: 1 2;
            border: round $accent;
            background: $surface;
        }

        Static {
            height: auto;
        }

        Input {
            background: $panel;
            margin-top: 1;
        }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._given: list[int] = []

    def compose(self) -> ComposeResult:
        """The questions, and the line of text that comes last."""
        with VerticalScroll() as box:
            box.border_title = "How are you today?"
            box.border_subtitle = "escape cancels"
            yield Static(id="questions")
            note = Input(placeholder="Anything else? enter sends it", max_length=300, compact=True)
            note.display = False
            yield note

    def on_mount(self) -> None:
        """The first question."""
        self._show()

    def action_answer(self, number: int) -> None:
        """Takes the answer to the question that is open."""
        at = len(self._given)
        if at < len(QUESTIONS) and number <= len(QUESTIONS[at][1]):
            self._given.append(number)
            self._show()

    def _show(self) -> None:
        lines = []
        for at, (question, choices) in enumerate(QUESTIONS):
            if at < len(self._given):
                lines.append(
                    Content.assemble((f"{question}  ", "dim"), (choices[self._given[at] - 1], "bold"))
                )
            elif at == len(self._given):
                words = "   ".join(f"{number} {choice}" for number, choice in enumerate(choices, start=1))
                lines.append(Content.assemble((question, "bold"), f"\n  {words}"))
        self.query_one("#questions", Static).update(Content("\n").join(lines))
        if len(self._given) == len(QUESTIONS):
            note = self.query_one(Input)
            note.display = True
            note.focus()

    @on(Input.Submitted)
    def _finish(self, event: Input.Submitted) -> None:
        legs, pain, minutes = self._given
        self.dismiss(CheckIn(Legs(legs), Pain(pain), MINUTES[minutes - 1], event.value.strip()))
