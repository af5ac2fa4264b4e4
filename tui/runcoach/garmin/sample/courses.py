"""The loops that the invented runner runs: closed curves on the map, walked by distance."""

import math
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, pairwise

METRES_PER_DEGREE = 6_371_008.8 * math.pi / 180
VERTICES = 720
SPACING_M = 10.0


@dataclass(frozen=True, slots=True)
class Course:
    """A closed loop as points every ``spacing_m`` metres: degrees and metres above the sea."""

    latitudes: tuple[float, ...]
    longitudes: tuple[float, ...]
    altitudes_m: tuple[float, ...]
    spacing_m: float

    def at(self, metres: float) -> tuple[float, float, float]:
        """Latitude, longitude and altitude after ``metres`` along the loop, round and round."""
        whole, part = divmod(metres / self.spacing_m, 1)
        here = int(whole) % len(self.latitudes)
        there = (here + 1) % len(self.latitudes)
        lat, long, altitude = self.latitudes[here], self.longitudes[here], self.altitudes_m[here]
        return (
            lat + part * (self.latitudes[there] - lat),
            long + part * (self.longitudes[there] - long),
            altitude + part * (self.altitudes_m[there] - altitude),
        )


@cache
def park() -> Course:
    """A nearly flat loop of about five kilometres in a city park (Tiergarten, Berlin)."""
    return _loop(52.5142, 13.3555, 1050, 420, base_m=35, hill_m=2.5, hills=3)


@cache
def hills() -> Course:
    """A hilly loop of about six kilometres in a city forest (Grunewald, Berlin)."""
    return _loop(52.4930, 13.2380, 900, 800, base_m=62, hill_m=19, hills=4)


def _loop(
    lat: float, long: float, east_m: float, north_m: float, *, base_m: float, hill_m: float, hills: int
) -> Course:
    """An ellipse with bays, resampled to equal steps along its length."""
    corners = []
    for index in range(VERTICES + 1):
        turn = 2 * math.pi * index / VERTICES
        reach = 1 + 0.09 * math.sin(3 * turn + 0.7) + 0.05 * math.sin(7 * turn)
        corners.append((east_m * reach * math.cos(turn), north_m * reach * math.sin(turn)))
    along = [0.0, *accumulate(math.dist(a, b) for a, b in pairwise(corners))]
    count = round(along[-1] / SPACING_M)
    latitudes, longitudes, altitudes = [], [], []
    for index in range(count):
        target = along[-1] * index / count
        after = bisect_right(along, target)
        part = (target - along[after - 1]) / (along[after] - along[after - 1])
        (x0, y0), (x1, y1) = corners[after - 1], corners[after]
        latitudes.append(lat + (y0 + part * (y1 - y0)) / METRES_PER_DEGREE)
        width = METRES_PER_DEGREE * math.cos(math.radians(lat))
        longitudes.append(long + (x0 + part * (x1 - x0)) / width)
        turn = 2 * math.pi * index / count
        altitudes.append(base_m + hill_m * (math.sin(hills * turn) + 0.5 * math.sin((hills + 3) * turn + 1)))
    return Course(tuple(latitudes), tuple(longitudes), tuple(altitudes), along[-1] / count)
