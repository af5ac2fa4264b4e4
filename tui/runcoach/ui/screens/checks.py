"""The checks of an answer: what each found, the source of its rule, and the runs behind it."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from runcoach.coach.answer.answer import Answer
from runcoach.coach.answer.check import Check
from runcoach.coach.rules.registry import title_of
from runcoach.domain import units
from runcoach.runner.snapshot import Snapshot
from runcoach.ui.controllers.opening import Opening
from runcoach.ui.screens.dialog import ReadingDialog, box


class ChecksScreen(ReadingDialog):
    """The checks of one answer; escape closes it."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("k", "dismiss", show=False)]

    def __init__(self, answer: Answer, snapshot: Snapshot) -> None:
        super().__init__()
        self._answer = answer
        self._snapshot = snapshot

    def compose(self) -> ComposeResult:
        """A paragraph a check."""
        with box("Checks"):
            if self._answer.repair:
                yield Static(Content(units.plain(self._answer.repair)))
            for check in self._answer.checks:
                yield Static(self._paragraph(check))

    def _paragraph(self, check: Check) -> Content:
        unit = self._snapshot.unit
        behind = "".join(
            f"\n  {units.dated(run.day)}  {units.distance(run.distance_m, unit, 2)}"
            f"  {units.plain(self._snapshot.title(run))}"
            for run in self._snapshot.runs
            if run.activity_id in check.rows
        )
        style = "bold $text-success" if check.ok else "bold $text-warning"
        return Content.assemble(
            (f"{'✓' if check.ok else '✗'} {title_of(check)}: ", style),
            f"{units.plain(check.detail)}.",
            (f"\n{units.plain(check.source)}" if check.source else "", "dim"),
            (behind, "dim"),
        )


async def open_from(opening: Opening) -> None:
    """Shows what the answer was held to."""
    answer = opening.coach.panel.answer
    if answer is None:
        opening.notify("The checks come with a finished answer.")
    else:
        opening.show(ChecksScreen(answer, opening.coach.snapshot))
