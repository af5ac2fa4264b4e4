"""Kills the sync worker at random moments, syncs again, and compares the rows with an undisturbed sync's.

python -m tests.bench.kill_sync [--kills 50] [--runs 30] [--seed 1]
"""

import argparse
import asyncio
import random
import sys
import tempfile
import time
from datetime import timedelta
from pathlib import Path

from runcoach.garmin.sync.process import SyncProcess
from runcoach.garmin.sync.protocol import Done
from tests.loopback.garmin_account import account_with
from tests.loopback.garmin_connect import GarminConnect
from tests.loopback.synced import TODAY, Garmin


async def main() -> None:
    """Prints each kill whose rows differ, and the count; exits 1 when there is any."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--runs", type=int, default=30)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    chance = random.Random(given.seed)
    account = account_with(given.runs, TODAY, first_night=TODAY - timedelta(days=6))
    since = TODAY - timedelta(days=given.runs + 1)
    different = 0
    with GarminConnect(account) as garmin, tempfile.TemporaryDirectory() as folder:
        undisturbed = Garmin(Path(folder) / "undisturbed", garmin.environment)
        began = time.monotonic()
        done = await undisturbed.result(since=since)
        took_s = time.monotonic() - began
        assert isinstance(done, Done) and done.is_complete and done.runs == given.runs, done
        wanted = undisturbed.tables()
        for number in range(given.kills):
            runner = Garmin(Path(folder) / f"killed-{number}", garmin.environment)
            moment_s = chance.uniform(0.1, took_s)
            await _killed(runner, moment_s, since)
            result = await runner.result(since=since)
            found = runner.tables()
            tables = [name for name in wanted | found if wanted.get(name) != found.get(name)]
            if tables or not isinstance(result, Done) or not result.is_complete:
                different += 1
                print(f"killed after {moment_s:.2f} s: {tables} {result}", flush=True)
    print(f"{given.kills} kills within {took_s:.1f} s (seed {given.seed}): {different} ended with other rows")
    sys.exit(different > 0)


async def _killed(runner: Garmin, moment_s: float, since: object) -> None:
    process = SyncProcess(runner.job(since=since))

    async def listen() -> None:
        async for _ in process.messages():
            pass

    with runner.led_here():
        listening = asyncio.create_task(listen())
        await asyncio.sleep(moment_s)
        process.kill()
        await listening


if __name__ == "__main__":
    asyncio.run(main())
