"""GarminDB's column formats become plain values; whatever is not a value becomes missing."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from runcoach.garmin.reader import rows

NO_NUMBERS: list[Any] = [None, "", "12", "fast", b"12", True, float("nan"), float("inf"), float("-inf")]
START = datetime(2025, 6, 1, 6)


@pytest.mark.parametrize(
    ("stored", "expected"),
    [
        ("00:41:07.500000", 2467.5),
        ("23:59:59.999999", 86_399.999999),
        ("00:00:00.250000", 0.25),
        ("01:02:03", 3723),
    ],
)
def test_a_time_column_is_seconds(stored: str, expected: float) -> None:
    assert rows.seconds(stored) == pytest.approx(expected, abs=1e-6)


@pytest.mark.parametrize(
    "stored",
    ["00:00:00.000000", "00:00:00", None, "", "12:30", "a:b:c", "-1:00:00", "00:00:nan", "00:00:inf", 90.0],
)
def test_zero_or_anything_else_in_a_time_column_is_missing(stored: Any) -> None:
    assert rows.seconds(stored) is None


def test_a_moment_is_local_and_naive_with_its_microseconds() -> None:
    assert rows.moment("2025-06-01 07:30:00.250000") == datetime(2025, 6, 1, 7, 30, 0, 250_000)
    assert rows.moment("2025-06-01T07:30:00.0") == datetime(2025, 6, 1, 7, 30)


@pytest.mark.parametrize("stored", [None, "", "yesterday", 1_748_762_000, "2025-13-01 00:00:00.000000"])
def test_what_is_not_a_moment_is_missing(stored: Any) -> None:
    assert rows.moment(stored) is None
    assert rows.day(stored) is None


def test_a_day_column_is_a_date() -> None:
    assert rows.day("2025-06-01 00:00:00.000000") == date(2025, 6, 1)


@pytest.mark.parametrize("stored", NO_NUMBERS)
def test_what_is_not_a_number_is_missing(stored: Any) -> None:
    assert rows.positive(stored) is None
    assert rows.number(stored) is None
    assert rows.whole(stored) is None


def test_a_number_may_be_zero_or_negative_but_a_distance_may_not() -> None:
    assert (rows.number(0), rows.number(-3.5, 2)) == (0, -7)
    assert (rows.positive(0), rows.positive(-3.5), rows.positive(2.5, 1000)) == (None, None, 2500)


def test_a_whole_number_is_rounded_after_its_factor() -> None:
    assert (rows.whole(86.4, 2), rows.whole(151), rows.whole(0)) == (173, 151, None)


@pytest.mark.parametrize("stored", [None, "", "  ", 5, b"name"])
def test_a_text_without_anything_in_it_is_missing(stored: Any) -> None:
    assert rows.text(stored) is None


def test_a_text_is_left_as_it_is() -> None:
    assert rows.text("Läufe [bold] im Wald") == "Läufe [bold] im Wald"


def hours(*values: float) -> tuple[float, ...]:
    return tuple(value * 3600 for value in values)


@pytest.mark.parametrize(
    ("true", "stored"),
    [
        (hours(26, 25), hours(2, 1)),
        (hours(26, 23), hours(2, 23)),
        (hours(30, 22), hours(6, 22)),
        (hours(50, 47), hours(2, 23)),
    ],
    ids=["both wrapped", "only the elapsed time", "a long rest", "two days"],
)
def test_the_days_that_a_time_column_lost_come_back(
    true: tuple[float, float], stored: tuple[float, float]
) -> None:
    stop = START + timedelta(seconds=true[0] + 0.4)
    assert rows.unwrapped(*stored, START, stop) == pytest.approx(true)


def test_exactly_a_day_is_stored_as_missing_and_comes_back() -> None:
    elapsed_s, moving_s = rows.unwrapped(None, 80_000, START, START + timedelta(days=1))
    assert (elapsed_s, moving_s) == (86_400, 80_000)


def test_times_of_less_than_a_day_are_left_alone() -> None:
    stop = START + timedelta(hours=2)
    assert rows.unwrapped(7200, 7000, START, stop) == (7200, 7000)
    assert rows.unwrapped(None, None, START, stop) == (None, None)


@pytest.mark.parametrize(("start", "stop"), [(None, START), (START, None), (None, None)])
def test_without_both_moments_nothing_is_guessed(start: datetime | None, stop: datetime | None) -> None:
    assert rows.unwrapped(7200, 7000, start, stop) == (7200, 7000)
