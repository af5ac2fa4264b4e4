"""The phrases that are looked for in what a runner says: data, one file a language, compiled when first used.

A list of phrases stands under a section and a name; ``NAME_but_not`` beside it holds what looks like one of
them and is none. A phrase is written in small letters, as it is said, with:

| sign | stands for | example |
|---|---|---|
| ``*`` at a word's end or beginning | any letters more, or none | ``hurt*``, ``*schmerz*`` |
| ``*`` as a word | any one word | ``rolled my *`` |
| ``(a|b)`` | one of these, of one word or more | ``(cannot|can't) run`` |
| ``[a|b]`` before another word | one of these, or none | ``legs are [very|so] heavy`` |
| ``{name}`` | one of the list in ``[names]``; ``{part}`` of the body, ``{weekday}`` | ``{part} is tight`` |
| ``#`` | a whole number | ``# hours of sleep`` |
| ``-`` | a hyphen, a space, or nothing | ``light-headed`` |
| ``'`` | an apostrophe of any kind, or none | ``can't`` |
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources

import msgspec

LANGUAGES = ("en", "de", "fr", "es", "it")
"""Nobody says which language a reply is in: all of them are looked for."""

type Sections = Mapping[str, Mapping[str, list[str]]]
type Span = tuple[int, int]

_BUT_NOT = "_but_not"
_NEVER = re.compile(r"(?!)")
_SIGNS = {
    " ": r"\s+",
    "-": r"[-\s]?",
    "'": "['’]?",
    "(": "(?:",
    "|": "|",
    ")": ")",
    "#": r"\d+",
}
_OPTIONAL = re.compile(r"\[([^\]]*)\] ")
_NAME = re.compile(r"\{(\w+)\}")


@cache
def sections(language: str) -> Sections:
    """The lists of one language as they are in its file."""
    file = resources.files(__package__) / "phrases" / f"{language}.toml"
    return msgspec.toml.decode(file.read_bytes(), type=dict[str, dict[str, list[str]]])


@cache
def names_in(section: str) -> tuple[str, ...]:
    """The names of a section's lists in all languages, each once, without the exceptions."""
    found = dict.fromkeys(name for language in LANGUAGES for name in sections(language).get(section, ()))
    return tuple(name for name in found if not name.endswith(_BUT_NOT))


def find(section: str, name: str, text: str) -> Iterator[Span]:
    """Where a phrase of this list stands in the text, but for the exceptions."""
    if not (found := [match.span() for match in compiled(section, name).finditer(text)]):
        return
    exceptions = [match.span() for match in compiled(section, name + _BUT_NOT).finditer(text)]
    yield from (span for span in found if not any(overlap(span, each) for each in exceptions))


def has(section: str, name: str, text: str) -> bool:
    """Whether a phrase of this list stands in the text."""
    return next(find(section, name, text), None) is not None


def overlap(one: Span, other: Span) -> bool:
    """Whether two places in a text have a letter in common."""
    return one[0] < other[1] and other[0] < one[1]


@cache
def compiled(section: str, name: str, languages: tuple[str, ...] = LANGUAGES) -> re.Pattern[str]:
    """One pattern for a list in these languages: whole words, in any case; without phrases none matches."""
    sources = [
        source(phrase, language)
        for language in languages
        for phrase in sections(language).get(section, {}).get(name, ())
    ]
    # The longest first: "half an hour" before "an hour".
    sources.sort(key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(sources)})(?!\w)", re.IGNORECASE) if sources else _NEVER


def source(phrase: str, language: str) -> str:
    """A phrase as a regular expression."""
    phrase = _NAME.sub(lambda name: f"({'|'.join(_named(name[1], language))})", phrase)
    while _OPTIONAL.search(phrase):
        phrase = _OPTIONAL.sub(r"(?:(?:\1) )?", phrase)
    return "".join(_pieces(phrase))


def _named(name: str, language: str) -> list[str]:
    found = sections(language)
    if name == "part":
        return [
            part for key, parts in found["places"].items() if not key.endswith(_BUT_NOT) for part in parts
        ]
    if name == "weekday":
        return [day for days in found["weekdays"].values() for day in days]
    return found["names"][name]


def _pieces(phrase: str) -> Iterator[str]:
    """Letter by letter, but for what ``source`` has put in: ``(?:`` and ``)?``."""
    at = 0
    while at < len(phrase):
        if phrase.startswith("(?:", at) or phrase.startswith(")?", at):
            step = 3 if phrase[at] == "(" else 2
            yield phrase[at : at + step]
            at += step
            continue
        if phrase[at] == "*":
            is_word = not (_is_letter(phrase, at - 1) or _is_letter(phrase, at + 1))
            yield r"[\w'’-]+" if is_word else r"\w*"
        else:
            yield _SIGNS.get(phrase[at], re.escape(phrase[at]))
        at += 1


def _is_letter(phrase: str, at: int) -> bool:
    return 0 <= at < len(phrase) and phrase[at].isalpha()
