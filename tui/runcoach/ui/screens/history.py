"""The answers of the last months: what each coach prescribed, and what was run."""

from collections.abc import Sequence
from datetime import timedelta
from typing import ClassVar

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import DataTable, Footer, Static

from runcoach.coach.answer import wording
from runcoach.coach.answer.answer import Answer, usage_line
from runcoach.coach.memory.adherence import Followed, followed, last_of_each_day, records
from runcoach.coach.memory.conversation import REMEMBERED_DAYS
from runcoach.coach.personas.persona import Persona
from runcoach.coach.prose.marking import shown_draft
from runcoach.domain import units
from runcoach.domain.errors import StoreError
from runcoach.runner.snapshot import Snapshot
from runcoach.ui.controllers.opening import Opening
from runcoach.ui.remedies import error_words
from runcoach.ui.widgets.prose import Prose
from runcoach.ui.widgets.table import Table

WIDE = 100
# "Workout" takes what the others leave; when it was asked is left out of a narrow list.
FOR, ASKED, COACH, WORKOUT, THEN = ("For", 10), ("Asked", 12), ("Coach", 8), "Workout", ("Then", 14)
_FRAME, _PADDING = 6, 2


class HistoryScreen(Screen[None]):
    """Opened from the main screen; escape goes back."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,backspace,h", "dismiss", "back", tooltip="Back to the runs"),
        Binding("p", "sent", "sent", tooltip="What was sent for this answer"),
        Binding("k", "checks", "checks", tooltip="What this answer was held to"),
    ]

    DEFAULT_CSS = """
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
        self, answers: Sequence[Answer], snapshot: Snapshot, personas: Sequence[Persona], spent_usd: float
    ) -> None:
        super().__init__()
        self._answers = list(answers)
        self._last = {id(answer) for answer in last_of_each_day(answers)}
        self._snapshot = snapshot
        self._names = {persona.id: persona.name for persona in personas}
        self._spent_usd = spent_usd
        self._width = 0

    def compose(self) -> ComposeResult:
        """The record of each coach, the list, the answer that is chosen."""
        yield Static(self._record(), id="record")
        with Vertical():
            table = Table(cursor_type="row", cell_padding=1)
            table.border_title = "What was prescribed"
            yield table
            with VerticalScroll(id="past"):
                yield Static(id="past-answer")
                yield Prose(id="past-prose")
                yield Static(id="past-checks")
        yield Footer(show_command_palette=False, compact=True)

    def on_mount(self) -> None:
        """Begins in the list."""
        self.query_one(DataTable).focus()
        if not self._answers:
            self.query_one("#past-answer", Static).update("Nothing was prescribed yet.")

    def on_resize(self) -> None:
        """Fits the columns to the window."""
        if self.size.width != self._width:
            self._width = self.size.width
            self._fill()

    def _fill(self) -> None:
        table = self.query_one(DataTable)
        row = table.cursor_row
        table.clear(columns=True)
        fixed = (FOR, ASKED, COACH, THEN) if self._width >= WIDE else (FOR, COACH, THEN)
        left = self._width - _FRAME - sum(width + _PADDING for _, width in fixed) - _PADDING
        columns = (*fixed[:-1], (WORKOUT, max(12, left)), THEN)
        for label, width in columns:
            table.add_column(Text(label, style="dim"), width=width)
        for answer in self._answers:
            cells = self._cells(answer)
            table.add_row(*(Text(cells[label], overflow="ellipsis", no_wrap=True) for label, _ in columns))
        table.move_cursor(row=row)

    def _cells(self, answer: Answer) -> dict[str, str]:
        outcome = self._outcome(answer)
        headline = answer.workout.headline if answer.workout else answer.draft.why
        return {
            "For": units.dated(answer.day),
            "Asked": f"{units.day(answer.asked_on)} {answer.asked_at:%H:%M}",
            "Coach": units.plain(self._names.get(answer.persona_id, answer.persona_id)),
            "Workout": units.plain(headline),
            "Then": str(outcome.outcome) if outcome else self._no_outcome(answer),
        }

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
            self.app.push_screen(ChecksScreen(answer, self._snapshot))

    @on(DataTable.RowHighlighted)
    async def _chosen(self, event: DataTable.RowHighlighted) -> None:
        if not 0 <= event.cursor_row < len(self._answers):
            return
        answer, unit = self._answers[event.cursor_row], self._snapshot.unit
        shown = shown_draft(answer)
        asked = f"asked {units.day(answer.asked_on)} {answer.asked_at:%H:%M}"
        parts = [Content.styled(f"{usage_line(answer)} · {asked}", "dim")]
        if answer.workout:
            parts.insert(0, Content.styled(units.plain(shown.headline), "bold"))
            for step in shown.steps:
                words = (wording.action(step), wording.amount(step, unit), wording.target(step, unit))
                parts.append(Content(units.plain("  ".join(word for word in words if word))))
        below = [Content(f"✗ {units.plain(check.detail)}") for check in answer.checks if not check.ok]
        if answer.repair:
            below.append(Content(units.plain(answer.repair)))
        self.query_one("#past-answer", Static).update(Content("\n").join(parts))
        self.query_one("#past-checks", Static).update(Content("\n").join(below))
        await self.query_one(Prose).show(shown.why)

    def _outcome(self, answer: Answer) -> Followed | None:
        """What became of it, once its day is over."""
        if answer.day >= self._snapshot.today or not answer.is_taken or id(answer) not in self._last:
            return None
        return followed(answer, self._snapshot.runs, dict(self._snapshot.intervals))

    def _no_outcome(self, answer: Answer) -> str:
        if id(answer) not in self._last:
            return "replaced"
        return "–" if answer.is_taken else "not taken"

    def _record(self) -> Content:
        found = records(self._answers, self._snapshot)
        parts = [f"{name}: {found[own].words}" for own, name in self._names.items() if own in found]
        if self._spent_usd:
            parts.append(f"this month ${self._spent_usd:.2f}")
        return Content(" · ".join(parts) or "From tomorrow on: how often each coach was followed.")


async def open_from(opening: Opening) -> None:
    """Shows the answers of the last months."""
    coach = opening.coach
    history, today = coach.conversation.history, coach.snapshot.today
    try:
        answers = history.since(today - timedelta(days=REMEMBERED_DAYS))
        spent_usd = history.spent_usd(today)
    except StoreError as error:
        coach.warn(error_words(error))
        return
    opening.show(HistoryScreen(answers, coach.snapshot, coach.personas, spent_usd))
