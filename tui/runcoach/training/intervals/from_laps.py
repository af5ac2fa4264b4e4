"""Interval sets read off the laps: those of a workout on the watch, and those that the runner pressed."""

from collections.abc import Sequence
from itertools import pairwise
from statistics import fmean, median

import msgspec

from runcoach.domain.laps import Lap, LapMark, PlannedStep, WatchNotes
from runcoach.domain.units import DistanceUnit
from runcoach.training.grade import cost_factor, flat_pace
from runcoach.training.intervals.groups import grouped, repeats_itself
from runcoach.training.intervals.nominal import LAPS, nominals
from runcoach.training.intervals.reps import STEEP, IntervalSet, Rep, Source, set_kind

WORK = frozenset({"active", "interval"})
REST = frozenset({"rest", "recovery"})
FASTER = 0.92
OVER_OTHER_RUNNING = 1.05
ENOUGH_OTHER_S = 240.0
RUNNING_M_PER_S = 1.8
LONG_REP_S = 240.0
AUTO_LAP = 0.015
MAX_REP_M, MIN_REP_M, MIN_REP_S = 6000.0, 60.0, 11.0
MIN_REPS = 3
MIN_STOP_S = 15.0
NEAR_PLAN = 0.08
CLIMB = 0.02
SAME_HILL = 0.3
MOST_MIXED = 8


class Segment(msgspec.Struct, frozen=True):
    """One lap, or some that belong together: from ``start_s`` on the watch's clock."""

    laps: tuple[Lap, ...]
    start_s: float
    mark: LapMark = LapMark()

    @property
    def distance_m(self) -> float:
        """Metres."""
        return sum(lap.distance_m or 0.0 for lap in self.laps)

    @property
    def duration_s(self) -> float:
        """Moving seconds."""
        return sum(lap.duration_s or 0.0 for lap in self.laps)

    @property
    def stood_s(self) -> float:
        """Seconds on the clock in which the timer stood."""
        return sum((lap.elapsed_s or 0.0) - (lap.duration_s or 0.0) for lap in self.laps if lap.elapsed_s)

    @property
    def gradient(self) -> float:
        """Net rise over run; 0 where it is not known."""
        known = [lap for lap in self.laps if lap.ascent_m is not None and lap.descent_m is not None]
        rise = sum((lap.ascent_m or 0) - (lap.descent_m or 0) for lap in known)
        return rise / self.distance_m if len(known) == len(self.laps) and self.distance_m >= 40 else 0.0

    @property
    def speed(self) -> float:
        """Metres a second, on the flat where there is real climb; 0 for standing."""
        if not self.duration_s:
            return 0.0
        factor = cost_factor(self.gradient) if abs(self.gradient) > CLIMB else 1.0
        return self.distance_m / self.duration_s * factor


def segments(laps: Sequence[Lap], notes: WatchNotes) -> list[Segment]:
    """The laps that have a time and a distance, each with its start and the watch's mark."""
    marks = notes.laps if len(notes.laps) == len(laps) else (LapMark(),) * len(laps)
    found, clock_s = [], 0.0
    for lap, mark in zip(laps, marks, strict=True):
        if lap.duration_s and lap.distance_m is not None:
            found.append(Segment((lap,), clock_s, mark))
        clock_s += lap.elapsed_s or lap.duration_s or 0.0
    return found


def may_be_planned(laps: Sequence[Lap]) -> bool:
    """Whether the laps may be those of a workout on the watch: some, and none of the watch's own."""
    known = segments(laps, WatchNotes())
    return len(known) >= MIN_REPS and not are_auto_laps(known)


def from_steps(laps: Sequence[Segment], notes: WatchNotes) -> IntervalSet | None:
    """The reps of a workout on the watch: what it calls work, where it knows rests as well."""
    if not any(lap.mark.intensity in REST for lap in laps):
        return None
    steps = {step.index: step for step in notes.steps}
    joined: list[Segment] = []
    for lap in laps:
        last = joined[-1] if joined else None
        same = last is not None and lap.mark.step is not None and last.mark == _ended_like(last, lap)
        if last is not None and same and lap.mark.intensity in WORK:
            joined[-1] = Segment((*last.laps, *lap.laps), last.start_s, lap.mark)
        else:
            joined.append(lap)
    work = [at for at, lap in enumerate(joined) if lap.mark.intensity in WORK and lap.distance_m > 0]
    if len(work) < 2:
        return None
    usual = median([joined[at].speed for at in work])
    rests = [joined[at] for at in range(work[0], work[-1]) if joined[at].mark.intensity in REST]
    if not rests or usual < fmean([rest.speed for rest in rests]):
        return None
    # An easy run before the strides is "active" too.
    work = [at for at in work if joined[at].speed > 0.85 * usual or joined[at].gradient > CLIMB]
    if len(work) < 2:
        return None
    planned = [_planned(joined[at], steps) for at in work]
    return _described(joined, work, planned, Source.STEPS, 0.97)


def from_presses(laps: Sequence[Segment]) -> IntervalSet | None:
    """The reps among laps that the runner pressed; None for laps that the watch made by itself."""
    if len(laps) < 2 * MIN_REPS - 1 or are_auto_laps(laps):
        return None
    for find in (_faster_than_both_sides, _faster_than_the_rest):
        work = _without_odd_ends(laps, [at for at in find(laps) if _may_be_rep(laps[at])])
        if len(work) >= MIN_REPS and _is_set(laps, work):
            contrast = _contrast(laps, work)
            return _described(laps, work, [], Source.LAPS, round(min(0.95, 0.6 + contrast), 2))
    return None


def are_auto_laps(laps: Sequence[Segment]) -> bool:
    """Whether the laps (the last is a remainder) are a km or a mile each, one after the other."""
    full = laps[:-1]
    for length in (DistanceUnit.KM.metres, DistanceUnit.MI.metres):
        near = [abs(lap.distance_m / length - 1) <= AUTO_LAP for lap in full]
        pairs = sum(one and other for one, other in pairwise(near))
        if sum(near) > 0.75 * len(full) or (len(full) > 1 and pairs > 0.4 * (len(full) - 1)):
            return True
    return False


def _ended_like(last: Segment, lap: Segment) -> LapMark:
    """The mark that the lap before must have had to be the same rep: the same step, cut by an auto-lap."""
    return LapMark(lap.mark.intensity, last.mark.trigger, lap.mark.step)


def _planned(segment: Segment, steps: dict[int, PlannedStep]) -> tuple[float | None, float | None]:
    """Metres or seconds of the planned step, if the rep was about as long."""
    step = steps.get(segment.mark.step) if segment.mark.step is not None else None
    if step and step.distance_m and abs(segment.distance_m / step.distance_m - 1) <= NEAR_PLAN:
        return step.distance_m, None
    if step and step.duration_s and abs(segment.duration_s / step.duration_s - 1) <= NEAR_PLAN:
        return None, step.duration_s
    return None, None


def _may_be_rep(lap: Segment) -> bool:
    return lap.duration_s >= MIN_REP_S and MIN_REP_M <= lap.distance_m <= MAX_REP_M


def _faster_than_both_sides(laps: Sequence[Segment]) -> list[int]:
    """A lap at either end has one neighbour only."""
    speeds = [lap.speed for lap in laps]
    found = []
    for at, speed in enumerate(speeds):
        around = [speeds[near] for near in (at - 1, at + 1) if 0 <= near < len(speeds)]
        if speed > 0 and all(near < FASTER * speed for near in around):
            found.append(at)
    return found


def _faster_than_the_rest(laps: Sequence[Segment]) -> list[int]:
    """Reps one after the other, with rests that the watch did not see, between slower laps."""
    speeds = sorted(lap.speed for lap in laps if lap.speed > 0)
    gaps = [(after / before, after) for before, after in pairwise(speeds)]
    if not gaps or max(gaps)[0] < 1 / FASTER:
        return []
    fastest_slow = max(gaps)[1]
    found = [at for at, lap in enumerate(laps) if lap.speed >= fastest_slow]
    follow = [at for at, upcoming in pairwise(found) if upcoming == at + 1]
    # Without a stop between them they are one long stretch.
    return (
        found if follow and sum(laps[at].stood_s >= MIN_STOP_S for at in follow) > 0.6 * len(follow) else []
    )


def _without_odd_ends(laps: Sequence[Segment], work: list[int]) -> list[int]:
    """Without a fast lap before or after the set that is like none of it, such as a fast finish."""
    while len(work) > MIN_REPS:
        lengths = [(laps[at].distance_m, laps[at].duration_s) for at in work]
        alone = {group[0] for group in grouped(lengths) if len(group) == 1}
        if repeats_itself(lengths) or not alone & {0, len(work) - 1}:
            break
        work = work[:-1] if len(work) - 1 in alone else work[1:]
    return work


def _is_set(laps: Sequence[Segment], work: Sequence[int]) -> bool:
    lengths = [(laps[at].distance_m, laps[at].duration_s) for at in work]
    if not repeats_itself(lengths):
        meant = nominals([[length] for length in lengths], LAPS)
        exact = all(each.is_usual for each in meant)
        by_one = len({each.distance_m is None for each in meant}) == 1
        if not (exact and by_one and len(work) <= MOST_MIXED):
            return False
    if any(abs(laps[at].gradient) > CLIMB for at in work) and not _is_one_hill(laps, work):
        return False
    fast = fmean([laps[at].speed for at in work])
    others = [
        lap for at, lap in enumerate(laps) if (at < work[0] or at > work[-1]) and lap.speed > RUNNING_M_PER_S
    ]
    if sum(lap.duration_s for lap in others) >= ENOUGH_OTHER_S:
        return fast >= OVER_OTHER_RUNNING * median([lap.speed for lap in others])
    # Running and walking in turn is no set; short reps with walked rests are.
    rests = [laps[at] for at in range(work[0], work[-1]) if at not in work]
    walked = bool(rests) and 0 < fmean([lap.speed for lap in rests]) < RUNNING_M_PER_S
    return not (walked and median([laps[at].duration_s for at in work]) >= LONG_REP_S)


def _is_one_hill(laps: Sequence[Segment], work: Sequence[int]) -> bool:
    """Up the same hill each time and down again, or as fast as that without counting the climb."""
    climbs = [laps[at].gradient * laps[at].distance_m for at in work]
    if min(climbs) > 3:
        feet, height = [], 0.0
        for at in range(work[0], work[-1] + 1):
            if at in work:
                feet.append(height)
            height += laps[at].gradient * laps[at].distance_m
        alike = max(climbs) - min(climbs) < 4.0 + SAME_HILL * median(climbs)
        return alike and max(feet) - min(feet) < max(5.0, 0.5 * median(climbs))
    slow = [laps[at] for at in range(work[0], work[-1]) if at not in work]
    raw = fmean([laps[at].distance_m / laps[at].duration_s for at in work])
    return bool(slow) and raw > fmean([lap.distance_m / lap.duration_s for lap in slow]) / FASTER


def _contrast(laps: Sequence[Segment], work: Sequence[int]) -> float:
    slow = [laps[at].speed for at in range(work[0], work[-1]) if at not in work]
    fast = fmean([laps[at].speed for at in work])
    return fast / max(fmean(slow), 1.2) - 1 if slow else 0.1


def _described(
    laps: Sequence[Segment],
    work: Sequence[int],
    planned: Sequence[tuple[float | None, float | None]],
    source: Source,
    confidence: float,
) -> IntervalSet:
    lengths = [(laps[at].distance_m, laps[at].duration_s) for at in work]
    groups = grouped(lengths)
    uphill = min(laps[at].gradient for at in work) > STEEP
    meant = nominals([[lengths[at] for at in group] for group in groups], LAPS, uphill=uphill)
    of = {at: meant[number] for number, group in enumerate(groups) for at in group}
    reps = []
    for number, at in enumerate(work):
        segment = laps[at]
        set_m, set_s = planned[number] if planned else (None, None)
        if set_m is None and set_s is None:
            set_m, set_s = of[number].distance_m, of[number].duration_s
        rests = laps[at + 1 : work[number + 1]] if number + 1 < len(work) else None
        reps.append(_rep(segment, set_m, set_s, rests))
    run_s = laps[-1].start_s + laps[-1].duration_s
    kind = set_kind(reps, reps[0].start_s, run_s)
    return IntervalSet(tuple(reps), source, confidence, kind)


def _rep(segment: Segment, set_m: float | None, set_s: float | None, rests: Sequence[Segment] | None) -> Rep:
    rates = [(lap.avg_hr_bpm, lap.duration_s or 0) for lap in segment.laps if lap.avg_hr_bpm]
    seconds = sum(duration for _, duration in rates)
    steep = abs(segment.gradient) > CLIMB
    pace = segment.duration_s / segment.distance_m * 1000
    return Rep(
        start_s=segment.start_s,
        distance_m=segment.distance_m,
        duration_s=segment.duration_s,
        laps=tuple(lap.number for lap in segment.laps),
        set_m=set_m,
        set_s=set_s,
        hr_bpm=round(sum(rate * duration for rate, duration in rates) / seconds) if seconds else None,
        max_hr_bpm=max((lap.max_hr_bpm for lap in segment.laps if lap.max_hr_bpm), default=None),
        climb_m=segment.gradient * segment.distance_m if segment.gradient else None,
        flat_pace_s_per_km=flat_pace(pace, segment.gradient) if steep else None,
        recovery_s=sum(lap.duration_s for lap in rests) if rests else None,
        recovery_m=sum(lap.distance_m for lap in rests) if rests else None,
    )
