"""How often interval sets are read exactly as they were run, and how often where there was none.

python -m tests.bench.interval_accuracy [--sessions 100] [--seed 1] [--show]
"""

import argparse
import random
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

from runcoach.training.intervals.detect import interval_set
from runcoach.training.intervals.reps import IntervalSet, SetKind
from runcoach.training.track import track
from tests.loopback.sessions import (
    RUNS_WITHOUT_REPS,
    Session,
    Watch,
    a_run_without_reps,
    a_set,
    record,
    strides,
)

type Make = Callable[[random.Random], Session]

ROWS = (
    ("workout steps", Watch("steps"), 0.98),
    ("workout steps, smart recording, pauses", Watch("steps", smart=True, pauses=2), 0.98),
    ("pressed laps", Watch("pressed"), 0.95),
    ("pressed laps, no heart rate, pauses", Watch("pressed", hr=False, pauses=2), 0.95),
    ("pressed laps, 3 % of the presses missed", Watch("pressed", missed=0.03), 0.95),
    ("pressed laps, treadmill", Watch("pressed", gps=False), 0.95),
    ("records alone (auto-laps)", Watch("auto"), 0.85),
    ("records alone, smart recording", Watch("auto", smart=True), 0.85),
)
FALSE_BOUND = 0.01


def main() -> None:
    """Prints the table; exits 1 when a bound is not held."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sessions", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", action="store_true", help="each session that was read otherwise")
    given = parser.parse_args()
    held = True
    print(f"{given.sessions} sessions a row, seed {given.seed}\n")
    print("| recorded as | exact | bound |\n|---|---|---|")
    for name, watch, bound in ROWS:
        share = exact_share(
            partial(a_set, outside=watch.gps), watch, given.sessions, given.seed, show=given.show
        )
        held &= share >= bound
        print(f"| {name} | {share:.1%} | ≥ {bound:.0%} |", flush=True)
    # 100 m and 20 s are the same stride: only their number and kind can be right.
    share = stride_share(given.sessions, given.seed)
    print(f"| strides after an easy run: their number, and not as intervals | {share:.1%} | ≥ 95% |")
    held &= share >= 0.95
    print("\n| run without reps | sets found | bound |\n|---|---|---|")
    for kind in RUNS_WITHOUT_REPS:
        false = (
            sum(
                false_share(kind, Watch(laps), given.sessions // 2, given.seed, show=given.show)
                for laps in ("auto", "pressed")
            )
            / 2
        )
        held &= false <= FALSE_BOUND
        print(f"| {kind} | {false:.1%} | ≤ {FALSE_BOUND:.0%} |", flush=True)
    sys.exit(not held)


def exact_share(make: Make, watch: Watch, count: int, seed: int, *, show: bool = False) -> float:
    """The share of sessions whose signature was read as it was run."""
    return sum(_is_exact(make, watch, seed + number, show) for number in range(count)) / count


def false_share(kind: str, watch: Watch, count: int, seed: int, *, show: bool = False) -> float:
    """The share of runs without reps in which some were found."""
    found = 0
    for number in range(count):
        session = a_run_without_reps(random.Random(f"{kind} {seed + number}"), kind)
        found += _read(session, watch, seed + number, show) != ""
    return found / count


def stride_share(count: int, seed: int) -> float:
    """The share of easy runs with strides in which so many strides were found."""
    right = 0
    for number in range(count):
        session = strides(random.Random(seed + number))
        found = _set(session, Watch("pressed"), seed + number)
        right += bool(found and found.kind is SetKind.STRIDES and found.count == len(session.lengths))
    return right / count


def _is_exact(make: Make, watch: Watch, seed: int, show: bool) -> bool:
    session = make(random.Random(seed))
    return _read(session, watch, seed, show) == session.signature


def _read(session: Session, watch: Watch, seed: int, show: bool) -> str:
    found = _set(session, watch, seed)
    signature = found.signature if found else ""
    if show and signature != session.signature:
        print(f"  {session.name} {seed}: {session.signature or 'nothing'} read as {signature or 'nothing'}")
    return signature


def _set(session: Session, watch: Watch, seed: int) -> IntervalSet | None:
    with tempfile.TemporaryDirectory() as folder:
        recorded = record(session, watch, random.Random(f"watch {seed}"), Path(folder) / "1_ACTIVITY.fit")
    return interval_set(recorded.laps, recorded.notes, track(recorded.series))


if __name__ == "__main__":
    main()
