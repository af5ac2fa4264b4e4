"""What the offline coach understands of a reply: a few plain English words, and it says so.

A model reads the runner's own words; the offline coach looks for these. A wish can only choose among what
the limits and the contract allow.
"""

import re
from enum import StrEnum

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


def wish_of(turns: tuple[Turn, ...]) -> Wish | None:
    """The wish in the runner's last words; None when nothing was said."""
    said = [turn.text for turn in turns if turn.by_runner and not turn.by_checks]
    if not said:
        return None
    return next((wish for wish, signs in _SIGNS if re.search(signs, said[-1], re.IGNORECASE)), Wish.UNKNOWN)
