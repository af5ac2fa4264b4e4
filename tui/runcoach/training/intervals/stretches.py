"""Fast stretches of a run: where the speed is above a threshold, with edges to the second."""

from collections.abc import Sequence
from statistics import fmean

import msgspec

from runcoach.training.intervals.speeds import mean_speed

RUNNING_M_PER_S = 1.8
SHORTEST_S = 13
SHORTEST_REST_S = 10


class Stretch(msgspec.Struct, frozen=True):
    """Consecutive seconds of the track at speed, from ``start`` to ``end``."""

    start: int
    end: int

    @property
    def seconds(self) -> int:
        """How long."""
        return self.end - self.start


def thresholds(speeds: Sequence[float]) -> list[float]:
    """Speeds that may separate slow from fast: where the two parts differ most, and again above that."""
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
    # Half-way between the means of both parts: more exact than the gap itself when that is wide.
    low = [value for value in values if value <= split]
    high = [value for value in values if value > split]
    return (fmean(low) + fmean(high)) / 2 if low and high else split


def fast_stretches(speeds: Sequence[float], threshold: float, reach_s: int) -> list[Stretch]:
    """Where the run was faster than the threshold, with some hysteresis around it."""
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
    """Each edge moved to where the speed is half-way between the rep's and its neighbour's."""
    found = []
    for number, stretch in enumerate(stretches):
        core = mean_speed(speeds, stretch.start + 3, stretch.end - 3)
        before = max(stretches[number - 1].end if number else 0, stretch.start - 25)
        after = min(
            stretches[number + 1].start if number + 1 < len(stretches) else len(speeds), stretch.end + 25
        )
        low_before = mean_speed(speeds, before, max(before + 1, stretch.start - 4))
        low_after = mean_speed(speeds, min(after - 1, stretch.end + 4), after)
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
