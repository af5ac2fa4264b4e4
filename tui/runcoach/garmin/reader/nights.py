"""Nights out of GarminDB's health tables: sleep, resting heart rate, heart-rate variability."""

import sqlite3
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from runcoach.domain.nights import Night
from runcoach.garmin.reader import rows
from runcoach.garmin.reader.database import columns, text_of

# table, column, field of Night, reader; a later row of this list wins over an earlier one.
_SOURCES: tuple[tuple[str, str, str, Callable[[Any], float | None]], ...] = (
    ("daily_summary", "rhr", "resting_hr_bpm", rows.whole),
    ("resting_hr", "resting_heart_rate", "resting_hr_bpm", rows.whole),
    ("hrv", "last_night_avg", "hrv_ms", rows.whole),
    ("hrv", "baseline_low", "hrv_baseline_low_ms", rows.whole),
    ("hrv", "baseline_upper", "hrv_baseline_high_ms", rows.whole),
    ("sleep", "total_sleep", "sleep_s", rows.seconds),
    ("sleep", "score", "sleep_score", rows.whole),
)


def nights(db: sqlite3.Connection, first: date, last: date) -> list[Night]:
    """The nights whose morning is from ``first`` to ``last``, oldest first, without empty days."""
    values: dict[date, dict[str, Any]] = {}
    span = (text_of(first), text_of(last + timedelta(days=1)))
    for table, column, field, read in _SOURCES:
        if column not in columns(db, table):
            continue
        for day_text, stored in db.execute(
            f"SELECT day, {column} FROM {table} WHERE day >= ? AND day < ?", span
        ):
            day, value = rows.day(day_text), read(stored)
            if day is not None and value is not None:
                values.setdefault(day, {})[field] = value
    return [Night(day=day, **values[day]) for day in sorted(values)]
