"""The model server as a coach: the real openai client against a real HTTP server on this machine."""

import asyncio
import json
import logging
import socket
import sys
import time
import traceback
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import aclosing
from datetime import datetime
from typing import Any

import pytest

from runcoach.coach.draft import Draft
from runcoach.coach.events import Request, Text, Usage
from runcoach.coach.openai_coach import MAX_ANSWER_CHARS, OpenAICoach
from runcoach.coach.report import usage_line
from runcoach.coach.session import Answer, Refused, ask
from runcoach.coach.workout import strict_schema
from runcoach.config import Secret
from runcoach.errors import CoachError
from tests.builders import a_run, request_for, some_weeks
from tests.loopback.answers import (
    BAD_KEY,
    NO_CREDIT,
    NO_SCHEMA,
    NO_SUCH_MODEL,
    RATE_LIMITED,
    SERVER_ERROR,
    Failure,
    Garbage,
    Scripted,
    long_prose,
    step,
    workout_json,
)
from tests.loopback.answers import Answer as Said
from tests.loopback.model_server import ModelServer

KEY = "sk-a-key-that-nobody-may-see"
AT = datetime(2026, 11, 18, 7, 0)
PROSE = "Run **easy** today.\n\nAnd not far."
HALF = 60
"""Deltas: enough for the headline and the first step of ``workout_json``."""

type MakeCoach = Callable[..., OpenAICoach]


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


async def asked(coach: OpenAICoach, request: Request | None = None) -> Answer:
    """The finished answer."""
    parts = [part async for part in ask(coach, request or request_for(runs=some_weeks()), AT)]
    assert isinstance(parts[-1], Answer)
    return parts[-1]


async def refused(coach: OpenAICoach) -> tuple[CoachError, Draft]:
    """The error that ended the answer, and what had arrived until then."""
    draft = Draft()
    with pytest.raises(CoachError) as caught:
        async for part in ask(coach, request_for(runs=some_weeks()), AT):
            draft = draft if isinstance(part, Refused) else part.draft
    return caught.value, draft


def events(*chunks: Any, done: bool = True) -> Garbage:
    """Server-sent events of whatever values, for servers that keep to no rule."""
    lines = [chunk if isinstance(chunk, bytes) else json.dumps(chunk).encode() for chunk in chunks]
    lines += [b"[DONE]"] if done else []
    return Garbage(b"".join(b"data: %b\n\n" % line for line in lines), "text/event-stream")


def piece(content: Any, **more: Any) -> dict[str, Any]:
    """One chunk of a completion, without a finish_reason unless a test names one."""
    return {"choices": [{"index": 0, "delta": {"content": content}} | more]}


# The answer


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
    asked = ask(make_coach(), request_for(runs=some_weeks()), AT)
    counts = [len(part.draft.steps) async for part in asked if not isinstance(part, Refused)]
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


@pytest.mark.parametrize("refusals", [0, 1, 2, 3])
async def test_what_is_told_to_be_sent_is_what_was_sent(
    refusals: int, server: ModelServer, make_coach: MakeCoach
) -> None:
    server.enqueue(*refusals * [NO_SCHEMA])
    coach, request = make_coach(), request_for(runs=some_weeks())
    answer = await asked(coach, request)
    assert json.loads(answer.sent) == server.requests[-1].body == coach.body(request)


async def test_what_is_told_to_be_sent_is_what_was_asked_last(
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
    server.enqueue(*4 * [NO_SCHEMA])
    coach = make_coach()
    await refused(coach)
    await asked(coach)
    assert "response_format" in server.requests[4].body
    assert "stream_options" in server.requests[4].body


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
async def test_a_count_of_tokens_that_is_none_is_no_count(
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


# What goes wrong

GARBLED = events(piece(workout_json()[:400]), b"{half an ev", done=False)
BROKEN: dict[str, tuple[Scripted, str, str]] = {
    "a bad key": (BAD_KEY, "refused the key (401)", "OPENAI_API_KEY"),
    "a key without rights": (Failure(403, None, "No."), "refused the key (403)", "OPENAI_API_KEY"),
    "a model it does not have": (NO_SUCH_MODEL, "has no model gpt-4o (404)", "OPENAI_MODEL"),
    "an address it does not have": (Failure(404, None, "?"), "has no model", "OPENAI_BASE_URL"),
    "too many requests": (RATE_LIMITED, "too many requests (429)", "Wait 7 s."),
    "no credit": (NO_CREDIT, "no credit left (429)", "topped up"),
    "trouble of its own": (SERVER_ERROR, "a problem of its own (500)", "Press g"),
    "a teapot": (Failure(418, None, "Tea?"), "refused the request (418)", "Press g"),
    "a page in place of an answer": (Garbage(), "does not answer like a model server", "OPENAI_BASE_URL"),
    "bytes that are no text": (Garbage(b"\x00\xff" * 99), "does not answer like a model", "OPENAI_BASE_URL"),
    "an event that is no JSON": (events(b"<html>"), "does not answer like a model", "OPENAI_BASE_URL"),
    "an event that is a list": (events([1, 2]), "does not answer like a model", "OPENAI_BASE_URL"),
    "an event of something else": (events({"ok": True}), "does not answer like a model", "OPENAI_BASE_URL"),
    "nothing but the end": (events(), "does not answer like a model", "OPENAI_BASE_URL"),
    "an answer of numbers": (events(piece(5)), "broke off", "Press g"),
    "an empty answer": (events(piece("", finish_reason="stop")), "was empty", "Press g"),
    "a problem in the stream": (events({"error": {"message": "?"}}), "reports a problem", "Press g"),
    "rubbish in mid-answer": (GARBLED, "in a way that cannot be read", "Press g"),
    "half an answer": (Said(workout_json(), cut_after=HALF), "broke off in mid-answer", "is kept"),
    "silence": (Said(workout_json(), stall_after=HALF), "silent for too long", "timeout_s"),
    "too long an answer": (Said(workout_json(), finish_reason="length"), "it was too long", "Press g"),
    "a filtered answer": (Said(PROSE, finish_reason="content_filter"), "content filter", "Press g"),
    "no end": (Said(long_prose(60_000), delta_chars=9000), "does not end", "Press g"),
}


@pytest.mark.parametrize("name", BROKEN)
async def test_a_server_that_answers_with(name: str, server: ModelServer, make_coach: MakeCoach) -> None:
    """...is an error in plain words, with a hint, after one try."""
    said, words, hint = BROKEN[name]
    server.enqueue(said)
    error, _ = await refused(make_coach(timeout_s=0.3 if name == "silence" else 5))
    assert words in error.message
    assert hint in error.hint
    assert len(server.requests) == 1


async def test_a_server_that_refuses_to_count_tokens_is_not_asked_to_from_then_on(
    server: ModelServer, make_coach: MakeCoach
) -> None:
    unknown = Failure(400, None, "Unknown field: stream_options.")
    server.enqueue(unknown, unknown)
    coach = make_coach()
    assert (await asked(coach)).usage is None
    await asked(coach)
    *_, found, remembered = server.requests
    assert len(server.requests) == 4
    for request in (found, remembered):
        assert "stream_options" not in request.body
        assert "response_format" in request.body


async def test_a_request_that_is_refused_in_every_form_is_refused(
    server: ModelServer, make_coach: MakeCoach
) -> None:
    server.enqueue(*4 * [NO_SCHEMA])
    error, _ = await refused(make_coach())
    assert "refused the request (400)" in error.message
    assert len(server.requests) == 4


async def test_a_port_where_nobody_listens_is_no_connection(make_coach: MakeCoach) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
        error, _ = await refused(make_coach(base_url=f"http://127.0.0.1:{port}/v1"))
    assert error.message == f"No connection to 127.0.0.1:{port}."
    assert "Check the network" in error.hint


async def test_a_name_that_nobody_has_is_no_connection(
    make_coach: MakeCoach, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_up = []

    def no_such_name(host: str, *_: object, **__: object) -> None:
        looked_up.append(host)
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", no_such_name)
    error, _ = await refused(make_coach(base_url="http://coach.invalid/v1"))
    assert error.message == "No connection to coach.invalid."
    assert {"coach.invalid", b"coach.invalid"} & set(looked_up)


async def test_certificates_that_are_not_there_are_no_connection(
    make_coach: MakeCoach, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", "nowhere.pem")
    error, _ = await refused(make_coach())
    assert error.message.startswith("No connection to 127.0.0.1:")


@pytest.mark.parametrize(
    "address", ["http://[", "http://a:b/v1", "http://127.0.0.1:99999/v1", "http://:1", "http://b\u2603.de"]
)
async def test_an_address_that_is_none_is_named_before_anything_is_sent(
    address: str, make_coach: MakeCoach
) -> None:
    error, _ = await refused(make_coach(base_url=address))
    assert "address" in error.message
    assert "OPENAI_BASE_URL" in error.hint


async def test_a_password_in_the_address_is_not_shown(make_coach: MakeCoach) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{taken.getsockname()[1]}"
        error, _ = await refused(make_coach(base_url=f"http://ada:hush@{address}/v1?token=hush"))
    assert error.message == f"No connection to {address}."
    assert "hush" not in f"{error} {error!r}"


async def test_a_proxy_that_needs_another_package_is_named(
    make_coach: MakeCoach, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ALL_PROXY", "socks5://127.0.0.1:9")
    monkeypatch.setenv("NO_PROXY", "")
    monkeypatch.setitem(sys.modules, "socksio", None)
    error, _ = await refused(make_coach())
    assert "SOCKS" in error.message and "ALL_PROXY" in error.hint


@pytest.mark.parametrize("name", ["half an answer", "silence", "too long an answer", "rubbish in mid-answer"])
async def test_what_had_arrived_is_kept_after(name: str, server: ModelServer, make_coach: MakeCoach) -> None:
    server.enqueue(BROKEN[name][0])
    _, draft = await refused(make_coach(timeout_s=0.3 if name == "silence" else 5))
    assert draft.headline == "Six easy kilometres"
    assert draft.kind == "easy"


async def test_an_endless_answer_is_stopped_and_its_connection_closed(
    server: ModelServer, make_coach: MakeCoach
) -> None:
    server.enqueue(Said("x" * (MAX_ANSWER_CHARS * 50), delta_chars=20_000))
    received = 0
    with pytest.raises(CoachError, match="does not end"):
        async for part in make_coach().stream(request_for(runs=some_weeks())):
            received += len(part.text) if isinstance(part, Text) else 0
    assert MAX_ANSWER_CHARS < received <= MAX_ANSWER_CHARS + 20_000
    assert await asyncio.to_thread(server.requests[0].closed_by_client.wait, 5)
    assert not server.requests[0].finished


# The key


@pytest.mark.parametrize("name", BROKEN)
async def test_the_key_is_in_no_message_traceback_or_log_after(
    name: str, server: ModelServer, make_coach: MakeCoach, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    said = BROKEN[name][0]
    if isinstance(said, Failure):
        said = Failure(said.status, said.code, f"Not with {KEY}, Bearer {KEY}!", said.headers)
    server.enqueue(said)
    error, _ = await refused(make_coach(timeout_s=0.3 if name == "silence" else 5))
    assert server.requests[0].headers["authorization"] == f"Bearer {KEY}"
    assert {record.name.split(".")[0] for record in caplog.records} & {"openai", "httpx", "httpx2"}
    shown = "".join(traceback.format_exception(error))
    for text in (str(error), repr(error), repr(error.args), shown, caplog.text):
        assert KEY not in text


@pytest.mark.parametrize("key", ["sk-“quoted”", "sk-два", "sk-two\nlines", "sk-\x1b[31m"])
async def test_a_key_that_cannot_be_one_is_named_before_anything_is_sent(
    key: str, server: ModelServer, make_coach: MakeCoach, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    error, _ = await refused(make_coach(key=key))
    assert "key" in error.message and "OPENAI_API_KEY" in error.hint
    assert key not in "".join(traceback.format_exception(error)) + caplog.text
    assert server.requests == []


async def test_a_server_without_a_key_answers_and_is_sent_no_secret(
    server: ModelServer, make_coach: MakeCoach, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    assert (await asked(make_coach(key=None))).workout is not None
    (request,) = server.requests
    assert request.headers["authorization"] == "Bearer none"
    assert KEY not in f"{request.headers}{request.raw!r}"


async def test_a_server_that_wants_a_key_says_so_when_there_is_none(
    server: ModelServer, make_coach: MakeCoach
) -> None:
    server.enqueue(BAD_KEY)
    error, _ = await refused(make_coach(key=None))
    assert "wants a key (401)" in error.message


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

        async def listen(coach: OpenAICoach = coach, begun: asyncio.Event = begun) -> None:
            async with aclosing(ask(coach, request_for(runs=some_weeks()), AT)) as parts:  # type: ignore[type-var]
                async for part in parts:
                    if not isinstance(part, Refused) and part.draft.headline:
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
