"""The steps of a workout in aligned columns, numbered, with notes below them."""

from collections.abc import Sequence

from rich.table import Table
from rich.text import Text
from textual.widgets import Static

from runcoach.coach.answer import wording
from runcoach.coach.answer.workout import Step
from runcoach.domain.units import DistanceUnit

LONGEST_NAME = 30
NUMBER_WIDTH = 6


class WorkoutSteps(Static):
    """Redrawn only when a step is added or the width changes."""

    DEFAULT_CSS = """
    WorkoutSteps {
        height: auto;
        margin-top: 1;
    }
    """

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
        self.update(_table(self._steps, self._unit, self.size.width - NUMBER_WIDTH))


def _table(steps: Sequence[Step], unit: DistanceUnit, room: int) -> Table:
    """Name, amount and target in columns of at most ``room``; recovery and note on a line of their own.

    A target without room goes to a line of its own. Running and strength have columns of their own: the names
    of exercises are long, and have no pace.
    """
    rows = [
        (step, step.action == "strength", wording.action(step), wording.amount(step, unit)) for step in steps
    ]
    name_width, amount_width = {True: 0, False: 0}, {True: 0, False: 0}
    for _, is_strength, name, amount in rows:
        name_width[is_strength] = max(name_width[is_strength], min(LONGEST_NAME, len(name)))
        amount_width[is_strength] = max(amount_width[is_strength], len(amount))
    table = Table.grid(padding=(0, 2), expand=True)
    table.add_column(justify="right", width=2, style="dim")
    table.add_column(ratio=1)
    for number, (step, is_strength, name, amount) in enumerate(rows, start=1):
        line = Text.assemble(
            name.ljust(name_width[is_strength]), "  ", (amount.ljust(amount_width[is_strength]), "bold")
        )
        if target := wording.target(step, unit):
            fits = line.cell_len + 2 + len(target) <= room
            if not fits:
                line.rstrip()
            line.append(f"  {target}" if fits else f"\n{target}")
        else:
            line.rstrip()
        below = ", ".join(part for part in (wording.recovery(step, unit), step.note) if part)
        if below:
            line.append(f"\n{below}", style="dim")
        table.add_row(str(number), line)
    return table
