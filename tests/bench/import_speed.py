"""Our import of FIT files against GarminDB's own command on the same files, side by side.

python -m tests.bench.import_speed FOLDER [--rounds 2]
"""

import argparse
import asyncio
import statistics
import sys
import tempfile
import time
from pathlib import Path

from runcoach.garmin.sync.protocol import Done
from tests.loopback.garmindb_cache import import_with_garmindb
from tests.loopback.synced import Garmin

BOUND = 1.6


def main() -> None:
    """Prints the medians and their ratio; exits 1 when it is under the bound."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--rounds", type=int, default=2)
    given = parser.parse_args()
    files = sorted(given.folder.glob("*.fit"))
    theirs: list[float] = []
    ours: list[float] = []
    for _ in range(given.rounds):
        with tempfile.TemporaryDirectory() as folder:
            began = time.perf_counter()
            import_with_garmindb(Path(folder) / "command", fit_files=files, measurement_system=None)
            theirs.append(time.perf_counter() - began)
            runner = Garmin(Path(folder) / "ours", {})
            began = time.perf_counter()
            done = asyncio.run(runner.result(task="import", paths=(str(given.folder),)))
            ours.append(time.perf_counter() - began)
            assert isinstance(done, Done), done
    command, worker = statistics.median(theirs), statistics.median(ours)
    print(f"{len(files)} files: garmindb_cli.py {command:.1f} s, sync worker {worker:.1f} s")
    print(f"{command / worker:.2f} times as fast (bound {BOUND})")
    sys.exit(command / worker < BOUND)


if __name__ == "__main__":
    main()
