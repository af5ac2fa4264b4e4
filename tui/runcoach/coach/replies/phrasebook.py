"""The phrases that are looked for in what a runner says: data, one file a language, compiled when first used.

A list of phrases stands under a section and a name; ``NAME_but_not`` next to it holds what looks like one of
them but is not. A phrase is written in small letters, as it is said, with:

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
NOTHING = r"(?!)"
"""The pattern of a list that is not there: it never matches."""

# What stands behind the point of a number begins no phrase: "7.5 hours" are not "5 hours".
_DECIMALS = r"(?<=\d[.,])\d"
_SIGNS = {
    " ": r"\s+",
    "-": r"[-\s]?",
    "'": "['’]?",
    "(": "(?:",
    "#": r"\d+",
    "*": r"\w*",
}
_SIGN = re.compile(r"\(\?:|\)\?|[^\w|)]")
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
    yield from (span for span in found if not any(_is_exception(each, span) for each in exceptions))


def _is_exception(exception: Span, span: Span) -> bool:
    """Whether they overlap, and the phrase says no more than the exception: "not pain-free" says more."""
    contains = span[0] <= exception[0] and exception[1] <= span[1] and span != exception
    return overlap(exception, span) and not contains


def find_named(section: str, text: str) -> Iterator[tuple[str, Span]]:
    """Where a phrase of any list of a section stands in the text, with the name of its list."""
    for match in any_of(section).finditer(text):
        for name in names_in(section):
            if compiled(section, name).fullmatch(match.group()):
                yield name, match.span()
                break


def has(section: str, name: str, text: str) -> bool:
    """Whether a phrase of this list stands in the text."""
    return next(find(section, name, text), None) is not None


def overlap(one: Span, other: Span) -> bool:
    """Whether two places in a text have a letter in common."""
    return one[0] < other[1] and other[0] < one[1]


@cache
def compiled(section: str, name: str, languages: tuple[str, ...] = LANGUAGES) -> re.Pattern[str]:
    """One pattern for a list in these languages: whole words, in any case; without phrases none matches."""
    return _pattern(_sources(section, (name,), languages))


@cache
def any_of(section: str) -> re.Pattern[str]:
    """One pattern for all lists of a section, in all languages."""
    return _pattern(_sources(section, names_in(section), LANGUAGES))


def alternatives(section: str, name: str) -> str:
    """The phrases of a list as a part of a regular expression, for what may stand right behind a number."""
    return "|".join(_sources(section, (name,), LANGUAGES))


def _sources(section: str, names: tuple[str, ...], languages: tuple[str, ...]) -> list[str]:
    return [
        source(phrase, language)
        for language in languages
        for name in names
        for phrase in sections(language).get(section, {}).get(name, ())
    ]


def _pattern(sources: list[str]) -> re.Pattern[str]:
    # The longest first: "half an hour" before "an hour".
    sources.sort(key=len, reverse=True)
    return (
        re.compile(rf"(?<!\w)(?!{_DECIMALS})(?:{'|'.join(sources)})(?!\w)", re.IGNORECASE)
        if sources
        else re.compile(NOTHING)
    )


def source(phrase: str, language: str) -> str:
    """A phrase as a regular expression."""
    phrase = _NAME.sub(lambda name: f"({'|'.join(_listed(name[1], language))})", phrase)
    while _OPTIONAL.search(phrase):
        phrase = _OPTIONAL.sub(r"(?:(?:\1) )?", phrase)
    return _SIGN.sub(_translated, phrase)


def _translated(sign: re.Match[str]) -> str:
    """What ``source`` has put in stays; ``*`` is a word where it stands alone."""
    found = sign.group()
    if found in ("(?:", ")?"):
        return found
    if found == "*" and _stands_alone(sign):
        return r"[\w'’-]+"
    return _SIGNS.get(found, re.escape(found))


def _stands_alone(sign: re.Match[str]) -> bool:
    around = sign.string[max(0, sign.start() - 1) : sign.start()] + sign.string[sign.end() : sign.end() + 1]
    return not any(letter.isalnum() for letter in around)


def _listed(name: str, language: str) -> list[str]:
    """The phrases of a list that is named in a phrase."""
    found = sections(language)
    if name == "part":
        places = found["places"].items()
        return [part for key, parts in places if not key.endswith(_BUT_NOT) for part in parts]
    if name == "weekday":
        return [day for days in found["weekdays"].values() for day in days]
    return found["names"][name]
