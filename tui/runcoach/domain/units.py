"""Words for numbers: distances, durations, paces and ages, formatted once, on the way out."""

import re
from datetime import date, datetime, timedelta
from enum import StrEnum

MISSING = "–"


class DistanceUnit(StrEnum):
    """The unit that the runner reads distances and paces in."""

    KM = "km"
    MI = "mi"

    @property
    def metres(self) -> float:
        """Metres in one unit."""
        return 1000.0 if self is DistanceUnit.KM else 1609.344


def distance(metres: float | None, unit: DistanceUnit = DistanceUnit.KM, digits: int = 1) -> str:
    """``21.3 km``; a dash when missing."""
    if metres is None:
        return MISSING
    return f"{metres / unit.metres:.{digits}f} {unit}"


def short_distance(metres: float, unit: DistanceUnit = DistanceUnit.KM) -> str:
    """A step's distance as runners write it: ``400 m``, ``8 km``, ``5.5 km``, ``3.1 mi``.

    Reps are named in metres in both systems: tracks are metric.
    """
    if metres < 1000 or (metres <= 3000 and metres % 1000 and metres % 100 == 0):
        return f"{metres:.0f} m"
    return run_distance(metres, unit)


def run_distance(metres: float, unit: DistanceUnit = DistanceUnit.KM) -> str:
    """A run's distance: ``2.5 km`` where a rep would be ``2500 m``, ``8 km``, ``400 m``."""
    if metres < 1000:
        return short_distance(metres, unit)
    amount = f"{metres / unit.metres:.2f}".rstrip("0").rstrip(".")
    return f"{amount} {unit}"


def clock(seconds: float | None) -> str:
    """``52:10`` or ``1:59:18``; a dash when missing. Rounds to whole seconds."""
    if seconds is None:
        return MISSING
    minutes, secs = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{secs:02d}" if hours else f"{minutes}:{secs:02d}"


def pace(seconds_per_km: float | None, unit: DistanceUnit = DistanceUnit.KM) -> str:
    """``5:37/km`` or ``9:02/mi``; a dash when missing."""
    if seconds_per_km is None:
        return MISSING
    return f"{clock(seconds_per_km * unit.metres / 1000)}/{unit}"


def pace_range(fast: float | None, slow: float | None, unit: DistanceUnit = DistanceUnit.KM) -> str:
    """``6:10–6:40/km`` from seconds per km; one pace when both ends agree, empty when both are missing."""
    if fast is None or slow is None:
        known = fast if fast is not None else slow
        return "" if known is None else pace(known, unit)
    fast, slow = min(fast, slow), max(fast, slow)
    if round(fast) == round(slow):
        return pace(fast, unit)
    return f"{clock(fast * unit.metres / 1000)}–{pace(slow, unit)}"


def minutes(seconds: float | None) -> str:
    """``38 min``, ``1 h 20 min``, ``90 s``; a dash when missing."""
    if seconds is None:
        return MISSING
    if seconds < 120:
        return f"{seconds:.0f} s"
    whole = round(seconds / 60)
    hours, rest = divmod(whole, 60)
    if not hours:
        return f"{whole} min"
    return f"{hours} h {rest:02d} min" if rest else f"{hours} h"


def duration_in_words(seconds: float | None) -> str:
    """``1 hour 59 mins 18 seconds``, as the first script printed it; a dash when missing."""
    if seconds is None:
        return MISSING
    whole = round(seconds)
    parts = ((whole // 3600, "hour"), (whole // 60 % 60, "min"), (whole % 60, "second"))
    words = [f"{count} {word}{'' if count == 1 else 's'}" for count, word in parts if count]
    return " ".join(words) or "0 seconds"


def heart_rate(bpm: float | None) -> str:
    """``148 bpm``; a dash when missing."""
    return MISSING if bpm is None else f"{bpm:.0f} bpm"


def day(value: date) -> str:
    """``Sat 21``: enough within a week or two."""
    return f"{value:%a} {value.day}"


def dated(value: date) -> str:
    """``Sat 21 Nov``: for anything older than a fortnight."""
    return f"{value:%a} {value.day:2d} {value:%b}"


def long_day(value: date) -> str:
    """``Sun 22 Nov 2026``."""
    return f"{value:%a} {value.day} {value:%b %Y}"


def days_ago(value: date, today: date) -> str:
    """``today``, ``yesterday``, ``4 days ago``, or the date if it is more than two months ago."""
    gap = (today - value).days
    if gap == 0:
        return "today"
    if gap == 1:
        return "yesterday"
    if 1 < gap <= 60:
        return f"{gap} days ago"
    return long_day(value)


def age(moment: datetime, now: datetime) -> str:
    """``just now``, ``12 min ago``, ``2 h ago``, ``3 days ago``."""
    gap = now - moment
    if gap < timedelta(minutes=2):
        return "just now"
    if gap < timedelta(hours=1):
        return f"{gap.seconds // 60} min ago"
    if gap < timedelta(days=2):
        return f"{gap.total_seconds() // 3600:.0f} h ago"
    return f"{gap.days} days ago"


def plain(text: str) -> str:
    """Text from outside on one line, without control characters, so it can never steer a terminal.

    Drops C0/C1 controls, bidirectional overrides and zero-width characters; folds white space.
    """
    return " ".join(_HIDDEN.sub("", " ".join(text.split())).split())


def plain_lines(text: str) -> str:
    """Like ``plain``, keeping line breaks and indentation: for prose."""
    return _HIDDEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", "    "))


_HIDDEN = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ud800-\udfff\ufeff]"
)


def monday(day: date) -> date:
    """The Monday of the week that ``day`` is in."""
    return day - timedelta(days=day.weekday())
