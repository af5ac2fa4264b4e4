"""Garmin Connect on this machine, for the unmodified garmindb and garminconnect in a process of their own.

    python -m tests.loopback.garmin_connect [--runs 30] [--mfa 123456] [--delay 0.2]

They are steered by their environment alone: a proxy that takes every way to a Garmin host here, and a
certificate to trust. Other hosts are refused. Run by hand it prints that environment for a shell.
"""

import argparse
import contextlib
import re
import shlex
import ssl
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Self

import trustme

from tests.loopback import garmin_api
from tests.loopback.garmin_account import GarminAccount, account_with
from tests.loopback.garmin_answer import API_HOST, Answer, Question
from tests.loopback.garmin_conversation import Listener
from tests.loopback.garmin_faults import Fault
from tests.loopback.garmin_signin import SignInDesk

SIGN_IN_HOSTS = ("sso.garmin.com", "diauth.garmin.com", "connect.garmin.com", "mobile.integration.garmin.com")
HOSTS = (*SIGN_IN_HOSTS, API_HOST)
PATIENCE_S = 10.0


@dataclass(slots=True, eq=False)
class RecordedRequest:
    """A request and how it went. ``path`` has its query, ``moment`` is ``time.monotonic()`` when it came.

    ``status`` is what was answered, set before the bytes go out; None while there is no answer, and for ever
    where a fault takes it away.
    """

    number: int
    method: str
    host: str
    path: str
    moment: float
    status: int | None = None
    fault: Fault | None = None


@dataclass(slots=True)
class _Planned:
    """A fault to come."""

    fault: Fault
    at: int | None
    path: re.Pattern[str] | None
    times: float

    def meets(self, request: RecordedRequest) -> bool:
        """Whether it is this request's turn."""
        return (
            self.times > 0
            and (self.at is None or request.number >= self.at)
            and (self.path is None or self.path.search(request.path) is not None)
        )


class GarminConnect:
    """A context manager: the server listens, and ``environment`` is good, while it is open.

    ``delay_s`` is waited before each answer. While ``offline`` nothing is reachable.
    """

    def __init__(self, account: GarminAccount) -> None:
        self.account = account
        self.requests: list[RecordedRequest] = []
        self.refused_hosts: list[str] = []
        self.delay_s = 0.0
        self.offline = False
        self._desk = SignInDesk(account)
        self._planned: list[_Planned] = []
        self._arrival = threading.Condition()

    @property
    def environment(self) -> dict[str, str]:
        """What to add to the environment of a process that is to meet this Garmin Connect.

        Servers on this machine, such as a model server, stay in its direct reach.
        """
        names = ("HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy")
        trusts = ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "SSL_CERT_FILE")
        return (
            dict.fromkeys(names, f"http://127.0.0.1:{self._listener.server_port}")
            | dict.fromkeys(trusts, str(self._trust))
            | dict.fromkeys(("NO_PROXY", "no_proxy"), "127.0.0.1,localhost")
        )

    def fail(
        self, fault: Fault, *, at: int | None = None, path: str | None = None, times: int | None = 1
    ) -> None:
        """Plans a fault for the next ``times`` requests (None: for all) that are meant.

        Meant are those from number ``at`` on, counted from 1, whose path and query ``path`` (a regular
        expression) is found in; all of them without either.
        """
        pattern = None if path is None else re.compile(path)
        with self._arrival:
            self._planned.append(_Planned(fault, at, pattern, float("inf") if times is None else times))

    def serve(self, account: GarminAccount) -> GarminAccount:
        """Turns to another account, forgets what was, and returns it."""
        self.forget()
        with self._arrival:
            self.account, self._desk = account, SignInDesk(account)
            self.delay_s, self.offline = 0.0, False
        return account

    def forget(self) -> None:
        """Forgets requests and planned faults, and counts from 1 again."""
        with self._arrival:
            self.requests.clear()
            self._planned.clear()

    def asked(self, path: str) -> list[RecordedRequest]:
        """The requests in whose path and query ``path`` (a regular expression) is found."""
        with self._arrival:
            return [request for request in self.requests if re.search(path, request.path)]

    def wait_for_request(self, number: int = 1, timeout_s: float = PATIENCE_S) -> RecordedRequest:
        """The request with this number, counted from 1. Blocks; raises TimeoutError when it does not come."""
        with self._arrival:
            if not self._arrival.wait_for(lambda: len(self.requests) >= number, timeout_s):
                raise TimeoutError(f"request {number} did not come within {timeout_s:g} s")
            return self.requests[number - 1]

    def __enter__(self) -> Self:
        self._open = contextlib.ExitStack()
        with self._open as opening:
            folder = Path(opening.enter_context(TemporaryDirectory(prefix="garmin-connect-")))
            authority = trustme.CA()
            self._trust = folder / "authority.pem"
            authority.cert_pem.write_to_path(self._trust)
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            authority.issue_cert(*HOSTS).configure_cert(context)
            self._listener = opening.enter_context(Listener(self, context))
            self._open = opening.pop_all()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._open.close()
        if error is None and self._listener.troubles:
            raise ExceptionGroup("the loopback Garmin Connect stumbled", self._listener.troubles)

    def lets_through(self, host: str) -> bool:
        """Whether there is a way to ``host``; notes the hosts that are none of Garmin's."""
        if host not in HOSTS:
            self.refused_hosts.append(host)
        return host in HOSTS and not self.offline

    def take(self, question: Question, target: str) -> RecordedRequest:
        """Notes a request, and the fault whose turn it is."""
        with self._arrival:
            number = len(self.requests) + 1
            request = RecordedRequest(number, question.method, question.host, target, time.monotonic())
            for planned in self._planned:
                if planned.meets(request):
                    planned.times -= 1
                    request.fault = planned.fault
                    break
            self.requests.append(request)
            self._arrival.notify_all()
        return request

    def answer(self, question: Question) -> Answer:
        """The true answer."""
        with self._arrival:
            if question.host in SIGN_IN_HOSTS:
                return self._desk.answer(question)
            return garmin_api.answer(self.account, question)


def main(arguments: Sequence[str] | None = None) -> None:
    """Serves an account until it is interrupted."""
    parser = argparse.ArgumentParser(prog="python -m tests.loopback.garmin_connect", description=main.__doc__)
    parser.add_argument("--runs", type=int, default=30, help="how many runs there are (default 30)")
    parser.add_argument("--mfa", metavar="CODE", help="ask for this code after the password")
    parser.add_argument("--delay", type=float, default=0.1, metavar="S", help="before each answer")
    chosen = parser.parse_args(arguments)
    account = account_with(chosen.runs, today=date.today(), mfa_code=chosen.mfa)
    with GarminConnect(account) as garmin, contextlib.suppress(KeyboardInterrupt):
        garmin.delay_s = chosen.delay
        for name, value in garmin.environment.items():
            print(f"export {name}={shlex.quote(value)}")
        print(f"# {account.email} / {account.password}  (Ctrl-C stops)", flush=True)
        threading.Event().wait()


if __name__ == "__main__":
    main()
