"""Which units the rows of a cache are in: kilometres and metres, or miles and feet.

GarminDB stores everything in the measurement system that its ``attributes`` table named *at the time of the
import*. On a first import from FIT files alone that row is written half-way, so a cache can say metric
and hold miles. Where a run has GPS, its track settles what its numbers are.
"""

import math
import sqlite3
from itertools import pairwise

import msgspec

from runcoach.domain.units import DistanceUnit
from runcoach.garmin.reader.database import columns

METRES_PER_FOOT = 0.3048
SAMPLE_RUNS = 3
TRACK_POINTS = 120
MIN_TRACK_M = 100.0


class RowUnits(msgspec.Struct, frozen=True):
    """The factors from a row's units to metres and metres per second."""

    unit: DistanceUnit

    @property
    def distance_m(self) -> float:
        """Metres in one unit of a distance column."""
        return self.unit.metres

    @property
    def height_m(self) -> float:
        """Metres in one unit of an altitude or ascent column."""
        return 1.0 if self.unit is DistanceUnit.KM else METRES_PER_FOOT

    @property
    def speed_m_per_s(self) -> float:
        """Metres per second in one unit of a speed column."""
        return self.unit.metres / 3600


class RowUnitsOfRuns:
    """The measure of each run: what the cache claims, unless the tracks say otherwise.

    A few runs are compared with their own GPS tracks first. If all agree with the claim it holds for the
    whole cache; if not, each run with a track is measured, and the rest follow the majority.
    """

    def __init__(self, db: sqlite3.Connection, claimed: DistanceUnit) -> None:
        self._db = db
        self._by_run: dict[str, RowUnits] = {}
        votes = [unit for run_id in self._sample() if (unit := measured_unit(db, run_id)) is not None]
        agreeing = votes.count(claimed)
        self.settled = agreeing == len(votes)
        other = DistanceUnit.MI if claimed is DistanceUnit.KM else DistanceUnit.KM
        self.usual = RowUnits(claimed if agreeing * 2 >= len(votes) else other)

    def of(self, activity_id: str) -> RowUnits:
        """The measure of one run's rows."""
        if self.settled:
            return self.usual
        if activity_id not in self._by_run:
            unit = measured_unit(self._db, activity_id)
            self._by_run[activity_id] = self.usual if unit is None else RowUnits(unit)
        return self._by_run[activity_id]

    def _sample(self) -> list[str]:
        """The runs imported first and last that started with a GPS fix.

        Units change from one import to the next, and rows in the order of their import need no sorting.
        """
        if "start_lat" not in columns(self._db, "activities"):
            return []
        query = (
            "SELECT activity_id FROM activities WHERE sport = 'running' AND start_lat IS NOT NULL"
            " ORDER BY rowid {} LIMIT ?"
        )
        first = self._db.execute(query.format("ASC"), (SAMPLE_RUNS,))
        last = self._db.execute(query.format("DESC"), (SAMPLE_RUNS,))
        return list(dict.fromkeys(str(row[0]) for cursor in (first, last) for row in cursor))


def claimed_unit(health: sqlite3.Connection | None) -> DistanceUnit:
    """What ``attributes.measurement_system`` says; GarminDB imports as statute where it says nothing."""
    if health is None or not columns(health, "attributes"):
        return DistanceUnit.MI
    row = health.execute("SELECT value FROM attributes WHERE key = 'measurement_system'").fetchone()
    return DistanceUnit.KM if row and str(row[0]).endswith("metric") else DistanceUnit.MI


def measured_unit(db: sqlite3.Connection, activity_id: str) -> DistanceUnit | None:
    """The unit of a run's distances by its GPS track; None without a track that is long enough."""
    if not columns(db, "activity_records"):
        return None
    points = db.execute(
        "SELECT distance, position_lat, position_long FROM activity_records"
        " WHERE activity_id = ? AND record < ? ORDER BY record",
        (activity_id, TRACK_POINTS),
    ).fetchall()
    fixes = [p for p in points if all(isinstance(value, int | float) for value in p)]
    if len(fixes) < 2:
        return None
    track_m = sum(_metres_between(a[1:], b[1:]) for a, b in pairwise(fixes))
    covered = fixes[-1][0] - fixes[0][0]
    if track_m < MIN_TRACK_M or covered <= 0:
        return None
    metres_per_unit = track_m / covered
    # The geometric mean of 1000 and 1609: a track is seldom more than a tenth off.
    limit = math.sqrt(DistanceUnit.KM.metres * DistanceUnit.MI.metres)
    return DistanceUnit.KM if metres_per_unit < limit else DistanceUnit.MI


def _metres_between(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Great-circle distance between two (latitude, longitude) pairs in degrees (haversine)."""
    lat_a, lat_b = math.radians(a[0]), math.radians(b[0])
    half = (
        math.sin((lat_b - lat_a) / 2) ** 2
        + math.cos(lat_a) * math.cos(lat_b) * math.sin(math.radians(b[1] - a[1]) / 2) ** 2
    )
    return 2 * 6_371_008.8 * math.asin(math.sqrt(half))
