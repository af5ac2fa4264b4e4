"""What the offline coach understands of a reply: a few plain English words, and it says so.

A model reads the runner's own words; the offline coach looks for these. A wish can only choose among what
the limits and the contract allow.
"""

import re
from collections.abc import Sequence

import msgspec

from runcoach.coach.prose.quantities import quantities
from runcoach.coach.replies.turns import minutes_named
from runcoach.coach.said import Wish, Wishes

# The first that is found counts, unless "not", "no" or "don't" stands before it.
_SIGNS = (
    (Wish.REASON, r"\bwhy\b|\bwhat for\b|\bexplain"),
    (Wish.TOMORROW, r"\btomorrow\b"),
    (
        Wish.NO_STRENGTH,
        r"\b(?:no|not|skip|without|hate) (?:the |any )?(?:strength|iron|lifting|weights|squats)\b",
    ),
    (Wish.CROSS, r"\b(?:swim\w*|bike|biking|cycl\w*|row|rowing|elliptical)\b"),
    (
        Wish.REST,
        r"(?<!at )\brest\b|day off|no running|\bskip (?:it|today|the run)"
        r"|(?:not|n't) (?:(?:want|feel like|going) (?:to )?)?run",
    ),
    (Wish.TIME, r"\d\s*(?:m|h|'|′|’)|\b(?:hours?|min\w*|stunden?)\b"),
    (Wish.FLAT, r"\bflat\b|\b(?:no|not|without|avoid)\W+(?:\w+\W+)?hill"),
    (Wish.HILLS, r"\bhill|\bclimb|\buphill"),
    (Wish.SHORTER, r"\bshort(?!ness| of breath)|\bless\b|\bfewer\b|too (long|far|much)"),
    (Wish.EASIER, r"\beas(y|ier)\b|\bslow|\bgentl|\btired\b|too (hard|fast)"),
    (Wish.LONGER, r"\blong|\bmore\b|\bfurther\b|\bfarther\b"),
    (Wish.HARDER, r"\bhard|\bfast|\binterval|\btempo\b|\bspeed"),
)


_PACE_QUESTION = re.compile(
    r"\beasy pace\b|\b(?:what|which) pace\b|\bhow (?:fast|slow) (?:should|shall|do|must|can|may)\b",
    re.IGNORECASE,
)
_QUESTION = re.compile(r"\s*(?:how|what|when|which|who|where|was|is|did|are|were)\b.*\?\s*$", re.IGNORECASE)
_NOT = re.compile(r"\b(?:no|not|don't|dont|never|nicht|kein\w*|sick of) +(?:[\w']+ +){0,3}$", re.IGNORECASE)
# "Last week I ran 18 km" asks for nothing.
_STORY = re.compile(r"\b(?:ran|did|was|were|last|yesterday|ago|used to|gelaufen|gestern)\b", re.IGNORECASE)


# Their signs say "no" themselves, or "no" changes nothing.
_AS_THEY_ARE = frozenset({Wish.REASON, Wish.FLAT, Wish.TOMORROW, Wish.NO_STRENGTH})


def wish_of(words: str) -> Wish:
    """The wish in a reply. A question about what was or is asks for nothing, but may be one about paces."""
    if _QUESTION.match(words):
        return Wish.PACE if _PACE_QUESTION.search(words) else Wish.UNKNOWN
    for wish, signs in _SIGNS:
        if wish is Wish.TIME and minutes_named([words]) is None:
            continue  # "ten minutes longer" is no time that there is
        found = re.search(signs, words, re.IGNORECASE)
        if found and (wish in _AS_THEY_ARE or not _NOT.search(words[: found.start()])):
            return wish
    if _STORY.search(words) or distance_in(words) is None:
        return Wish.UNKNOWN
    return Wish.DISTANCE


def distance_in(words: str) -> float | None:
    """The first distance in a reply that is not one to avoid ("not 10 km, 5 km"), in metres."""
    return next(
        (
            each.readings[0][0]
            for each in quantities(words)
            if each.kind == "distance" and not _NOT.search(words[: each.start])
        ),
        None,
    )


def wishes_of(texts: Sequence[str]) -> Wishes:
    """What the runner wants of the day, from all that they said; a later word replaces an earlier one."""
    said = [(wish_of(text), text) for text in texts]
    wishes = Wishes(last=said[-1][0] if said else None)
    for wish, words in said:
        match wish:
            case Wish.REST | Wish.EASIER | Wish.HARDER:
                wishes = msgspec.structs.replace(wishes, effort=wish)
            case Wish.SHORTER | Wish.LONGER | Wish.DISTANCE:
                named = distance_in(words) if wish is Wish.DISTANCE else None
                kept = None if wishes.effort is Wish.REST else wishes.effort
                wishes = msgspec.structs.replace(wishes, effort=kept, length=wish, distance_m=named)
            case Wish.HILLS | Wish.FLAT:
                wishes = msgspec.structs.replace(wishes, hills=wish is Wish.HILLS)
    return wishes
