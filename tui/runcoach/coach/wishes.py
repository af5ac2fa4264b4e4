"""What the offline coach understands of a reply: a few plain English words, and it says so.

A model reads the runner's own words; the offline coach looks for these. A wish can only choose among what
the limits and the contract allow.
"""

import re
from enum import StrEnum

import msgspec

from runcoach.coach.events import Turn


class Wish(StrEnum):
    """One thing that a runner may want of the day."""

    REASON = "why"
    REST = "rest"
    TIME = "minutes"
    HILLS = "hills"
    SHORTER = "shorter"
    EASIER = "easier"
    LONGER = "longer"
    HARDER = "harder"
    UNKNOWN = "unknown"


# The first that is found counts.
_SIGNS = (
    (Wish.REASON, r"\bwhy\b|\bwhat for\b|\bexplain"),
    (Wish.REST, r"\brest\b|day off|no running|not run|\bskip\b"),
    (Wish.TIME, r"\d\s*min|\bhours?\b"),
    (Wish.HILLS, r"\bhill|\bclimb|\buphill"),
    (Wish.SHORTER, r"\bshort|\bless\b|\bfewer\b|too (long|far|much)"),
    (Wish.EASIER, r"\beas(y|ier)\b|\bslow|\bgentl|\btired\b|too (hard|fast)"),
    (Wish.LONGER, r"\blong|\bmore\b|\bfurther\b|\bfarther\b"),
    (Wish.HARDER, r"\bhard|\bfast|\binterval|\btempo\b|\bspeed"),
)


class Wishes(msgspec.Struct, frozen=True):
    """What stands of the day's replies: the last word on effort and on length, hills, and the last of all."""

    effort: Wish | None = None
    length: Wish | None = None
    hills: bool = False
    last: Wish | None = None


def wish_of(words: str) -> Wish:
    """The wish in a reply."""
    return next((wish for wish, signs in _SIGNS if re.search(signs, words, re.IGNORECASE)), Wish.UNKNOWN)


def wishes_of(turns: tuple[Turn, ...]) -> Wishes:
    """What the runner wants of the day, from all that they said; a later word replaces an earlier one."""
    said = [wish_of(turn.text) for turn in turns if turn.by_runner and not turn.by_checks]

    def last_of(*wishes: Wish) -> Wish | None:
        return next((wish for wish in reversed(said) if wish in wishes), None)

    return Wishes(
        effort=last_of(Wish.REST, Wish.EASIER, Wish.HARDER),
        length=last_of(Wish.SHORTER, Wish.LONGER),
        hills=Wish.HILLS in said,
        last=said[-1] if said else None,
    )
