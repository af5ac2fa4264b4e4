"""What the runner wants of the day, in a few plain words: what the offline coach goes by.

A model reads the runner's own words; the offline coach looks for these. A wish can only choose among what
the limits and the contract allow.
"""

import re

from runcoach.coach.prose.quantities import quantities
from runcoach.coach.replies.context import is_negated, is_withdrawn
from runcoach.coach.replies.phrasebook import compiled, find, has
from runcoach.coach.said import Wish

# The first that is found counts, unless it is denied.
_ORDER = (
    Wish.REASON,
    Wish.TOMORROW,
    Wish.NO_STRENGTH,
    Wish.CROSS,
    Wish.REST,
    Wish.TIME,
    Wish.FLAT,
    Wish.HILLS,
    Wish.SHORTER,
    Wish.EASIER,
    Wish.LONGER,
    Wish.HARDER,
)
# Their phrases say "no" themselves, or "no" changes nothing.
_AS_THEY_ARE = frozenset({Wish.REASON, Wish.FLAT, Wish.TOMORROW, Wish.NO_STRENGTH})
_WITHDRAWABLE = (Wish.HILLS, Wish.SHORTER, Wish.EASIER, Wish.LONGER, Wish.HARDER, Wish.REST)


def read_wish(text: str, minutes: int | None) -> Wish:
    """The wish in a reply that names so many minutes.

    A question about what was or is asks for nothing, but may be one about paces.
    """
    if _is_question(text):
        return Wish.PACE if has("wishes", "pace", text) else Wish.UNKNOWN
    for wish in _ORDER:
        if wish is Wish.TIME:
            if minutes is not None:
                return wish
        elif _is_said(wish, text):
            return wish
    if has("wishes", "story", text):
        return Wish.UNKNOWN
    if distance_in(text) is not None:
        return Wish.DISTANCE
    return Wish.REST if has("wishes", "no_time", text) else Wish.UNKNOWN


def distance_in(text: str) -> float | None:
    """The first distance in a reply that is not one to avoid ("not 10 km, 5 km"), in metres."""
    return next(
        (
            each.readings[0][0]
            for each in quantities(text)
            if each.kind == "distance" and not is_negated(text, (each.start, each.end))
        ),
        None,
    )


def withdrawn_wishes(text: str) -> tuple[Wish, ...]:
    """The wishes that a reply takes back: "never mind the hills"."""
    return tuple(
        wish
        for wish in _WITHDRAWABLE
        if any(is_withdrawn(text, span) for span in find("wishes", _name(wish), text))
    )


def _is_question(text: str) -> bool:
    opening = re.match(r"\W*", text)
    start = opening.end() if opening else 0
    if not text.rstrip().endswith("?") or not compiled("wishes", "question").match(text, start):
        return False
    return not compiled("wishes", "question_but_not").match(text, start)


def _is_said(wish: Wish, text: str) -> bool:
    for span in find("wishes", _name(wish), text):
        if not is_withdrawn(text, span) and (wish in _AS_THEY_ARE or not is_negated(text, span)):
            return True
    return False


def _name(wish: Wish) -> str:
    return wish.name.lower()
