"""Somebody who answers requests, and the pieces in which an answer comes."""

from collections.abc import AsyncIterator
from typing import Protocol

import msgspec

from runcoach.coach.request import Request

OFFLINE = "offline coach"
"""What answers of the built-in coach are labelled with."""


class Sent(msgspec.Struct, frozen=True):
    """A server has taken the request: its ``body``, and in ``notes`` what it took and what was left out."""

    body: dict[str, object]
    notes: tuple[str, ...] = ()


class Text(msgspec.Struct, frozen=True):
    """The next piece of the answer's text."""

    text: str


class Usage(msgspec.Struct, frozen=True):
    """Tokens as the server counted them."""

    prompt_tokens: int
    completion_tokens: int

    def plus(self, other: "Usage") -> "Usage":
        """Both together, when a coach was asked twice."""
        return Usage(
            self.prompt_tokens + other.prompt_tokens, self.completion_tokens + other.completion_tokens
        )


class Price(msgspec.Struct, frozen=True):
    """US dollars for a million prompt tokens and for a million completion tokens."""

    prompt: float
    completion: float

    def usd(self, usage: Usage) -> float:
        """What these tokens cost, in US dollars."""
        return (usage.prompt_tokens * self.prompt + usage.completion_tokens * self.completion) / 1e6


class Coach(Protocol):
    """Somebody who answers requests: a model server or the offline coach."""

    @property
    def model(self) -> str:
        """What the answer is labelled with, such as ``gpt-4o`` or ``offline coach``."""

    @property
    def is_offline(self) -> bool:
        """Whether the answer is made here, without any server."""

    @property
    def price(self) -> Price | None:
        """What the tokens cost; None where that is not known."""

    def stream(self, request: Request) -> AsyncIterator[Sent | Text | Usage]:
        """What was sent, the answer as JSON text piece by piece, and the usage if there is one.

        Raises CoachError with plain words. Closing the iterator closes the connection.
        """

    def body(self, request: Request) -> dict[str, object]:
        """What would be sent for this request now, or what the offline coach is given."""

    async def models(self) -> list[str]:
        """What the server offers to answer with; empty for the offline coach. Raises CoachError."""

    async def close(self) -> None:
        """Closes whatever is kept open between answers."""
