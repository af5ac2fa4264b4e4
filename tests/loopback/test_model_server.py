"""The loopback model server as the real openai package sees it."""

import asyncio
import threading
import time
from collections.abc import AsyncIterator, Iterator
from itertools import pairwise

import msgspec
import openai
import pytest
from openai import AsyncOpenAI, AsyncStream
from openai.types.chat import ChatCompletionChunk

from runcoach.coach.answer.workout import Step, Workout
from tests.loopback.answers import long_prose, persona_workout_json
from tests.loopback.model_server import (
    BAD_KEY,
    MODEL,
    NO_CREDIT,
    NO_SCHEMA,
    NO_SUCH_MODEL,
    RATE_LIMITED,
    SERVER_ERROR,
    Answer,
    Failure,
    Garbage,
    ModelServer,
    workout_json,
)

SLOW = Answer("one two three four five six seven eight", delta_chars=4, delay_s=0.01)


@pytest.fixture
def server() -> Iterator[ModelServer]:
    with ModelServer() as running:
        yield running


@pytest.fixture
async def client(server: ModelServer) -> AsyncIterator[AsyncOpenAI]:
    async with AsyncOpenAI(base_url=server.base_url, api_key="test", max_retries=0, timeout=5) as open_client:
        yield open_client


async def ask(client: AsyncOpenAI, *, usage: bool = False) -> AsyncStream[ChatCompletionChunk]:
    return await client.chat.completions.create(
        model="any",
        messages=[{"role": "user", "content": "What today?"}],
        stream=True,
        stream_options={"include_usage": True} if usage else openai.omit,
    )


async def text_of(stream: AsyncStream[ChatCompletionChunk]) -> str:
    return "".join([choice.delta.content or "" async for chunk in stream for choice in chunk.choices])


async def happens(event: threading.Event, timeout_s: float = 5) -> bool:
    return await asyncio.to_thread(event.wait, timeout_s)


async def test_an_answer_streams_in_its_deltas(server: ModelServer, client: AsyncOpenAI) -> None:
    server.enqueue(Answer("Läufer ×8", delta_chars=2))
    chunks = [chunk async for chunk in await ask(client)]
    assert [chunk.choices[0].delta.content for chunk in chunks] == ["", "Lä", "uf", "er", " ×", "8", None]
    assert chunks[-1].choices[0].finish_reason == "stop"
    assert all(chunk.usage is None for chunk in chunks)
    (request,) = server.requests
    assert request.finished and request.deltas_sent == 5 and not request.closed_by_client.is_set()
    assert request.path == "/v1/chat/completions"
    assert request.headers["authorization"] == "Bearer test"
    assert request.words == "What today?"


async def test_usage_comes_last_and_only_when_asked_for(server: ModelServer, client: AsyncOpenAI) -> None:
    server.enqueue(Answer("Run.", usage=(12, 3)), Answer("Run.", usage=(12, 3)), Answer("Run."))
    *_, last = [chunk async for chunk in await ask(client, usage=True)]
    assert last.choices == [] and last.usage is not None
    assert (last.usage.prompt_tokens, last.usage.completion_tokens, last.usage.total_tokens) == (12, 3, 15)
    assert all([chunk.usage is None async for chunk in await ask(client)])
    assert all([chunk.usage is None async for chunk in await ask(client, usage=True)])


async def test_the_default_answer_is_a_workout_of_the_project(client: AsyncOpenAI) -> None:
    workout = msgspec.json.decode(await text_of(await ask(client)), type=Workout)
    assert workout.kind == "easy" and workout.steps


@pytest.mark.parametrize("name", ["Pete", "Steve", "Jack"])
def test_every_persona_has_a_whole_workout(name: str) -> None:
    text = persona_workout_json(f"You are {name}.", headline="Mine")
    plain = msgspec.json.decode(text)
    assert msgspec.convert(plain, Workout).headline == "Mine"
    assert tuple(plain) == Workout.__struct_fields__
    assert {tuple(step) for step in plain["steps"]} == {Step.__struct_fields__}


def test_a_misspelt_workout_key_is_refused() -> None:
    with pytest.raises(ValueError, match="headlin"):
        workout_json(headlin="Run")


async def test_an_answer_comes_whole_when_no_stream_is_asked_for(
    server: ModelServer, client: AsyncOpenAI
) -> None:
    server.enqueue(Answer("Rest.", usage=(5, 2), finish_reason="length", model="other"))
    answer = await client.chat.completions.create(model="any", messages=[{"role": "user", "content": "?"}])
    assert answer.choices[0].message.content == "Rest."
    assert (answer.choices[0].finish_reason, answer.model) == ("length", "other")
    assert answer.usage is not None and answer.usage.total_tokens == 7


async def test_the_models_are_listed(client: AsyncOpenAI) -> None:
    assert [model.id async for model in client.models.list()] == [MODEL]


@pytest.mark.parametrize(
    ("failure", "error"),
    [
        (BAD_KEY, openai.AuthenticationError),
        (NO_SUCH_MODEL, openai.NotFoundError),
        (RATE_LIMITED, openai.RateLimitError),
        (NO_CREDIT, openai.RateLimitError),
        (SERVER_ERROR, openai.InternalServerError),
        (NO_SCHEMA, openai.BadRequestError),
    ],
    ids=lambda value: value.code or str(value.status) if isinstance(value, Failure) else "",
)
async def test_a_failure_is_the_right_openai_error(
    server: ModelServer, client: AsyncOpenAI, failure: Failure, error: type[openai.APIStatusError]
) -> None:
    server.enqueue(failure)
    with pytest.raises(error) as caught:
        await ask(client)
    assert caught.value.status_code == failure.status and caught.value.code == failure.code
    assert failure.message in caught.value.message
    assert failure.headers.items() <= dict(caught.value.response.headers).items()
    assert await text_of(await ask(client)), "the next answer is as good as ever"


@pytest.mark.parametrize("after", [0, 3])
async def test_a_cut_connection_ends_in_an_error_after_the_deltas(
    server: ModelServer, client: AsyncOpenAI, after: int
) -> None:
    server.enqueue(Answer("one two three four five", cut_after=after))
    seen: list[str] = []
    with pytest.raises(openai.APIConnectionError):
        async for chunk in await ask(client):
            seen += [choice.delta.content for choice in chunk.choices if choice.delta.content]
    assert "".join(seen) == "one two three four five"[: after * 4]
    (request,) = server.requests
    assert request.deltas_sent == after and not request.finished and not request.closed_by_client.is_set()


async def test_a_page_in_place_of_an_answer_is_an_empty_stream(
    server: ModelServer, client: AsyncOpenAI
) -> None:
    server.enqueue(Garbage())
    assert [chunk async for chunk in await ask(client)] == []


@pytest.mark.parametrize("body", [b"data: {broken\n\n", b"\xff\xfe\x00"])
async def test_events_that_are_not_json_or_not_text_are_value_errors(
    server: ModelServer, client: AsyncOpenAI, body: bytes
) -> None:
    server.enqueue(Garbage(body, "text/event-stream"))
    with pytest.raises(ValueError):
        await text_of(await ask(client))


async def test_a_client_that_leaves_is_noticed_at_once(server: ModelServer, client: AsyncOpenAI) -> None:
    server.enqueue(Answer("x" * 40_000, delay_s=0.5), SLOW)
    stream = await ask(client)
    await anext(aiter(stream))
    left_at = time.monotonic()
    await stream.close()
    (request,) = server.requests
    assert await happens(request.closed_by_client)
    assert request.closed_at is not None and request.closed_at - left_at < 0.2
    assert not request.finished and request.deltas_sent <= 2


async def test_a_stalled_answer_waits_for_the_client_to_leave(
    server: ModelServer, client: AsyncOpenAI
) -> None:
    server.enqueue(Answer("one two three", stall_after=2))
    impatient = client.with_options(timeout=0.2)
    with pytest.raises(openai.APITimeoutError):
        await text_of(await ask(impatient))
    (request,) = server.requests
    assert await happens(request.closed_by_client)
    assert request.deltas_sent == 2 and not request.finished


async def test_a_closing_server_lets_go_of_a_stalled_client() -> None:
    with ModelServer(Answer("one two", stall_after=1)) as server:
        client = AsyncOpenAI(base_url=server.base_url, api_key="test", max_retries=0)
        stream = await ask(client)
        await anext(aiter(stream))
    with pytest.raises(openai.APIConnectionError):
        await text_of(stream)
    await client.close()
    assert not server.requests[0].closed_by_client.is_set()


async def test_two_hundred_deltas_a_second_are_two_hundred(server: ModelServer, client: AsyncOpenAI) -> None:
    server.enqueue(Answer(long_prose(101), delay_s=1 / 200))
    arrivals = [time.monotonic() async for chunk in await ask(client) if chunk.choices[0].delta.content]
    assert len(arrivals) == 101
    assert arrivals[-1] - arrivals[0] == pytest.approx(0.5, abs=0.15)
    assert sorted(b - a for a, b in pairwise(arrivals))[50] == pytest.approx(0.005, abs=0.003)


async def test_a_request_can_be_waited_for(server: ModelServer, client: AsyncOpenAI) -> None:
    server.enqueue(Answer("late", first_delay_s=30))
    task = asyncio.create_task(ask(client))
    request = await asyncio.to_thread(server.wait_for_request)
    stream = await task
    await stream.close()
    assert await happens(request.closed_by_client)
    with pytest.raises(TimeoutError):
        server.wait_for_request(2, timeout_s=0)


def test_a_taken_port_is_an_error(server: ModelServer) -> None:
    port = int(server.base_url.split(":")[2].partition("/")[0])
    with pytest.raises(OSError), ModelServer(port=port):
        pass
