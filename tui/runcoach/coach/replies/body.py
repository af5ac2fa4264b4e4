"""What the runner writes of their body: pain and where, illness, worn-out legs, and what belongs to a doctor.

English and German first, the plainest words of French, Spanish and Italian too (see ``phrasebook``). A word
too many costs an easy day, a word too few may cost a season.
"""

import re
from functools import cache

import msgspec

from runcoach.coach.replies.context import Context, clause_of, context_of, is_in_general
from runcoach.coach.replies.phrasebook import Span, compiled, find, find_named, has, overlap
from runcoach.coach.said import Body, Pain, Place

_SERIOUS = ("ill", "injured", "slow_to_heal")
_MINOR = ("hurts", "mildly_ill")
_ILLNESS = ("ill", "mildly_ill")


def read_body(text: str) -> Body:
    """What a text says of the runner's body as it is now; ``sharp pain`` is more than a little."""
    alarms = [span for span in find("body", "alarming", text) if _is_alarm(text, span)]
    found = {name: _current(name, text) for name in (*_SERIOUS, *_MINOR)}
    pain = Pain.NONE
    if alarms or any(found[name] for name in _SERIOUS):
        pain = Pain.YES
    elif any(found[name] for name in _MINOR):
        pain = Pain.YES if _current("strong", text) else Pain.A_LITTLE
    where = [*alarms, *(span for spans in found.values() for span in spans)]
    return Body(
        pain=pain,
        places=_places(text, where),
        is_ill=any(found[name] for name in _ILLNESS),
        is_alarming=bool(alarms),
        is_tired=bool(_current("tired", text)),
    )


def is_pain_over(text: str) -> bool:
    """Whether the text says of pain or illness that it has gone."""
    return any(
        _has_gone(name, text, span) for name in (*_SERIOUS, *_MINOR) for span in find("body", name, text)
    )


def _current(name: str, text: str) -> list[Span]:
    return [span for span in find("body", name, text) if _is_current(name, text, span)]


def _is_current(name: str, text: str, span: Span) -> bool:
    """Whether the runner has it now; a fracture or surgery of some weeks ago has not healed yet."""
    context = context_of(text, span)
    if name == "slow_to_heal" and context == Context(historical=True):
        return True
    return context.is_current and not (name in _MINOR and _is_gone_later(text, span))


def _is_alarm(text: str, span: Span) -> bool:
    """What was alarming last month still is for a doctor; what was years ago and is over is history.

    "Should I worry if my heart is racing" is no mere thought.
    """
    context = context_of(text, span)
    if context.hypothetical and not is_in_general(text, span):
        context = msgspec.structs.replace(context, hypothetical=False)
    if not (has("long_ago", "years", text) and has("long_ago", "alarming_only_with", text)):
        context = msgspec.structs.replace(context, long_ago=False)
    return context.is_current or context == Context(historical=True)


def _has_gone(name: str, text: str, span: Span) -> bool:
    context = context_of(text, span)
    is_later = context.is_current and name in _MINOR and _is_gone_later(text, span)
    return is_later or context == Context(over=True)


def _is_gone_later(text: str, span: Span) -> bool:
    """Whether the next clause says so: "my knee was sore yesterday but it's gone".

    A fever of yesterday needs more than a "gone" to be over.
    """
    _, end = clause_of(text, span)
    return _gone_later().match(text, end) is not None


@cache
def _gone_later() -> re.Pattern[str]:
    gone, exception = (compiled("over", name).pattern for name in ("later", "later_but_not"))
    return re.compile(rf"\W*(?:{compiled('clauses', 'end').pattern}\W+)?(?!{exception}){gone}", re.IGNORECASE)


def _places(text: str, where: list[Span]) -> tuple[Place, ...]:
    """The parts of the body in the clauses of what is wrong, else in the whole text."""
    clauses = [clause_of(text, span) for span in where]
    exceptions = list(find("places", "place_but_not", text))
    named = [
        (Place(name), span)
        for name, span in find_named("places", text)
        if clauses and not any(overlap(span, each) for each in exceptions)
    ]
    found = {place for place, span in named if any(overlap(span, clause) for clause in clauses)}
    found = found or {place for place, span in named if context_of(text, span).is_current}
    return tuple(place for place in Place if place in found)
