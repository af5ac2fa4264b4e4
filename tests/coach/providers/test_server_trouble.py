"""What goes wrong with a model server is said plainly, and the key in no word of it."""

import asyncio
import logging
import socket
import sys
import traceback

import pytest

from runcoach.coach.coach import Text
from runcoach.coach.providers.openai_chat import MAX_ANSWER_CHARS
from runcoach.domain.errors import CoachError, Remedy
from tests.builders import request_for, some_weeks
from tests.coach.asking import HALF, KEY, PROSE, MakeCoach, asked, events, piece, refused
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
    workout_json,
)
from tests.loopback.answers import Answer as Said
from tests.loopback.model_server import ModelServer

GARBLED = events(piece(workout_json()[:400]), b"{half an ev", done=False)
BROKEN: dict[str, tuple[Scripted, str, Remedy | None, str]] = {
    "a bad key": (BAD_KEY, "refused the key (401)", Remedy.CHECK_KEY, ""),
    "a key without rights": (Failure(403, None, "No."), "refused the key (403)", Remedy.CHECK_KEY, ""),
    "a model it does not have": (NO_SUCH_MODEL, "has no model gpt-4o (404)", Remedy.CHOOSE_MODEL, ""),
    "an address it does not have": (
        Failure(404, None, "?"),
        "has no model",
        Remedy.CHOOSE_MODEL,
        "OPENAI_BASE_URL",
    ),
    "too many requests": (RATE_LIMITED, "too many requests (429)", Remedy.WAIT, "Wait 7 s."),
    "no credit": (NO_CREDIT, "no credit left (429)", None, "topped up"),
    "trouble of its own": (SERVER_ERROR, "a problem of its own (500)", Remedy.ASK_AGAIN, ""),
    "a teapot": (Failure(418, None, "Tea?"), "refused the request (418)", Remedy.ASK_AGAIN, ""),
    "a page in place of an answer": (
        Garbage(),
        "does not answer like a model server",
        Remedy.CHECK_ADDRESS,
        "",
    ),
    "bytes that are not text": (
        Garbage(b"\x00\xff" * 99),
        "does not answer like a model",
        Remedy.CHECK_ADDRESS,
        "",
    ),
    "an event that is no JSON": (events(b"<html>"), "does not answer like a model", Remedy.CHECK_ADDRESS, ""),
    "an event that is a list": (events([1, 2]), "does not answer like a model", Remedy.CHECK_ADDRESS, ""),
    "an event of something else": (
        events({"ok": True}),
        "does not answer like a model",
        Remedy.CHECK_ADDRESS,
        "",
    ),
    "nothing but the end": (events(), "does not answer like a model", Remedy.CHECK_ADDRESS, ""),
    "an answer of numbers": (events(piece(5)), "broke off", Remedy.ASK_AGAIN, ""),
    "an empty answer": (events(piece("", finish_reason="stop")), "was empty", Remedy.ASK_AGAIN, ""),
    "a problem in the stream": (
        events({"error": {"message": "?"}}),
        "reports a problem",
        Remedy.ASK_AGAIN,
        "",
    ),
    "rubbish in mid-answer": (GARBLED, "in a way that cannot be read", Remedy.ASK_AGAIN, ""),
    "half an answer": (
        Said(workout_json(), cut_after=HALF),
        "broke off in mid-answer",
        Remedy.ASK_AGAIN,
        "is kept",
    ),
    "silence": (Said(workout_json(), stall_after=HALF), "silent for too long", Remedy.ASK_AGAIN, "timeout_s"),
    "too long an answer": (
        Said(workout_json(), finish_reason="length"),
        "it was too long",
        Remedy.ASK_AGAIN,
        "",
    ),
    "a filtered answer": (
        Said(PROSE, finish_reason="content_filter"),
        "content filter",
        Remedy.ASK_AGAIN,
        "",
    ),
    "no end": (Said(long_prose(60_000), delta_chars=9000), "does not end", Remedy.ASK_AGAIN, ""),
}


@pytest.mark.parametrize("name", BROKEN)
async def test_a_server_that_answers_with(name: str, server: ModelServer, make_coach: MakeCoach) -> None:
    """...is an error in plain words, with a remedy or a hint, after one try."""
    said, words, remedy, hint = BROKEN[name]
    server.enqueue(said)
    error, _ = await refused(make_coach(timeout_s=0.3 if name == "silence" else 5))
    assert words in error.message
    assert (hint in error.hint) and error.remedy is remedy
    assert len(server.requests) == 1


async def test_a_server_that_refuses_to_count_tokens_is_not_asked_to_from_then_on(
    server: ModelServer, make_coach: MakeCoach
) -> None:
    unknown = Failure(400, None, "Unknown field: stream_options.")
    server.enqueue(unknown)
    coach = make_coach()
    assert (await asked(coach)).usage is None
    await asked(coach)
    *_, found, remembered = server.requests
    assert len(server.requests) == 3
    for request in (found, remembered):
        assert "stream_options" not in request.body
        assert "response_format" in request.body


async def test_a_request_that_is_refused_twice_is_refused(server: ModelServer, make_coach: MakeCoach) -> None:
    server.enqueue(*2 * [NO_SCHEMA])
    error, _ = await refused(make_coach())
    assert "refused the request (400)" in error.message
    assert len(server.requests) == 2


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
    assert error.remedy is Remedy.CHECK_ADDRESS


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
    assert "key" in error.message and error.remedy is Remedy.CHECK_KEY
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
