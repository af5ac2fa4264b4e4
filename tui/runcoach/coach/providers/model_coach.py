"""A model as a coach: the request becomes a prompt, and a provider answers it."""

from collections.abc import AsyncIterator

from runcoach.coach.coach import Price, Sent, Text, Usage
from runcoach.coach.prompt import prompt_for
from runcoach.coach.providers.port import Provider
from runcoach.coach.request import Request


class ModelCoach:
    """Answers through any provider."""

    is_offline = False

    def __init__(self, provider: Provider) -> None:
        self._provider = provider

    @property
    def model(self) -> str:
        """The model's name."""
        return self._provider.model

    @property
    def price(self) -> Price | None:
        """What its tokens cost; None where that is not known."""
        return self._provider.price

    def stream(self, request: Request) -> AsyncIterator[Sent | Text | Usage]:
        """The answer as it arrives. Raises CoachError; closing the iterator closes the connection."""
        return self._provider.stream(prompt_for(request))

    def body(self, request: Request) -> dict[str, object]:
        """What would be sent for this request now."""
        return self._provider.body(prompt_for(request))

    async def models(self) -> list[str]:
        """What the server offers. Raises CoachError."""
        return await self._provider.models()

    async def close(self) -> None:
        """Closes the provider's connections."""
        await self._provider.close()
