"""How hard a run was second by second: speed on the flat, and whether it ever changes enough to hold reps."""

from collections.abc import Sequence
from statistics import fmean

from runcoach.training.grade import cost_factor
from runcoach.training.track import Track

STEADY_REACH_S, STEADY_RATIO = 8, 1.1
CLIMBING_M_PER_KM = 12.0


def is_steady(track: Track) -> bool:
    """Whether hardly a second is fast enough to belong to a rep: true of most runs, which are done here."""
    ordered = sorted(track.speeds(STEADY_REACH_S))
    count = len(ordered)
    return ordered[int(0.99 * (count - 1))] < STEADY_RATIO * ordered[int(0.25 * count)]


def effort_speeds(track: Track, reach_s: int) -> list[float]:
    """Metres a second, averaged over ``reach_s`` seconds either side; in hills, as on the flat."""
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


def mean_speed(speeds: Sequence[float], start: int, end: int) -> float:
    """The mean from ``start`` up to ``end``; of the nearest second where that is empty."""
    part = speeds[max(0, start) : end] or speeds[max(0, min(start, len(speeds) - 1)) :][:1]
    return fmean(part) if part else 0.0
