"""The check-in: legs, pain and time in three key presses; a line of text for those who have more to say."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Input, Static

from runcoach.coach.said import CheckIn, Legs, Pain
from runcoach.domain import units
from runcoach.ui.controllers.opening import Opening
from runcoach.ui.screens.dialog import Dialog, box

MINUTES = (30, 45, 60, 90, None)
KEYS = "1-5 answers · n adds a line · escape cancels"
QUESTIONS = (
    ("Your legs?", ("fresh", "normal", "heavy")),
    ("Pain, or ill?", ("none", "a little", "yes")),
    ("Time to run?", ("30 min", "45 min", "60 min", "90 min", "any")),
)


class CheckInScreen(Dialog[CheckIn | None]):
    """Asks one thing after the other; escape leaves all as it was."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "Cancel", show=False),
        Binding("n", "note", show=False),
        *(Binding(str(number), f"answer({number})", show=False) for number in range(1, 6)),
    ]

    DEFAULT_CSS = """
    CheckInScreen {
        .box {
            width: 72;
        }

        Input {
            margin-top: 1;
        }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._given: list[int] = []
        self._note = ""

    def compose(self) -> ComposeResult:
        """The questions, and the line of text for those who want one."""
        with box("How are you today?", KEYS):
            yield Static(id="questions")
            note = Input(placeholder="In your own words; enter keeps it", max_length=300, compact=True)
            note.display = False
            yield note

    def on_mount(self) -> None:
        """The first question."""
        self._show()

    def action_answer(self, number: int) -> None:
        """Takes the answer to the question that is open; the last one ends the check-in."""
        at = len(self._given)
        if number > len(QUESTIONS[at][1]):
            return
        self._given.append(number)
        if len(self._given) < len(QUESTIONS):
            self._show()
            return
        legs, pain, minutes = self._given
        self.dismiss(CheckIn(Legs(legs), Pain(pain), MINUTES[minutes - 1], self._note))

    def action_note(self) -> None:
        """Opens the line of text."""
        note = self.query_one(Input)
        note.display = True
        note.focus()
        self.query_one(".box").border_subtitle = "enter keeps the line · escape cancels"

    @on(Input.Submitted)
    def _keep_note(self, event: Input.Submitted) -> None:
        self._note = event.value.strip()
        event.input.display = False
        self.query_one(".box").border_subtitle = KEYS
        self.set_focus(None)
        self._show()

    def _show(self) -> None:
        """Every question from the start, so that nothing jumps: answered, open, or still to come."""
        lines = []
        for at, (question, choices) in enumerate(QUESTIONS):
            if at < len(self._given):
                answer = (f"✓ {choices[self._given[at] - 1]}", "bold")
            else:
                words = "   ".join(f"{number} {choice}" for number, choice in enumerate(choices, start=1))
                answer = (words, "" if at == len(self._given) else "dim")
            style = "bold" if at == len(self._given) else "dim"
            lines.append(Content.assemble((f"{question:<16}", style), answer))
        if self._note:
            lines.append(Content.assemble((f"{'You say':<16}", "dim"), f"“{units.plain(self._note)}”"))
        self.query_one("#questions", Static).update(Content("\n\n").join(lines))


async def open_from(opening: Opening) -> None:
    """Asks how the runner is, and the coach again with what that changes."""
    given = await opening.result_of(CheckInScreen())
    if given is not None:
        opening.coach.conversation.say(opening.coach.snapshot.today, given)
        await opening.coach.ask()
