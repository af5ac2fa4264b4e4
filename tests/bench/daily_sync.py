"""How long a daily sync of two new runs takes, against the package's pauses plus the server's delays.

python -m tests.bench.daily_sync [--delay 0.1]
"""

import argparse
import asyncio
import sys
import tempfile
import time
from datetime import timedelta
from pathlib import Path

from runcoach.garmin.sync.protocol import Done
from tests.loopback.garmin_account import account_with
from tests.loopback.garmin_connect import GarminConnect
from tests.loopback.synced import TODAY, Garmin

BOUND = 1.2
PACKAGE_PAUSE_S = 1.0


async def main() -> None:
    """Prints both and their ratio; exits 1 when it is over the bound."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--delay", type=float, default=0.1)
    delay_s = parser.parse_args().delay
    account = account_with(12, TODAY, first_night=TODAY - timedelta(days=12))
    newest, account.activities = account.activities[:2], account.activities[2:]
    with GarminConnect(account, delay_s=delay_s) as garmin, tempfile.TemporaryDirectory() as folder:
        runner = Garmin(Path(folder), garmin.environment)
        first = await runner.result(since=TODAY - timedelta(days=12))
        assert isinstance(first, Done) and first.is_complete, first
        garmin.requests.clear()
        account.activities[:0] = newest
        began = time.perf_counter()
        done = await runner.result(since=TODAY - timedelta(days=12), request_interval_s=1.0)
        took_s = time.perf_counter() - began
    assert isinstance(done, Done) and done.runs == 2, done
    nights = sum("wellness" in asked.path or "hrv" in asked.path for asked in garmin.requests)
    allowed_s = (2 + nights) * PACKAGE_PAUSE_S + len(garmin.requests) * delay_s
    print(f"{len(garmin.requests)} requests: 2 runs, {nights} pages of nights")
    print(f"took {took_s:.1f} s; pauses and delays {allowed_s:.1f} s")
    print(f"ratio {took_s / allowed_s:.2f} (bound {BOUND})")
    sys.exit(took_s / allowed_s > BOUND)


if __name__ == "__main__":
    asyncio.run(main())
