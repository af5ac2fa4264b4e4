"""Servers at home: Ollama, llama.cpp, vLLM, LM Studio. What they leave out, and what they add."""

import json
from collections.abc import AsyncIterator, Iterator
from typing import Any

import pytest

from runcoach.coach.answer.answer import Answer
from runcoach.coach.coach import Sent, Text, Usage
from runcoach.coach.providers.model_coach import ModelCoach
from runcoach.coach.session import ask
from runcoach.domain.errors import CoachError
from tests.builders import request_for, some_weeks
from tests.coach.asking import openai_coach
from tests.coach.test_session import AT
from tests.loopback.answers import BAD_KEY, Garbage, workout_json
from tests.loopback.answers import Answer as Said
from tests.loopback.model_server import MODEL, ModelServer


@pytest.fixture
def server() -> Iterator[ModelServer]:
    with ModelServer() as running:
        yield running


@pytest.fixture
async def coach(server: ModelServer) -> AsyncIterator[ModelCoach]:
    coach = openai_coach("llama-at-home", None, server.base_url)
    yield coach
    await coach.close()


def chunks(*deltas: dict[str, Any], finish: str | None = "stop") -> Garbage:
    """A stream of these deltas, without usage."""
    events: list[dict[str, Any]] = [
        {"choices": [{"index": 0, "delta": delta, "finish_reason": None}]} for delta in deltas
    ]
    events.append({"choices": [{"index": 0, "delta": {}, "finish_reason": finish}]})
    lines = [f"data: {json.dumps(event)}\n\n" for event in events]
    return Garbage("".join([*lines, "data: [DONE]\n\n"]).encode(), "text/event-stream")


async def answer_of(coach: ModelCoach) -> Answer:
    parts = [part async for part in ask(coach, request_for(runs=some_weeks()), AT)]
    assert isinstance(parts[-1], Answer)
    return parts[-1]


@pytest.mark.parametrize("field", ["reasoning_content", "reasoning", "thinking"])
async def test_reasoning_in_a_field_of_its_own_is_never_advice(
    field: str, server: ModelServer, coach: ModelCoach
) -> None:
    thoughts = ({field: "The runner could do 40 km. "}, {field: "No."})
    server.enqueue(chunks(*thoughts, {"content": workout_json()}))
    answer = await answer_of(coach)
    assert answer.workout is not None and answer.workout.headline == "Six easy kilometres"
    assert "40 km" not in answer.draft.why


@pytest.mark.parametrize("field", ["reasoning_content", "reasoning", "thinking", "content", "tool_calls"])
async def test_thinking_that_never_ends_is_stopped(
    field: str, server: ModelServer, coach: ModelCoach
) -> None:
    thoughts: Any = [{"index": 0, "function": {"arguments": "x" * 50_000}}] if field == "tool_calls" else ""
    server.enqueue(chunks(*[{field: thoughts or "Hm. " * 12_500}] * 200, {"content": workout_json()}))
    with pytest.raises(CoachError, match="does not end") as caught:
        await answer_of(coach)
    assert "RunCoach stopped it" in caught.value.hint


async def test_long_thoughts_that_end_are_waited_for(server: ModelServer, coach: ModelCoach) -> None:
    thoughts = [{"reasoning_content": "Hm. " * 12_500}] * 10
    server.enqueue(chunks(*thoughts, {"content": workout_json()}))
    assert (await answer_of(coach)).workout is not None


async def test_of_tokens_that_are_counted_up_piece_by_piece_the_last_count_is_meant(
    server: ModelServer, coach: ModelCoach
) -> None:
    text = workout_json()
    events: list[dict[str, Any]] = [
        {
            "choices": [{"index": 0, "delta": {"content": text[at : at + 50]}, "finish_reason": None}],
            "usage": {"prompt_tokens": 1000, "completion_tokens": at // 50 + 1},
        }
        for at in range(0, len(text), 50)
    ]
    lines = [f"data: {json.dumps(event)}\n\n" for event in events]
    server.enqueue(Garbage("".join([*lines, "data: [DONE]\n\n"]).encode(), "text/event-stream"))
    assert (await answer_of(coach)).usage == Usage(1000, len(events))


@pytest.mark.parametrize("cut", [True, False])
async def test_reasoning_inside_the_text_is_never_advice(
    cut: bool, server: ModelServer, coach: ModelCoach
) -> None:
    thoughts = "<think>\nRun 40 km?\n</think>\n\n"
    whole = thoughts + workout_json()
    pieces = [whole[:3], whole[3:20], whole[20:]] if cut else [whole]
    server.enqueue(chunks(*({"content": piece} for piece in pieces)))
    answer = await answer_of(coach)
    assert answer.workout is not None
    assert "40 km" not in answer.draft.why


async def test_an_answer_without_usage_costs_nobody_knows_what(
    server: ModelServer, coach: ModelCoach
) -> None:
    server.enqueue(chunks({"content": workout_json()}))
    answer = await answer_of(coach)
    assert (answer.usage, answer.cost_usd) == (None, None)


async def test_the_server_s_models_are_listed(coach: ModelCoach) -> None:
    assert await coach.models() == [MODEL]


async def test_a_server_that_refuses_to_list_its_models_says_why(server: ModelServer) -> None:
    server.models = BAD_KEY
    coach = openai_coach("gpt-4o", None, server.base_url)
    with pytest.raises(CoachError, match="wants a key"):
        await coach.models()
    await coach.close()


@pytest.mark.parametrize("body", [b"{}", b"[]", b"null", b'{"data": [{"no": "id"}, 3]}', b"nonsense"])
async def test_a_list_of_models_that_is_none_is_empty_or_a_plain_error(
    body: bytes, server: ModelServer, coach: ModelCoach
) -> None:
    server.models = Garbage(body, "application/json")
    try:
        assert await coach.models() == []
    except CoachError as error:
        assert "does not answer like a model server" in error.message


async def test_models_that_do_not_chat_are_left_out(server: ModelServer, coach: ModelCoach) -> None:
    names = ["gpt-4o", "text-embedding-3-small", "whisper-1", "gpt-5.5", "tts-1", "gpt-image-1"]
    listed = {"object": "list", "data": [{"id": name, "object": "model"} for name in names]}
    server.models = Garbage(json.dumps(listed).encode(), "application/json")
    assert await coach.models() == ["gpt-4o", "gpt-5.5"]


async def test_a_server_that_is_not_there_has_no_models() -> None:
    coach = openai_coach("gpt-4o", None, "http://127.0.0.1:9/v1", 2)
    with pytest.raises(CoachError, match="No connection"):
        await coach.models()
    await coach.close()


async def test_a_server_that_stalls_is_given_up(server: ModelServer) -> None:
    server.enqueue(Said(workout_json(), stall_after=5))
    coach = openai_coach("llama-at-home", None, server.base_url, 0.3)
    pieces = []
    with pytest.raises(CoachError, match="was silent for too long"):
        async for event in coach.stream(request_for(runs=some_weeks())):
            pieces.append(event)
    sent, *texts = pieces
    assert isinstance(sent, Sent)
    assert all(isinstance(piece, Text) for piece in texts) and len(texts) == 5
    await coach.close()
