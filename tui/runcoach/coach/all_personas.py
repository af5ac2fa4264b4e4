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
    problems: list[ConfigError] = []
    for file in sorted(folder.glob("*.toml")) if folder.is_dir() else ():
        persona, wrong = check_persona_file(file)
        if persona is not None:
            found[persona.id] = persona
        problems += wrong[:1]
    return tuple(found.values()), tuple(problems)


def check_persona_file(file: Path) -> tuple[Persona | None, tuple[ConfigError, ...]]:
    """The coach in a file anywhere, or None and everything that is wrong with it."""
    # Most runners have no coaches of their own, and these imports are not for the first paint.
    from runcoach.coach.personas.persona_file import check_persona
    from runcoach.coach.rules.registry import contract_rules

    try:
        if file.exists() and not file.is_file():
            raise OSError("it is not a file")
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        return None, (ConfigError(f"{file} cannot be read: {error}.", "Check the file."),)
    return check_persona(file.stem, text, str(file), [rule.id for rule in contract_rules()])
