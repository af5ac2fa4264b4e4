"""What a kind of model server has to offer, so that a coach can answer through it."""

from collections.abc import AsyncIterator
from typing import Protocol

from runcoach.coach.coach import Price, Sent, Text, Usage
from runcoach.coach.prompt import Prompt


class Provider(Protocol):
    """One model on one server. It knows prompts and tokens, and nothing of runners, limits or history."""

    @property
    def model(self) -> str:
        """What answers are labelled with, such as ``gpt-4o``."""

    @property
    def price(self) -> Price | None:
        """What the model's tokens cost; None where that is not known."""

    def stream(self, prompt: Prompt) -> AsyncIterator[Sent | Text | Usage]:
        """What the server took, then the answer's text piece by piece, and the tokens if it counts them.

        Raises CoachError in plain words, also when the answer breaks off. Closing the iterator closes the
        connection.
        """

    def body(self, prompt: Prompt) -> dict[str, object]:
        """What would be sent now, as JSON values: the runner can read it before anything leaves."""

    async def models(self) -> list[str]:
        """The names of the models that the server offers. Raises CoachError."""

    async def close(self) -> None:
        """Closes whatever is kept open between answers."""
