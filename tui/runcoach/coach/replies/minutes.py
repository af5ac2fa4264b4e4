"""The minutes that a runner names: how long there is for the run."""

import re
from collections.abc import Iterator
from functools import cache

import msgspec

from runcoach.coach.replies.context import is_negated, is_withdrawn
from runcoach.coach.replies.phrasebook import Span, alternatives, any_of, compiled, find_named, names_in

LEAST, MOST = 5, 600
"""Minutes: less is no time for a run, more is read as the most."""

_MINUTES_AN_HOUR = 60
_BARE_NUMBER = re.compile(r"(?<![\w.,:])(\d{1,3})(?=\s*(?:[.,;!?]|$))")


class _Named(msgspec.Struct, frozen=True):
    """Minutes and where they stand in the text."""

    span: Span
    minutes: float


def read_minutes(text: str) -> int | None:
    """The first number of minutes that there are for running: 5 to 600; None where the text names none.

    Less than 5 are no time for a run: "just a minute". Minutes that the runner does not have are more than
    they have: "I don't have an hour".
    """
    named = sorted(_named(text), key=lambda each: (each.span[0], -each.span[1]))
    running = [each for each in named if _is_for_running(text, each.span)]
    there = [each for each in running if not _is_denied(text, each.span)]
    found = (
        _least(text, there),
        *(_bare_number(text, each.span[1]) for each in named if _is_denied(text, each.span)),
        *(each.minutes for each in running if not is_withdrawn(text, each.span)),
    )
    minutes = next((each for each in found if each is not None), None)
    return None if minutes is None else max(LEAST, min(MOST, round(minutes)))


def _least(text: str, there: list[_Named]) -> float | None:
    """The first of the minutes; what is said behind a cap may be less: "not more than 60, only 30"."""
    if not there or not _is_at_most(text, there[0].span):
        return there[0].minutes if there else None
    only = _only_number().match(text, there[0].span[1])
    return min([*(each.minutes for each in there), *([float(only[1])] if only else [])])


@cache
def _only_number() -> re.Pattern[str]:
    only = compiled("minutes", "only").pattern
    return re.compile(rf"\W*{only}\s+{_BARE_NUMBER.pattern}", re.IGNORECASE)


def names_withdrawn_minutes(text: str) -> bool:
    """Whether a text takes minutes back: "forget the 30 minutes"."""
    return any(is_withdrawn(text, named.span) for named in _named(text))


def _named(text: str) -> Iterator[_Named]:
    """Every length of time in the text, digits and words; what is part of a longer one is left out."""
    found = [*_in_digits(text), *_in_words(text)]
    found = [each for each in found if each.minutes >= LEAST]
    for one in found:
        start, end = one.span
        if not any(
            other.span[0] <= start and end <= other.span[1] and other.span != one.span for other in found
        ):
            yield one


def _in_digits(text: str) -> Iterator[_Named]:
    for match in _digits().finditer(text):
        hours, past = match["hours"] or match["clock"], match["past"] or match["clock_past"]
        if hours:
            minutes = float(hours) * _MINUTES_AN_HOUR + float(past)
        elif match["long"]:
            number = match["long"].replace(",", ".").replace("½", ".5")
            minutes = float(number) * _MINUTES_AN_HOUR
        else:
            minutes = float(match["minutes"] or match["short"])
        yield _Named(match.span(), minutes)


@cache
def _digits() -> re.Pattern[str]:
    """``1h15``, ``1:15 h``, ``45 min`` and ``45'``, ``1.5 hours``; ``45m`` only where it cannot be metres."""
    hour, minute = alternatives("units", "hour"), alternatives("units", "minute")
    only = compiled("minutes", "only").pattern
    return re.compile(
        rf"(?<![\w.,:/])(?:(?P<hours>[1-9])\s?h\s?(?P<past>[0-5]\d)(?:\s?min\w*)?(?!\w)"
        rf"|(?P<clock>[1-9]):(?P<clock_past>[0-5]\d)\s?(?:{hour})(?!\w)"
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


def _is_for_running(text: str, span: Span) -> bool:
    """Whether it is time for running: "ten minutes longer" and "I slept 20 minutes" say nothing of that."""
    if _kept_within().search(text, 0, span[0]):
        return True
    if any(pattern.search(text, 0, span[0]) for pattern in (_no_limit_before(), _no_limit_right_before())):
        return False
    return not _is_followed(text, span[1], "no_limit_behind") or _is_followed(
        text, span[1], "no_limit_behind_but_not"
    )


def _is_at_most(text: str, span: Span) -> bool:
    """Whether it is called the most that there is: then a "not" before it denies it no more."""
    return _at_most().search(text, 0, span[0]) is not None or _is_followed(text, span[1], "at_most_behind")


def _is_followed(text: str, end: int, name: str) -> bool:
    """Whether a phrase of this list stands right behind."""
    behind = re.compile(r"\W*").match(text, end)
    return compiled("minutes", name).match(text, behind.end() if behind else end) is not None


def _is_denied(text: str, span: Span) -> bool:
    if is_withdrawn(text, span):
        return True
    return is_negated(text, span) and not _is_at_most(text, span)


def _bare_number(text: str, start: int) -> float | None:
    """The number that stands for the minutes that were denied: "not 60 minutes, only 30"."""
    found = _BARE_NUMBER.search(text, start)
    return float(found[1]) if found else None


@cache
def _no_limit_before() -> re.Pattern[str]:
    """A phrase of ``no_limit_before`` with at most two words behind it."""
    return _before("no_limit_before", r"(?: +[\w'’]+){0,2}")


@cache
def _no_limit_right_before() -> re.Pattern[str]:
    """A phrase of ``no_limit_right_before`` with nothing but a word such as "about" behind it."""
    return _before("no_limit_right_before", rf"(?: +{compiled('minutes', 'about').pattern})?")


@cache
def _kept_within() -> re.Pattern[str]:
    """``keep it under``: what means a time that was run where it stands alone."""
    return _before("kept_within", r"(?: +[\w'’]+){0,2}")


@cache
def _at_most() -> re.Pattern[str]:
    """A phrase of ``at_most`` with at most two words behind it."""
    return _before("at_most", r"(?: +[\w'’]+){0,2}")


def _before(name: str, more: str) -> re.Pattern[str]:
    return re.compile(rf"{compiled('minutes', name).pattern}{more}[ -]+$", re.IGNORECASE)
