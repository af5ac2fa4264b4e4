"""The nominal length of a rep, such as 400 m or 90 s, from measured reps that never match it exactly.

The choice is by likelihood: a set by distance varies in time, one by time varies in distance, and common
lengths are more likely than unusual ones. The spreads are those of real lap presses and GPS tracks.
"""

import math
from collections.abc import Sequence
from statistics import fmean, pstdev

import msgspec

# Metres and seconds that coaches prescribe, each with its relative likelihood.
DISTANCES_M = {
    100: 1.0,
    150: 0.3,
    200: 1.0,
    300: 0.6,
    400: 1.5,
    500: 0.6,
    600: 0.8,
    800: 1.2,
    1000: 1.5,
    1200: 0.8,
    1500: 0.5,
    1600: 0.6,
    2000: 0.8,
    3000: 0.6,
    5000: 0.3,
}
DURATIONS_S = {
    15: 0.2,
    20: 0.3,
    30: 0.8,
    40: 0.3,
    45: 0.6,
    60: 1.2,
    75: 0.2,
    90: 0.9,
    120: 1.2,
    150: 0.3,
    180: 1.2,
    240: 1.0,
    300: 1.0,
    360: 0.5,
    420: 0.2,
    480: 0.6,
    600: 0.8,
    720: 0.3,
    900: 0.4,
    1200: 0.4,
}
SNAP = 0.05
SNAP_S = 3.5
MIN_SCATTER = 0.006
DISTANCE_IS_USUAL = 0.5


class Spread(msgspec.Struct, frozen=True):
    """The standard error of a set's mean: as a share of the distance, and in seconds."""

    distance: float
    seconds: float


LAPS = Spread(0.010, 0.7)
RECORDS = Spread(0.018, 1.5)


class Nominal(msgspec.Struct, frozen=True):
    """The nominal length of a group of reps: a distance or a duration. ``is_usual`` if it is common."""

    distance_m: float | None = None
    duration_s: float | None = None
    is_usual: bool = True


def nominals(
    groups: Sequence[Sequence[tuple[float, float]]], spread: Spread, *, uphill: bool = False
) -> list[Nominal]:
    """One for each group of reps, given as (metres, seconds): all by distance or all by time.

    Reps up a hill are set by time.
    """
    by_distance = [_best(group, 0, DISTANCES_M, spread) for group in groups]
    by_time = [_best(group, 1, DURATIONS_S, spread) for group in groups]
    gain = sum(found[0] for found in by_time) - sum(found[0] for found in by_distance)
    is_by_time = uphill or gain > DISTANCE_IS_USUAL
    found = []
    for group, (_, metres), (_, seconds) in zip(groups, by_distance, by_time, strict=True):
        if is_by_time:
            found.append(Nominal(duration_s=seconds) if seconds else _unusual(group, by_time=True))
        else:
            found.append(Nominal(distance_m=metres) if metres else _unusual(group, by_time=False))
    return found


def _unusual(group: Sequence[tuple[float, float]], *, by_time: bool) -> Nominal:
    """A length that coaches do not prescribe, rounded to 5 s or 10 m."""
    metres, seconds = (fmean([rep[column] for rep in group]) for column in (0, 1))
    if by_time:
        return Nominal(duration_s=round(seconds / 5) * 5.0, is_usual=False)
    return Nominal(distance_m=round(metres, -1), is_usual=False)


def _best(
    group: Sequence[tuple[float, float]], column: int, known: dict[int, float], spread: Spread
) -> tuple[float, float | None]:
    """The log-likelihood of the most likely length, and that length; None if none is close.

    Late lap presses spread both times and distances; the quantity that was prescribed spreads less.
    """
    values = [rep[column] for rep in group]
    mean = fmean(values)
    scatter = pstdev(values, mean) / mean
    best: tuple[float, float | None] = (-1e9, None)
    for length, prior in known.items():
        near = SNAP * length if column == 0 else max(SNAP_S, 0.02 * length)
        if abs(mean - length) > near:
            continue
        sigma = spread.distance if column == 0 else spread.seconds / length + 0.003
        likelihood = math.log(prior) - 0.5 * ((mean / length - 1) / sigma) ** 2 - math.log(sigma)
        likelihood -= (len(values) - 1) * math.log(max(scatter, MIN_SCATTER))
        if likelihood > best[0]:
            best = (likelihood, float(length))
    return best
