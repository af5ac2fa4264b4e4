"""How a run compares with the runner's own runs of the same kind."""

from collections.abc import Mapping, Sequence
from statistics import median

import msgspec

from runcoach.domain.runs import Run
from runcoach.training.intervals.reps import IntervalSet
from runcoach.training.kinds import is_hard

NEAR = 0.15
DAYS = 365
MIN_RUNS = 3


class Comparison(msgspec.Struct, frozen=True):
    """Against ``runs`` others: seconds per km and bpm more (or less) than their median."""

    runs: int
    pace_s_per_km: float | None
    hr_bpm: float | None
    of: str


def compared(run: Run, others: Sequence[Run], intervals: Mapping[str, IntervalSet]) -> Comparison | None:
    """With the runs of the year before that have the same set, else about the same length and effort.

    None where there are fewer than three of them.
    """
    before = [
        other
        for other in others
        if other.activity_id != run.activity_id
        and other.start < run.start
        and (run.day - other.day).days <= DAYS
    ]
    own = intervals.get(run.activity_id)
    if own:
        same = [(other, found) for other in before if _same(found := intervals.get(other.activity_id), own)]
        paces = [found.pace_s_per_km for _, found in same if found]
        rates = [found.hr_high_bpm for _, found in same if found and found.hr_high_bpm]
        return _against(len(same), own.pace_s_per_km, own.hr_high_bpm, paces, rates, own.signature)
    hard = is_hard(run)
    similar = [
        other
        for other in before
        if other.distance_m
        and run.distance_m
        and abs(other.distance_m / run.distance_m - 1) <= NEAR
        and other.activity_id not in intervals
        and (other.surface == "trail") == (run.surface == "trail")
        and is_hard(other) == hard
    ]
    paces = [other.pace_s_per_km for other in similar if other.pace_s_per_km]
    rates = [other.avg_hr_bpm for other in similar if other.avg_hr_bpm]
    return _against(len(similar), run.pace_s_per_km, run.avg_hr_bpm, paces, rates, "runs of this length")


def _same(found: IntervalSet | None, own: IntervalSet) -> bool:
    return found is not None and found.signature == own.signature


def _against(
    count: int,
    pace: float | None,
    rate: float | None,
    paces: Sequence[float],
    rates: Sequence[float],
    of: str,
) -> Comparison | None:
    if count < MIN_RUNS:
        return None
    return Comparison(
        runs=count,
        pace_s_per_km=pace - median(paces) if pace and len(paces) >= MIN_RUNS else None,
        hr_bpm=rate - median(rates) if rate and len(rates) >= MIN_RUNS else None,
        of=of,
    )
