"""Lets every request of a sync go wrong once, in every way, and compares the rows after one more sync.

python -m tests.bench.sync_faults [--faults CUT_BEFORE,BROKEN] [--at-once 4]
"""

import argparse
import asyncio
import sys
import tempfile
from datetime import timedelta
from pathlib import Path

from runcoach.garmin.sync.protocol import Done
from tests.loopback.garmin_account import account_with
from tests.loopback.garmin_connect import Fault, GarminConnect
from tests.loopback.synced import TODAY, Garmin, Tables

SINCE = TODAY - timedelta(days=2)
FIRST_NIGHT = TODAY - timedelta(days=1)


async def main() -> None:
    """Prints each fault after which the rows differ, and the count; exits 1 when there is any."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--faults", default=",".join(fault.name for fault in Fault))
    parser.add_argument("--at-once", type=int, default=4)
    given = parser.parse_args()
    kinds = [Fault[name] for name in given.faults.split(",")]
    with tempfile.TemporaryDirectory() as folder:
        wanted, requests = await undisturbed(Path(folder))
        limit = asyncio.Semaphore(given.at_once)

        async def limited(number: int, kind: Fault) -> str:
            async with limit:
                return await after_fault(Path(folder) / f"{number}-{kind.name}", number, kind, wanted)

        tried = [limited(number, kind) for number in range(requests) for kind in kinds]
        words = [word for word in await asyncio.gather(*tried) if word]
    print(*words, sep="\n")
    print(f"{requests} requests x {len(kinds)} faults: {len(words)} of {len(tried)} ended with other rows")
    sys.exit(bool(words))


async def undisturbed(folder: Path) -> tuple[Tables, int]:
    """The rows of a sync in which nothing goes wrong, and how many requests it took."""
    with GarminConnect(account_with(2, TODAY, first_night=FIRST_NIGHT)) as garmin:
        runner = Garmin(folder / "undisturbed", garmin.environment)
        done = await runner.result(since=SINCE)
        assert isinstance(done, Done) and done.is_complete, done
        return runner.tables(), len(garmin.requests)


async def after_fault(folder: Path, number: int, kind: Fault, wanted: Tables) -> str:
    """Empty when the second sync made the rows right; else what is wrong."""
    with GarminConnect(account_with(2, TODAY, first_night=FIRST_NIGHT)) as garmin:
        garmin.fail(number, kind)
        runner = Garmin(folder, garmin.environment)
        first = await runner.result(since=SINCE)
        second = await runner.result(since=SINCE, insist=True)
        found = runner.tables()
    tables = [name for name in wanted | found if wanted.get(name) != found.get(name)]
    path = garmin.requests[number].path
    return f"request {number} ({path}), {kind.name}: {tables}; {first}; {second}" if tables else ""


if __name__ == "__main__":
    asyncio.run(main())
