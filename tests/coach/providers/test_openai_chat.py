"""The model server as a coach: the real openai client against a real HTTP server on this machine."""

import asyncio
import json
import time
from contextlib import aclosing
from typing import Any

import pytest

from runcoach.coach.answer.answer import usage_line
from runcoach.coach.answer.draft import Draft, GrowingDraft
from runcoach.coach.answer.workout import strict_schema
from runcoach.coach.coach import Text, Usage
from runcoach.coach.providers.model_coach import ModelCoach
from runcoach.coach.session import ask
from tests.builders import a_run, request_for, some_weeks
from tests.coach.asking import AT, HALF, KEY, PROSE, MakeCoach, asked, events, piece, refused
from tests.loopback.answers import (
    NO_SCHEMA,
    Failure,
    step,
    workout_json,
)
from tests.loopback.answers import Answer as Said
from tests.loopback.model_server import ModelServer


async def test_a_structured_answer_becomes_a_workout_with_its_tokens_and_cost(
    server: ModelServer, make_coach: MakeCoach
) -> None:
    server.enqueue(Said(workout_json(), usage=(1000, 300)))
    answer = await asked(make_coach())
    assert answer.workout is not None
    assert (answer.workout.headline, answer.workout.kind) == ("Six easy kilometres", "easy")
    assert [(step.action, step.distance_m) for step in answer.workout.steps] == [
        ("warmup", None),
        ("run", 6000),
        ("cooldown", None),
    ]
    assert answer.usage == Usage(1000, 300)
    assert answer.cost_usd == pytest.approx(1000 * 2.5e-6 + 300 * 10e-6)
    assert (answer.model, answer.offline) == ("gpt-4o", False)


async def test_the_answer_grows_piece_by_piece(server: ModelServer, make_coach: MakeCoach) -> None:
    server.enqueue(Said(workout_json(), delta_chars=20))
    counts, growing = [], GrowingDraft()
    async for event in ask(make_coach(), request_for(runs=some_weeks()), AT):
        if isinstance(event, Text):
            growing.add(event.text)
        counts.append(len(growing.draft.steps))
    assert counts == sorted(counts)
    assert set(counts) == {0, 1, 2, 3}


async def test_the_request_asks_for_the_strict_schema_and_the_tokens(
    server: ModelServer, make_coach: MakeCoach
) -> None:
    await asked(make_coach())
    (request,) = server.requests
    assert request.body["model"] == "gpt-4o"
    assert request.body["stream"] is True
    assert request.body["stream_options"] == {"include_usage": True}
    assert request.body["response_format"] == {
        "type": "json_schema",
        "json_schema": {"name": "workout", "strict": True, "schema": strict_schema()},
    }
    assert "JSON document" not in request.words
    assert request.headers["authorization"] == f"Bearer {KEY}"


async def test_the_name_of_a_run_stays_here(server: ModelServer, make_coach: MakeCoach) -> None:
    request = request_for(runs=[a_run(1, 8.13, name="Lunch with Ada in Utrecht"), *some_weeks()[1:]])
    await asked(make_coach(), request)
    sent = server.requests[0].raw.decode()
    assert "8.13 km" in sent
    assert "Ada" not in sent and "Utrecht" not in sent


@pytest.mark.parametrize("refusals", [0, 1])
async def test_what_is_shown_as_sent_is_what_was_sent(
    refusals: int, server: ModelServer, make_coach: MakeCoach
) -> None:
    server.enqueue(*refusals * [NO_SCHEMA])
    coach, request = make_coach(), request_for(runs=some_weeks())
    answer = await asked(coach, request)
    assert json.loads(answer.sent) == server.requests[-1].body == coach.body(request)


async def test_what_is_shown_as_sent_is_what_was_asked_last(
    server: ModelServer, make_coach: MakeCoach
) -> None:
    server.enqueue(Said(workout_json(steps=[step("run", distance_m=40_000)])))
    answer = await asked(make_coach())
    assert json.loads(answer.sent) == server.requests[1].body
    assert "over your limit" in answer.sent


@pytest.mark.parametrize("status", [400, 422])
async def test_a_server_that_refuses_the_schema_gets_it_in_the_prompt_from_then_on(
    status: int, server: ModelServer, make_coach: MakeCoach
) -> None:
    server.enqueue(Failure(status, None, NO_SCHEMA.message))
    coach = make_coach()
    assert (await asked(coach)).workout is not None
    assert (await asked(coach)).workout is not None
    with_schema, in_the_prompt, remembered = server.requests
    assert "response_format" in with_schema.body
    for request in (in_the_prompt, remembered):
        assert "response_format" not in request.body
        assert json.dumps(strict_schema()) in request.words


async def test_a_refusal_that_was_not_about_the_schema_leaves_the_schema_in_place(
    server: ModelServer, make_coach: MakeCoach
) -> None:
    server.enqueue(*2 * [NO_SCHEMA])
    coach = make_coach()
    await refused(coach)
    await asked(coach)
    assert "response_format" in server.requests[2].body
    assert "stream_options" in server.requests[2].body


async def test_an_answer_in_plain_markdown_is_kept_as_it_is(
    server: ModelServer, make_coach: MakeCoach
) -> None:
    server.enqueue(Said(PROSE, usage=(10, 5)))
    answer = await asked(make_coach())
    assert answer.workout is None
    assert answer.draft == Draft(why=PROSE, structured=False)
    assert answer.usage == Usage(10, 5)


async def test_a_refusal_of_the_model_is_shown_as_its_answer(
    server: ModelServer, make_coach: MakeCoach
) -> None:
    chunk = {"choices": [{"index": 0, "delta": {"refusal": "I cannot help."}, "finish_reason": "stop"}]}
    server.enqueue(events(chunk))
    assert (await asked(make_coach())).draft.why == "I cannot help."


async def test_a_model_that_thinks_aloud_first_still_gives_a_workout(
    server: ModelServer, make_coach: MakeCoach
) -> None:
    server.enqueue(Said(f"<think>Is {{this}} easy?</think>\n\n{workout_json()}"))
    answer = await asked(make_coach())
    assert answer.workout is not None and answer.workout.headline == "Six easy kilometres"


async def test_where_a_server_counts_no_tokens_the_cost_is_estimated_and_said_to_be(
    server: ModelServer, make_coach: MakeCoach
) -> None:
    server.enqueue(Said(workout_json(), usage=None))
    answer = await asked(make_coach())
    assert answer.usage is None and answer.cost_usd == pytest.approx(0.006, rel=0.5)
    assert f"about ${answer.cost_usd:.3f}" in usage_line(answer)


@pytest.mark.parametrize("usage", [5, {"prompt_tokens": None, "completion_tokens": 7}, {}])
async def test_an_impossible_count_of_tokens_is_ignored(
    usage: Any, server: ModelServer, make_coach: MakeCoach
) -> None:
    server.enqueue(events(piece(workout_json(), finish_reason="stop"), {"choices": [], "usage": usage}))
    answer = await asked(make_coach())
    assert answer.workout is not None and answer.usage is None


@pytest.mark.parametrize("wrapping", ["{}", "```json\n{}\n```", "<think>Well.</think>{}"])
async def test_a_whole_answer_is_finished_even_where_the_server_never_says_so(
    wrapping: str, server: ModelServer, make_coach: MakeCoach
) -> None:
    server.enqueue(events(piece(wrapping.replace("{}", workout_json()))))
    assert (await asked(make_coach())).workout is not None


async def test_half_an_answer_without_an_end_has_broken_off(
    server: ModelServer, make_coach: MakeCoach
) -> None:
    server.enqueue(events(piece(workout_json()[:400])))
    error, draft = await refused(make_coach())
    assert "broke off in mid-answer" in error.message
    assert draft.headline == "Six easy kilometres"


# Leaving in mid-answer


@pytest.mark.parametrize("way", ["cancelled", "closed"])
async def test_the_connection_ends_at_once_when_the_answer_is(
    way: str, server: ModelServer, make_coach: MakeCoach
) -> None:
    """The best of three: a busy machine may be slow once, a connection that lingers is slow each time."""
    delays = []
    for number in range(3):
        server.enqueue(Said(workout_json(), stall_after=HALF))
        coach, begun = make_coach(timeout_s=30), asyncio.Event()

        async def listen(coach: ModelCoach = coach, begun: asyncio.Event = begun) -> None:
            growing = GrowingDraft()
            async with aclosing(ask(coach, request_for(runs=some_weeks()), AT)) as parts:  # type: ignore[type-var]
                async for part in parts:
                    if isinstance(part, Text):
                        growing.add(part.text)
                    if growing.draft.headline:
                        begun.set()
                        if way == "closed":
                            return

        task = asyncio.create_task(listen())
        await asyncio.wait_for(begun.wait(), 5)
        left = time.monotonic()
        if way == "cancelled":
            task.cancel()
        await asyncio.wait([task])
        assert task.cancelled() is (way == "cancelled")
        request = server.requests[number]
        assert await asyncio.to_thread(request.closed_by_client.wait, 5)
        assert request.closed_at is not None
        delays.append(request.closed_at - left)
    assert min(delays) < 0.1


async def test_a_closed_coach_answers_again_when_asked(server: ModelServer, make_coach: MakeCoach) -> None:
    coach = make_coach()
    await asked(coach)
    await coach.close()
    assert (await asked(coach)).workout is not None
