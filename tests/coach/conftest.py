"""A model server on this machine, and coaches that ask it."""

from collections.abc import AsyncIterator, Iterator

import pytest

from runcoach.coach.providers.openai_chat import OpenAICoach
from runcoach.domain.setting import Secret
from tests.coach.asking import KEY, MakeCoach
from tests.loopback.model_server import ModelServer


@pytest.fixture
def server() -> Iterator[ModelServer]:
    with ModelServer() as running:
        yield running


@pytest.fixture
async def make_coach(server: ModelServer) -> AsyncIterator[MakeCoach]:
    """Builds coaches that ask this server; they are closed at the end."""
    made: list[OpenAICoach] = []

    def make(
        key: str | None = KEY, base_url: str | None = None, timeout_s: float = 5, model: str = "gpt-4o"
    ) -> OpenAICoach:
        made.append(OpenAICoach(model, Secret(key) if key else None, base_url or server.base_url, timeout_s))
        return made[-1]

    yield make
    for coach in made:
        await coach.close()
