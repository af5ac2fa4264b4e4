"""How long the two readings of a cache take when it is large, in the process, without a screen.

    python -m tests.bench.large_cache [--sizes 1000 100000] [--turns 5]

Each cache has as many activities as ``--sizes`` says: a run a day for three years (or as many as there are),
with laps and GPS records for the newest 200, and the rest spread over the years before. Prints the medians
and, for each reading, how many times longer the largest cache takes than the smallest.
"""

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from runcoach.garmin.reader.cache import GarminCache
from runcoach.garmin.reader.locate import ACTIVITIES_DB, HEALTH_DB, CacheLocation
from runcoach.garmin.sample.writer import Table, table, write_database
from runcoach.runner.snapshot import read_first_snapshot, read_snapshot

TODAY = date(2026, 11, 18)
FIRST_DAYS = 30
LAPS = 8
RECORDS = 600
DETAILED = 200
NO_TIME = "00:00:00.000000"
CREATED = "2026-11-18 00:00:00.000000"


def write_cache(folder: Path, activities: int) -> None:
    """Both databases, with three runs to each ride; older than three years there are many a day."""
    folder.mkdir(parents=True)
    starts = list(_starts(activities))
    runs = [_activity(number, start) for number, start in enumerate(starts)]
    detailed = [run for run in runs if run["sport"] == "running"][:DETAILED]
    kept = [run for run in runs if run["sport"] == "running"]
    laps = [lap for run in kept for lap in _laps(run)]
    tables = [table("activities", runs), table("activity_laps", laps), _records(detailed)]
    write_database(folder / ACTIVITIES_DB, "schema_activities.sql", CREATED, tables)
    metric = {"timestamp": CREATED, "key": "measurement_system", "value": "DisplayMeasure.metric"}
    days = [TODAY - timedelta(days=ago) for ago in range(365)]
    resting = [{"day": f"{day} {NO_TIME}", "resting_heart_rate": 48.0} for day in days]
    health = [table("attributes", [metric]), table("resting_hr", resting)]
    write_database(folder / HEALTH_DB, "schema_garmin.sql", CREATED, health)


def _starts(count: int) -> Iterator[datetime]:
    """Newest first: one a day for three years, then as many a day as it takes to fit into thirty."""
    morning = datetime(TODAY.year, TODAY.month, TODAY.day, 7) - timedelta(days=1)
    recent = min(count, 3 * 365)
    yield from (morning - timedelta(days=ago) for ago in range(recent))
    step = timedelta(days=27 * 365) / max(count - recent, 1)
    yield from (morning - timedelta(days=recent) - step * ago for ago in range(count - recent))


def _activity(number: int, start: datetime) -> dict[str, Any]:
    return {
        "activity_id": f"{10_000_000_000 - number}",
        "name": f"Activity {number}",
        "type": "uncategorized",
        "laps": LAPS,
        "sport": "cycling" if number % 4 == 3 else "running",
        "sub_sport": "generic",
        "start_time": f"{start:%Y-%m-%d %H:%M:%S.%f}",
        "stop_time": f"{start + timedelta(minutes=50):%Y-%m-%d %H:%M:%S.%f}",
        "elapsed_time": "00:50:00.000000",
        "moving_time": "00:48:00.000000",
        "distance": 8.0,
        "avg_hr": 142,
        "max_hr": 160,
        "avg_cadence": 86,
        "start_lat": 51.9,
        "start_long": 4.4,
        **{f"hrz_{zone}_time": "00:09:36.000000" for zone in range(1, 6)},
    }


def _laps(run: dict[str, Any]) -> Iterator[dict[str, Any]]:
    times = dict.fromkeys([f"hrz_{zone}_time" for zone in range(1, 6)], NO_TIME)
    for lap in range(LAPS):
        yield {
            "activity_id": run["activity_id"],
            "lap": lap,
            "start_time": run["start_time"],
            "elapsed_time": "00:06:00.000000",
            "moving_time": "00:06:00.000000",
            "distance": 1.0,
            "avg_hr": 142,
            **times,
        }


def _records(runs: list[dict[str, Any]]) -> Table:
    """A sample every five seconds along a line to the north: 8 km in ``RECORDS`` steps."""
    columns = ("activity_id", "record", "timestamp", "position_lat", "position_long", "distance", "hr")
    rows = (
        (
            run["activity_id"],
            at,
            run["start_time"],
            51.9 + 8 * at / RECORDS / 111.195,
            4.4,
            8 * at / RECORDS,
            142,
        )
        for run in runs
        for at in range(RECORDS)
    )
    return Table("activity_records", columns, rows)


def median_ms(read: Callable[[], object], turns: int) -> float:
    """The median of ``turns`` readings in milliseconds, after one that fills the disk cache."""
    taken = []
    for turn in range(turns + 1):
        began = time.perf_counter()
        read()
        if turn:
            taken.append((time.perf_counter() - began) * 1000)
    return statistics.median(taken)


def main() -> None:
    """Prints a line a reading and cache, and the ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 100_000])
    parser.add_argument("--turns", type=int, default=5)
    asked = parser.parse_args()
    readings: dict[str, Callable[[GarminCache], object]] = {
        "read_first_snapshot": lambda cache: read_first_snapshot(cache, TODAY, "auto", FIRST_DAYS),
        "read_snapshot": lambda cache: read_snapshot(cache, TODAY),
    }
    medians: dict[str, list[float]] = {name: [] for name in readings}
    with tempfile.TemporaryDirectory() as home:
        for size in asked.sizes:
            databases = Path(home) / str(size) / "DBs"
            write_cache(databases, size)
            cache = GarminCache(CacheLocation(databases))
            megabytes = cache.location.activities.stat().st_size / 1e6
            for name, read in readings.items():
                medians[name].append(median_ms(lambda read=read, cache=cache: read(cache), asked.turns))  # type: ignore[misc]
                print(f"{size:9,} activities ({megabytes:5.0f} MB)  {name:20} {medians[name][-1]:7.1f} ms")
    for name, found in medians.items():
        print(f"{name:20} ratio {found[-1] / found[0]:.2f}")


if __name__ == "__main__":
    main()
