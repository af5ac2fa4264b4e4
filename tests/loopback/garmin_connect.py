"""A Garmin Connect on this machine: real HTTPS for the real packages, in processes that know nothing of it.

A process is steered by its environment alone: its proxy is this server, which answers for Garmin's hosts
itself, with certificates of an authority that only the tests trust, and refuses every other host.
"""

import json
import re
import socket
import ssl
import tempfile
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from urllib.parse import parse_qs, urlsplit

import trustme

from tests.loopback.garmin_account import DISPLAY_NAME, GarminAccount

HOSTS = tuple(
    f"{name}.garmin.com"
    for name in ("sso", "connect", "connectapi", "diauth", "mobile.integration", "services")
)


class Fault(Enum):
    """How a request goes wrong."""

    UNAUTHORIZED = 401
    FORBIDDEN = 403
    NOT_FOUND = 404
    TOO_MANY = 429
    BROKEN = 500
    UNAVAILABLE = 503
    NOTHING = 204
    CUT_BEFORE = auto()
    CUT_INSIDE = auto()
    RUBBISH = auto()
    HTML = auto()
    EMPTY = auto()
    SLOW = auto()


@dataclass(frozen=True)
class Asked:
    """One request that was answered."""

    method: str
    path: str
    moment: float
    status: int


class GarminConnect:
    """Serves an account until the ``with`` block ends."""

    def __init__(self, account: GarminAccount, *, delay_s: float = 0.0) -> None:
        self.account = account
        self.delay_s = delay_s
        self.requests: list[Asked] = []
        self.locked = threading.Lock()
        self.attempts: list[str] = []
        self._faults: list[tuple[int | str, Fault, list[int]]] = []
        self._folder = tempfile.TemporaryDirectory()
        authority = trustme.CA(key_type=trustme.KeyType.ECDSA)
        self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        authority.issue_cert(*HOSTS).configure_cert(self.context)
        self._trusted = Path(self._folder.name) / "authority.pem"
        authority.cert_pem.write_to_path(str(self._trusted))
        self._server = _Server(("127.0.0.1", 0), type("Handler", (_Handler,), {"garmin": self}))
        self._serving = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)

    def __enter__(self) -> Self:
        self._serving.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._serving.join()
        self._folder.cleanup()

    @property
    def environment(self) -> dict[str, str]:
        """What leads another process here."""
        proxy, trusted = f"http://127.0.0.1:{self._server.server_address[1]}", str(self._trusted)
        names = ("HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy", "ALL_PROXY")
        bundles = ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "SSL_CERT_FILE")
        return (
            dict.fromkeys(names, proxy) | dict.fromkeys(bundles, trusted) | {"NO_PROXY": "", "no_proxy": ""}
        )

    def fail(self, at: int | str, how: Fault, times: int = 1) -> None:
        """The request with this number (from 0), or those whose path matches, go wrong so many times."""
        self._faults.append((at, how, [times]))

    def fault_for(self, number: int, path: str) -> Fault | None:
        """The fault that this request meets, used up by that."""
        for at, how, left in self._faults:
            matches = at == number if isinstance(at, int) else re.search(at, path) is not None
            if matches and left[0] > 0:
                left[0] -= 1
                return how
        return None

    def answer(
        self, method: str, path: str, query: dict[str, str], body: bytes, bearer: str
    ) -> tuple[int, Any]:
        """Status and body: bytes, something for JSON, or None."""
        account = self.account
        if path.endswith("/mobile/api/login"):
            given = json.loads(body)
            self.attempts.append(path)
            if (given["username"], given["password"]) != (account.email, account.password):
                return 200, {"responseStatus": {"type": "INVALID_USERNAME_PASSWORD"}}
            if account.code is not None:
                return 200, {
                    "responseStatus": {"type": "MFA_REQUIRED"},
                    "customerMfaInfo": {"mfaLastMethodUsed": "email"},
                }
            return 200, {"responseStatus": {"type": "SUCCESSFUL"}, "serviceTicketId": "ST-1"}
        if path.endswith("/api/mfa/verifyCode"):
            if json.loads(body)["mfaVerificationCode"] != account.code:
                return 200, {"responseStatus": {"type": "MFA_CODE_INVALID"}}
            return 200, {"responseStatus": {"type": "SUCCESSFUL"}, "serviceTicketId": "ST-2"}
        if path.endswith("/oauth/token"):
            asked = {key: values[0] for key, values in parse_qs(body.decode()).items()}
            if asked["grant_type"] == "refresh_token" and asked["refresh_token"] not in account.refresh:
                return 400, {"error": "invalid_grant"}
            return 200, account.new_tokens()
        if bearer not in account.access:
            return 401, {"message": "Token is not active"}
        return self._data(path, query)

    def _data(self, path: str, query: dict[str, str]) -> tuple[int, Any]:
        account = self.account
        if path == "/activitylist-service/activities/search/activities":
            start, limit = int(query["start"]), int(query["limit"])
            return 200, [each.listed for each in account.activities[start : start + limit]]
        if found := re.fullmatch(r"/(download-service/files/activity|activity-service/activity)/(\d+)", path):
            activity = next((a for a in account.activities if a.activity_id == int(found[2])), None)
            if activity is None or (found[1].startswith("download") and activity.file is None):
                return 404, {"message": "not found"}
            return 200, activity.packed if found[1].startswith("download") else activity.details
        answers: dict[str, Callable[[], Any]] = {
            "/userprofile-service/socialProfile": lambda: account.profile,
            "/userprofile-service/userprofile/user-settings": lambda: account.settings,
            "/userprofile-service/userprofile/personal-information": lambda: account.personal,
            "/activity-service/activity/activityTypes": list,
            f"/wellness-service/wellness/dailySleepData/{DISPLAY_NAME}": lambda: account.sleep(
                date.fromisoformat(query["date"])
            ),
            f"/userstats-service/wellness/daily/{DISPLAY_NAME}": lambda: account.resting_hr(
                date.fromisoformat(query["fromDate"])
            ),
        }
        if path in answers:
            return 200, answers[path]()
        if found := re.fullmatch(r"/hrv-service/hrv/(\d{4}-\d\d-\d\d)", path):
            hrv = account.hrv(date.fromisoformat(found[1]))
            return (204, None) if hrv is None else (200, hrv)
        return 404, {"message": f"no {path} here"}


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """A worker that is killed breaks its connections off."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    garmin: GarminConnect

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing."""

    def do_CONNECT(self) -> None:
        """From here on the connection is Garmin's host's."""
        host = self.path.rsplit(":", 1)[0]
        if host not in HOSTS:
            self.send_error(403)
            return
        self.send_response(200)
        self.end_headers()
        try:
            self.connection = self.garmin.context.wrap_socket(self.connection, server_side=True)
        except (ssl.SSLError, OSError):
            self.close_connection = True
            return
        self.rfile = self.connection.makefile("rb")
        self.wfile = self.connection.makefile("wb", 0)
        self.close_connection = False

    def do_GET(self) -> None:
        """A question of the API."""
        self._answer()

    def do_POST(self) -> None:
        """A login or tokens."""
        self._answer()

    def _answer(self) -> None:
        garmin = self.garmin
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        address = urlsplit(self.path)
        query = {key: values[0] for key, values in parse_qs(address.query).items()}
        bearer = self.headers.get("Authorization", "").removeprefix("Bearer ")
        with garmin.locked:
            fault = garmin.fault_for(len(garmin.requests), address.path)
            status, content = garmin.answer(self.command, address.path, query, body, bearer)
            if fault is not None and isinstance(fault.value, int) and 200 <= fault.value < 600:
                status, content = fault.value, None if fault is Fault.NOTHING else {"message": "a fault"}
            garmin.requests.append(Asked(self.command, address.path, time.monotonic(), status))
        time.sleep(garmin.delay_s)
        self._send(status, content, fault)

    def _send(self, status: int, content: Any, fault: Fault | None) -> None:
        data = (
            content
            if isinstance(content, bytes)
            else b""
            if content is None
            else json.dumps(content).encode()
        )
        if fault is Fault.CUT_BEFORE:
            self._cut()
            return
        data = {
            Fault.RUBBISH: b"PK\x03\x04" + b"rubbish" * 50,
            Fault.HTML: b"<html><body>Just a moment...</body></html>",
            Fault.EMPTY: b"",
        }.get(fault or Fault.SLOW, data)
        self.send_response(status)
        if status != 204:
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        try:
            if fault is Fault.CUT_INSIDE:
                self.wfile.write(data[: len(data) // 2])
                self._cut()
            elif fault is Fault.SLOW:
                for byte in range(0, len(data), max(1, len(data) // 20)):
                    self.wfile.write(data[byte : byte + max(1, len(data) // 20)])
                    time.sleep(0.02)
            elif status != 204:
                self.wfile.write(data)
        except OSError:
            self.close_connection = True

    def _cut(self) -> None:
        self.close_connection = True
        with suppress(OSError):
            self.connection.shutdown(socket.SHUT_RDWR)
