"""Interval sets read off the laps that the runner pressed: ``8×400 m @ 3:45/km, 90 s rest``.

Auto-laps each km or mile are not intervals. A work lap is clearly faster than the laps around it.
"""

from collections.abc import Sequence
from itertools import pairwise

import msgspec

from runcoach import units
from runcoach.models import DistanceUnit, Lap
from runcoach.training.middle import mean, median

STANDARD_M = (100, 150, 200, 300, 400, 500, 600, 800, 1000, 1200, 1500, 1600, 2000, 3000)
SNAP = 0.05
CLOSE = 0.02
SNAP_S = 3.0
CLOSE_S = 1.5
FASTER = 0.92
AUTO_LAP = 0.015
MAX_REP_M = 3200.0
MIN_REP_S = 12.0
MIN_REPS = 3


class IntervalSet(msgspec.Struct, frozen=True):
    """Reps of about one length.

    ``work_laps`` are GarminDB's lap numbers; ``fade`` is the last pace over the first, less one.
    """

    work_laps: tuple[int, ...]
    rep_m: float
    rep_s: float
    by_time: bool
    pace_s_per_km: float
    recovery_s: float | None
    fade: float
    hr_low_bpm: int | None
    hr_high_bpm: int | None

    @property
    def reps(self) -> int:
        """How many reps."""
        return len(self.work_laps)

    @property
    def signature(self) -> str:
        """``8×400 m`` or ``6×2 min``."""
        if self.by_time:
            whole = self.rep_s < 120 or self.rep_s % 60 == 0
            return f"{self.reps}×{units.minutes(self.rep_s) if whole else units.clock(self.rep_s)}"
        return f"{self.reps}×{units.short_distance(self.rep_m)}"

    def described(self, unit: DistanceUnit) -> str:
        """``8×400 m @ 3:45/km, 90 s rest``."""
        words = f"{self.signature} @ {units.pace(self.pace_s_per_km, unit)}"
        return words if self.recovery_s is None else f"{words}, {_recovery(self.recovery_s)} rest"


def interval_set(laps: Sequence[Lap]) -> IntervalSet | None:
    """The interval set of a run, or None where its laps show none."""
    timed = [lap for lap in laps if lap.duration_s and lap.distance_m is not None]
    if len(timed) < 2 * MIN_REPS - 1 or _are_auto_laps(timed):
        return None
    work = [index for index in range(len(timed)) if _is_work(timed, index)]
    if len(work) < MIN_REPS:
        return None
    reps = [timed[index] for index in work]
    metres = [lap.distance_m or 0.0 for lap in reps]
    seconds = [lap.duration_s or 0.0 for lap in reps]
    if not _alike(metres) and not _alike(seconds):
        return None
    rests = [
        sum(lap.duration_s or 0.0 for lap in timed[start + 1 : end])
        for start, end in pairwise(work)
        if end > start + 1
    ]
    rates = [lap.avg_hr_bpm for lap in reps if lap.avg_hr_bpm]
    rep_m, rep_s, by_time = _snapped(metres, seconds)
    return IntervalSet(
        work_laps=tuple(lap.number for lap in reps),
        rep_m=rep_m,
        rep_s=rep_s,
        by_time=by_time,
        pace_s_per_km=sum(seconds) / sum(metres) * 1000,
        recovery_s=median(rests) if rests else None,
        fade=(seconds[-1] / metres[-1]) / (seconds[0] / metres[0]) - 1,
        hr_low_bpm=min(rates, default=None),
        hr_high_bpm=max(rates, default=None),
    )


def _is_work(laps: Sequence[Lap], index: int) -> bool:
    """Faster than both neighbours; a lap at either end has only one, and it must be a full rep."""
    lap = laps[index]
    pace = lap.pace_s_per_km
    if pace is None or (lap.duration_s or 0) < MIN_REP_S or not 80 <= (lap.distance_m or 0) <= MAX_REP_M:
        return False
    around = [laps[near] for near in (index - 1, index + 1) if 0 <= near < len(laps)]
    return all(near.pace_s_per_km is None or pace < FASTER * near.pace_s_per_km for near in around)


def _are_auto_laps(laps: Sequence[Lap]) -> bool:
    """Whether most laps (the last is a remainder) are a km or a mile each."""
    full = laps[:-1]
    for length in (DistanceUnit.KM.metres, DistanceUnit.MI.metres):
        near = sum(abs((lap.distance_m or 0) / length - 1) <= AUTO_LAP for lap in full)
        if near > 0.5 * len(full):
            return True
    return False


def _alike(values: Sequence[float]) -> bool:
    middle = median(values)
    return all(abs(value / middle - 1) <= 0.12 for value in values)


def _snapped(metres: Sequence[float], seconds: Sequence[float]) -> tuple[float, float, bool]:
    """A standard distance when it is close, else a round time, else what is near, else 10 m steps."""
    middle_m, middle_s = mean(metres), mean(seconds)
    nearest = min(STANDARD_M, key=lambda standard: abs(standard / middle_m - 1))
    off = abs(nearest / middle_m - 1) if _alike(metres) else 1.0
    rounded_s = round(middle_s / 30) * 30.0
    late_s = abs(rounded_s - middle_s) if rounded_s and _alike(seconds) else SNAP_S + 1
    if late_s <= (SNAP_S if off > SNAP else CLOSE_S) and off > CLOSE:
        return middle_m, rounded_s, True
    return (float(nearest) if off <= SNAP else round(middle_m, -1)), middle_s, False


def _recovery(seconds: float) -> str:
    return f"{round(seconds / 5) * 5} s" if seconds < 120 else units.minutes(seconds)
