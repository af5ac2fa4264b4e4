"""Splits: a run cut into kilometres or miles, whatever its laps are."""

import msgspec

from runcoach.training.track import Track


class Split(msgspec.Struct, frozen=True):
    """One km or mile, or the remainder at the end; ``climb_m`` is the net rise."""

    number: int
    distance_m: float
    duration_s: float
    hr_bpm: int | None = None
    climb_m: float | None = None

    @property
    def pace_s_per_km(self) -> float:
        """Moving time over distance."""
        return self.duration_s / self.distance_m * 1000


def splits(run: Track, unit_m: float, least_m: float = 50.0) -> list[Split]:
    """The splits in order; a remainder shorter than ``least_m`` is left out."""
    distance = run.distance_m
    found: list[Split] = []
    start, start_m, carried_s = 0, distance[0], 0.0
    for at in range(1, len(distance)):
        is_last = at == len(distance) - 1
        covered = distance[at] - start_m
        if covered < unit_m and not (is_last and covered >= least_m):
            continue
        over_s = (covered - unit_m) / max(0.1, distance[at] - distance[at - 1]) if covered > unit_m else 0.0
        length = min(covered, unit_m)
        duration = at - start + carried_s - over_s
        found.append(Split(len(found) + 1, length, duration, run.average_hr(start, at), run.climb(start, at)))
        carried_s = over_s
        start, start_m = at, start_m + length
    return found
