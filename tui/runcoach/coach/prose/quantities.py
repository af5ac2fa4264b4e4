"""Reading the numbers out of prose, with what they measure: ``12,1 km``, ``6:10–6:40/km``, ``1 h 20 min``.

Distances come out in metres, durations in seconds, paces in seconds per km. A number without a unit has no
kind. Words count as numbers only in English and only before a unit ("eight kilometres"): "three reasons"
is not a claim. A digit inside a word ("VO2max", "Z2") is not a number; two or more after letters are
("HR190").
"""

import re
import unicodedata
from collections.abc import Iterator
from typing import Literal

import msgspec

from runcoach.coach.prose.dates import calendar, day_number, day_of
from runcoach.coach.prose.orders import is_order
from runcoach.coach.prose.spelled import spelled
from runcoach.coach.prose.units import GAP, KINDS, MILE_M, SCALES, UNIT, is_race_pace

type QuantityKind = Literal[
    "distance",
    "duration",
    "pace",
    "speed",
    "bpm",
    "percent",
    "ms",
    "load",
    "rpe",
    "other",
    "date",
    "count",
    "days",
    "weeks",
    "ago",
]

_FRACTIONS = "½¼¾⅓⅔"
_NUMBER = re.compile(
    rf"""
    (?P<iso>\d{{4}}-\d\d-\d\d)(?!\d)
    | (?P<dotted>\d{{1,2}}[./]\d{{1,2}}[./]\d{{2,4}})(?!\d|\.\d)
    | (?P<hours>\d{{1,3}})\s?(?:h|hrs?|hours?)\s?(?:and\s)?(?P<minutes>\d{{1,2}})(?=\s?min)
    | (?P<hours2>\d{{1,2}})h(?P<minutes2>\d\d)(?![\w:])
    | (?P<mins>\d{{1,3}})\s?(?:min|mins|minutes?)\s(?:and\s)?(?P<secs>\d{{1,2}})(?=\s?s(?:ec\w*)?(?![a-z]))
    | (?P<clock>\d{{1,4}}(?::\d\d){{1,2}}|\d{{1,2}}['′’]\d\d)(?!\d)
    | (?P<plain>\d{{1,3}}(?:[,.\u00a0\u202f]\d{{3}}|[ ]0\d\d)+(?:[.,]\d+)?(?!\d)
        |\d+[.,]\d+|(?<![\w.,])\.\d+|\d*[{_FRACTIONS}]|\d+)
    """,
    re.VERBOSE,
)
_BEFORE = re.compile(
    r"""(?:\b(?:(?P<ms>HRV)|(?P<rpe>RPE)|(?P<load>TRIMP|CTL|ATL|TSB|ACWR)
    |(?P<bpm>(?i:heart[ -]rate|HR|pulse|Puls|Herzfrequenz))
    |(?P<other>(?i:VO2[ -]?max|VO₂[ -]?max|cadence|BMI|watts|weight)))\b[^\d.;\n]{0,18}|HR)$""",
    re.VERBOSE,
)
_LIMIT_BEFORE = re.compile(
    r"\b(?:limit|maximum|max|cap)\b[*_]*(?:[^,.;:\n\d]{0,40}\b(?:is|of|to|at|now)\b[^,.;:\n\d]{0,14}"
    r"|[^,.;:\n\d]{0,20}:[ *_]*|[ *_]*)$",
    re.IGNORECASE,
)
_JOINT = re.compile(rf"{GAP}(?:[-–—~]|to|bis){GAP}")
# A rule of thumb, not a claim about anybody.
_SAID_OF_ALL = re.compile(r"\b80 ?/ ?20\b")
_LIST_ITEM = re.compile(r"^[ \t]*\d{1,2}[.)][ \t]", re.MULTILINE)
_WHOLE_HOURS_NEAR_S = 600.0
_HALF_A_MINUTE_S = 30.0
_FIVE_S = 5.0
_NOT_SPELLED = ("month", "abroad", "count", "days", "weeks", "ago")
_COMPOUNDS = (("hours", "minutes", 3600), ("hours2", "minutes2", 3600), ("mins", "secs", 60))


class Quantity(msgspec.Struct, frozen=True):
    """One number as it is written, where, and what it measures; ``kind`` is None without a unit.

    ``readings`` are the values it may have, each with how near a known one must be: ``1,234`` has two.
    ``is_limit`` where the text calls it a limit, ``is_order`` where it tells the runner to run so far today.
    ``end`` is behind the digits, before the unit.
    """

    words: str
    start: int
    end: int
    readings: tuple[tuple[float, float], ...]
    kind: QuantityKind | None = None
    is_clock: bool = False
    is_limit: bool = False
    is_order: bool = False


def quantities(text: str) -> list[Quantity]:
    """Every number of the text in order; the numbers of a list's items are left out."""
    text = _SAID_OF_ALL.sub(lambda rule: " " * len(rule.group()), text)
    items = {match.start() + len(match.group()) - 2 for match in _LIST_ITEM.finditer(text)}
    found = [_read(text, match) for match in _NUMBER.finditer(text) if _counts(text, match, items)]
    found = _ranges(text, found)
    found += _spelled(text)
    found = [
        msgspec.structs.replace(each, is_order=True)
        if each.kind == "distance" and is_order(text, each.start, each.end)
        else each
        for each in found
    ]
    return sorted(found, key=lambda quantity: quantity.start)


def _counts(text: str, match: re.Match[str], items: set[int]) -> bool:
    if match.end() in items:
        return False
    if is_race_pace(text, match):
        return False
    before = text[match.start() - 1 : match.start()]
    if not before.isalpha() or before in "xX" or not before.isascii():
        return True
    return match.end() - match.start() > 1 or UNIT.match(text, match.end()) is not None


def _read(text: str, match: re.Match[str]) -> Quantity:
    start, end = match.span()
    words = match.group()
    if match["iso"] or match["dotted"]:
        return Quantity(words, start, end, ((day_number(words), 0.1),), "date")
    unit = UNIT.match(text, end)
    is_limit = _LIMIT_BEFORE.search(text, max(0, start - 80), start) is not None
    for large, small, scale in _COMPOUNDS:
        if match[large]:
            seconds = float(match[large]) * scale + float(match[small]) * scale / 60
            kind: QuantityKind = "pace" if unit and unit["pace"] else "duration"
            return Quantity(words, start, end, ((seconds, scale / 120),), kind, False, is_limit)
    if match["clock"]:
        return _clock(text, match, unit, is_limit)
    kind_and_readings = _measured(text, start, words, unit)
    full = _bare(text[start : unit.end()]) if unit and kind_and_readings[0] not in (None, "date") else words
    return Quantity(full, start, end, kind_and_readings[1], kind_and_readings[0], False, is_limit)


def _clock(text: str, match: re.Match[str], unit: re.Match[str] | None, is_limit: bool) -> Quantity:
    start, end = match.span()
    parts = [float(part) for part in re.split(r"[:'′’]", match.group())]
    seconds = sum(part * 60.0**place for place, part in enumerate(reversed(parts)))
    if unit and unit["h"] and len(parts) == 2:
        seconds *= 60
    kind: QuantityKind | None = None
    near = 1.0
    if unit and unit["pace"]:
        kind, per = "pace", MILE_M / 1000 if unit["per_mi"] else 1.0
        near = _FIVE_S / 2 if seconds % _FIVE_S == 0 else near
        seconds, near = seconds / per, near / per
    elif unit and (unit["h"] or unit["min"]):
        kind = "duration"
    full = _bare(text[start : unit.end()]) if unit and kind else match.group()
    readings = [(seconds, near)]
    if kind is None and len(parts) == 2 and 1 <= parts[0] <= 9:
        # "Your 3:45 marathon" is hours and minutes.
        readings.append((seconds * 60, _HALF_A_MINUTE_S))
    return Quantity(full, start, end, tuple(readings), kind, True, is_limit)


def _measured(
    text: str, start: int, words: str, unit: re.Match[str] | None
) -> tuple[QuantityKind | None, tuple[tuple[float, float], ...]]:
    values = _values(words)
    if unit is None:
        date = day_of(text, start, start + len(words), values[0][0])
        if date is not None:
            return "date", ((date, 0.1),)
        before = _BEFORE.search(text, max(0, start - 40), start)
        return (before.lastgroup or "bpm" if before else None), values  # type: ignore[return-value]
    name = next(name for name in reversed(KINDS) if unit[name])
    if name == "month":
        return "date", ((calendar(unit["month"], values[0][0]), 0.1),)
    if name == "abroad":
        return "date", ((values[0][0], 0.1),)
    if name == "pace":
        per = MILE_M / 1000 if unit["per_mi"] else 1.0
        scale = (1.0 if unit["pace"].lstrip().startswith("s") else 60.0) / per
        return "pace", tuple((value * scale, near * scale) for value, near in values)
    if name not in SCALES:
        return name, values  # type: ignore[return-value]
    scale = SCALES[name]
    kind: QuantityKind = "distance" if name in ("km", "mi", "m") else "duration"
    return kind, tuple((value * scale, _near(near * scale, value, name)) for value, near in values)


def _near(near: float, value: float, unit: str) -> float:
    """Metres are rounded to tens and hundreds in prose; whole hours are not rounded from a half."""
    if unit == "m" and value >= 1000:
        return near + 0.005 * value
    return min(near, _WHOLE_HOURS_NEAR_S) if unit == "h" else near


def _values(words: str) -> tuple[tuple[float, float], ...]:
    """The values that digits may have, each with half of its last place."""
    if words[-1] in _FRACTIONS:
        whole = float(words[:-1]) if words[:-1] else 0.0
        return ((whole + unicodedata.numeric(words[-1]), 0.01),)
    bare = re.sub(r"[ \u00a0\u202f]", ",", words)
    if re.fullmatch(r"\d+", bare):
        return ((float(bare), 0.5 + 1e-6),)
    grouped = re.fullmatch(r"(\d{1,3}(?:[,.]\d{3})+)([.,]\d+)?", bare)
    readings = []
    if grouped:
        decimals = (grouped[2] or "").replace(",", ".")
        value = float(re.sub(r"[,.]", "", grouped[1]) + decimals)
        readings.append((value, 0.5 * 10.0 ** -max(0, len(decimals) - 1) + 1e-6))
    if len(re.findall(r"[.,]", bare)) == 1:
        decimals = re.split(r"[.,]", bare)[1]
        readings.append((float(bare.replace(",", ".")), 0.5 * 10.0 ** -len(decimals) + 1e-6))
    return tuple(readings)


def _ranges(text: str, found: list[Quantity]) -> list[Quantity]:
    """Both ends of a range measure the same: ``6-8 km``, ``HR 140-150``."""
    for at in range(len(found) - 1):
        one, other = found[at], found[at + 1]
        if (one.kind is None) == (other.kind is None) or not _JOINT.fullmatch(text[one.end : other.start]):
            continue
        if one.kind is None:
            unit = UNIT.match(text, other.end)
            found[at] = _with_unit(text, one, unit) if unit else one
        elif one.words == text[one.start : one.end]:
            found[at + 1] = msgspec.structs.replace(other, kind=one.kind)
    return found


def _with_unit(text: str, quantity: Quantity, unit: re.Match[str]) -> Quantity:
    words = text[quantity.start : quantity.end]
    digits = _NUMBER.fullmatch(words)
    if quantity.is_clock and digits:
        read = _clock(words, digits, unit, quantity.is_limit)
        return msgspec.structs.replace(quantity, kind=read.kind, readings=read.readings)
    kind, readings = _measured(text, quantity.start, words, unit)
    return msgspec.structs.replace(
        quantity, kind=kind, readings=readings, words=_bare(words + " " + unit.group())
    )


def _spelled(text: str) -> Iterator[Quantity]:
    """Numbers in English words before a unit. "One" does not count: the last one, one mile at a time."""
    for number in spelled(text):
        unit = UNIT.match(text, number.end)
        if unit is None or number.value == 1 or any(unit[name] for name in _NOT_SPELLED):
            continue
        kind, readings = _measured(text, number.start, f"{number.value:.0f}", unit)
        words = _bare(text[number.start : unit.end()])
        yield Quantity(words, number.start, number.digits_end, readings, kind)


def _bare(words: str) -> str:
    """Without what Markdown puts between a number and its unit."""
    return " ".join(re.sub(r"[*_~`]", "", words).split())
