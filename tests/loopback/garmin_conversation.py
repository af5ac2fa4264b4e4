"""The wire of the loopback Garmin Connect: a proxy whose CONNECT ends in TLS, and what goes wrong on it."""

import contextlib
import select
import socket
import ssl
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import parse_qsl, urlsplit

from tests.loopback.garmin_answer import Answer, Question
from tests.loopback.garmin_faults import NO_FAULT, Fault

if TYPE_CHECKING:
    from tests.loopback.garmin_connect import GarminConnect

PATIENCE_S = 30.0
BEAT_S = 0.02


class Listener(ThreadingHTTPServer):
    """Listens on 127.0.0.1 while it is open as a context manager; leaving it ends every connection."""

    daemon_threads = False
    block_on_close = True
    request_queue_size = 32

    def __init__(self, garmin: "GarminConnect", context: ssl.SSLContext) -> None:
        super().__init__(("127.0.0.1", 0), Conversation)
        self.garmin, self.context = garmin, context
        self.closing = threading.Event()
        self.troubles: list[Exception] = []
        self._sockets: set[socket.socket] = set()
        self._thread = threading.Thread(
            target=lambda: self.serve_forever(BEAT_S), name="Garmin Connect", daemon=True
        )

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None = None,
        error: BaseException | None = None,
        trace: TracebackType | None = None,
    ) -> None:
        self.closing.set()
        self.shutdown()
        self._thread.join()
        for opened in tuple(self._sockets):
            with contextlib.suppress(OSError):
                opened.shutdown(socket.SHUT_RDWR)
        self.server_close()

    def hold(self, opened: socket.socket) -> None:
        """Notes a socket to be ended with the listener."""
        self._sockets.add(opened)
        if self.closing.is_set():
            with contextlib.suppress(OSError):
                opened.shutdown(socket.SHUT_RDWR)

    def release(self, opened: socket.socket) -> None:
        """Forgets a socket."""
        self._sockets.discard(opened)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Keeps what surprised a conversation; that clients leave does not."""
        error = sys.exception()
        if isinstance(error, Exception) and not isinstance(error, OSError):
            self.troubles.append(error)


class Conversation(BaseHTTPRequestHandler):
    """One connection: CONNECT to a Garmin host, then requests as that host."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    timeout = PATIENCE_S
    server: Listener
    _host = ""

    def setup(self) -> None:
        """Lets the listener end this connection."""
        super().setup()
        self.server.hold(self.connection)

    def do_CONNECT(self) -> None:
        """Becomes the host that is asked for."""
        host, _, _ = self.path.partition(":")
        if not self.server.garmin.lets_through(host):
            if self.server.garmin.offline:
                self._cut()
            else:
                self.send_error(403, "This proxy knows Garmin Connect only")
            self.close_connection = True
            return
        self.send_response_only(200, "Connection established")
        self.end_headers()
        self.server.release(self.connection)
        self.connection = self.server.context.wrap_socket(
            self.connection, server_side=True, do_handshake_on_connect=False
        )
        self.server.hold(self.connection)
        self.connection.do_handshake()
        self.rfile = self.connection.makefile("rb")
        self.wfile = self.connection.makefile("wb", buffering=0)
        self._host, self.close_connection = host, False

    def do_GET(self) -> None:
        """Answers one request, as well or badly as is planned."""
        if not self._host:
            self.send_error(403, "This proxy knows HTTPS only")
            return
        garmin, question = self.server.garmin, self._question()
        request = garmin.take(question, self.path)
        fault = request.fault or NO_FAULT
        self.server.closing.wait(garmin.delay_s)
        if garmin.offline:
            return self._cut()
        if fault.stalls:
            return self._stall()
        answer = fault.answer(self._host, lambda: garmin.answer(question))
        if fault.cut == "before":
            return self._cut()
        request.status = answer.status
        self._send(answer, fault)

    do_POST = do_GET

    def finish(self) -> None:
        """Ends the connection, TLS or not."""
        self.server.release(self.connection)
        with contextlib.suppress(OSError):
            super().finish()
        if isinstance(self.connection, ssl.SSLSocket):
            self.connection.close()

    def log_message(self, format: str, *args: Any) -> None:
        """Says nothing: the requests are recorded."""

    def _question(self) -> Question:
        address = urlsplit(self.path)
        headers = {name.lower(): value for name, value in self.headers.items()}
        raw = self.rfile.read(int(headers.get("content-length", 0)))
        query: dict[str, str] = {}
        for name, value in parse_qsl(address.query):
            query.setdefault(name, value)
        return Question(self.command, self._host, address.path, query, headers, raw)

    def _send(self, answer: Answer, fault: Fault) -> None:
        self.send_response_only(answer.status)
        for name, value in answer.headers.items():
            self.send_header(name, value)
        if answer.status != 204:
            self.send_header("Content-Type", answer.content_type)
            self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()
        if fault.cut == "within":
            self.wfile.write(answer.body[: len(answer.body) // 2])
            self._cut()
        elif fault.bytes_per_s is not None:
            self._drip(answer.body, fault.bytes_per_s)
        elif answer.status != 204:
            self.wfile.write(answer.body)

    def _drip(self, body: bytes, bytes_per_s: float) -> None:
        """Sends the body no faster than this; raises OSError when the client leaves."""
        begun, sent = time.monotonic(), 0
        while sent < len(body) and not self.server.closing.wait(BEAT_S):
            due = min(len(body), int((time.monotonic() - begun) * bytes_per_s))
            self.wfile.write(body[sent:due])
            sent = due

    def _stall(self) -> None:
        """Waits until the client leaves, or the server."""
        while not self.server.closing.is_set():
            if select.select([self.connection], [], [], BEAT_S)[0]:
                break
        self._cut()

    def _cut(self) -> None:
        """Ends the connection without a word of TLS."""
        self.close_connection = True
        with contextlib.suppress(OSError):
            self.connection.shutdown(socket.SHUT_RDWR)
