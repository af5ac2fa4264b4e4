"""One HTTP connection of a loopback server: its requests in, exact bytes out, and its end noticed at once."""

import asyncio
import contextlib
import json
import threading
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

_REASONS = {200: "OK", 400: "Bad Request", 401: "Unauthorized", 404: "Not Found", 429: "Too Many Requests"}


@dataclass(slots=True, eq=False)
class RecordedRequest:
    """What a client asked for and how it went.

    Header names are in lower case. ``finished`` is set, and ``deltas_sent`` counted, just before the bytes
    go out: a client that has them sees the truth here. ``closed_at`` is ``time.monotonic()`` when the
    client left in mid-answer, and ``closed_by_client`` is set then.
    """

    method: str
    path: str
    headers: Mapping[str, str]
    raw: bytes = b""
    deltas_sent: int = 0
    finished: bool = False
    closed_by_client: threading.Event = field(default_factory=threading.Event)
    closed_at: float | None = None

    @property
    def body(self) -> dict[str, Any]:
        """The JSON object of a POST; {} when there is none. Raises ValueError when it is not JSON."""
        found = json.loads(self.raw) if self.raw else {}
        if not isinstance(found, dict):
            raise ValueError("the body is no JSON object")
        return found

    @property
    def words(self) -> str:
        """The text of all messages."""
        return "\n".join(str(message.get("content", "")) for message in self.body.get("messages", []))


class Connection(asyncio.StreamReaderProtocol):
    """Calls ``talk`` with itself once it is open. ``gone`` is set the moment the client closes it."""

    def __init__(self, talk: Callable[["Connection"], Awaitable[None]]) -> None:
        self.gone = asyncio.Event()
        self._talk = talk
        super().__init__(asyncio.StreamReader(), self._opened)

    async def _opened(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader, self._writer = reader, writer
        await self._talk(self)

    def eof_received(self) -> bool | None:
        """Notes that the client has closed its side."""
        self.gone.set()
        return super().eof_received()

    def connection_lost(self, exc: Exception | None) -> None:
        """Notes a reset, too."""
        self.gone.set()
        super().connection_lost(exc)

    async def read_request(self) -> RecordedRequest | None:
        """The next request; None when there will be none."""
        try:
            head = (await self._reader.readuntil(b"\r\n\r\n")).decode("latin-1").splitlines()
            method, path, _ = head[0].split(" ", 2)
            headers = {
                name.strip().lower(): value.strip()
                for name, _, value in (line.partition(":") for line in head[1:] if line)
            }
            raw = await self._reader.readexactly(int(headers.get("content-length", 0)))
        except asyncio.IncompleteReadError:
            return None
        return RecordedRequest(method, path, headers, raw)

    async def respond(
        self, status: int, content_type: str, body: bytes, headers: Mapping[str, str] | None = None
    ) -> None:
        """A whole response."""
        self._head(
            status, {"Content-Type": content_type, "Content-Length": str(len(body))} | dict(headers or {})
        )
        self._writer.write(body)
        await self._writer.drain()

    async def open_stream(self, content_type: str) -> None:
        """The head of a response whose body comes in chunks."""
        self._head(200, {"Content-Type": content_type, "Transfer-Encoding": "chunked"})
        await self._writer.drain()

    async def chunk(self, *payloads: bytes) -> None:
        """Chunks, in one write; an empty one ends the body."""
        self._writer.write(b"".join(b"%x\r\n%b\r\n" % (len(payload), payload) for payload in payloads))
        await self._writer.drain()

    async def wait_until(self, deadline: float) -> None:
        """Waits for a time of the loop's clock. Raises ConnectionError as soon as the client is gone."""
        remaining = deadline - asyncio.get_running_loop().time()
        if remaining > 0:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(remaining):
                    await self.gone.wait()
        else:
            await asyncio.sleep(0)
        if self.gone.is_set():
            raise ConnectionResetError("the client is gone")

    def end(self) -> None:
        """Closes the connection after what was written."""
        self._writer.close()

    def _head(self, status: int, headers: Mapping[str, str]) -> None:
        lines = [f"HTTP/1.1 {status} {_REASONS.get(status, 'Error')}"]
        lines += [f"{name}: {value}" for name, value in headers.items()]
        self._writer.write("\r\n".join((*lines, "", "")).encode("latin-1"))
