"""The steps of a workout in aligned columns, numbered, with notes below them."""

from collections.abc import Sequence

from rich.table import Table
from rich.text import Text
from textual.widgets import Static

from runcoach.coach import wording
from runcoach.coach.workout import Step
from runcoach.models import DistanceUnit

LONGEST_NAME = 24


class WorkoutSteps(Static):
    """Redrawn only when a step is added or the width changes."""

    def __init__(self, id: str) -> None:
        super().__init__(id=id)
        self._shown: tuple[tuple[Step, ...], DistanceUnit, int] | None = None
        self._steps: tuple[Step, ...] = ()
        self._unit = DistanceUnit.KM

    def show(self, steps: Sequence[Step], unit: DistanceUnit) -> None:
        """Shows these steps, distances and paces in the runner's unit."""
        self._steps, self._unit = tuple(steps), unit
        self._draw()

    def on_resize(self) -> None:
        """Fits the columns to the new width."""
        self._draw()

    def _draw(self) -> None:
        shown = (self._steps, self._unit, self.size.width)
        if shown == self._shown:
            return
        self._shown = shown
        self.display = bool(self._steps)
        self.update(_table(self._steps, self._unit))


def _table(steps: Sequence[Step], unit: DistanceUnit) -> Table:
    """Name, amount and target in columns; recovery and note on a line of their own, where there is room."""
    names = [wording.action(step) for step in steps]
    amounts = [wording.amount(step, unit) for step in steps]
    name_width = min(LONGEST_NAME, max(map(len, names), default=0))
    amount_width = max(map(len, amounts), default=0)
    table = Table.grid(padding=(0, 2), expand=True)
    table.add_column(justify="right", width=2, style="dim")
    table.add_column(ratio=1)
    for number, (step, name, amount) in enumerate(zip(steps, names, amounts, strict=True), start=1):
        line = Text.assemble(
            name.ljust(name_width),
            "  ",
            (amount.ljust(amount_width), "bold"),
            "  ",
            wording.target(step, unit),
        )
        below = ", ".join(part for part in (wording.recovery(step, unit), step.note) if part)
        if below:
            line.rstrip()
            line.append(f"\n{below}", style="dim")
        table.add_row(str(number), line)
    return table
