"""Numbers in English words: ``eight``, ``twenty-two easy``, ``four hundred``, ``a dozen``, ``two dozen``."""

import re
from collections.abc import Iterator

import msgspec

_ONES = [
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
]
_ONES += ["sixteen", "seventeen", "eighteen", "nineteen"]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_WORDS = {word: float(number) for number, word in enumerate(_ONES, start=1)}
_WORDS |= {word: 10.0 * number for number, word in enumerate(_TENS, start=2)}
_LARGE = {"dozen": 12, "hundred": 100, "thousand": 1000}
_LARGE_WORD = "|".join(_LARGE)
_WORD = "|".join(sorted(_WORDS, key=len, reverse=True))
_SPELLED = re.compile(
    rf"(?<![\w-])(?P<first>a(?=[ -](?:{_LARGE_WORD}))|{_WORD})(?:[ -](?P<second>{'|'.join(_ONES[:9])}))?"
    rf"(?:[ -](?P<large>{_LARGE_WORD}))?"
    r"(?P<between>(?:[ -](?:easy|slow|even|steady|gentle|more|long|whole|good|hard|short|full|round))"
    r"{0,2})"
    r"(?=[ -][a-z])",
    re.IGNORECASE,
)


class Spelled(msgspec.Struct, frozen=True):
    """One number: ``digits_end`` is behind its own words, ``end`` behind adjectives that follow it."""

    value: float
    start: int
    digits_end: int
    end: int


def spelled(text: str) -> Iterator[Spelled]:
    """Every number in words that another word follows."""
    for match in _SPELLED.finditer(text):
        first = match["first"].lower()
        if match["second"] and first not in _TENS:
            continue
        value = _WORDS.get(first, 1.0) + _WORDS.get((match["second"] or "").lower(), 0.0)
        value *= _LARGE[match["large"].lower()] if match["large"] else 1
        yield Spelled(value, match.start(), match.end() - len(match["between"]), match.end())
