"""Interval sets read off the samples, where the laps say nothing: stretches of speed with sharp edges.

A set repeats itself: its reps are alike, or come in groups, or go up and down; its rests are alike; its reps
are clearly faster than the rest of the running. Hills, traffic lights, a fast finish are none of that.
"""

import math
from collections.abc import Sequence
from itertools import pairwise
from statistics import fmean, median

import msgspec

from runcoach.training.grade import cost_factor
from runcoach.training.intervals.groups import grouped, repeats_itself
from runcoach.training.intervals.nominal import RECORDS, nominals
from runcoach.training.intervals.reps import IntervalSet, Rep, SetKind, Source, set_kind
from runcoach.training.track import Track

# Short reps need a sharp look; in long ones a corner or a crossing must not show.
SMOOTHINGS_S = (3, 8, 15)
EVEN_REACH_S, EVEN = 8, 1.1
MIN_REPS = 3
SHORTEST_S = 13
SHORTEST_REST_S = 10
LONGEST_REP_S = 1500
LONGEST_REST_S = 400
OVER_REST = 1.15
OVER_OTHER_RUNNING = 1.07
# Half a minute of anything can be a little faster than the rest.
SHORT_S, SHORT_OVER_OTHER_RUNNING = 40, 1.2
STEADY = 0.11
ALIKE = 0.2
TINY = 0.12
SAME_HILL = 0.3
SHARP = 0.55
ENOUGH_OTHER_S = 240
CLIMBING_M_PER_KM = 12.0
RUNNING_M_PER_S = 1.8


class Stretch(msgspec.Struct, frozen=True):
    """Some seconds of the track at speed: from ``start`` to ``end``."""

    start: int
    end: int

    @property
    def seconds(self) -> int:
        """How long."""
        return self.end - self.start


def from_records(track: Track) -> IntervalSet | None:
    """The set with the best contrast among a few ways to tell fast from slow; None without any."""
    if _is_even(track.speeds(EVEN_REACH_S)):
        return None
    best: tuple[float, list[Stretch]] = (0.0, [])
    for reach_s in SMOOTHINGS_S:
        speeds = effort_speeds(track, reach_s)
        for threshold in _thresholds(speeds):
            stretches = _without_odd_ends(_stretches(speeds, threshold, reach_s))
            contrast = _contrast(stretches, speeds)
            better = contrast > best[0] or _holds_more(stretches, best[1])
            if better and not _holds_more(best[1], stretches) and _is_set(stretches, speeds, track, reach_s):
                best = (contrast, stretches)
    return _described(best[1], track, best[0]) if best[1] else None


def _is_even(speeds: Sequence[float]) -> bool:
    """Whether hardly a second is fast enough beside the others to be a rep: most runs are done here."""
    ordered = sorted(speeds)
    count = len(ordered)
    return ordered[int(0.99 * (count - 1))] < EVEN * ordered[int(0.25 * count)]


def _holds_more(stretches: Sequence[Stretch], others: Sequence[Stretch]) -> bool:
    """Whether these are the others and some more."""
    if not others or len(stretches) <= len(others):
        return False
    return all(
        any(min(one.end, other.end) - max(one.start, other.start) > 0.7 * other.seconds for one in stretches)
        for other in others
    )


def effort_speeds(track: Track, reach_s: int) -> list[float]:
    """Metres a second around each second; in hills, those on the flat that would cost as much."""
    speeds = track.speeds(reach_s)
    heights = track.altitude_m
    if heights is None:
        return speeds
    ascent = sum(max(0.0, after - before) for before, after in zip(heights, heights[5:], strict=False)) / 5
    if ascent < CLIMBING_M_PER_KM * (track.distance_m[-1] - track.distance_m[0]) / 1000:
        return speeds
    distance, last = track.distance_m, len(speeds) - 1
    found = []
    for at, speed in enumerate(speeds):
        before, after = max(0, at - 8), min(last, at + 8)
        run = distance[after] - distance[before]
        rise = heights[after] - heights[before]
        found.append(speed * cost_factor(rise / run) if run > 8 else speed)
    return found


def _thresholds(speeds: Sequence[float]) -> list[float]:
    """Speeds between slow and fast: between the two halves that differ most, and again above that."""
    moving = sorted(speed for speed in speeds[::3] if speed > 0.5)
    found: list[float] = []
    for floor, most in ((0.0, 2), (RUNNING_M_PER_S, 4)):
        part = [speed for speed in moving if speed > floor]
        while len(part) > 20 and len(found) < most:
            split = _otsu(part)
            found.append(split)
            part = [speed for speed in part if speed > split]
    found.sort()
    return [at for number, at in enumerate(found) if number == 0 or at > 1.02 * found[number - 1]]


def _otsu(values: Sequence[float]) -> float:
    """Otsu 1979 (IEEE Trans. Syst. Man Cybern. 9:62): the split with the most variance between the parts."""
    total, count = sum(values), len(values)
    below, best, split = 0.0, -1.0, values[count // 2]
    for at in range(1, count):
        below += values[at - 1]
        mean_below, mean_above = below / at, (total - below) / (count - at)
        between = at * (count - at) * (mean_above - mean_below) ** 2
        if between > best:
            best, split = between, (values[at - 1] + values[at]) / 2
    # Half-way between the middles of both parts: sharper than the gap's own place when it is wide.
    low = [value for value in values if value <= split]
    high = [value for value in values if value > split]
    return (fmean(low) + fmean(high)) / 2 if low and high else split


def _stretches(speeds: Sequence[float], threshold: float, reach_s: int) -> list[Stretch]:
    """Where it was fast, with a little patience on both sides of the threshold."""
    raw: list[Stretch] = []
    start: int | None = None
    for at, speed in enumerate(speeds):
        if start is None and speed > threshold * 1.03:
            start = at
        elif start is not None and speed < threshold * 0.97:
            raw.append(Stretch(start, at))
            start = None
    if start is not None:
        raw.append(Stretch(start, len(speeds) - 1))
    joined: list[Stretch] = []
    for stretch in raw:
        if joined and stretch.start - joined[-1].end < max(SHORTEST_REST_S * 0.7, reach_s):
            joined[-1] = Stretch(joined[-1].start, stretch.end)
        else:
            joined.append(stretch)
    shortest = max(SHORTEST_S - 3, 3 * reach_s)
    return _with_edges([stretch for stretch in joined if stretch.seconds >= shortest], speeds)


def _with_edges(stretches: Sequence[Stretch], speeds: Sequence[float]) -> list[Stretch]:
    """Each edge where the speed crosses the middle between the rep's and its neighbour's."""
    found = []
    for number, stretch in enumerate(stretches):
        core = _mean(speeds, stretch.start + 3, stretch.end - 3)
        before = max(stretches[number - 1].end if number else 0, stretch.start - 25)
        after = min(
            stretches[number + 1].start if number + 1 < len(stretches) else len(speeds), stretch.end + 25
        )
        low_before = _mean(speeds, before, max(before + 1, stretch.start - 4))
        low_after = _mean(speeds, min(after - 1, stretch.end + 4), after)
        start = _crossing(speeds, stretch.start, (core + low_before) / 2, before, stretch.end)
        end = _crossing(speeds, stretch.end, (core + low_after) / 2, stretch.start, after)
        if end - start >= SHORTEST_S:
            found.append(Stretch(start, end))
    return found


def _crossing(speeds: Sequence[float], near: int, level: float, low: int, high: int) -> int:
    """The second nearest to ``near`` at which the speed passes the level."""
    for away in range(15):
        for at in (near - away, near + away):
            if low < at < min(high, len(speeds)) and (speeds[at - 1] - level) * (speeds[at] - level) <= 0:
                return at
    return near


def _without_odd_ends(stretches: list[Stretch]) -> list[Stretch]:
    """Without a fast stretch before or after the set that is like none of it, or far from it."""
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
    """Beside the longest of them: a surge, and no rep."""
    return stretches[at].seconds < TINY * max(other.seconds for other in stretches)


def _is_set(stretches: Sequence[Stretch], speeds: Sequence[float], track: Track, reach_s: int) -> bool:
    if len(stretches) < MIN_REPS or any(stretch.seconds > LONGEST_REP_S for stretch in stretches):
        return False
    rests = [after.start - before.end for before, after in pairwise(stretches)]
    if not SHORTEST_REST_S <= median(rests) <= LONGEST_REST_S or max(rests) > 3 * median(rests) + 60:
        return False
    # Rests are alike, or follow their reps; a longer one between two series is allowed.
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
    """Up the same hill each time: what rolling country makes begins at another height each time."""
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
    fast = fmean([_mean(speeds, each.start + 2, each.end - 2) for each in stretches])
    slow = [
        _mean(speeds, before.end + 3, max(before.end + 4, after.start - 3))
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
    # Without other running, run and walk in turn cannot be told from reps with walked rests.
    return median(slow) > RUNNING_M_PER_S and fast >= 1.2 * median(slow)


def _is_sharp(stretches: Sequence[Stretch], speeds: Sequence[float], reach_s: int) -> bool:
    """Reps are steady and begin and end within seconds; what hills and moods make does not."""
    steps, unsteady = [], 0
    for stretch in stretches:
        core = speeds[stretch.start + 5 : stretch.end - 5] or speeds[stretch.start : stretch.end]
        middle = fmean(core)
        unsteady += (sum((speed - middle) ** 2 for speed in core) / len(core)) ** 0.5 > STEADY * middle
        for edge, outward in ((stretch.start, -1), (stretch.end, 1)):
            out = [edge + outward * away for away in range(reach_s + 3, reach_s + 13)]
            low = [speeds[at] for at in out if 0 <= at < len(speeds)]
            near = edge + outward * (reach_s + 2)
            if not low or not 0 <= near < len(speeds):
                continue
            whole = middle - fmean(low)
            inner = speeds[min(max(0, edge - outward * (reach_s + 2)), len(speeds) - 1)]
            if whole > 0:
                steps.append((inner - speeds[near]) / whole)
    return unsteady <= 0.25 * len(stretches) and bool(steps) and median(steps) >= SHARP


def _contrast(stretches: Sequence[Stretch], speeds: Sequence[float]) -> float:
    """Fast over slow, more for more reps, so that the finding with the most of the set in it wins."""
    if len(stretches) < MIN_REPS:
        return 0.0
    fast = fmean([_mean(speeds, each.start, each.end) for each in stretches])
    slow = fmean([_mean(speeds, before.end, after.start) for before, after in pairwise(stretches)])
    return (fast / max(slow, 1.2) - 1) * math.sqrt(len(stretches))


def _described(stretches: Sequence[Stretch], track: Track, contrast: float) -> IntervalSet:
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
    return IntervalSet(tuple(reps), Source.RECORDS, round(confidence, 2), kind)


def _mean(values: Sequence[float], start: int, end: int) -> float:
    part = values[max(0, start) : end] or values[max(0, min(start, len(values) - 1)) :][:1]
    return fmean(part) if part else 0.0
