"""Paces that the runner has shown, the only ones that a workout may ask for."""

from collections.abc import Mapping, Sequence
from statistics import median

import msgspec

from runcoach.domain.runs import Run
from runcoach.training.intervals.reps import IntervalSet, SetKind
from runcoach.training.kinds import is_easy, is_hard

MIN_RUN_M = 2000.0
TEMPO_M = 5000.0
PLAUSIBLE_S_PER_KM = (150.0, 900.0)
EASY_WIDTH = 1.08
TREADMILLS = ("treadmill", "indoor_running", "virtual_run")


class Paces(msgspec.Struct, frozen=True):
    """Seconds per km; None where the runs do not show one.

    ``easy`` is the median pace of the easy runs: the fast end of easy. ``tempo`` is the fastest run of 5 km
    or more; ``reps`` the fastest interval set. ``tempo_m`` and ``rep_m`` are the metres of that run and of a
    rep of that set: a pace holds for the distance that it was shown over.
    """

    easy: float | None = None
    tempo: float | None = None
    reps: float | None = None
    tempo_m: float | None = None
    rep_m: float | None = None
    easy_rows: tuple[str, ...] = ()

    @property
    def easy_slow(self) -> float | None:
        """The slow end of the easy range."""
        return None if self.easy is None else self.easy * EASY_WIDTH


def shown_paces(runs: Sequence[Run], intervals: Mapping[str, IntervalSet]) -> Paces:
    """Reads the paces off runs (the last 90 days or so).

    Trails and hills do not count: their paces say nothing about a flat road. Without heart rates, the
    slower half of the runs that were not hard counts as the easy ones.
    """
    low, high = PLAUSIBLE_S_PER_KM
    flat = [
        run
        for run in runs
        if (run.distance_m or 0) >= MIN_RUN_M
        and run.surface != "trail"
        and run.pace_s_per_km is not None
        and low <= run.pace_s_per_km <= high
    ]
    hard = {run_id: found for run_id, found in intervals.items() if found.is_hard}
    steady = [run for run in flat if run.activity_id not in hard]
    easy = [run for run in steady if is_easy(run)]
    if not easy:
        calm = sorted((run for run in steady if not is_hard(run)), key=_pace)
        easy = calm[len(calm) // 2 :]
    tempo = [run for run in steady if (run.distance_m or 0) >= TEMPO_M and run.surface not in TREADMILLS]
    fastest = min(tempo, key=_pace, default=None)
    sets = [
        found
        for found in hard.values()
        if found.kind is SetKind.INTERVALS and low <= found.pace_s_per_km <= high
    ]
    best = min(sets, key=lambda found: found.pace_s_per_km, default=None)
    return Paces(
        easy=median(map(_pace, easy)) if easy else None,
        tempo=fastest.pace_s_per_km if fastest else None,
        reps=best.pace_s_per_km if best else None,
        tempo_m=fastest.distance_m if fastest else None,
        rep_m=sum(rep.distance_m for rep in best.reps) / best.count if best else None,
        easy_rows=tuple(run.activity_id for run in easy),
    )


def _pace(run: Run) -> float:
    return run.pace_s_per_km or 0.0


def whole_pace(pace: float) -> float:
    """A pace to ask for, in seconds per km: rounded to 5 seconds, towards the slower side."""
    return float(-(-pace // 5) * 5)
