"""The minutes that a runner names in a reply, and replies that take back what was said."""

import re
from collections.abc import Iterable, Iterator

LEAST, MOST = 5, 600
_SPELLED = {
    "ten": 10,
    "fifteen": 15,
    "twenty": 20,
    "twenty-five": 25,
    "thirty": 30,
    "forty": 40,
    "forty-five": 45,
    "fifty": 50,
    "sixty": 60,
    "ninety": 90,
}
_TIME = re.compile(
    r"\b(?:(?P<whole>[12])\s?h\s?(?P<past>[0-5]\d)(?:\s?min\w*)?"
    r"|(?P<minutes>\d{1,3})(?:\s*(?:mins?|mn|minut\w*)\b|['′’](?!\w))"
    r"|(?:only|have|got|just)\s+(?P<short>\d{2,3})\s?m\b"
    rf"|(?P<spelled>{'|'.join(sorted(_SPELLED, key=len, reverse=True))})[ -](?:min|minutes?)\b"
    r"|(?P<quarters>three quarters|(?:a )?quarter)\s+of\s+an\s+hour\b"
    r"|(?P<hours>half an|an|one|1|two|2|eine halbe|eine|zwei)\s*(?:h|hours?|stunden?)\b"
    r"(?P<more>\s+and\s+a\s+(?:half|quarter)\b)?"
    r"|(?P<halves>one|1|two|2)(?:\s+and\s+a\s+half|[.,]5|½)\s*(?:h|hours?|stunden?)\b)",
    re.IGNORECASE,
)
_HOURS = {"half an": 30, "an": 60, "one": 60, "1": 60, "two": 120, "2": 120}
_HOURS |= {"eine halbe": 30, "eine": 60, "zwei": 120}
# "ten minutes longer" and "I slept 20 minutes" say nothing of how long there is.
_NO_LIMIT_BEFORE = re.compile(
    r"\b(?:add\w*|extra|plus|another|slept|sleep|nap\w*|walked|ran|did|lasted|after|last|past|every|for the"
    r"|sub|under|time is|best is|pb is)"
    r" +(?:[\w']+ +){0,2}$",
    re.IGNORECASE,
)
_NO_LIMIT_BEHIND = re.compile(
    r"\W*(?:longer|more|extra|less|shorter|fewer|later|ago|late\b|of sleep|(?:to )?(?:warm|cool|stretch)"
    r"|länger|mehr|kürzer|später)",
    re.IGNORECASE,
)
_TAKES_BACK = re.compile(
    r"\W*(?:please\W+)?(?:forget (?:it|that|what i said)|never mind|as before|undo(?: (?:it|that))?|reset)"
    r"(?:\W+please)?\W*",
    re.IGNORECASE,
)


def minutes_named(texts: Iterable[str]) -> int | None:
    """The last number of minutes that the runner has, as they named it: 5 to 600."""
    for text in reversed(list(texts)):
        if found := list(_minutes_in(text)):
            return found[0]
    return None


def _minutes_in(text: str) -> Iterator[int]:
    for found in _TIME.finditer(text):
        if _NO_LIMIT_BEFORE.search(text[: found.start()]) or _NO_LIMIT_BEHIND.match(text[found.end() :]):
            continue
        yield max(LEAST, min(MOST, _minutes(found)))


def _minutes(found: re.Match[str]) -> int:
    if found["minutes"] or found["short"]:
        return int(found["minutes"] or found["short"])
    if found["whole"]:
        return int(found["whole"]) * 60 + int(found["past"])
    if found["spelled"]:
        return _SPELLED[found["spelled"].lower()]
    if found["quarters"]:
        return 45 if found["quarters"].lower().startswith("three") else 15
    hours = " ".join((found["hours"] or found["halves"]).lower().split())
    if found["more"] and found["more"].lower().endswith("quarter"):
        return _HOURS[hours] + 15
    return _HOURS[hours] + (30 if found["more"] or found["halves"] else 0)


def takes_back(words: str) -> bool:
    """Whether the runner wants nothing of what they said before: that, and not a word besides."""
    return bool(_TAKES_BACK.fullmatch(words))
