"""The minutes that a runner names: how long there is for the run."""

import re
from collections.abc import Iterator
from functools import cache

import msgspec

from runcoach.coach.replies.context import is_negated, is_withdrawn
from runcoach.coach.replies.phrasebook import Span, alternatives, any_of, compiled, find_named, names_in

LEAST, MOST = 5, 600
"""Minutes: less or more is read as these."""

_MINUTES_AN_HOUR = 60
_BARE_NUMBER = re.compile(r"(?<![\w.,:])(\d{1,3})(?=\s*(?:[.,;!?]|$))")


class _Named(msgspec.Struct, frozen=True):
    """Minutes and where they stand in the text."""

    span: Span
    minutes: float


def read_minutes(text: str) -> int | None:
    """The first number of minutes that there are for running: 5 to 600; None where the text names none."""
    named = sorted(_named(text), key=lambda each: (each.span[0], -each.span[1]))
    limits = (each.minutes for each in named if _is_a_limit(text, each.span))
    minutes = next(limits, None)
    if minutes is None:
        minutes = next(
            (_bare_number(text, each.span[1]) for each in named if _is_denied(text, each.span)), None
        )
    return None if minutes is None else max(LEAST, min(MOST, round(minutes)))


def names_withdrawn_minutes(text: str) -> bool:
    """Whether a text takes minutes back: "forget the 30 minutes"."""
    return any(is_withdrawn(text, named.span) for named in _named(text))


def _named(text: str) -> Iterator[_Named]:
    """Every length of time in the text, digits and words; what is part of a longer one is left out."""
    found = [*_in_digits(text), *_in_words(text)]
    for one in found:
        start, end = one.span
        if not any(
            other.span[0] <= start and end <= other.span[1] and other.span != one.span for other in found
        ):
            yield one


def _in_digits(text: str) -> Iterator[_Named]:
    for match in _digits().finditer(text):
        if match["hours"]:
            minutes = float(match["hours"]) * _MINUTES_AN_HOUR + float(match["past"])
        elif match["long"]:
            number = match["long"].replace(",", ".").replace("½", ".5")
            minutes = float(number) * _MINUTES_AN_HOUR
        else:
            minutes = float(match["minutes"] or match["short"])
        yield _Named(match.span(), minutes)


@cache
def _digits() -> re.Pattern[str]:
    """``1h15``, ``45 min`` and ``45'``, ``1.5 hours``; ``45m`` only where it cannot be metres."""
    hour, minute = alternatives("units", "hour"), alternatives("units", "minute")
    only = compiled("minutes", "only").pattern
    return re.compile(
        rf"(?<![\w.,])(?:(?P<hours>[1-9])\s?h\s?(?P<past>[0-5]\d)(?:\s?min\w*)?(?!\w)"
        rf"|(?P<minutes>\d{{1,3}})(?:ish)?(?:[\s-]*(?:{minute})(?!\w)|['′’](?!\w))"
        rf"|(?P<long>\d(?:[.,]\d|½)?)[\s-]*(?:{hour})(?!\w)"
        rf"|{only}\s+(?P<short>\d{{2,3}})\s?m(?!\w))",
        re.IGNORECASE,
    )


def _in_words(text: str) -> Iterator[_Named]:
    for minutes, span in find_named("durations", text):
        yield _Named(span, float(minutes))
    for match in _spelled().finditer(text):
        numbers = (
            name for name in names_in("numbers") if compiled("numbers", name).fullmatch(match["number"])
        )
        yield _Named(match.span(), float(next(numbers)))


@cache
def _spelled() -> re.Pattern[str]:
    """``twenty-five minutes``."""
    numbers = any_of("numbers").pattern
    return re.compile(
        rf"(?P<number>{numbers})[\s-]+(?:{alternatives('units', 'minute')})(?!\w)", re.IGNORECASE
    )


def _is_a_limit(text: str, span: Span) -> bool:
    """Whether it is time for running: "ten minutes longer" and "I slept 20 minutes" say nothing of that."""
    if _is_denied(text, span) or _ends_before(text, span[0]):
        return False
    behind = re.compile(r"\W*").match(text, span[1])
    start = behind.end() if behind else span[1]
    if not compiled("minutes", "no_limit_behind").match(text, start):
        return True
    return compiled("minutes", "no_limit_behind_but_not").match(text, start) is not None


def _is_denied(text: str, span: Span) -> bool:
    return is_negated(text, span) or is_withdrawn(text, span)


def _bare_number(text: str, start: int) -> float | None:
    """The number that stands for the minutes that were denied: "not 60 minutes, only 30"."""
    found = _BARE_NUMBER.search(text, start)
    return float(found[1]) if found else None


def _ends_before(text: str, start: int) -> bool:
    """Whether a phrase of ``no_limit_before`` stands before this place, with at most two words between."""
    return _no_limit_before().search(text, 0, start) is not None


@cache
def _no_limit_before() -> re.Pattern[str]:
    phrases = compiled("minutes", "no_limit_before").pattern
    return re.compile(rf"{phrases}(?: +[\w'’]+){{0,2}} +$", re.IGNORECASE)
