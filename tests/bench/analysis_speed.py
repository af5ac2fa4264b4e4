"""How long it takes to analyse runs from cold, with a sample each second, and what a warm start adds.

python -m tests.bench.analysis_speed [--runs 50]
"""

import argparse
import os
import sqlite3
import statistics
import sys
import tempfile
import time
from contextlib import closing
from datetime import date, datetime, timedelta
from pathlib import Path

from runcoach.domain.paths import derived_file
from runcoach.domain.runs import Run
from runcoach.garmin.reader.cache import GarminCache
from runcoach.garmin.reader.locate import CacheLocation
from runcoach.garmin.sample.build import sample_cache
from runcoach.runner.analyses import analyse_runs, kept_analyses
from runcoach.training.track import track

TODAY = date(2026, 11, 22)
COLD_S_PER_50, WARM_MS = 1.0, 5.0
WEEK_OF_RUNS = 7


def main() -> None:
    """Prints both; exits 1 when a bound is not held."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=50)
    count = parser.parse_args().runs
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_CACHE_HOME"] = folder
        cache = GarminCache(CacheLocation(sample_cache(Path(folder), TODAY)))
        with cache.open() as opened:
            runs = opened.runs(date(2025, 1, 1), TODAY)[:count]
        samples = each_second(cache, runs)
        times = []
        for _ in range(3):
            derived_file(cache.identity).unlink(missing_ok=True)
            began = time.perf_counter()
            with cache.open() as opened:
                analyse_runs(cache, opened, runs, count)
            times.append(time.perf_counter() - began)
        warm = []
        for _ in range(20):
            began = time.perf_counter()
            kept_analyses(cache, runs[:WEEK_OF_RUNS])
            warm.append((time.perf_counter() - began) * 1000)
    cold = statistics.median(times) / count * 50
    start_ms = statistics.median(warm)
    print(f"{count} runs of {samples / count:.0f} samples: {cold:.2f} s for 50 (bound {COLD_S_PER_50} s)")
    print(f"a warm start reads {WEEK_OF_RUNS} of them in {start_ms:.1f} ms (bound {WARM_MS} ms)")
    sys.exit(cold > COLD_S_PER_50 or start_ms > WARM_MS)


def each_second(cache: GarminCache, runs: list[Run]) -> int:
    """Gives these runs a record each second, as watches set to it write; returns how many."""
    rows = []
    with cache.open() as opened:
        for run in runs:
            found = track(opened.series(run.activity_id))
            for at in range(found.seconds + 1 if found else 0):
                assert found is not None
                moment = datetime.combine(run.day, run.start.time()) + timedelta(seconds=at)
                height = found.altitude_m[at] if found.altitude_m else None
                kilometres, rate = found.distance_m[at] / 1000, found.hr_bpm[at]
                rows.append((run.activity_id, at, f"{moment}.000000", kilometres, rate, height))
    with closing(sqlite3.connect(cache.location.activities)) as db, db:
        own = [(run.activity_id,) for run in runs]
        db.executemany("DELETE FROM activity_records WHERE activity_id = ?", own)
        db.executemany(
            "INSERT INTO activity_records (activity_id, record, timestamp, distance, hr, altitude)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            rows,
        )
    return len(rows)


if __name__ == "__main__":
    main()
