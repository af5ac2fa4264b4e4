"""The coaches that come with RunCoach: each TOML file next to this module is one."""

from functools import cache
from pathlib import Path

import msgspec

from runcoach.coach.personas.persona import Persona

_FOLDER = Path(__file__).parent


@cache
def built_in_personas() -> tuple[Persona, ...]:
    """Every one of them, in the order that their files give."""
    found = [_read(file) for file in _FOLDER.glob("*.toml")]
    return tuple(sorted(found, key=lambda persona: (persona.order, persona.id)))


def built_in_names() -> tuple[str, ...]:
    """Their ids, in that order."""
    return tuple(persona.id for persona in built_in_personas())


def built_in_text(name: str) -> str:
    """The TOML of a built-in coach, as a start for one's own."""
    return (_FOLDER / f"{name}.toml").read_text(encoding="utf-8")


def _read(file: Path) -> Persona:
    """Ours need no questions asked; a test holds them to what a runner's own file is held to."""
    import tomllib

    values = tomllib.loads(file.read_text(encoding="utf-8"))
    values["voice"] = values["voice"].strip()
    return msgspec.convert({"id": file.stem, **values}, Persona)
