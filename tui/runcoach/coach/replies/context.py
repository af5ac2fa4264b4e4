"""Whether something is said of the runner as they are now: negation and context by NegEx and ConText, once.

The method is Chapman's: a phrase of interest is found first; then triggers near it tell whether it is denied,
over, of the past, only supposed, or somebody else's. Each trigger has a direction - it speaks of what stands
behind it (``before``) or in front of it (``after``) - and a scope: so many words, no further than the clause,
and cut off by a term that ends it (``stop``). Where a category has ``only_with``, one of these has to stand
in the clause as well: "my calf hurts after last week's race" is not history without a "was" or "had".
Pseudo-triggers ("not only", "doesn't stop") contain a trigger but are not one. The triggers are lists of the
phrase files.

Sources: NegEx (Chapman et al. 2001, doi 10.1006/jbin.2001.1029), whose scope is five words: here it is three,
as runners write without commas ("not much time today make it short"); ConText (Harkema et al. 2009, doi
10.1016/j.jbi.2009.05.002; Chapman, Chu and Dowling 2007, "ConText: An algorithm for identifying contextual
features from clinical text"), whose scope reaches to the end of the clause.
"""

import re
from functools import lru_cache

import msgspec

from runcoach.coach.replies.phrasebook import LANGUAGES, NOTHING, Span, compiled, overlap

NEGATED_WORDS = 3
_PSEUDO_CHARS = 30
_WORD = re.compile(r"[\w'’-]+")
# A point or a comma between digits ends no clause.
_MARK = re.compile(r"[;!?\n]|[.,](?!\d)|(?<!\d)[.,]|:\s")


class Context(msgspec.Struct, frozen=True):
    """How a phrase is meant. ``long_ago`` is history of months and more; ``withdrawn`` is taken back."""

    negated: bool = False
    over: bool = False
    historical: bool = False
    long_ago: bool = False
    hypothetical: bool = False
    of_others: bool = False
    withdrawn: bool = False

    @property
    def is_current(self) -> bool:
        """Whether the runner says it of themselves and of now."""
        return self == Context()


def clause_of(text: str, span: Span, languages: tuple[str, ...] = LANGUAGES) -> Span:
    """The clause around a phrase: from one punctuation mark, or word like "but", to the next."""
    ends = _clause_ends(text, languages)
    start = max((end for _, end in ends if end <= span[0]), default=0)
    return start, min((start for start, _ in ends if start >= span[1]), default=len(text))


@lru_cache(maxsize=4)
def _clause_ends(text: str, languages: tuple[str, ...]) -> tuple[Span, ...]:
    marks = [match.span() for match in _MARK.finditer(text)]
    words = [match.span() for match in compiled("clauses", "end", languages).finditer(text)]
    exceptions = [match.span() for match in compiled("clauses", "end_but_not", languages).finditer(text)]
    return (*marks, *(word for word in words if not any(overlap(word, each) for each in exceptions)))


def context_of(text: str, span: Span, languages: tuple[str, ...] = LANGUAGES) -> Context:
    """How the phrase at ``span`` (start, end) of the text is meant; ``("en",)`` looks at English alone."""
    return Context(
        negated=is_negated(text, span, languages),
        over=_applies("over", text, span, languages),
        historical=_applies("history", text, span, languages),
        long_ago=_applies("long_ago", text, span, languages),
        hypothetical=_applies("hypothesis", text, span, languages),
        of_others=_applies("others", text, span, languages),
        withdrawn=is_withdrawn(text, span, languages),
    )


def is_negated(text: str, span: Span, languages: tuple[str, ...] = LANGUAGES) -> bool:
    """Whether the phrase at ``span`` is denied: "no hills"."""
    return _applies("negation", text, span, languages, NEGATED_WORDS)


def is_in_general(text: str, span: Span, languages: tuple[str, ...] = LANGUAGES) -> bool:
    """Whether the phrase at ``span`` is spoken of in general: "what are the signs of a heart attack"."""
    return _applies("in_general", text, span, languages)


def is_withdrawn(text: str, span: Span, languages: tuple[str, ...] = LANGUAGES) -> bool:
    """Whether the phrase at ``span`` is taken back: "never mind the hills"."""
    return _applies("withdrawal", text, span, languages, NEGATED_WORDS)


def _applies(
    category: str,
    text: str,
    span: Span,
    languages: tuple[str, ...],
    most_words: int | None = None,
) -> bool:
    """Whether a trigger of this category speaks of the phrase."""
    before, after = _triggers(category, text, clause_of(text, span, languages), languages)
    gaps = [
        *((end, span[0]) for _, end in reversed(before) if end <= span[0]),
        *((span[1], start) for start, _ in after if start >= span[1]),
    ]
    for start, end in gaps:
        between = text[start:end]
        if most_words is not None and len(_WORD.findall(between)) > most_words:
            continue
        if not compiled(category, "stop", languages).search(between):
            return True
    return False


@lru_cache(maxsize=64)
def _triggers(
    category: str, text: str, clause: Span, languages: tuple[str, ...]
) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """Where the triggers stand in a clause: those that speak of what follows, and the others."""
    needed = compiled(category, "only_with", languages)
    if needed.pattern != NOTHING and not needed.search(text, *clause):
        return (), ()
    before, after = (
        [match.span() for match in compiled(category, name, languages).finditer(text, *clause)]
        for name in ("before", "after")
    )
    # A pseudo-trigger may begin before the comma: "can I run, if my knee hurts".
    start = max(0, clause[0] - _PSEUDO_CHARS)
    pseudo = [
        match.span() for match in compiled(category, "pseudo", languages).finditer(text, start, clause[1])
    ]
    return (
        tuple(each for each in before if not any(overlap(each, other) for other in pseudo)),
        tuple(each for each in after if not any(overlap(each, other) for other in pseudo)),
    )
