"""Races that a runner names: "I have a 10k on Sunday", "signed up for a marathon"."""

from datetime import date

from runcoach.coach.prose.quantities import quantities
from runcoach.coach.replies.context import clause_of, context_of
from runcoach.coach.replies.days import NamedDay
from runcoach.coach.replies.phrasebook import Span, find, has, names_in, overlap
from runcoach.coach.said import Race

_NO_DISTANCES = frozenset({"race", "entered", "have", "racing"})


def read_races(text: str, on: date, days: list[NamedDay]) -> tuple[Race, ...]:
    """The race that a text names, with the first of its ``days``; without a day only one that was entered.

    "My 10 km today", said ``on`` that day, is a run like any other.
    """
    is_today = bool(days) and days[0].day == on
    if not any(context_of(text, span).is_current for span in _mentions(text, is_today=is_today)):
        return ()
    if not days and not has("races", "entered", text):
        return ()
    return (Race(_distance_m(text), days[0].day if days else None),)


def _mentions(text: str, *, is_today: bool) -> list[Span]:
    """Where a race is named: by a word for one, or by its distance as something that the runner has."""
    found = list(find("races", "race", text))
    having = list(find("races", "racing" if is_today else "have", text))
    exceptions = list(find("races", "race_but_not", text))
    for name in _distances():
        for span in find("races", name, text):
            clause = clause_of(text, span)
            is_had = any(overlap(each, clause) and each[1] <= span[0] for each in having)
            if is_had and not any(overlap(span, each) for each in exceptions):
                found.append(span)
    return found


def _distance_m(text: str) -> float | None:
    for name in _distances():
        if has("races", name, text):
            return float(name)
    return next((each.readings[0][0] for each in quantities(text) if each.kind == "distance"), None)


def _distances() -> list[str]:
    """The names of the distances, the shortest first: a half marathon is not a marathon."""
    return sorted((name for name in names_in("races") if name not in _NO_DISTANCES), key=float)
