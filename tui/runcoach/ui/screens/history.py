"""The answers of the last months: what was prescribed, by whom, and what became of it."""

from collections.abc import Sequence
from typing import ClassVar

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import DataTable, Footer, Static

from runcoach import units
from runcoach.coach import wording
from runcoach.coach.briefing import Briefing
from runcoach.coach.followed import Followed, followed, last_of_each_day, records
from runcoach.coach.persona import Persona
from runcoach.coach.report import usage_line
from runcoach.coach.session import Answer

COLUMNS = (("For", 11), ("Asked", 12), ("Coach", 8), ("Workout", 34), ("Then", 16))


class HistoryScreen(Screen[None]):
    """Opened from the main screen; escape goes back."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,backspace,h", "dismiss", "back", tooltip="Back to the runs"),
        Binding("p", "sent", "sent", tooltip="What was sent for this answer"),
        Binding("k", "checks", "checks", tooltip="What this answer was held to"),
    ]

    CSS = """
    HistoryScreen {
        DataTable {
            height: 1fr;
            margin: 0 1;
            border: round $border;
        }

        #past {
            height: 1fr;
            margin: 0 1;
            padding: 0 1;
            border: round $border;
        }

        #past Static {
            height: auto;
        }

        #record {
            height: auto;
            padding: 0 2;
            color: $text-muted;
        }
    }
    """

    def __init__(
        self, answers: Sequence[Answer], briefing: Briefing, personas: Sequence[Persona], spent_usd: float
    ) -> None:
        super().__init__()
        self._answers = list(answers)
        self._last = {id(answer) for answer in last_of_each_day(answers)}
        self._briefing = briefing
        self._names = {persona.id: persona.name for persona in personas}
        self._spent_usd = spent_usd

    def compose(self) -> ComposeResult:
        """The record of each coach, the list, the answer that is chosen."""
        yield Static(self._record(), id="record")
        with Vertical():
            table = DataTable[Text](cursor_type="row", cell_padding=1)
            table.border_title = "What was prescribed"
            yield table
            with VerticalScroll(id="past"):
                yield Static(id="past-answer")
        yield Footer(show_command_palette=False, compact=True)

    def on_mount(self) -> None:
        """Fills the list."""
        table = self.query_one(DataTable)
        for label, width in COLUMNS:
            table.add_column(Text(label, style="dim"), width=width)
        for answer in self._answers:
            outcome = self._outcome(answer)
            headline = answer.workout.headline if answer.workout else answer.draft.why
            table.add_row(
                Text(units.dated(answer.day)),
                Text(f"{units.day(answer.asked_on)} {answer.asked_at:%H:%M}"),
                Text(units.plain(self._names.get(answer.persona_id, answer.persona_id))),
                Text(units.plain(headline)[:60]),
                Text(str(outcome.outcome) if outcome else self._no_outcome(answer)),
            )
        table.focus()
        if not self._answers:
            self.query_one("#past-answer", Static).update("Nothing was prescribed yet.")

    def action_sent(self) -> None:
        """Shows what was sent for the answer under the cursor."""
        from runcoach.ui.screens.sent import SentScreen

        if self._answers:
            self.app.push_screen(SentScreen(None, "", self._answers[self.query_one(DataTable).cursor_row]))

    def action_checks(self) -> None:
        """Shows what the answer under the cursor was held to."""
        from runcoach.ui.screens.checks import ChecksScreen

        if self._answers:
            answer = self._answers[self.query_one(DataTable).cursor_row]
            self.app.push_screen(ChecksScreen(answer, self._briefing))

    @on(DataTable.RowHighlighted)
    def _chosen(self, event: DataTable.RowHighlighted) -> None:
        if not 0 <= event.cursor_row < len(self._answers):
            return
        answer, unit = self._answers[event.cursor_row], self._briefing.unit
        parts = [Content.styled(usage_line(answer), "dim")]
        if answer.workout:
            parts.insert(0, Content.styled(units.plain(answer.workout.headline), "bold"))
            for step in answer.workout.steps:
                words = (wording.action(step), wording.amount(step, unit), wording.target(step, unit))
                parts.append(Content(units.plain("  ".join(word for word in words if word))))
        parts.append(Content(f"\n{units.plain_lines(answer.draft.why)}\n"))
        parts += [Content(f"✗ {units.plain(check.detail)}") for check in answer.checks if not check.ok]
        if answer.repair:
            parts.append(Content(units.plain(answer.repair)))
        self.query_one("#past-answer", Static).update(Content("\n").join(parts))

    def _outcome(self, answer: Answer) -> Followed | None:
        """What became of it, once its day is over."""
        if answer.day >= self._briefing.today or not answer.is_taken or id(answer) not in self._last:
            return None
        return followed(answer, self._briefing.runs, dict(self._briefing.intervals))

    def _no_outcome(self, answer: Answer) -> str:
        if id(answer) not in self._last:
            return "revised"
        return "–" if answer.is_taken else "not taken"

    def _record(self) -> Content:
        found = records(self._answers, self._briefing)
        parts = [f"{name}: {found[own].words}" for own, name in self._names.items() if own in found]
        if self._spent_usd:
            parts.append(f"this month ${self._spent_usd:.2f}")
        return Content(" · ".join(parts) or "From tomorrow on: how often each coach was followed.")
