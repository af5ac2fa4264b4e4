"""A model server on this machine, and coaches that ask it."""

from collections.abc import AsyncIterator, Iterator

import pytest

from runcoach.coach.providers.model_coach import ModelCoach
from tests.coach.asking import KEY, MakeCoach, openai_coach
from tests.loopback.model_server import ModelServer


@pytest.fixture
def server() -> Iterator[ModelServer]:
    with ModelServer() as running:
        yield running


@pytest.fixture
async def make_coach(server: ModelServer) -> AsyncIterator[MakeCoach]:
    """Builds coaches that ask this server; they are closed at the end."""
    made: list[ModelCoach] = []

    def make(
        key: str | None = KEY, base_url: str | None = None, timeout_s: float = 5, model: str = "gpt-4o"
    ) -> ModelCoach:
        made.append(openai_coach(model, key, base_url or server.base_url, timeout_s))
        return made[-1]

    yield make
    for coach in made:
        await coach.close()
