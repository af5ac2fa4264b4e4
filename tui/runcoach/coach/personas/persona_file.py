"""Reading a persona from its TOML file, and saying what is wrong with one."""

import re
import tomllib
from collections.abc import Collection, Iterator, Mapping

import msgspec

from runcoach.coach.personas.persona import LAST, Persona
from runcoach.domain import units
from runcoach.domain.errors import ConfigError
from runcoach.domain.settings import PERSONA_NAME

PLACEHOLDERS = frozenset({"{total}", "{left}", "{less}", "{more}", "{unit}"})
KEYS = frozenset(Persona.__struct_fields__) - {"id"}
COLOURS = ("colour", "colour_on_light")
TEXTS = ("name", "manner", "tagline", *COLOURS, "voice")
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


def check_persona(
    persona_id: str, text: str, place: str, known_rules: Collection[str]
) -> tuple[Persona | None, tuple[ConfigError, ...]]:
    """The persona in a TOML text, or None and everything that is wrong with it.

    Each problem names the place, the key and what is allowed.
    """
    try:
        found = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return None, (ConfigError(f"{place} is not valid TOML: {error}.", "Correct that line."),)
    except RecursionError:
        return None, (ConfigError(f"{place} is nested too deeply.", "A persona needs one table: says."),)
    problems = tuple(_problems(persona_id, found, place, known_rules))
    return (None, problems) if problems else (_persona(persona_id, found), ())


def _problems(
    persona_id: str, found: Mapping[str, object], place: str, known_rules: Collection[str]
) -> Iterator[ConfigError]:
    """Everything that keeps this from being a persona."""
    if not re.fullmatch(PERSONA_NAME, persona_id):
        yield ConfigError(
            f"{place}: {persona_id!r} cannot be the name of a coach.", "Use small letters, digits and dashes."
        )
    # A misspelt "rule" would be a coach without a contract.
    for key in sorted(set(found) - KEYS):
        yield ConfigError(f"{place}: {key!r} is not known.", f"Use {', '.join(sorted(KEYS))}.")
    yield from _problems_of_rules(found.get("rules", []), place, known_rules)
    order = found.get("order", LAST)
    if not isinstance(order, int) or isinstance(order, bool) or not 0 <= order <= LAST:
        yield ConfigError(f"{place}, order: {order!r} is not allowed.", f"A whole number from 0 to {LAST}.")
    yield from _problems_of_lines(found.get("says", {}), place)
    for key in TEXTS:
        value = found.get(key)
        if not isinstance(value, str) or not value.strip():
            yield ConfigError(f"{place}, {key}: is missing or not text.", f'Write {key} = "...".')
        elif key in COLOURS and not _COLOUR.fullmatch(value):
            yield ConfigError(f"{place}, {key}: {value!r} is not a colour.", "Write it as #rrggbb.")


def _problems_of_rules(rules: object, place: str, known_rules: Collection[str]) -> Iterator[ConfigError]:
    known = f"The rules are {', '.join(known_rules)}."
    if not isinstance(rules, list):
        yield ConfigError(f'{place}, rules: {rules!r} is not a list such as ["easy-only"].', known)
        return
    for rule in rules:
        if rule not in known_rules:
            yield ConfigError(f"{place}, rules: {rule!r} is not allowed.", known)
    if len({str(rule) for rule in rules}) < len(rules):
        yield ConfigError(f"{place}, rules: a rule stands there twice.", "Name each once.")


def _problems_of_lines(says: object, place: str) -> Iterator[ConfigError]:
    if not isinstance(says, dict) or not all(isinstance(line, str) for line in says.values()):
        yield ConfigError(f"{place}, says: must be a table of text.", "")
        return
    for key, line in says.items():
        for unknown in sorted(set(re.findall(r"\{[^{}]*\}?|\}", line)) - PLACEHOLDERS):
            yield ConfigError(
                f"{place}, says, {key}: {unknown!r} is not known.",
                f"Use {', '.join(sorted(PLACEHOLDERS))}.",
            )


def _persona(persona_id: str, found: Mapping[str, object]) -> Persona:
    """The persona of what was found to have no problem, with no escape sequence in its words."""
    persona = msgspec.convert({"id": persona_id, **found}, Persona)
    return msgspec.structs.replace(
        persona,
        voice=units.plain_lines(persona.voice.strip()),
        says={key: units.plain(line) for key, line in persona.says.items()},
        **{key: units.plain(getattr(persona, key)) for key in TEXTS if key != "voice"},
    )
