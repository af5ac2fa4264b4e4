"""Reading a persona from its TOML file."""

import re
import tomllib
from collections.abc import Collection, Mapping
from typing import Any

from runcoach.coach.personas.persona import LAST, Persona
from runcoach.domain import units
from runcoach.domain.errors import ConfigError
from runcoach.domain.settings import PERSONA_NAME

PLACEHOLDERS = frozenset({"{total}", "{left}", "{less}", "{more}", "{unit}"})
KEYS = frozenset(Persona.__struct_fields__) - {"id"}
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


def read_persona(persona_id: str, text: str, place: str, known_rules: Collection[str]) -> Persona:
    """A persona from its TOML text. Raises ConfigError naming the place, the key and what is allowed."""
    if not re.fullmatch(PERSONA_NAME, persona_id):
        raise ConfigError(
            f"{place}: {persona_id!r} is no name for a coach.", "Use small letters, digits and dashes."
        )
    try:
        found = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{place} is not valid TOML: {error}.", "Mend that line.") from None
    # A misspelt "rule" would be a coach without a contract.
    if unknown_keys := sorted(set(found) - KEYS):
        raise ConfigError(
            f"{place}: {unknown_keys[0]!r} is not known.", f"Known are {', '.join(sorted(KEYS))}."
        )
    rules = found.get("rules", [])
    is_list = isinstance(rules, list) and all(isinstance(rule, str) for rule in rules)
    if not is_list or not set(rules) <= set(known_rules):
        raise ConfigError(
            f"{place}, rules: {rules!r} is not allowed.", f"Known rules are {', '.join(known_rules)}."
        )
    says = found.get("says", {})
    if not isinstance(says, dict) or not all(isinstance(line, str) for line in says.values()):
        raise ConfigError(f"{place}, says: must be a table of texts.", "")
    for key, line in says.items():
        unknown = set(re.findall(r"\{[^{}]*\}?|\}", line)) - PLACEHOLDERS
        if unknown:
            raise ConfigError(
                f"{place}, says, {key}: {sorted(unknown)[0]!r} is not known.",
                f"Known are {', '.join(sorted(PLACEHOLDERS))}.",
            )
    return Persona(
        id=persona_id,
        name=_text(found, "name", place),
        manner=_text(found, "manner", place),
        tagline=_text(found, "tagline", place),
        colour=_colour(found, "colour", place),
        colour_on_light=_colour(found, "colour_on_light", place),
        voice=_text(found, "voice", place),
        rules=tuple(rules),
        says={key: units.plain(line) for key, line in says.items()},
        order=_order(found, place),
    )


def _text(found: Mapping[str, Any], key: str, place: str) -> str:
    value = found.get(key)
    if not isinstance(value, str) or not value.strip():
        raise ConfigError(f"{place}, {key}: is missing or no text.", f'Write {key} = "...".')
    return units.plain_lines(value.strip()) if key == "voice" else units.plain(value)


def _colour(found: Mapping[str, Any], key: str, place: str) -> str:
    value = _text(found, key, place)
    if not _COLOUR.fullmatch(value):
        raise ConfigError(f"{place}, {key}: {value!r} is no colour.", "Write it as #rrggbb.")
    return value


def _order(found: Mapping[str, Any], place: str) -> int:
    order = found.get("order", LAST)
    if not isinstance(order, int) or isinstance(order, bool) or not 0 <= order <= LAST:
        raise ConfigError(f"{place}, order: {order!r} is not allowed.", f"A whole number from 0 to {LAST}.")
    return order
