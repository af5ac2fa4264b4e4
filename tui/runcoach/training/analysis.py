"""What a run shows by itself, computed once from its laps and samples and kept."""

from collections.abc import Sequence

import msgspec

from runcoach.domain.laps import Lap, WatchNotes
from runcoach.domain.runs import Series
from runcoach.training.best_efforts import best_efforts
from runcoach.training.decoupling import decoupling
from runcoach.training.intervals.detect import interval_set
from runcoach.training.intervals.reps import IntervalSet
from runcoach.training.track import Track, track

VERSION = 1
"""Of everything computed here; results that another version has kept are computed again."""

SETTLING_S = 600
RATE_STEP = 5


class Analysis(msgspec.Struct, frozen=True):
    """One run. ``heart_s`` is the seconds at each heart rate; ``steady`` the metres and seconds in each band
    of five bpm after the first ten minutes; ``bests`` the least seconds for each of the common distances.
    """

    intervals: IntervalSet | None = None
    decoupling: float | None = None
    heart_s: dict[int, float] = msgspec.field(default_factory=dict)
    steady: dict[int, tuple[float, float]] = msgspec.field(default_factory=dict)
    bests: dict[int, float] = msgspec.field(default_factory=dict)


def analyse(laps: Sequence[Lap], notes: WatchNotes, series: Series) -> Analysis:
    """Analyses one run; what the data does not show is missing, and nothing raises."""
    run = track(series)
    found = interval_set(laps, notes, run)
    if run is None:
        return Analysis(intervals=found)
    return Analysis(
        intervals=found,
        decoupling=None if found and found.is_hard else decoupling(run),
        heart_s=_heart_seconds(run),
        steady=_steady(run) if found is None else {},
        bests=best_efforts(run),
    )


def _heart_seconds(run: Track) -> dict[int, float]:
    seconds: dict[int, float] = {}
    for rate in run.hr_bpm:
        if rate:
            seconds[rate] = seconds.get(rate, 0.0) + 1.0
    return seconds


def _steady(run: Track) -> dict[int, tuple[float, float]]:
    """How far and how long in each band of heart rates, by its lower end, while running."""
    bands: dict[int, tuple[float, float]] = {}
    for at in range(SETTLING_S, run.seconds):
        rate, step = run.hr_bpm[at], run.distance_m[at + 1] - run.distance_m[at]
        if rate and step > 1.0:
            band = rate // RATE_STEP * RATE_STEP
            metres, seconds = bands.get(band, (0.0, 0.0))
            bands[band] = (round(metres + step, 2), seconds + 1)
    return bands
