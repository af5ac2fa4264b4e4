"""Reps and sets of them, and how a runner writes them down: ``8×400 m @ 3:45/km, 90 s jog``."""

from collections.abc import Sequence
from enum import StrEnum
from itertools import groupby, pairwise
from statistics import median

import msgspec

from runcoach.domain import units
from runcoach.domain.units import DistanceUnit

JOG_M_PER_S = 1.9
WALK_M_PER_S = 0.6
STRIDE_S, STRIDE_M, STRIDES_S = 35.0, 170.0, 300.0
STEEP = 0.04


class SetSource(StrEnum):
    """Where a set was found: in the workout on the watch, the laps, or the samples."""

    STEPS = "workout steps"
    LAPS = "laps"
    RECORDS = "records"


class SetKind(StrEnum):
    """The kind of session. Strides at the end of an easy run do not make it hard."""

    INTERVALS = "intervals"
    HILLS = "hills"
    STRIDES = "strides"


class Rep(msgspec.Struct, frozen=True):
    """One rep: when it began (seconds of the run), how far and how long, in moving time.

    ``laps`` are GarminDB's lap numbers, empty where the laps do not show it. ``set_m`` or ``set_s`` is its
    nominal length. ``recovery_*`` follow it; None after the last.
    """

    start_s: float
    distance_m: float
    duration_s: float
    laps: tuple[int, ...] = ()
    set_m: float | None = None
    set_s: float | None = None
    hr_bpm: int | None = None
    max_hr_bpm: int | None = None
    climb_m: float | None = None
    flat_pace_s_per_km: float | None = None
    recovery_s: float | None = None
    recovery_m: float | None = None

    @property
    def pace_s_per_km(self) -> float:
        """Moving time over distance."""
        return self.duration_s / self.distance_m * 1000

    @property
    def length(self) -> str:
        """``400 m`` or ``90 s``: what it was meant to be, else what it was."""
        if self.set_s is not None:
            return time_words(self.set_s)
        return units.short_distance(self.set_m or round(self.distance_m, -1))


class IntervalSet(msgspec.Struct, frozen=True):
    """The reps of one run in order. ``confidence`` is from 0 to 1."""

    reps: tuple[Rep, ...]
    source: SetSource = SetSource.LAPS
    confidence: float = 0.9
    kind: SetKind = SetKind.INTERVALS

    @property
    def count(self) -> int:
        """How many reps."""
        return len(self.reps)

    @property
    def work_laps(self) -> tuple[int, ...]:
        """GarminDB's numbers of the laps that are reps."""
        return tuple(lap for rep in self.reps for lap in rep.laps)

    @property
    def is_hard(self) -> bool:
        """Whether the set makes its day a hard one."""
        return self.kind is not SetKind.STRIDES

    @property
    def signature(self) -> str:
        """``8×400 m``, ``4×1 km + 4×200 m``, ``1-2-3-2-1 min`` or ``3×(800-400 m)``."""
        return signature([rep.length for rep in self.reps])

    @property
    def pace_s_per_km(self) -> float:
        """All reps' moving time over all their distance."""
        return sum(rep.duration_s for rep in self.reps) / sum(rep.distance_m for rep in self.reps) * 1000

    @property
    def flat_pace_s_per_km(self) -> float | None:
        """The equivalent pace on the flat; None without a real climb."""
        known = [rep for rep in self.reps if rep.flat_pace_s_per_km]
        if not known:
            return None
        metres = sum(rep.distance_m for rep in known)
        return sum((rep.flat_pace_s_per_km or 0) * rep.distance_m for rep in known) / metres

    @property
    def recovery_s(self) -> float | None:
        """The usual seconds between two reps."""
        known = [rep.recovery_s for rep in self.reps[:-1] if rep.recovery_s]
        return median(known) if known else None

    @property
    def recovery_word(self) -> str:
        """``jog``, ``walk`` or ``rest``, by its pace."""
        known = [rep for rep in self.reps[:-1] if rep.recovery_s]
        metres, seconds = sum(rep.recovery_m or 0 for rep in known), sum(rep.recovery_s or 0 for rep in known)
        speed = metres / seconds if seconds else 0.0
        return "jog" if speed >= JOG_M_PER_S else "walk" if speed >= WALK_M_PER_S else "rest"

    @property
    def fade(self) -> float | None:
        """How much slower the last rep was than the first, as a share; None if their lengths differ."""
        first, last = self.reps[0], self.reps[-1]
        return last.pace_s_per_km / first.pace_s_per_km - 1 if first.length == last.length else None

    @property
    def hr_low_bpm(self) -> int | None:
        """The lowest average heart rate of a rep."""
        return min((rep.hr_bpm for rep in self.reps if rep.hr_bpm), default=None)

    @property
    def hr_high_bpm(self) -> int | None:
        """The highest average heart rate of a rep."""
        return max((rep.hr_bpm for rep in self.reps if rep.hr_bpm), default=None)

    def summary(self, unit: DistanceUnit) -> str:
        """``8×400 m @ 3:45/km, 90 s jog``, short enough for a list."""
        words = f"{self.signature} @ {units.pace(self.pace_s_per_km, unit)}"
        rest = self.recovery_s
        return words if rest is None else f"{words}, {recovery_words(rest)} {self.recovery_word}"

    def details(self, unit: DistanceUnit) -> str:
        """In full: ``8×400 m @ 3:45/km, 90 s jog, fade +2.1 %, HR 168-176``."""
        parts = [self.summary(unit)]
        if self.kind is not SetKind.INTERVALS:
            parts[0] = f"{'hill reps' if self.kind is SetKind.HILLS else 'strides'} {parts[0]}"
        if self.flat_pace_s_per_km is not None:
            parts.append(f"as {units.pace(self.flat_pace_s_per_km, unit)} on the flat")
        if self.fade is not None and self.count > 1:
            parts.append(f"fade {self.fade * 100:+.1f} %")
        low, high = self.hr_low_bpm, self.hr_high_bpm
        if low and high:
            parts.append(f"HR {low}" if low == high else f"HR {low}-{high}")
        return ", ".join(parts)


def signature(lengths: Sequence[str]) -> str:
    """The lengths of the reps in order as runners write them, with equal ones counted."""
    for period in range(2, len(lengths) // 2 + 1):
        block = lengths[:period]
        if len(lengths) % period == 0 and len(set(block)) > 1:
            times = len(lengths) // period
            if list(lengths) == list(block) * times and not _has_runs(block):
                return f"{times}×({_dashed(block)})"
    groups = [(length, len(list(same))) for length, same in groupby(lengths)]
    if len(groups) > 2 and all(count == 1 for _, count in groups):
        return _dashed(lengths)
    return " + ".join(f"{count}×{length}" for length, count in groups)


def _has_runs(block: Sequence[str]) -> bool:
    return any(one == other for one, other in pairwise(block))


def _dashed(lengths: Sequence[str]) -> str:
    """``1-2-3-2-1 min``: the unit only once if all share it."""
    if any(length.endswith(" min") for length in lengths):
        lengths = ["1 min" if length == "60 s" else length for length in lengths]
    if any(length.endswith(" m") for length in lengths):
        lengths = [f"{float(each[:-3]) * 1000:.0f} m" if each.endswith(" km") else each for each in lengths]
    split = [length.partition(" ") for length in lengths]
    if len({unit for _, _, unit in split}) == 1 and split[0][2]:
        return f"{'-'.join(number for number, _, _ in split)} {split[0][2]}"
    return "-".join(lengths)


def time_words(seconds: float) -> str:
    """``90 s``, ``2 min`` or ``2:30``."""
    whole = seconds < 120 or seconds % 60 == 0
    return units.minutes(seconds) if whole else units.clock(seconds)


def recovery_words(seconds: float) -> str:
    """Recoveries are rounded to 5 s: nobody prescribes them more finely."""
    return f"{round(seconds / 5) * 5} s" if seconds < 120 else units.minutes(seconds)


def set_kind(reps: Sequence[Rep], first_s: float, run_s: float) -> SetKind:
    """Hills if the reps climb, strides if short reps end a run, else intervals."""
    steep = [rep for rep in reps if rep.climb_m is not None and rep.climb_m >= STEEP * rep.distance_m]
    if len(steep) > 0.7 * len(reps):
        return SetKind.HILLS
    short = all(rep.duration_s <= STRIDE_S and rep.distance_m <= STRIDE_M for rep in reps)
    work_s = sum(rep.duration_s for rep in reps)
    if short and work_s <= STRIDES_S and first_s > 0.5 * run_s:
        return SetKind.STRIDES
    return SetKind.INTERVALS
