"""Trends over months and years."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from enum import StrEnum
from statistics import median

import msgspec

from runcoach.domain.nights import Night
from runcoach.domain.runs import Run
from runcoach.domain.units import monday
from runcoach.training.analysis import RATE_STEP, Analysis
from runcoach.training.intervals.reps import SetKind
from runcoach.training.load import DayLoad

LEAST_STEADY_S = 300.0
BASELINE_NIGHTS = 28
MIN_BASELINE = 7


class TrendMeasure(StrEnum):
    """What the values of a trend measure, which decides how they are written. Paces are seconds per km."""

    DISTANCE = "distance"
    PACE = "pace"
    BPM = "bpm"
    MS = "ms"
    HOURS = "hours"
    SHARE = "share"
    LOAD = "load"


class Trend(msgspec.Struct, frozen=True):
    """Values by day, oldest first. ``bars`` are totals of a time; else they are points of a line.

    ``second`` is a second line on the same scale, such as the baseline; ``note`` says how it was computed.
    ``is_open`` where the last of the bars is of a time that is not over.
    """

    title: str
    measure: TrendMeasure
    points: tuple[tuple[date, float], ...]
    bars: bool = False
    second: tuple[tuple[date, float], ...] = ()
    second_name: str = ""
    note: str = ""
    is_open: bool = False


class Best(msgspec.Struct, frozen=True):
    """The fastest stretch of a distance: seconds by the clock, and the run that it is in."""

    metres: int
    seconds: float
    run: Run


def distance_by_week(runs: Sequence[Run], first: date, last: date) -> Trend:
    """Metres a week, by its Monday."""
    return _bars("Weekly distance", runs, first, last, monday, _next_week, _sum_m)


def distance_by_month(runs: Sequence[Run], first: date, last: date) -> Trend:
    """Metres a month, by its first day."""
    return _bars("Monthly distance", runs, first, last, _first_of_month, _next_month, _sum_m)


def longest_by_month(runs: Sequence[Run], first: date, last: date) -> Trend:
    """The longest run of each month, in metres."""
    return _bars(
        "Longest run of the month",
        runs,
        first,
        last,
        _first_of_month,
        _next_month,
        lambda own: max((run.distance_m or 0.0 for run in own), default=0.0),
    )


def easy_pace(runs: Sequence[Run], analyses: Mapping[str, Analysis], first: date, last: date) -> Trend:
    """The pace at the heart rate that most of the steady running is done at, from each run's own samples.

    Only seconds in that band count, after the first ten minutes of runs without sets; five minutes at least.
    """
    band = usual_band(analyses)
    if band is None:
        return Trend(
            "Easy pace at the same heart rate", TrendMeasure.PACE, (), note="No steady running with HR."
        )
    points = []
    for run in _within(runs, first, last):
        own = analyses.get(run.activity_id)
        metres, seconds = own.steady.get(band, (0.0, 0.0)) if own else (0.0, 0.0)
        if seconds >= LEAST_STEADY_S and metres and run.surface != "trail":
            points.append((run.day, seconds / metres * 1000))
    return Trend(
        f"Easy pace at {band}-{band + RATE_STEP - 1} bpm",
        TrendMeasure.PACE,
        tuple(points),
        second=_rolling(points, 42),
        second_name="median of six weeks",
        note="Steady running after the first ten minutes, no trails. Faster is fitter.",
    )


def rep_distances(analyses: Mapping[str, Analysis]) -> list[str]:
    """The lengths of reps that were run, most often first."""
    count: dict[str, int] = {}
    for analysis in analyses.values():
        found = analysis.intervals
        if found and found.kind is SetKind.INTERVALS:
            for length in {rep.length for rep in found.reps}:
                count[length] = count.get(length, 0) + 1
    return sorted(count, key=lambda length: (-count[length], length))


def rep_pace(
    runs: Sequence[Run], analyses: Mapping[str, Analysis], length: str, first: date, last: date
) -> Trend:
    """The pace of the reps of one length, a point a session."""
    points = []
    for run in _within(runs, first, last):
        own = analyses.get(run.activity_id)
        reps = [rep for rep in own.intervals.reps if rep.length == length] if own and own.intervals else []
        if reps:
            metres, seconds = sum(rep.distance_m for rep in reps), sum(rep.duration_s for rep in reps)
            points.append((run.day, seconds / metres * 1000))
    return Trend(
        f"Pace of {length} reps", TrendMeasure.PACE, tuple(points), note="All reps of a session together."
    )


def easy_share(runs: Sequence[Run], first: date, last: date) -> Trend:
    """The share of the time in zones 1 to 3, a bar a month."""

    def share(own: Sequence[Run]) -> float:
        zones = [run.zone_s for run in own if run.zone_s]
        total = sum(sum(each) for each in zones)
        return sum(sum(each[:3]) for each in zones) / total * 100 if total else 0.0

    trend = _bars("Time in zones 1 to 3", runs, first, last, _first_of_month, _next_month, share)
    return msgspec.structs.replace(
        trend, measure=TrendMeasure.SHARE, note="Of the running with heart-rate zones, by month, in percent."
    )


def zone_shares(runs: Sequence[Run], first: date, last: date) -> tuple[float, ...] | None:
    """The share of the time in each of the five zones; None without zones."""
    zones = [run.zone_s for run in _within(runs, first, last) if run.zone_s]
    total = sum(sum(each) for each in zones)
    return tuple(sum(each[zone] for each in zones) / total for zone in range(5)) if total else None


def night_trend(
    nights: Sequence[Night],
    title: str,
    measure: TrendMeasure,
    value: Callable[[Night], float | None],
    first: date,
    last: date,
) -> Trend:
    """One figure of the nights, with the runner's own median of the four weeks before."""
    known = [(night.day, found) for night in nights if (found := value(night)) is not None]
    points = [(day, found) for day, found in known if first <= day <= last]
    baseline = []
    for day, _ in points:
        before = [found for other, found in known if 0 < (day - other).days <= BASELINE_NIGHTS]
        if len(before) >= MIN_BASELINE:
            baseline.append((day, median(before)))
    return Trend(
        title,
        measure,
        tuple(points),
        second=tuple(baseline),
        second_name="usual (median of 28 nights)",
    )


def load_trend(days: Sequence[DayLoad], first: date, last: date) -> Trend:
    """Fitness (CTL) and fatigue (ATL)."""
    shown = [day for day in days if first <= day.day <= last]
    return Trend(
        "Fitness (CTL) and fatigue (ATL)",
        TrendMeasure.LOAD,
        tuple((day.day, day.ctl) for day in shown),
        second=tuple((day.day, day.atl) for day in shown),
        second_name="fatigue, ATL (7 days)",
        note="Banister's TRIMP with time constants of 42 and 7 days.",
    )


def personal_bests(runs: Sequence[Run], analyses: Mapping[str, Analysis]) -> list[Best]:
    """The fastest stretch of each common distance inside any run; treadmills do not count."""
    best: dict[int, Best] = {}
    for run in runs:
        own = analyses.get(run.activity_id)
        if own is None or run.surface in ("treadmill", "indoor_running", "virtual_run"):
            continue
        for metres, seconds in own.bests.items():
            if metres not in best or seconds < best[metres].seconds:
                best[metres] = Best(metres, seconds, run)
    return [best[metres] for metres in sorted(best)]


def usual_band(analyses: Mapping[str, Analysis]) -> int | None:
    """The band of heart rates with the most steady running."""
    seconds: dict[int, float] = {}
    for analysis in analyses.values():
        for band, (_, spent) in analysis.steady.items():
            seconds[band] = seconds.get(band, 0.0) + spent
    return max(seconds, key=lambda band: seconds[band]) if seconds else None


def _within(runs: Sequence[Run], first: date, last: date) -> list[Run]:
    return sorted((run for run in runs if first <= run.day <= last), key=lambda run: run.start)


def _bars(
    title: str,
    runs: Sequence[Run],
    first: date,
    last: date,
    start_of: Callable[[date], date],
    after: Callable[[date], date],
    value: Callable[[Sequence[Run]], float],
) -> Trend:
    own: dict[date, list[Run]] = {}
    start = start_of(first)
    while start <= last:
        own[start] = []
        start = after(start)
    for run in runs:
        if (begun := start_of(run.day)) in own and run.day <= last:
            own[begun].append(run)
    points = tuple((begun, value(some)) for begun, some in own.items())
    return Trend(title, TrendMeasure.DISTANCE, points, bars=True, is_open=start > last + timedelta(days=1))


def _rolling(points: Sequence[tuple[date, float]], days: int) -> tuple[tuple[date, float], ...]:
    found = []
    for day, _ in points:
        before = [value for other, value in points if 0 <= (day - other).days < days]
        if len(before) >= 3:
            found.append((day, median(before)))
    return tuple(found)


def _sum_m(runs: Sequence[Run]) -> float:
    return sum(run.distance_m or 0.0 for run in runs)


def _first_of_month(day: date) -> date:
    return day.replace(day=1)


def _next_month(day: date) -> date:
    return (day.replace(day=28) + timedelta(days=7)).replace(day=1)


def _next_week(day: date) -> date:
    return day + timedelta(weeks=1)
