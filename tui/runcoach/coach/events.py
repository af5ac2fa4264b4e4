"""What a coach is asked and what it says back, piece by piece."""

from collections.abc import AsyncIterator
from typing import Protocol

import msgspec

from runcoach.coach.persona import Persona
from runcoach.training.facts import Facts
from runcoach.training.limits import Limits


class Request(msgspec.Struct, frozen=True):
    """One question to a coach: who answers, and everything that is known for the day."""

    persona: Persona
    facts: Facts
    limits: Limits


class Text(msgspec.Struct, frozen=True):
    """The next piece of the answer's text."""

    text: str


class Usage(msgspec.Struct, frozen=True):
    """Tokens as the server counted them."""

    prompt_tokens: int
    completion_tokens: int


class Coach(Protocol):
    """Somebody who answers requests: a model server or the offline coach."""

    @property
    def model(self) -> str:
        """What the answer is labelled with, such as ``gpt-4o`` or ``offline coach``."""

    @property
    def is_offline(self) -> bool:
        """Whether the answer is made here, without any server."""

    def stream(self, request: Request) -> AsyncIterator[Text | Usage]:
        """The answer as JSON text, then the usage if there is one.

        Raises CoachError with plain words. Closing the iterator closes the connection.
        """

    async def close(self) -> None:
        """Closes whatever is kept open between answers."""
