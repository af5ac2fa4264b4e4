"""Converts GarminDB's column formats to plain values: durations, times, and the ways to say missing."""

from datetime import date, datetime, timedelta
from typing import Any

DAY_S = 86_400.0


def seconds(value: Any) -> float | None:
    """Seconds from ``HH:MM:SS.ffffff``; ``00:00:00.000000`` is how GarminDB writes *missing*."""
    if not isinstance(value, str):
        return None
    try:
        hours, minutes, rest = value.split(":")
        total = int(hours) * 3600 + int(minutes) * 60 + float(rest)
    except ValueError:
        return None
    return total if 0 < total < float("inf") else None


def moment(value: Any) -> datetime | None:
    """A local naive time from GarminDB's text; None when it is missing or not a time."""
    if not isinstance(value, str):
        return None
    try:
        return datetime.fromisoformat(value).replace(tzinfo=None)
    except ValueError:
        return None


def day(value: Any) -> date | None:
    """A day from a ``day`` column."""
    found = moment(value)
    return None if found is None else found.date()


def positive(value: Any, factor: float = 1.0) -> float | None:
    """A number above zero times ``factor``; zero, negatives and anything else mean missing."""
    if isinstance(value, int | float) and not isinstance(value, bool) and 0 < value < float("inf"):
        return value * factor
    return None


def number(value: Any, factor: float = 1.0) -> float | None:
    """Any finite number times ``factor``, zero and negatives included."""
    if isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < float("inf"):
        return value * factor
    return None


def whole(value: Any, factor: int = 1) -> int | None:
    """A whole number above zero times ``factor``, or missing."""
    found = positive(value, factor)
    return None if found is None else round(found)


def text(value: Any) -> str | None:
    """Text that is not empty, or missing."""
    return value if isinstance(value, str) and value.strip() else None


def unwrapped(
    elapsed_s: float | None, moving_s: float | None, start: datetime | None, stop: datetime | None
) -> tuple[float | None, float | None]:
    """Elapsed and moving seconds of an activity of more than a day.

    GarminDB's Time columns wrap at 24 h. The start and stop times show how many days are missing; the
    moving time gets as many of them as fit into the elapsed time.
    """
    if start is None or stop is None or stop - start < timedelta(days=1):
        return elapsed_s, moving_s
    whole_s = (stop - start).total_seconds()
    elapsed_s = (elapsed_s or 0.0) + DAY_S * round((whole_s - (elapsed_s or 0.0)) / DAY_S)
    if moving_s is not None:
        moving_s += DAY_S * max(0, (elapsed_s + 1 - moving_s) // DAY_S)
    return elapsed_s, moving_s
