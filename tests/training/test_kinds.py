"""A run has one word for what it was, and a hard run makes its day a hard one."""

from datetime import timedelta

import pytest

from runcoach.training.kinds import RunKind, average_week, hard_days, is_easy, is_hard, is_long, run_kind
from tests.builders import CALM, FAST, TODAY, a_run, an_interval_set, newest_first, some_weeks

LONG_DAY = a_run(2, 16)


def test_what_was_done_comes_before_where_and_how() -> None:
    assert run_kind(a_run(name="Stadtlauf race", surface="trail"), an_interval_set()) == RunKind.INTERVALS
    assert run_kind(a_run(name="Parkrun", surface="trail", km=16)) == RunKind.RACE
    assert run_kind(a_run(km=16, surface="trail")) == RunKind.LONG
    assert run_kind(a_run(surface="trail", zones=FAST)) == RunKind.TRAIL
    assert run_kind(a_run(surface="indoor_running")) == RunKind.TREADMILL
    assert run_kind(a_run(surface="track")) == RunKind.TRACK
    assert run_kind(a_run(zones=FAST)) == RunKind.HARD
    assert run_kind(a_run(zones=CALM)) == RunKind.EASY
    assert run_kind(a_run(zones=None)) == RunKind.RUN
    assert run_kind(a_run(km=None, zones=None)) == RunKind.RUN


@pytest.mark.parametrize("name", ["10k RACE", "Berlin Marathon", "parkrun #12", "Wettkampf"])
def test_the_runners_own_word_makes_a_race(name: str) -> None:
    assert is_hard(a_run(name=name))


@pytest.mark.parametrize("name", ["Grace's birthday", "Racecourse tour", "Terrace loop", None, ""])
def test_a_word_within_a_word_makes_none(name: str | None) -> None:
    assert not is_hard(a_run(name=name))


def test_a_long_run_takes_more_than_ninety_minutes_or_a_large_share_of_the_week() -> None:
    assert not is_long(a_run(km=15))
    assert is_long(a_run(km=15, seconds=5401))
    assert is_long(a_run(km=12.1), average_week_m=40_000)
    assert not is_long(a_run(km=12), average_week_m=40_000)
    assert not is_long(a_run(km=None), average_week_m=40_000)


@pytest.mark.parametrize(
    ("zones", "hard", "easy"),
    [
        ((0, 0, 600, 300, 300), True, False),
        ((0, 0, 3000, 300, 299), False, True),
        ((600, 300, 0, 300, 200), False, False),
        ((0, 0, 0, 0, 0), False, False),
        (None, False, False),
    ],
)
def test_ten_minutes_in_the_high_zones_make_a_hard_run(
    zones: tuple[float, float, float, float, float] | None, hard: bool, easy: bool
) -> None:
    run = a_run(zones=zones)
    assert is_hard(run) is hard
    assert is_easy(run) is easy


def test_an_average_week_leaves_out_this_one() -> None:
    runs = some_weeks(5, km=(10.0,), on=(1,))
    assert average_week([a_run(0, 99), *runs], TODAY) == 10_000


def test_an_average_week_counts_weeks_off_since_the_first_run() -> None:
    runs = [a_run(10, 12), a_run(10 + 21, 12)]
    assert average_week(runs, TODAY) == 24_000 / 4


def test_without_a_full_week_there_is_no_average() -> None:
    assert average_week([], TODAY) is None
    assert average_week([a_run(1)], TODAY) is None


def test_a_runner_without_distances_averages_zero() -> None:
    assert average_week([a_run(9, None)], TODAY) == 0
    assert not is_hard(a_run(9, None), None, 0.0)


def test_hard_days_are_named_once_newest_first() -> None:
    intervals = a_run(5, 8, run_id="reps")
    runs = newest_first(
        [*some_weeks(8, km=(4.0,) * 7, on=range(7)), LONG_DAY, a_run(2, 8, zones=FAST, hour=18), intervals]
    )
    found = hard_days(runs, {"reps": an_interval_set()}, TODAY)
    assert found == [TODAY - timedelta(days=2), TODAY - timedelta(days=5)]
