"""What an answer was held to: each check with what was found, the rule's source and the runs behind it."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from runcoach import units
from runcoach.coach.briefing import Briefing
from runcoach.coach.checks.check import Check
from runcoach.coach.session import Answer
from runcoach.ui.screens.dialog import Reading, box
from runcoach.ui.widgets.answer_view import NAMES


class ChecksScreen(Reading):
    """The checks of one answer; escape closes it."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("k", "dismiss", show=False)]

    def __init__(self, answer: Answer, briefing: Briefing) -> None:
        super().__init__()
        self._answer = answer
        self._briefing = briefing

    def compose(self) -> ComposeResult:
        """A paragraph a check."""
        with box("Checks"):
            if self._answer.repair:
                yield Static(Content(units.plain(self._answer.repair)))
            for check in self._answer.checks:
                yield Static(self._paragraph(check))

    def _paragraph(self, check: Check) -> Content:
        unit = self._briefing.unit
        behind = "".join(
            f"\n  {units.dated(run.day)}  {units.distance(run.distance_m, unit, 2)}"
            f"  {units.plain(self._briefing.title(run))}"
            for run in self._briefing.runs
            if run.activity_id in check.rows
        )
        style = "bold $text-success" if check.ok else "bold $text-warning"
        return Content.assemble(
            (f"{'✓' if check.ok else '✗'} {NAMES.get(check.rule, check.rule)}: ", style),
            f"{units.plain(check.detail)}.",
            (f"\n{units.plain(check.source)}" if check.source else "", "dim"),
            (behind, "dim"),
        )
