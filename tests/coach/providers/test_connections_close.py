"""Leaving an answer closes its connection: the server sees it within a tenth of a second.

Each time is the best of a few rounds: a busy machine may be slow once, a connection that lingers is slow each
time.
"""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence

import pytest

from runcoach.coach.answer.draft import GrowingDraft
from runcoach.coach.coach import Text
from runcoach.coach.providers.model_coach import ModelCoach
from runcoach.coach.session import ask
from runcoach.domain.errors import CoachError
from tests.builders import PERSONAS, request_for, some_weeks
from tests.coach.asking import openai_coach
from tests.coach.test_session import AT
from tests.loopback.answers import Answer, long_prose, workout_json
from tests.loopback.connection import RecordedRequest
from tests.loopback.model_server import ModelServer

BOUND_S = 0.1
ROUNDS = 3
PATIENCE_S = 30
SLOW = Answer(workout_json(why=long_prose(12_000)), delay_s=0.005)
PERSONA_IDS = [persona.id for persona in PERSONAS]


@pytest.fixture
def server() -> Iterator[ModelServer]:
    with ModelServer(default=SLOW) as running:
        yield running


@pytest.fixture
async def coach(server: ModelServer) -> AsyncIterator[ModelCoach]:
    made = openai_coach("gpt-4o", "test", server.base_url, 30)
    yield made
    await made.close()


async def all_closed(requests: Sequence[RecordedRequest], left: float) -> float:
    """Seconds from leaving until the server saw the last of them go; fails when one stays."""
    for request in requests:
        assert await asyncio.to_thread(request.closed_by_client.wait, PATIENCE_S), "a connection stayed"
        assert not request.finished
    return max(request.closed_at or 0.0 for request in requests) - left


async def best_of_rounds(server: ModelServer, leave: Callable[[], Awaitable[float]], count: int) -> float:
    """The shortest time in which so many connections ended after ``leave``, which says when it left."""
    taken = []
    for number in range(ROUNDS):
        left = await leave()
        ended = server.requests[number * count :]
        assert len(ended) == count
        taken.append(await all_closed(ended, left))
    return min(taken)


async def begun(coach: ModelCoach, persona_id: str) -> AsyncIterator[object]:
    """An answer, some words of which have arrived."""
    events, growing = ask(coach, request_for(persona_id, some_weeks()), AT), GrowingDraft()
    async for event in events:
        if isinstance(event, Text):
            growing.add(event.text)
        if growing.draft.headline:
            break
    return events


async def close(parts: AsyncIterator[object]) -> None:
    await parts.aclose()  # type: ignore[attr-defined]


async def test_closing_the_coach_s_stream_closes_its_connection(
    server: ModelServer, coach: ModelCoach
) -> None:
    async def leave() -> float:
        stream = coach.stream(request_for(runs=some_weeks()))
        async for event in stream:
            if isinstance(event, Text):
                break
        left = time.monotonic()
        await close(stream)
        return left

    assert await best_of_rounds(server, leave, 1) < BOUND_S


async def test_closing_an_answer_closes_its_connection(server: ModelServer, coach: ModelCoach) -> None:
    async def leave() -> float:
        parts = await begun(coach, "pete")
        left = time.monotonic()
        await close(parts)
        return left

    assert await best_of_rounds(server, leave, 1) < BOUND_S


async def test_leaving_before_the_first_word_closes_the_connection(
    server: ModelServer, coach: ModelCoach
) -> None:
    """Of a server that has not even begun to answer."""
    server.default = Answer("late", first_delay_s=60)

    async def listen() -> None:
        async for _ in ask(coach, request_for(runs=some_weeks()), AT):
            raise AssertionError("nothing was said")

    async def leave() -> float:
        count = len(server.requests)
        task = asyncio.create_task(listen())
        await asyncio.to_thread(server.wait_for_request, count + 1)
        left = time.monotonic()
        task.cancel()
        await asyncio.wait([task])
        assert task.cancelled()
        return left

    assert await best_of_rounds(server, leave, 1) < BOUND_S


async def test_switching_closes_the_one_and_leaves_the_other(server: ModelServer, coach: ModelCoach) -> None:
    taken = []
    for number in range(ROUNDS):
        first = await begun(coach, "pete")
        second = await begun(coach, "steve")
        pete, steve = server.requests[2 * number :]
        left = time.monotonic()
        await close(first)
        taken.append(await all_closed([pete], left))
        assert not steve.closed_by_client.is_set()
        await anext(second)
        await close(second)
        await all_closed([steve], left)
    assert min(taken) < BOUND_S


async def test_leaving_a_comparison_closes_all_three(server: ModelServer, coach: ModelCoach) -> None:
    async def listen(persona_id: str, ready: asyncio.Event) -> None:
        parts = await begun(coach, persona_id)
        ready.set()
        try:
            async for _ in parts:
                pass
        finally:
            await close(parts)

    async def leave() -> float:
        ready = [asyncio.Event() for _ in PERSONA_IDS]
        tasks = [
            asyncio.create_task(listen(persona_id, event))
            for persona_id, event in zip(PERSONA_IDS, ready, strict=True)
        ]
        await asyncio.wait_for(asyncio.gather(*(event.wait() for event in ready)), PATIENCE_S)
        left = time.monotonic()
        for task in tasks:
            task.cancel()
        await asyncio.wait(tasks)
        return left

    assert await best_of_rounds(server, leave, 3) < BOUND_S


async def test_closing_the_coach_ends_what_still_streams(server: ModelServer, coach: ModelCoach) -> None:
    """The app is left in mid-answer: nothing stays open behind it."""

    async def leave() -> float:
        parts = await begun(coach, "pete")
        left = time.monotonic()
        await coach.close()
        with pytest.raises(CoachError):
            async for _ in parts:
                pass
        return left

    assert await best_of_rounds(server, leave, 1) < BOUND_S
