"""The facts of one day: everything that is computed about the runner before a coach answers."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise
from statistics import median_high

import msgspec

from runcoach.domain.nights import Night
from runcoach.domain.runs import Run
from runcoach.domain.units import DistanceUnit, monday
from runcoach.training.goal import Goal
from runcoach.training.intervals.reps import IntervalSet
from runcoach.training.kinds import average_week, hard_days
from runcoach.training.load import LoadSummary
from runcoach.training.paces import Paces, shown_paces
from runcoach.training.readiness import Readiness, readiness
from runcoach.training.weeks import Week, distance_between, weeks

WEEKS = 12
LONGEST_DAYS = 30
PACE_DAYS = 90
HABIT_DAYS = 28
NOT_AN_EXCEPTION = 0.75


class Planned(msgspec.Struct, frozen=True):
    """Today's workout, still to be run, when the question is about tomorrow; in metres."""

    distance_m: float
    is_hard: bool


class Facts(msgspec.Struct, frozen=True):
    """What is known for ``day``, the day the workout is for: ``today``, or tomorrow after a run today.

    ``recent`` are the runs of the last 14 days. ``before_day_m`` and ``day_so_far_m`` are metres: the week's
    before that day, and already run on it. ``planned`` is today's workout where that is still to be run
    before ``day``; its metres are in ``before_day_m``.
    """

    today: date
    day: date
    unit: DistanceUnit
    recent: tuple[Run, ...]
    intervals: Mapping[str, IntervalSet]
    weeks: tuple[Week, ...]
    average_week_m: float | None
    before_day_m: float
    day_so_far_m: float
    longest: Run | None
    last_run: Run | None
    hard_days: tuple[date, ...]
    runs_30_days: int
    usual_easy_m: float | None
    run_days_a_week: float | None = None
    usual_longest_m: float | None = None
    paces: Paces = msgspec.field(default_factory=Paces)
    readiness: Readiness = msgspec.field(default_factory=Readiness)
    load: LoadSummary = msgspec.field(default_factory=LoadSummary)
    goal: Goal = msgspec.field(default_factory=Goal)
    planned: Planned | None = None

    @property
    def is_tomorrow(self) -> bool:
        """Whether the workout is for tomorrow, because today's run is done."""
        return self.day != self.today

    @property
    def days_since_hard(self) -> int | None:
        """Days from the last hard day to the day of the workout; None when there was none."""
        return (self.day - self.hard_days[0]).days if self.hard_days else None

    @property
    def days_since_run(self) -> int | None:
        """Days from the last run to the day of the workout; None without runs. Plans do not count."""
        return (self.day - self.last_run.day).days if self.last_run else None

    @property
    def days_run(self) -> frozenset[date]:
        """The days of the last two weeks with a run, and today where one is planned."""
        planned = {self.today} if self.planned and self.planned.distance_m else set()
        return frozenset({run.day for run in self.recent} | planned)

    @property
    def is_after_hard(self) -> bool:
        """Whether the day before the workout was a hard one, or is planned to be one."""
        return self.days_since_hard == 1 or (self.planned is not None and self.planned.is_hard)

    @property
    def days_in_a_row(self) -> int:
        """Consecutive days with a run, up to the day before the workout."""
        ran = self.days_run
        count = 0
        while self.day - timedelta(days=count + 1) in ran:
            count += 1
        return count


def gather(
    runs: Sequence[Run],
    intervals: Mapping[str, IntervalSet],
    nights: Sequence[Night],
    today: date,
    unit: DistanceUnit,
    day: date | None = None,
    load: LoadSummary | None = None,
    goal: Goal | None = None,
    planned: Planned | None = None,
) -> Facts:
    """Computes the facts from the runs of the last 13 weeks or more, newest first.

    ``day`` is the day the workout is for; by default today, or tomorrow when a run is recorded today.
    """
    runs = [run for run in runs if run.day <= today]
    if day is None:
        day = today + timedelta(days=1) if any(run.day == today for run in runs) else today
    longest_span = [run for run in runs if (day - run.day).days <= LONGEST_DAYS]
    measured = [run for run in longest_span if run.distance_m]
    pace_span = [run for run in runs if (day - run.day).days <= PACE_DAYS]
    found = {run.activity_id: intervals[run.activity_id] for run in pace_span if run.activity_id in intervals}
    paces = shown_paces(pace_span, found)
    planned_m = planned.distance_m if planned and monday(day) <= today < day else 0.0
    easy = [run.distance_m or 0 for run in pace_span if run.activity_id in paces.easy_rows]
    return Facts(
        today=today,
        day=day,
        unit=unit,
        recent=tuple(run for run in runs if (today - run.day).days < 14),
        intervals=found,
        weeks=tuple(weeks(runs, today, WEEKS)),
        average_week_m=average_week(runs, today),
        before_day_m=distance_between(runs, monday(day), day - timedelta(days=1)) + planned_m,
        day_so_far_m=distance_between(runs, day, day),
        longest=max(measured, key=lambda run: run.distance_m or 0, default=None),
        last_run=runs[0] if runs else None,
        hard_days=tuple(hard_days(pace_span, found, today)),
        runs_30_days=len(longest_span),
        usual_easy_m=median_high(easy) if easy else None,
        run_days_a_week=_run_days_a_week(runs, day),
        usual_longest_m=_usual_longest_m(measured),
        paces=paces,
        readiness=readiness(nights, today),
        load=load or LoadSummary(),
        goal=goal or Goal(),
        planned=planned,
    )


def _run_days_a_week(runs: Sequence[Run], day: date) -> float | None:
    """Days with a run in an average week of the four before ``day``, or since the first run ever."""
    before = {run.day for run in runs if run.day < day}
    if not before:
        return None
    span = max(7, min(HABIT_DAYS, (day - min(before)).days))
    return sum((day - ran).days <= span for ran in before) / span * 7


def _usual_longest_m(measured: Sequence[Run]) -> float | None:
    """Metres of the longest run that is not an exception: another was at least three quarters as long."""
    lengths = sorted((run.distance_m or 0.0 for run in measured), reverse=True)
    for longer, shorter in pairwise(lengths):
        if shorter >= NOT_AN_EXCEPTION * longer:
            return longer
    return lengths[-1] if lengths else None
