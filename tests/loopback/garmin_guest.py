"""A process in which the unmodified garminconnect meets the loopback Garmin Connect, one call after another.

Importing the packages takes a second; so one guest serves many tests. It does not wait: ``time.sleep`` notes
what it was asked for.
"""

import contextlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_SCRIPT = """
import json, logging, sys, time

waits = []
time.sleep = waits.append
real_out, sys.stdout = sys.stdout, sys.stderr
from garminconnect import Garmin
from garmindb.garmin_connect_auth_adapter import GarminConnectAuthAdapter

logging.disable()

class Config:
    def __init__(self, call):
        self.call = call
    def get_garmin_base_domain(self):
        return "garmin.com"
    def get_token_store_file(self):
        return self.call["token_file"]
    def get_user(self):
        return self.call.get("email")
    def get_password(self):
        return self.call.get("password")

def login(call):
    adapter = GarminConnectAuthAdapter(Config(call), mfa_prompt=lambda: call["code"])
    adapter.login()
    return adapter.display_name

def fetch(call):
    garmin = Garmin(retry_attempts=call.get("retries", 0))
    garmin.client.load(call["token_file"])
    if call.get("as_file"):
        return len(garmin.download(call["path"]))
    return garmin.connectapi(call["path"], params=call.get("params"), timeout=call.get("timeout", 15))

for line in sys.stdin:
    call = json.loads(line)
    waits.clear()
    outcome = {}
    try:
        outcome["value"] = {"login": login, "fetch": fetch}[call["do"]](call)
    except Exception as error:
        outcome |= {"error": type(error).__name__, "message": str(error)}
    print(json.dumps({**outcome, "waits": waits}), file=real_out, flush=True)
"""


@dataclass(frozen=True, slots=True)
class Outcome:
    """A value, or the name of an exception and what it says; ``waits_s`` are the sleeps on the way."""

    value: Any
    error: str | None
    message: str
    waits_s: tuple[float, ...]


class GarminGuest:
    """Makes the calls. ``token_file`` is where a token file is read and written."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process

    def login(
        self,
        token_file: Path,
        email: str | None = None,
        password: str | None = None,
        code: str | None = None,
    ) -> Outcome:
        """Logs in as GarminDB does: the token file first, then e-mail, password and MFA code."""
        return self._call("login", token_file, email=email, password=password, code=code)

    def fetch(self, token_file: Path, path: str, **more: Any) -> Outcome:
        """One question to the API with a token file: ``params``, ``timeout``, ``retries``, ``as_file``."""
        return self._call("fetch", token_file, path=path, **more)

    def _call(self, what: str, token_file: Path, **more: Any) -> Outcome:
        process = self._process
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(json.dumps({"do": what, "token_file": str(token_file), **more}) + "\n")
        process.stdin.flush()
        line = process.stdout.readline()
        if not line:
            raise RuntimeError(f"the guest ended with {process.wait()}")
        said: Mapping[str, Any] = json.loads(line)
        return Outcome(said.get("value"), said.get("error"), said.get("message", ""), tuple(said["waits"]))


@contextlib.contextmanager
def garmin_guest(home: Path, environment: Mapping[str, str]) -> Iterator[GarminGuest]:
    """A guest at home in ``home`` with the server's ``environment``. Leaving the block ends it."""
    process = subprocess.Popen(
        [sys.executable, "-c", _SCRIPT],
        cwd=home,
        env=os.environ | dict(environment) | {"HOME": str(home), "USERPROFILE": str(home)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    with process:
        try:
            yield GarminGuest(process)
        finally:
            process.kill()
