"""Training weeks: Monday to Sunday, as the ISO calendar has them."""

from collections.abc import Iterable
from datetime import date, timedelta

import msgspec

from runcoach.domain.runs import Run
from runcoach.domain.units import monday


class Week(msgspec.Struct, frozen=True):
    """One training week, Monday to Sunday; ``start`` is its Monday."""

    start: date
    distance_m: float = 0.0
    duration_s: float = 0.0
    runs: int = 0

    @property
    def end(self) -> date:
        """The Sunday of the week."""
        return self.start + timedelta(days=6)

    @property
    def label(self) -> str:
        """The ISO week, such as ``W47``."""
        return f"W{self.start.isocalendar().week:02d}"


def weeks(runs: Iterable[Run], today: date, count: int) -> list[Week]:
    """The last ``count`` weeks up to today's, oldest first; a week without runs is there with zeros."""
    first = monday(today) - timedelta(weeks=count - 1)
    totals = {first + timedelta(weeks=index): [0.0, 0.0, 0] for index in range(count)}
    for run in runs:
        total = totals.get(monday(run.day))
        if total is not None and run.day <= today:
            total[0] += run.distance_m or 0.0
            total[1] += run.duration_s or 0.0
            total[2] += 1
    return [Week(start, metres, seconds, int(runs)) for start, (metres, seconds, runs) in totals.items()]


def distance_between(runs: Iterable[Run], first: date, last: date) -> float:
    """Metres run from ``first`` to ``last``, both included."""
    return sum(run.distance_m or 0.0 for run in runs if first <= run.day <= last)
