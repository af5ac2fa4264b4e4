"""Values as GarminDB stores them: moments, days and times of day as text."""

from datetime import date, datetime


def moment(value: datetime) -> str:
    """``YYYY-MM-DD HH:MM:SS.ffffff``, always with six decimals, so that text order is time order."""
    return value.isoformat(" ", "microseconds")


def day(value: date) -> str:
    """A day column: midnight of the day."""
    return f"{value.isoformat()} 00:00:00.000000"


def clock(seconds: float) -> str:
    """A duration as ``HH:MM:SS.ffffff``, to the millisecond as watches count; all zeros means missing."""
    whole, milliseconds = divmod(round(seconds * 1000), 1000)
    minutes, second = divmod(whole, 60)
    hour, minute = divmod(minutes, 60)
    return f"{hour:02d}:{minute:02d}:{second:02d}.{milliseconds:03d}000"
