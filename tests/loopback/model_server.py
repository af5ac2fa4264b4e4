"""An OpenAI-compatible model server on this machine: for the tests, and for trying the app by hand.

    python -m tests.loopback.model_server [--rate 200] [--long 12000] [--fail 429]

Real HTTP and real server-sent events, on a thread of its own with its own event loop: the client's event loop
stays free, and the end of a connection is seen the moment it happens.
"""

import argparse
import asyncio
import contextlib
import json
import threading
import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import replace
from types import TracebackType
from typing import Any, Self

from tests.loopback.answers import (
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
    Scripted,
    long_prose,
    persona_workout_json,
    step,
    workout_json,
)
from tests.loopback.connection import Connection, RecordedRequest

__all__ = [
    "BAD_KEY",
    "MODEL",
    "NO_CREDIT",
    "NO_SCHEMA",
    "NO_SUCH_MODEL",
    "RATE_LIMITED",
    "SERVER_ERROR",
    "Answer",
    "Failure",
    "Garbage",
    "ModelServer",
    "RecordedRequest",
    "Scripted",
    "step",
    "workout_json",
]

PATIENCE_S = 30.0
CREATED = 1_760_000_000
JSON, SSE = "application/json", "text/event-stream; charset=utf-8"


class ModelServer:
    """Answers chat completions from a queue, then with ``default``. A context manager."""

    def __init__(
        self,
        *answers: Scripted,
        default: Scripted | Callable[[RecordedRequest], Scripted] | None = None,
        port: int = 0,
    ) -> None:
        self.requests: list[RecordedRequest] = []
        self.default = Answer(workout_json(), usage=(900, 220)) if default is None else default
        self.models: Failure | Garbage = _models()
        self._answers = deque(answers)
        self._port = port
        self._arrival = threading.Condition()
        self._started = threading.Event()
        self._failed: OSError | None = None
        self._connections: set[Connection] = set()
        self._loop: asyncio.AbstractEventLoop
        self._stop: asyncio.Event
        self._thread = threading.Thread(
            target=lambda: asyncio.run(self._serve()), name="model server", daemon=True
        )

    @property
    def base_url(self) -> str:
        """Where the OpenAI client is to look."""
        return f"http://127.0.0.1:{self._port}/v1"

    def enqueue(self, *answers: Scripted) -> None:
        """Adds answers to chat completions, first come first served."""
        self._answers.extend(answers)

    def wait_for_request(self, number: int = 1, timeout_s: float = PATIENCE_S) -> RecordedRequest:
        """The request with this number, counted from 1. Blocks; raises TimeoutError when it does not come."""
        with self._arrival:
            if not self._arrival.wait_for(lambda: len(self.requests) >= number, timeout_s):
                raise TimeoutError(f"request {number} did not come within {timeout_s:g} s")
            return self.requests[number - 1]

    def __enter__(self) -> Self:
        self._thread.start()
        self._started.wait()
        if self._failed is not None:
            raise self._failed
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join(PATIENCE_S)

    async def _serve(self) -> None:
        self._loop, self._stop = asyncio.get_running_loop(), asyncio.Event()
        try:
            server = await self._loop.create_server(lambda: Connection(self._talk), "127.0.0.1", self._port)
        except OSError as error:
            self._failed = error
            return
        else:
            self._port = server.sockets[0].getsockname()[1]
        finally:
            self._started.set()
        await self._stop.wait()
        server.close()
        for connection in tuple(self._connections):
            connection.end()

    async def _talk(self, connection: Connection) -> None:
        """One connection: requests one after another, until either side has had enough."""
        self._connections.add(connection)
        try:
            while (request := await connection.read_request()) is not None:
                with self._arrival:
                    self.requests.append(request)
                    self._arrival.notify_all()
                try:
                    await self._reply(connection, request)
                except ConnectionError:
                    if not self._stop.is_set():
                        request.closed_at = time.monotonic()
                        request.closed_by_client.set()
                if not request.finished:
                    return
        except ConnectionError:
            pass
        finally:
            connection.end()
            self._connections.discard(connection)

    async def _reply(self, connection: Connection, request: RecordedRequest) -> None:
        if (request.method, request.path) == ("GET", "/v1/models"):
            await _list_models(connection, request, self.models)
            return
        match self._scripted(request):
            case Answer() as answer if request.body.get("stream"):
                await _stream(connection, request, answer)
            case Answer() as answer:
                await _whole(connection, request, answer)
            case Failure() as failure:
                request.finished = True
                await connection.respond(failure.status, JSON, failure.body, failure.headers)
            case Garbage() as garbage:
                request.finished = True
                await connection.respond(200, garbage.content_type, garbage.body)

    def _scripted(self, request: RecordedRequest) -> Scripted:
        if (request.method, request.path) != ("POST", "/v1/chat/completions"):
            return Failure(404, "unknown_url", f"Unknown request URL: {request.method} {request.path}.")
        try:
            _ = request.body
        except ValueError:
            return Failure(400, None, "We could not parse the JSON body of your request.")
        if self._answers:
            return self._answers.popleft()
        return self.default(request) if callable(self.default) else self.default


def _models() -> Garbage:
    """The list of the one model there is."""
    model = {"id": MODEL, "object": "model", "created": CREATED, "owned_by": "loopback"}
    return Garbage(json.dumps({"object": "list", "data": [model]}).encode(), JSON)


async def _list_models(connection: Connection, request: RecordedRequest, said: Failure | Garbage) -> None:
    request.finished = True
    if isinstance(said, Failure):
        await connection.respond(said.status, JSON, said.body, said.headers)
    else:
        await connection.respond(200, said.content_type, said.body)


async def _stream(connection: Connection, request: RecordedRequest, answer: Answer) -> None:
    """An answer as server-sent events, each in a chunk of its own."""
    asks_usage = bool((request.body.get("stream_options") or {}).get("include_usage"))
    usage: dict[str, Any] = {"usage": None} if asks_usage else {}

    def event(delta: dict[str, str], finish: str | None = None) -> bytes:
        choice = {"index": 0, "delta": delta, "logprobs": None, "finish_reason": finish}
        return _event(_completion(answer, "chat.completion.chunk", [choice]) | usage)

    await connection.open_stream(SSE)
    start = asyncio.get_running_loop().time() + answer.first_delay_s
    await connection.wait_until(start)
    await connection.chunk(event({"role": "assistant", "content": ""}))
    for number, delta in enumerate(answer.deltas):
        if await _breaks_off(connection, answer, number):
            return
        await connection.wait_until(start + number * answer.delay_s)
        request.deltas_sent = number + 1
        await connection.chunk(event({"content": delta}))
    if await _breaks_off(connection, answer, len(answer.deltas)):
        return
    last = [event({}, answer.finish_reason)]
    if asks_usage and answer.usage is not None:
        last.append(_event(_completion(answer, "chat.completion.chunk", []) | _usage(answer)))
    request.finished = True
    await connection.chunk(*last, b"data: [DONE]\n\n", b"")


async def _whole(connection: Connection, request: RecordedRequest, answer: Answer) -> None:
    """An answer in one piece; a cut or a stall comes before it."""
    await connection.wait_until(asyncio.get_running_loop().time() + answer.first_delay_s)
    if await _breaks_off(connection, answer, None):
        return
    choice = {
        "index": 0,
        "message": {"role": "assistant", "content": answer.text, "refusal": None},
        "logprobs": None,
        "finish_reason": answer.finish_reason,
    }
    request.deltas_sent, request.finished = len(answer.deltas), True
    body = _completion(answer, "chat.completion", [choice]) | (_usage(answer) if answer.usage else {})
    await connection.respond(200, JSON, json.dumps(body).encode())


async def _breaks_off(connection: Connection, answer: Answer, sent: int | None) -> bool:
    """Whether the script drops the connection here. Where it stalls this waits for the client to leave."""
    if answer.stall_after is not None and sent in (answer.stall_after, None):
        await connection.gone.wait()
        raise ConnectionResetError("the client left a stalled answer")
    return answer.cut_after is not None and sent in (answer.cut_after, None)


def _completion(answer: Answer, kind: str, choices: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "id": "chatcmpl-loopback",
        "object": kind,
        "created": CREATED,
        "model": answer.model,
        "choices": choices,
    }


def _usage(answer: Answer) -> dict[str, Any]:
    prompt, completion = answer.usage or (0, 0)
    total = prompt + completion
    return {"usage": {"prompt_tokens": prompt, "completion_tokens": completion, "total_tokens": total}}


def _event(value: dict[str, Any]) -> bytes:
    return b"data: %b\n\n" % json.dumps(value, ensure_ascii=False).encode()


FAILURES: dict[str, Failure] = {
    "401": BAD_KEY,
    "404": NO_SUCH_MODEL,
    "429": RATE_LIMITED,
    "quota": NO_CREDIT,
    "500": SERVER_ERROR,
    "schema": NO_SCHEMA,
}
BREAK_AFTER = 60


def main(arguments: Sequence[str] | None = None) -> None:
    """Serves each persona's workout until it is interrupted."""
    parser = argparse.ArgumentParser(prog="python -m tests.loopback.model_server", description=main.__doc__)
    parser.add_argument("--rate", type=float, default=60, help="deltas per second (default 60)")
    parser.add_argument(
        "--long", type=int, default=0, metavar="N", help="deltas of prose in addition to the workout"
    )
    parser.add_argument("--fail", choices=[*FAILURES, "garbage", "cut", "stall"], help="fail in this way")
    parser.add_argument("--port", type=int, default=0, help="default: a free one")
    chosen = parser.parse_args(arguments)

    def answer(request: RecordedRequest) -> Scripted:
        if chosen.fail in FAILURES:
            return FAILURES[chosen.fail]
        if chosen.fail == "garbage":
            return Garbage()
        prose = {"why": long_prose(chosen.long)} if chosen.long else {}
        text = persona_workout_json(request.words, **prose)
        whole = Answer(text, delay_s=1 / chosen.rate, first_delay_s=0.3, usage=(900, len(text) // 4))
        cut, stall = (BREAK_AFTER if chosen.fail == way else None for way in ("cut", "stall"))
        return replace(whole, cut_after=cut, stall_after=stall)

    with ModelServer(default=answer, port=chosen.port) as server, contextlib.suppress(KeyboardInterrupt):
        print(f"OPENAI_BASE_URL={server.base_url} OPENAI_API_KEY=test  (Ctrl-C stops)", flush=True)
        threading.Event().wait()


if __name__ == "__main__":
    main()
