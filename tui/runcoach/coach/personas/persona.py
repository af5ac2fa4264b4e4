"""A coach as data: a voice over a contract of rules that code knows."""

from collections.abc import Mapping, Sequence

import msgspec

from runcoach.domain.errors import ConfigError

LAST = 100


class Persona(msgspec.Struct, frozen=True):
    """One coach: a voice for the model, rules that code knows, and lines for the offline coach.

    ``manner`` is a word or two, ``tagline`` a sentence of the coach's own. ``colour`` is for dark themes and
    ``colour_on_light`` for light ones, both ``#rrggbb``. ``rules`` are ids of contract rules; ``order``
    is the place among the coaches.
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
    order: int = LAST


def persona_named(name: str, personas: Sequence[Persona]) -> Persona:
    """The persona with this id. Raises ConfigError naming those that there are."""
    for persona in personas:
        if persona.id == name:
            return persona
    known = ", ".join(persona.id for persona in personas)
    raise ConfigError(f"There is no coach called {name!r}.", f"The coaches are: {known}.")
