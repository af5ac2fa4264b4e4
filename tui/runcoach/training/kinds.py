"""What kind of run a run was, and whether it made its day a hard one."""

import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from enum import StrEnum

from runcoach.domain.runs import Run
from runcoach.training.intervals.reps import IntervalSet

HARD_ZONE_S = 600.0
LONG_S = 90 * 60.0
LONG_SHARE = 0.30
# In a week of three equal runs each is a third: a run under an hour is not long by its share.
LONG_SHARE_MIN_S = 60 * 60.0
EASY_ZONES_SHARE = 0.7
_RACE = re.compile(r"\b(race|parkrun|marathon|halbmarathon|wettkampf|course)\b", re.IGNORECASE)


class RunKind(StrEnum):
    """The word for a run that has no name of its own."""

    EASY = "Easy run"
    LONG = "Long run"
    HARD = "Hard run"
    INTERVALS = "Intervals"
    RACE = "Race"
    TRAIL = "Trail run"
    TREADMILL = "Treadmill run"
    TRACK = "Track run"
    RUN = "Run"


_SURFACES = {
    "trail": RunKind.TRAIL,
    "treadmill": RunKind.TREADMILL,
    "indoor_running": RunKind.TREADMILL,
    "virtual_run": RunKind.TREADMILL,
    "track": RunKind.TRACK,
}


def run_kind(run: Run, intervals: IntervalSet | None = None, average_week_m: float | None = None) -> RunKind:
    """The kind of a run: what was done first, then where, then how."""
    if intervals and intervals.is_hard:
        return RunKind.INTERVALS
    if is_race(run):
        return RunKind.RACE
    if is_long(run, average_week_m):
        return RunKind.LONG
    if run.surface in _SURFACES:
        return _SURFACES[run.surface]
    if is_hard(run, intervals, average_week_m):
        return RunKind.HARD
    return RunKind.EASY if is_easy(run) else RunKind.RUN


def is_race(run: Run) -> bool:
    """Whether the runner called it a race."""
    return bool(run.name and _RACE.search(run.name))


def is_long(run: Run, average_week_m: float | None = None) -> bool:
    """More than 90 minutes, or more than an hour and 30 % of an average week."""
    return is_as_long(run.duration_s or 0.0, run.distance_m or 0.0, average_week_m)


def is_as_long(seconds: float, metres: float, average_week_m: float | None) -> bool:
    """Whether this much running is a long run, done or planned."""
    share = bool(average_week_m and metres > LONG_SHARE * average_week_m)
    return seconds > LONG_S or (share and seconds > LONG_SHARE_MIN_S)


def is_hard(run: Run, intervals: IntervalSet | None = None, average_week_m: float | None = None) -> bool:
    """An interval set, 10 minutes in zones 4-5, a race, or a long run (a coaching heuristic)."""
    in_high_zones = run.zone_s is not None and run.zone_s[3] + run.zone_s[4] >= HARD_ZONE_S
    reps = intervals is not None and intervals.is_hard
    return reps or in_high_zones or is_race(run) or is_long(run, average_week_m)


def is_easy(run: Run) -> bool:
    """At least 70 % of the time with a heart rate was in zones 1-3, and hardly any of it in 4-5."""
    if run.zone_s is None or not (total := sum(run.zone_s)):
        return False
    return sum(run.zone_s[:3]) / total >= EASY_ZONES_SHARE and sum(run.zone_s[3:]) < HARD_ZONE_S


def average_week(runs: Sequence[Run], today: date, count: int = 8) -> float | None:
    """Metres a week over the last ``count`` full weeks, or over as many as there were since the first run."""
    start_of_week = today - timedelta(days=today.weekday())
    first = start_of_week - timedelta(weeks=count)
    full = [run for run in runs if first <= run.day < start_of_week]
    if not full:
        return None
    began = min(run.day for run in runs)
    elapsed = max(1, min(count, (start_of_week - began + timedelta(days=3)).days // 7))
    return sum(run.distance_m or 0 for run in full) / elapsed


def hard_days(runs: Sequence[Run], intervals: Mapping[str, IntervalSet], today: date) -> list[date]:
    """The days with a hard run, newest first."""
    usual = average_week(runs, today)
    return sorted(
        {run.day for run in runs if is_hard(run, intervals.get(run.activity_id), usual)}, reverse=True
    )
