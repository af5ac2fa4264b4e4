"""Training weeks: Monday to Sunday, as the ISO calendar has them."""

from collections.abc import Iterable
from datetime import date, timedelta

from runcoach.models import Run, Week


def monday(day: date) -> date:
    """The Monday of the week that ``day`` is in."""
    return day - timedelta(days=day.weekday())


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
