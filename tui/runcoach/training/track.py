"""A run second by second: the watch's samples resampled to one for each moving second.

Watches sample each second or when something changes ("smart recording"), stand still with or without the
timer, jump in time, and lose their GPS. A track has none of that: where the timer stood it goes on at once.
"""

from collections.abc import Sequence
from itertools import accumulate, pairwise

import msgspec

from runcoach.domain.runs import Series

# Smart recording leaves up to ten seconds between samples; a longer gap without distance is a pause.
LONGEST_SAMPLE_S = 12
STANDING_M_PER_S = 0.5
LONGEST_RUN_S, LONGEST_RUN_M = 100 * 3600, 1_000_000


class Track(msgspec.Struct, frozen=True):
    """One value a moving second; ``clock_s`` is the second since the start on the watch's clock."""

    clock_s: Sequence[float]
    distance_m: Sequence[float]
    hr_bpm: Sequence[int | None]
    altitude_m: Sequence[float] | None

    @property
    def seconds(self) -> int:
        """How long the track is."""
        return max(0, len(self.distance_m) - 1)

    def speeds(self, reach_s: int = 3) -> list[float]:
        """Metres a second at each second, averaged over ``reach_s`` seconds on either side."""
        distance = self.distance_m
        last = len(distance) - 1
        if last < 2 * reach_s:
            return [(distance[-1] - distance[0]) / max(1, last)] * len(distance)
        span = 2 * reach_s
        inner = [(after - before) / span for before, after in zip(distance, distance[span:], strict=False)]
        first = [(distance[at + reach_s] - distance[0]) / (at + reach_s) for at in range(reach_s)]
        final = [
            (distance[last] - distance[at - reach_s]) / (last - at + reach_s)
            for at in range(last - reach_s + 1, last + 1)
        ]
        return [*first, *inner, *final]

    def average_hr(self, start: int, end: int) -> int | None:
        """The mean heart rate from one second to another; None without any."""
        known = [rate for rate in self.hr_bpm[start:end] if rate]
        return round(sum(known) / len(known)) if known else None

    def climb(self, start: int, end: int) -> float | None:
        """Metres higher at the end than at the start; None without altitudes."""
        if self.altitude_m is None:
            return None
        return self.altitude_m[min(end, self.seconds)] - self.altitude_m[start]


def track(series: Series) -> Track | None:
    """The run second by second; None where there are too few samples with a distance."""
    samples: list[tuple[float, float, int | None, float | None]] = []
    furthest, latest = 0.0, -1.0
    for time_s, metres, rate, height in zip(
        series.time_s, series.distance_m, series.hr_bpm, series.altitude_m, strict=True
    ):
        if metres is None or not latest < time_s <= LONGEST_RUN_S or not 0 <= metres < LONGEST_RUN_M:
            continue
        if metres > furthest:
            furthest = metres
        latest = time_s
        samples.append((time_s, furthest, rate, height))
    if len(samples) < 10:
        return None
    clock, distance, rates = [samples[0][0]], [samples[0][1]], [samples[0][2]]
    heights: list[float | None] = [samples[0][3]]
    for (t0, d0, _, h0), (t1, d1, rate, h1) in pairwise(samples):
        gap = t1 - t0
        if gap < 1.5:
            clock.append(t1)
            distance.append(d1)
            rates.append(rate)
            heights.append(h1)
            continue
        steps = round(gap)
        if gap > LONGEST_SAMPLE_S and (d1 - d0) / gap < STANDING_M_PER_S:
            steps = max(1, round((d1 - d0) / 2.5))
        for step in range(1, steps + 1):
            share = step / steps
            clock.append(t0 + gap * share)
            distance.append(d0 + (d1 - d0) * share)
            rates.append(rate)
            heights.append(h1 if h0 is None or h1 is None else h0 + (h1 - h0) * share)
    known = sum(height is not None for height in heights)
    return Track(clock, distance, rates, _smooth(heights) if known > 0.8 * len(heights) else None)


def _smooth(heights: Sequence[float | None], reach: int = 10) -> list[float]:
    """A running mean; barometers step by a fifth of a metre or more."""
    filled: list[float] = []
    last = next((height for height in heights if height is not None), 0.0)
    for height in heights:
        last = last if height is None else height
        filled.append(last)
    count = len(filled)
    if count <= 2 * reach:
        return [sum(filled) / count] * count
    sums = [0.0, *accumulate(filled)]
    span = 2 * reach + 1
    inner = [(after - before) / span for before, after in zip(sums, sums[span:], strict=False)]
    first = [sums[at + reach + 1] / (at + reach + 1) for at in range(reach)]
    final = [(sums[count] - sums[at - reach]) / (count - at + reach) for at in range(count - reach, count)]
    return [*first, *inner, *final]
