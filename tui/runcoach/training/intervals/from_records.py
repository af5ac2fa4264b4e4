"""Interval sets found in the samples, where the laps do not show them: fast stretches with sharp edges.

A set has a pattern: its reps are equal, or come in groups, or form a pyramid; its recoveries are equal; its
reps are clearly faster than the rest of the run. Hills, traffic lights and a fast finish do not make one.
"""

import math
from collections.abc import Sequence
from itertools import pairwise
from statistics import fmean, median

from runcoach.training.intervals.groups import grouped, repeats_itself
from runcoach.training.intervals.nominal import RECORDS, nominals
from runcoach.training.intervals.reps import IntervalSet, Rep, SetKind, SetSource, set_kind
from runcoach.training.intervals.speeds import effort_speeds, is_steady, mean_speed
from runcoach.training.intervals.stretches import (
    RUNNING_M_PER_S,
    SHORTEST_REST_S,
    Stretch,
    fast_stretches,
    thresholds,
)
from runcoach.training.track import Track

# Short reps need little smoothing; in long ones a corner or a crossing must not show.
SMOOTHINGS_S = (3, 8, 15)
MIN_REPS = 3
LONGEST_REP_S = 1500
LONGEST_REST_S = 400
OVER_REST = 1.15
OVER_OTHER_RUNNING = 1.07
# Half a minute can be a little faster than the rest by chance.
SHORT_S, SHORT_OVER_OTHER_RUNNING = 40, 1.2
STEADY = 0.11
ALIKE = 0.2
TINY = 0.12
SAME_HILL = 0.3
SHARP = 0.55
ENOUGH_OTHER_S = 240


def from_records(track: Track) -> IntervalSet | None:
    """The set with the best contrast among several ways to separate fast from slow; None if there is none."""
    if is_steady(track):
        return None
    best: tuple[float, list[Stretch]] = (0.0, [])
    for reach_s in SMOOTHINGS_S:
        speeds = effort_speeds(track, reach_s)
        for threshold in thresholds(speeds):
            stretches = _without_odd_ends(fast_stretches(speeds, threshold, reach_s))
            contrast = _contrast(stretches, speeds)
            better = contrast > best[0] or _holds_more(stretches, best[1])
            if better and not _holds_more(best[1], stretches) and _is_set(stretches, speeds, track, reach_s):
                best = (contrast, stretches)
    return _interval_set(best[1], track, best[0]) if best[1] else None


def _holds_more(stretches: Sequence[Stretch], others: Sequence[Stretch]) -> bool:
    """Whether these contain all of the others and more."""
    if not others or len(stretches) <= len(others):
        return False
    return all(
        any(min(one.end, other.end) - max(one.start, other.start) > 0.7 * other.seconds for one in stretches)
        for other in others
    )


def _without_odd_ends(stretches: list[Stretch]) -> list[Stretch]:
    """Drops a fast stretch before or after the set that is unlike the reps, or far from them."""
    while len(stretches) > MIN_REPS:
        rests = [after.start - before.end for before, after in pairwise(stretches)]
        far = 2.5 * median(rests) + 30
        last, first = len(stretches) - 1, 0
        if rests[-1] > far or not _is_like_another(stretches, last) or _is_tiny(stretches, last):
            stretches = stretches[:-1]
        elif rests[0] > far or not _is_like_another(stretches, first) or _is_tiny(stretches, first):
            stretches = stretches[1:]
        else:
            break
    return stretches


def _is_like_another(stretches: Sequence[Stretch], at: int) -> bool:
    seconds = stretches[at].seconds
    return any(abs(other.seconds / seconds - 1) < ALIKE for other in stretches if other is not stretches[at])


def _is_tiny(stretches: Sequence[Stretch], at: int) -> bool:
    """Whether it is so short next to the longest that it is a surge, not a rep."""
    return stretches[at].seconds < TINY * max(other.seconds for other in stretches)


def _is_set(stretches: Sequence[Stretch], speeds: Sequence[float], track: Track, reach_s: int) -> bool:
    if len(stretches) < MIN_REPS or any(stretch.seconds > LONGEST_REP_S for stretch in stretches):
        return False
    rests = [after.start - before.end for before, after in pairwise(stretches)]
    if not SHORTEST_REST_S <= median(rests) <= LONGEST_REST_S or max(rests) > 3 * median(rests) + 60:
        return False
    # Recoveries are equal, or in proportion to their reps; a longer one between two series is allowed.
    odd = sum(abs(rest / median(rests) - 1) > 0.35 for rest in rests)
    lengths = [
        (track.distance_m[each.end] - track.distance_m[each.start], float(each.seconds)) for each in stretches
    ]
    if not repeats_itself(lengths) or (odd > 0.34 * len(rests) and not _rests_follow(rests, lengths)):
        return False
    if not (_is_fast(stretches, rests, speeds) and _is_sharp(stretches, speeds, reach_s)):
        return False
    return _is_one_hill(stretches, track) or _is_fast(stretches, rests, track.speeds(reach_s), over=1.1)


def _rests_follow(rests: Sequence[int], lengths: Sequence[tuple[float, float]]) -> bool:
    shares = [rest / lengths[at][1] for at, rest in enumerate(rests)]
    return all(abs(share / median(shares) - 1) < 0.35 for share in shares)


def _is_one_hill(stretches: Sequence[Stretch], track: Track) -> bool:
    """Whether each rep climbs the same hill: in rolling country each climb starts at another height."""
    heights = track.altitude_m
    if heights is None:
        return False
    climbs = [heights[each.end] - heights[each.start] for each in stretches]
    feet = [heights[each.start] for each in stretches]
    alike = max(climbs) - min(climbs) < 2.0 + SAME_HILL * median(climbs)
    return min(climbs) > 3 and alike and max(feet) - min(feet) < max(3.0, 0.5 * median(climbs))


def _is_fast(
    stretches: Sequence[Stretch], rests: Sequence[int], speeds: Sequence[float], over: float = OVER_REST
) -> bool:
    """Clearly faster than the rests, and than the running before and after the set."""
    fast = fmean([mean_speed(speeds, each.start + 2, each.end - 2) for each in stretches])
    slow = [
        mean_speed(speeds, before.end + 3, max(before.end + 4, after.start - 3))
        for before, after in pairwise(stretches)
    ]
    if fast < over * median(slow):
        return False
    outside = [
        speed
        for speed in (*speeds[: max(0, stretches[0].start - 5)], *speeds[stretches[-1].end + 5 :])
        if speed > RUNNING_M_PER_S
    ]
    if len(outside) >= ENOUGH_OTHER_S:
        short = median([each.seconds for each in stretches]) < SHORT_S
        return fast >= (SHORT_OVER_OTHER_RUNNING if short else OVER_OTHER_RUNNING) * median(outside)
    # Without other running, run-walk cannot be distinguished from reps with walked recoveries.
    return median(slow) > RUNNING_M_PER_S and fast >= 1.2 * median(slow)


def _is_sharp(stretches: Sequence[Stretch], speeds: Sequence[float], reach_s: int) -> bool:
    """Whether the stretches are steady and start and end within seconds, as on hills they do not."""
    steps, unsteady = [], 0
    for stretch in stretches:
        core = speeds[stretch.start + 5 : stretch.end - 5] or speeds[stretch.start : stretch.end]
        mean = fmean(core)
        # statistics.pstdev takes ten times as long, and this is most of the work.
        unsteady += (sum((speed - mean) ** 2 for speed in core) / len(core)) ** 0.5 > STEADY * mean
        for edge, outward in ((stretch.start, -1), (stretch.end, 1)):
            out = [edge + outward * away for away in range(reach_s + 3, reach_s + 13)]
            low = [speeds[at] for at in out if 0 <= at < len(speeds)]
            near = edge + outward * (reach_s + 2)
            if not low or not 0 <= near < len(speeds):
                continue
            whole = mean - fmean(low)
            inner = speeds[min(max(0, edge - outward * (reach_s + 2)), len(speeds) - 1)]
            if whole > 0:
                steps.append((inner - speeds[near]) / whole)
    return unsteady <= 0.25 * len(stretches) and bool(steps) and median(steps) >= SHARP


def _contrast(stretches: Sequence[Stretch], speeds: Sequence[float]) -> float:
    """Fast over slow, weighted by the number of reps, so that the most complete set wins."""
    if len(stretches) < MIN_REPS:
        return 0.0
    fast = fmean([mean_speed(speeds, each.start, each.end) for each in stretches])
    slow = fmean([mean_speed(speeds, before.end, after.start) for before, after in pairwise(stretches)])
    return (fast / max(slow, 1.2) - 1) * math.sqrt(len(stretches))


def _interval_set(stretches: Sequence[Stretch], track: Track, contrast: float) -> IntervalSet:
    lengths = [
        (track.distance_m[each.end] - track.distance_m[each.start], float(each.seconds)) for each in stretches
    ]
    groups = grouped(lengths)
    uphill = _is_one_hill(stretches, track)
    meant = nominals([[lengths[at] for at in group] for group in groups], RECORDS, uphill=uphill)
    of = {at: meant[number] for number, group in enumerate(groups) for at in group}
    reps = []
    for at, stretch in enumerate(stretches):
        metres, seconds = lengths[at]
        following = stretches[at + 1] if at + 1 < len(stretches) else None
        rates = [rate for rate in track.hr_bpm[stretch.start : stretch.end] if rate]
        reps.append(
            Rep(
                start_s=track.clock_s[stretch.start],
                distance_m=metres,
                duration_s=seconds,
                set_m=of[at].distance_m,
                set_s=of[at].duration_s,
                hr_bpm=track.average_hr(stretch.start, stretch.end),
                max_hr_bpm=max(rates, default=None),
                climb_m=track.climb(stretch.start, stretch.end),
                recovery_s=float(following.start - stretch.end) if following else None,
                recovery_m=track.distance_m[following.start] - track.distance_m[stretch.end]
                if following
                else None,
            )
        )
    kind = set_kind(reps, stretches[0].start, track.seconds)
    confidence = min(0.85, 0.5 + 0.25 * contrast) - (0.1 if kind is SetKind.STRIDES else 0)
    return IntervalSet(tuple(reps), SetSource.RECORDS, round(confidence, 2), kind)
