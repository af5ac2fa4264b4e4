"""Coaches as data: a voice over a contract of rules that code knows.

Each persona is a TOML file; the three built-in ones are beside this module.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

from runcoach.domain import units
from runcoach.domain.errors import ConfigError
from runcoach.domain.settings import PERSONA_NAME

RULES: Mapping[str, str] = {
    "easy-only": (
        "Every running step is easy: at or slower than the runner's easy pace, RPE 4 at most. No intervals."
    ),
    "strength-block": (
        "Every answer, rest days too, has at least three strength exercises with sets of reps or seconds."
    ),
    "even-distance": (
        "The day's total, runs already done that day included, is an even whole number of the runner's unit"
        " (km or mi); so is the week's total where that is still possible. Zero is even."
    ),
}
MAY_NOT: Mapping[str, str] = {
    "easy-only": "run anything but easy",
    "strength-block": "leave the strength out",
    "even-distance": "make the day or the week odd",
}
PLACEHOLDERS = frozenset({"{total}", "{left}", "{less}", "{more}", "{unit}"})
BUILT_IN = ("pete", "steve", "jack")
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


class Persona(msgspec.Struct, frozen=True):
    """One coach: a voice for the model, rules that code knows, and lines for the offline coach.

    ``manner`` is a word or two, ``tagline`` a sentence of the coach's own. ``colour`` is for dark themes and
    ``colour_on_light`` for light ones, both ``#rrggbb``.
    """

    id: str
    name: str
    manner: str
    tagline: str
    colour: str
    colour_on_light: str
    voice: str
    rules: tuple[str, ...] = ()
    says: Mapping[str, str] = msgspec.field(default_factory=dict)

    def keeps(self, rule: str) -> bool:
        """Whether the rule is part of this persona's contract."""
        return rule in self.rules


KEYS = frozenset(Persona.__struct_fields__) - {"id"}
COLOURS = ("colour", "colour_on_light")
TEXTS = ("name", "manner", "tagline", *COLOURS, "voice")


def built_in_personas() -> tuple[Persona, ...]:
    """Pete, Steve and Jack, in that order."""
    folder = Path(__file__).parent
    return tuple(
        read_persona(name, (folder / f"{name}.toml").read_text(encoding="utf-8"), f"{name}.toml")
        for name in BUILT_IN
    )


def all_personas(folder: Path) -> tuple[tuple[Persona, ...], tuple[ConfigError, ...]]:
    """The built-in coaches, then the runner's own from ``folder``, and what is wrong with the others.

    A file with the name of a built-in coach takes its place.
    """
    found = {persona.id: persona for persona in built_in_personas()}
    problems: list[ConfigError] = []
    for file in sorted(folder.glob("*.toml")) if folder.is_dir() else ():
        persona, wrong = check_persona_file(file)
        if persona is not None:
            found[persona.id] = persona
        problems += wrong[:1]
    return tuple(found.values()), tuple(problems)


def check_persona_file(file: Path) -> tuple[Persona | None, tuple[ConfigError, ...]]:
    """The persona in a file, or None and everything that is wrong with it."""
    try:
        found = _parsed(file.read_text(encoding="utf-8"), str(file))
    except (OSError, UnicodeDecodeError) as error:
        return None, (ConfigError(f"{file} cannot be read: {error}.", "Check the file."),)
    except ConfigError as error:
        return None, (error,)
    problems = tuple(_problems(file.stem, found, str(file)))
    return (None, problems) if problems else (_persona(file.stem, found), ())


def built_in_text(name: str) -> str:
    """The TOML of a built-in coach, as a start for one's own."""
    return (Path(__file__).parent / f"{name}.toml").read_text(encoding="utf-8")


def persona_named(name: str, personas: tuple[Persona, ...]) -> Persona:
    """The persona with this id. Raises ConfigError naming those that there are."""
    for persona in personas:
        if persona.id == name:
            return persona
    known = ", ".join(persona.id for persona in personas)
    raise ConfigError(f"There is no coach called {name!r}.", f"The coaches are: {known}.")


def read_persona(persona_id: str, text: str, place: str) -> Persona:
    """A persona from its TOML text. Raises ConfigError naming the place, the key and what is allowed."""
    found = _parsed(text, place)
    for problem in _problems(persona_id, found, place):
        raise problem
    return _persona(persona_id, found)


def _parsed(text: str, place: str) -> Mapping[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{place} is not valid TOML: {error}.", "Correct that line.") from None


def _problems(persona_id: str, found: Mapping[str, Any], place: str) -> Iterator[ConfigError]:
    """Everything that keeps this from being a persona."""
    if not re.fullmatch(PERSONA_NAME, persona_id):
        yield ConfigError(
            f"{place}: {persona_id!r} is no name for a coach.", "Use small letters, digits and dashes."
        )
    # A misspelt "rule" would be a coach without a contract.
    for key in sorted(set(found) - KEYS):
        yield ConfigError(f"{place}: {key!r} is not known.", f"Known are {', '.join(sorted(KEYS))}.")
    rules = found.get("rules", [])
    if not isinstance(rules, list) or any(not isinstance(rule, str) or rule not in RULES for rule in rules):
        yield ConfigError(
            f"{place}, rules: {rules!r} is not allowed.", f"Known rules are {', '.join(RULES)}."
        )
    yield from _problems_of_lines(found.get("says", {}), place)
    for key in TEXTS:
        value = found.get(key)
        if not isinstance(value, str) or not value.strip():
            yield ConfigError(f"{place}, {key}: is missing or no text.", f'Write {key} = "...".')
        elif key in COLOURS and not _COLOUR.fullmatch(value):
            yield ConfigError(f"{place}, {key}: {value!r} is no colour.", "Write it as #rrggbb.")


def _problems_of_lines(says: object, place: str) -> Iterator[ConfigError]:
    if not isinstance(says, dict) or not all(isinstance(line, str) for line in says.values()):
        yield ConfigError(f"{place}, says: must be a table of texts.", "")
        return
    for key, line in says.items():
        for unknown in sorted(set(re.findall(r"\{[^{}]*\}?|\}", line)) - PLACEHOLDERS):
            yield ConfigError(
                f"{place}, says, {key}: {unknown!r} is not known.",
                f"Known are {', '.join(sorted(PLACEHOLDERS))}.",
            )


def _persona(persona_id: str, found: Mapping[str, Any]) -> Persona:
    """The persona of what was found to have no problem."""
    return Persona(
        id=persona_id,
        voice=units.plain_lines(found["voice"].strip()),
        rules=tuple(found.get("rules", ())),
        says={key: units.plain(line) for key, line in found.get("says", {}).items()},
        **{key: units.plain(found[key]) for key in TEXTS if key != "voice"},
    )
