"""Days that a runner names, as dates: "until Friday", "in two weeks", "on 6 December".

A date is computed from the day on which it is said, and lies ahead of it: "Friday" is the next one, "next
Friday" the one of next week.
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from itertools import pairwise

import msgspec

from runcoach.coach.replies.context import clause_of
from runcoach.coach.replies.phrasebook import Span, any_of, compiled, find, find_named, has, names_in, overlap
from runcoach.coach.said import Absence, AbsenceReason, Body, Pain

_DAY = timedelta(days=1)
_SATURDAY = 5
_LONGEST = timedelta(days=366)


class NamedDay(msgspec.Struct, frozen=True):
    """A day and where it stands in the text."""

    span: Span
    day: date


def named_days(text: str, on: date) -> list[NamedDay]:
    """Every day that the text names, in order, as said on the day ``on``; of overlapping ones the longest."""
    found = [*_weekdays(text, on), *_relative(text, on), *_after_spans(text, on), *_calendar(text, on)]
    found.sort(key=lambda each: (each.span[0], -each.span[1]))
    days: list[NamedDay] = []
    for each in found:
        if not days or days[-1].span[1] <= each.span[0]:
            days.append(each)
    return days


def read_absences(text: str, on: date, body: Body, days: list[NamedDay]) -> tuple[Absence, ...]:
    """The days without running that a text names; ``body`` is what it says of the body, ``days`` its days."""
    days = [each for each in days if not _is_past(text, each.span)]
    reason = AbsenceReason.OTHER
    if body.pain is not Pain.NONE:
        reason = AbsenceReason.ILL if body.is_ill else AbsenceReason.PAIN
    is_off = has("days", "off", text)
    found = [*_ranges(text, days)] if is_off else []
    if not found:
        found = [*_single_and_until(text, on, days, is_off or reason is not AbsenceReason.OTHER)]
    if not found and is_off and not has("days", "past", text):
        found = [(on, on + length) for length in _lengths(text)]
    return tuple(Absence(reason, first, until) for first, until in found[:1] if on <= first < until)


def is_only_a_return(text: str, absences: tuple[Absence, ...]) -> bool:
    """Whether nothing but "back on Monday" tells of days off: who is back then may mean something else."""
    of_rest = ("off", "not_until", "until", "run_again", "lasting")
    is_other = all(each.reason is AbsenceReason.OTHER for each in absences)
    return is_other and not any(has("days", name, text) for name in of_rest)


def _is_past(text: str, span: Span) -> bool:
    """Whether the clause is about what was: "I was ill until Monday"."""
    start, end = clause_of(text, span)
    return has("days", "past", text[start:end])


def _ranges(text: str, days: list[NamedDay]) -> Iterator[tuple[date, date]]:
    """``from Friday to Sunday``: the last day is one without running, too."""
    for one, other in pairwise(days):
        between = _to().fullmatch(text[one.span[1] : other.span[0]].strip())
        is_range = between and (between["to"] or _leads_to("from", text, one.span[0]))
        if is_range and one.day <= other.day:
            yield one.day, other.day + _DAY


@cache
def _to() -> re.Pattern[str]:
    """``to``, or ``and``, which makes a range only behind ``between``."""
    return re.compile(
        rf"(?P<to>{compiled('days', 'to').pattern}|[-–])|(?P<and>{compiled('days', 'and').pattern})", re.I
    )


def _single_and_until(
    text: str, on: date, days: list[NamedDay], is_absent: bool
) -> Iterator[tuple[date, date]]:
    for named in days:
        start = named.span[0]
        if (
            _leads_to("not_until", text, start)
            or _leads_to("run_again", text, start)
            or _leads_to("back", text, start)
            or (is_absent and _leads_to("until", text, start))
        ):
            yield on, named.day
        elif named.day > on and (_leads_to("single", text, start) or _is_followed(named, text)):
            yield named.day, named.day + _DAY


def _is_followed(named: NamedDay, text: str) -> bool:
    """``Friday I can't run``."""
    behind = text[named.span[1] :].lstrip(" ,")
    return compiled("days", "single_after").match(behind) is not None


def _leads_to(name: str, text: str, start: int) -> bool:
    """Whether a phrase of this list stands right before a day, at most with "on the" between."""
    return any(
        end <= start and _prepositions().fullmatch(text[end:start]) for _, end in find("days", name, text)
    )


@cache
def _prepositions() -> re.Pattern[str]:
    return re.compile(rf"\s+(?:{compiled('days', 'preposition').pattern}\s+)*", re.IGNORECASE)


def _weekdays(text: str, on: date) -> Iterator[NamedDay]:
    for number, (start, end) in find_named("weekdays", text):
        day = on + ((int(number) - on.weekday() - 1) % 7 + 1) * _DAY
        before = _right_before("next", text, start)
        if before is not None and day < _next_monday(on):
            day += 7 * _DAY
        yield NamedDay((start if before is None else before, end), day)


def _right_before(name: str, text: str, start: int) -> int | None:
    """Where a phrase of this list begins that stands right before this place; None without one."""
    spans = (span for span in find("days", name, text) if not text[span[1] : start].strip())
    return next((begin for begin, end in spans if end < start), None)


def _next_monday(on: date) -> date:
    return on + (7 - on.weekday()) * _DAY


def _relative(text: str, on: date) -> Iterator[NamedDay]:
    exceptions = [match.span() for match in compiled("relative_days", "relative_day_but_not").finditer(text)]
    for number, span in find_named("relative_days", text):
        if not any(overlap(span, each) for each in exceptions):
            yield NamedDay(span, on + int(number) * _DAY)
    for span in find("days", "next_week", text):
        yield NamedDay(span, _next_monday(on))
    for span in find("days", "weekend", text):
        yield NamedDay(span, on + (_SATURDAY - on.weekday()) % 7 * _DAY)


def _after_spans(text: str, on: date) -> Iterator[NamedDay]:
    """``in two weeks``."""
    for start, end, length in _spans(text):
        begin = _right_before("within", text, start)
        if begin is not None:
            yield NamedDay((begin, end), on + length)


def _lengths(text: str) -> Iterator[timedelta]:
    """``for 10 days``, ``two weeks off``."""
    for start, end, length in _spans(text):
        is_followed = any(
            not text[end:begin].strip() for begin, _ in find("days", "off", text) if begin >= end
        )
        if _right_before("lasting", text, start) is not None or is_followed:
            yield length


def _spans(text: str) -> Iterator[tuple[int, int, timedelta]]:
    """Every length of days, weeks or months in the text: from where to where, and how long."""
    for unit, (start, end) in find_named("spans", text):
        number = _number_before().search(text, 0, start)
        if number is None:
            continue
        length = int(unit) * _value(number["number"]) * _DAY
        if timedelta(0) < length <= _LONGEST:
            yield number.start("number"), end, length


@cache
def _number_before() -> re.Pattern[str]:
    spelled = any_of("numbers").pattern
    return re.compile(rf"(?<![\w.,])(?P<number>\d{{1,3}}|{spelled})[\s-]+$", re.IGNORECASE)


def _value(number: str) -> int:
    if number.isdecimal():
        return int(number)
    return next(int(name) for name in names_in("numbers") if compiled("numbers", name).fullmatch(number))


def _calendar(text: str, on: date) -> Iterator[NamedDay]:
    """``6 December``, ``Dec 6th``, ``the 24th``, ``6.12.``, ``2026-12-06``."""
    for match in _dates().finditer(text):
        day = int(match["day"] or match["day2"] or match["day3"] or match["day4"] or match["day5"])
        month, year = None, None
        if name := match["month"] or match["month2"]:
            months = (each for each in names_in("months") if compiled("months", each).fullmatch(name))
            month = next((int(each) for each in months), None)
        elif digits := match["month3"] or match["month4"]:
            month = int(digits)
        if digits := match["year"] or match["year2"]:
            year = int(digits) if len(digits) == len("2026") else 2000 + int(digits)
        if (found := _ahead(on, day, month, year)) is not None:
            yield NamedDay(match.span(), found)


@cache
def _dates() -> re.Pattern[str]:
    month = any_of("months").pattern
    ordinal = r"(?:st|nd|rd|th|\.)"
    return re.compile(
        rf"(?<![\w.])(?:(?P<year>\d{{4}})-(?P<month3>\d\d)-(?P<day3>\d\d)"
        rf"|(?P<day4>\d{{1,2}})\.(?P<month4>\d{{1,2}})\.(?P<year2>(?:\d\d)?\d\d)?"
        rf"|(?P<day>\d{{1,2}}){ordinal}?\s+(?:of\s+)?(?P<month>{month})"
        rf"|(?P<month2>{month})\s+(?:the\s+)?(?P<day2>\d{{1,2}}){ordinal}?"
        rf"|(?P<day5>\d{{1,2}})(?:st|nd|rd|th))(?!\w)",
        re.IGNORECASE,
    )


def _ahead(on: date, day: int, month: int | None, year: int | None) -> date | None:
    """The first such day from ``on`` on; None where there is none, such as 31 February."""
    months = (on.year * 12 + on.month - 1 + more for more in range(13))
    for each in months:
        if month is not None and each % 12 + 1 != month:
            continue
        if year is not None and each // 12 != year:
            continue
        try:
            found = date(each // 12, each % 12 + 1, day)
        except ValueError:
            continue
        if found >= on:
            return found
    return None
