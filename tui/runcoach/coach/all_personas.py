"""All coaches that can be chosen: the built-in ones and the runner's own, with contracts that code knows."""

from pathlib import Path

from runcoach.coach.personas.built_in import built_in_personas
from runcoach.coach.personas.persona import Persona
from runcoach.domain.errors import ConfigError


def all_personas(folder: Path) -> tuple[tuple[Persona, ...], tuple[ConfigError, ...]]:
    """The built-in coaches, then the runner's own from ``folder``, and what is wrong with the other files.

    A file with the name of a built-in coach takes its place.
    """
    found = {persona.id: persona for persona in built_in_personas()}
    problems = []
    for file in sorted(folder.glob("*.toml")) if folder.is_dir() else ():
        try:
            found[file.stem] = read_persona_file(file)
        except ConfigError as error:
            problems.append(error)
    return tuple(found.values()), tuple(problems)


def read_persona_file(file: Path) -> Persona:
    """One coach from a file anywhere. Raises ConfigError naming the place, the key and what is allowed."""
    # Most runners have no coaches of their own, and these imports are not for the first paint.
    from runcoach.coach.personas.persona_file import read_persona
    from runcoach.coach.rules.registry import contract_rules

    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{file} cannot be read: {error}.", "Check the file.") from None
    return read_persona(file.stem, text, str(file), [rule.id for rule in contract_rules()])
