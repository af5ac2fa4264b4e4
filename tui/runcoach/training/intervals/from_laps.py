"""Interval sets found in the laps: of a workout on the watch, or of laps that the runner pressed."""

from collections.abc import Sequence
from itertools import pairwise
from statistics import fmean, median

from runcoach.domain.laps import LapMark, PlannedStep, WatchNotes
from runcoach.training.grade import flat_pace
from runcoach.training.intervals.groups import grouped, repeats_itself
from runcoach.training.intervals.nominal import LAPS, nominals
from runcoach.training.intervals.reps import STEEP, IntervalSet, Rep, SetSource, set_kind
from runcoach.training.intervals.segments import CLIMB, MIN_REPS, Segment, are_auto_laps

WORK = frozenset({"active", "interval"})
REST = frozenset({"rest", "recovery"})
FASTER = 0.92
OVER_OTHER_RUNNING = 1.05
ENOUGH_OTHER_S = 240.0
RUNNING_M_PER_S = 1.8
LONG_REP_S = 240.0
MAX_REP_M, MIN_REP_M, MIN_REP_S = 6000.0, 60.0, 11.0
MIN_STOP_S = 15.0
NEAR_PLAN = 0.08
SAME_HILL = 0.3
MOST_MIXED = 8


def from_steps(laps: Sequence[Segment], notes: WatchNotes) -> IntervalSet | None:
    """The reps of a workout on the watch: the laps marked as work; None if no lap is marked as rest."""
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
    return _interval_set(joined, work, planned, SetSource.STEPS, 0.97)


def from_presses(laps: Sequence[Segment]) -> IntervalSet | None:
    """The reps among laps that the runner pressed; None for automatic laps."""
    if len(laps) < 2 * MIN_REPS - 1 or are_auto_laps(laps):
        return None
    for find in (_faster_than_both_sides, _faster_than_the_rest):
        work = _without_odd_ends(laps, [at for at in find(laps) if _may_be_rep(laps[at])])
        if len(work) >= MIN_REPS and _is_set(laps, work):
            contrast = _contrast(laps, work)
            return _interval_set(laps, work, [], SetSource.LAPS, round(min(0.95, 0.6 + contrast), 2))
    return None


def _ended_like(last: Segment, lap: Segment) -> LapMark:
    """The mark of the lap before if both are one rep: one planned step, cut by an automatic lap."""
    return LapMark(lap.mark.intensity, last.mark.trigger, lap.mark.step)


def _planned(segment: Segment, steps: dict[int, PlannedStep]) -> tuple[float | None, float | None]:
    """The planned step's metres or seconds, if the rep came close to either."""
    step = steps.get(segment.mark.step) if segment.mark.step is not None else None
    if step and step.distance_m and abs(segment.distance_m / step.distance_m - 1) <= NEAR_PLAN:
        return step.distance_m, None
    if step and step.duration_s and abs(segment.duration_s / step.duration_s - 1) <= NEAR_PLAN:
        return None, step.duration_s
    return None, None


def _may_be_rep(lap: Segment) -> bool:
    return lap.duration_s >= MIN_REP_S and MIN_REP_M <= lap.distance_m <= MAX_REP_M


def _faster_than_both_sides(laps: Sequence[Segment]) -> list[int]:
    """The indexes of laps that are faster than both neighbours; a lap at either end has only one."""
    speeds = [lap.speed for lap in laps]
    found = []
    for at, speed in enumerate(speeds):
        around = [speeds[near] for near in (at - 1, at + 1) if 0 <= near < len(speeds)]
        if speed > 0 and all(near < FASTER * speed for near in around):
            found.append(at)
    return found


def _faster_than_the_rest(laps: Sequence[Segment]) -> list[int]:
    """Consecutive reps whose recoveries were not recorded, between slower laps."""
    speeds = sorted(lap.speed for lap in laps if lap.speed > 0)
    gaps = [(after / before, after) for before, after in pairwise(speeds)]
    if not gaps or max(gaps)[0] < 1 / FASTER:
        return []
    fastest_slow = max(gaps)[1]
    found = [at for at, lap in enumerate(laps) if lap.speed >= fastest_slow]
    follow = [at for at, upcoming in pairwise(found) if upcoming == at + 1]
    # Without pauses between them they are one long rep.
    return (
        found if follow and sum(laps[at].paused_s >= MIN_STOP_S for at in follow) > 0.6 * len(follow) else []
    )


def _without_odd_ends(laps: Sequence[Segment], work: list[int]) -> list[int]:
    """Drops a fast lap before or after the set that is unlike the reps, such as a fast finish."""
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
    # Run-walk is not a set; short reps with walked recoveries are.
    rests = [laps[at] for at in range(work[0], work[-1]) if at not in work]
    walked = bool(rests) and 0 < fmean([lap.speed for lap in rests]) < RUNNING_M_PER_S
    return not (walked and median([laps[at].duration_s for at in work]) >= LONG_REP_S)


def _is_one_hill(laps: Sequence[Segment], work: Sequence[int]) -> bool:
    """Whether all reps climb the same hill, or are fast enough without counting the climb."""
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


def _interval_set(
    laps: Sequence[Segment],
    work: Sequence[int],
    planned: Sequence[tuple[float | None, float | None]],
    source: SetSource,
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
