"""Sessions written as FIT files and read again: a few of those that tests/bench/interval_accuracy.py runs."""

from functools import partial

import pytest

from tests.bench.interval_accuracy import ROWS, exact_share, false_share, stride_share
from tests.loopback.sessions import RUNS_WITHOUT_REPS, Watch, a_set

SESSIONS, SEED = 6, 510


@pytest.mark.parametrize(("watch", "bound"), [row[1:] for row in ROWS], ids=[row[0] for row in ROWS])
def test_sets_are_read_as_they_were_run(watch: Watch, bound: float) -> None:
    exact = exact_share(partial(a_set, outside=watch.gps), watch, SESSIONS, SEED)
    # One of six may be wrong where the bound leaves room for it.
    assert exact >= (1.0 if bound > 0.95 else 5 / 6)


def test_strides_are_counted_and_are_not_intervals() -> None:
    assert stride_share(SESSIONS, SEED) == 1


@pytest.mark.parametrize("laps", ["auto", "pressed"])
@pytest.mark.parametrize("kind", RUNS_WITHOUT_REPS)
def test_runs_without_reps_have_none(kind: str, laps: str) -> None:
    assert false_share(kind, Watch(laps), 3, SEED) == 0  # type: ignore[arg-type]
