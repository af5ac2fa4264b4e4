"""The runner's Garmin account: signing in once, then one request at a time.

Everything that the packages raise becomes an AccountError with a Trouble and a plain message.
"""

import re
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import requests
from garminconnect import (
    Garmin,
    GarminConnectAuthenticationError,
    GarminConnectNotFoundError,
    GarminConnectTooManyRequestsError,
)
from garmindb.garmin_connect_auth_adapter import GarminConnectAuthAdapter, GarminConnectAuthError

from runcoach.domain.errors import SyncError
from runcoach.garmin.sync.protocol import Trouble
from runcoach.garmin.worker.config import RunnerConfig
from runcoach.garmin.worker.garminconnect_private import BLOCKED, STRATEGIES, UNREACHABLE, allow_only

WAIT_AFTER_429 = timedelta(hours=1)
TRIES_AFTER_FAILURE = 1
TIMEOUT_S = 30.0


class AccountError(SyncError):
    """Garmin could not be asked, or refused. ``status`` is the HTTP status where there was one."""

    def __init__(
        self,
        trouble: Trouble,
        message: str,
        hint: str = "",
        *,
        status: int | None = None,
        until: datetime | None = None,
    ) -> None:
        super().__init__(message, hint)
        self.trouble = trouble
        self.status = status
        self.until = until


class NotFoundError(AccountError):
    """Garmin does not have it, or no longer has it."""


class Account(GarminConnectAuthAdapter):  # type: ignore[misc]
    """The package's adapter; tries once, and says in plain words what went wrong."""

    def __init__(self, config: RunnerConfig, ask_code: Callable[[], str]) -> None:
        self._strategy = STRATEGIES[0]
        super().__init__(config, garmin_factory=self._garmin, mfa_prompt=ask_code)

    def login(self) -> bool:
        """With the tokens if there are any, else with the password, in one attempt. Raises AccountError."""
        for strategy in STRATEGIES:
            self._strategy = strategy
            try:
                return bool(super().login())
            except GarminConnectAuthError as error:
                cause = error.__cause__ or error
                if strategy == STRATEGIES[-1] or not BLOCKED.search(str(cause)):
                    raise _plain_login(cause, has_password=bool(self.gc_config.get_password())) from None
            except requests.RequestException as error:
                raise _plain_login(error, has_password=True) from None
        raise AssertionError("the last strategy returns or raises")

    def connectapi(self, path: str, **arguments: Any) -> Any:
        """What Garmin answers, decoded. Raises AccountError, NotFoundError among them."""
        return self._ask(super().connectapi, path, arguments)

    def download(self, path: str, **arguments: Any) -> bytes:
        """A file's bytes. Raises AccountError, NotFoundError among them."""
        content: bytes = self._ask(super().download, path, arguments)
        return content

    def _ask(self, how: Callable[..., Any], path: str, arguments: dict[str, Any]) -> Any:
        try:
            return how(path, timeout=TIMEOUT_S, **arguments)
        except GarminConnectAuthError as error:
            raise _plain_answer(error.__cause__ or error) from None
        except (requests.RequestException, ValueError) as error:
            # A ValueError is an answer that is not JSON: a login page, or a page of the bot protection.
            raise _plain_answer(error) from None

    def _garmin(self, **arguments: Any) -> Garmin:
        garmin = Garmin(retry_attempts=TRIES_AFTER_FAILURE, **arguments)
        allow_only(garmin, self._strategy)
        return garmin


def _plain_login(error: BaseException, *, has_password: bool) -> AccountError:
    words = _all_words(error)
    if isinstance(error, GarminConnectTooManyRequestsError) or "429" in words:
        return _too_many("Garmin refuses logins for now: too many were tried.")
    if _is_offline(error):
        return AccountError(
            Trouble.OFFLINE,
            "Garmin cannot be reached.",
            "Check the network, and sync again. Nothing is lost.",
        )
    if "Missing config" in words or "password are required" in words:
        return AccountError(
            Trouble.NOT_CONNECTED,
            "There is no Garmin login yet.",
            "Connect with your Garmin e-mail and password.",
        )
    if "MFA" in words:
        return AccountError(
            Trouble.CODE_REFUSED,
            "Garmin did not accept the code.",
            "Sync again: Garmin sends a new code, which is good for a few minutes.",
        )
    if isinstance(error, GarminConnectAuthenticationError) or "401" in words:
        if not has_password:
            return AccountError(
                Trouble.REVOKED,
                "Garmin no longer accepts this connection.",
                "Connect again with your password.",
            )
        return AccountError(
            Trouble.WRONG_PASSWORD,
            "Garmin did not accept the e-mail address and password.",
            "Check both at Garmin Connect. Several wrong logins make Garmin lock the account for a while.",
        )
    return AccountError(
        Trouble.GARMIN_DOWN, f"Garmin's login does not work just now ({_short(words)}).", "Try again later."
    )


def _plain_answer(error: BaseException) -> AccountError:
    words = _all_words(error)
    found = re.search(r"(?:API Error|HTTP|client error \()\s*(\d{3})", words)
    status = int(found.group(1)) if found else None
    if isinstance(error, GarminConnectNotFoundError) or status == 404:
        return NotFoundError(Trouble.GARMIN_DOWN, "Garmin does not have it.", status=404)
    if isinstance(error, GarminConnectTooManyRequestsError) or status == 429:
        return _too_many("Garmin says that it was asked too often.")
    if isinstance(error, GarminConnectAuthenticationError) or status == 401:
        return AccountError(
            Trouble.REVOKED,
            "Garmin no longer accepts this connection.",
            "Connect again with your password.",
            status=401,
        )
    if status is None and _is_offline(error):
        return AccountError(
            Trouble.OFFLINE, "The connection to Garmin broke off.", "Sync again: it goes on from there."
        )
    what = f"HTTP {status}" if status else "an answer that makes no sense"
    return AccountError(
        Trouble.GARMIN_DOWN, f"Garmin answered with {what}.", "Sync again later.", status=status
    )


def _too_many(message: str) -> AccountError:
    until = datetime.now().replace(microsecond=0) + WAIT_AFTER_429
    return AccountError(
        Trouble.TOO_MANY_REQUESTS,
        message,
        f"Each further try makes it longer: wait until {until:%H:%M}.",
        status=429,
        until=until,
    )


def _is_offline(error: BaseException | None) -> bool:
    if UNREACHABLE.search(_all_words(error)):
        return True
    seen = 0
    while error is not None and seen < 10:
        if isinstance(error, requests.ConnectionError | requests.Timeout | OSError):
            return True
        error, seen = error.__cause__ or error.__context__, seen + 1
    return False


def _all_words(error: BaseException | None) -> str:
    words, seen = [], 0
    while error is not None and seen < 10:
        words.append(str(error))
        error, seen = error.__cause__ or error.__context__, seen + 1
    return " | ".join(words)


def _short(words: str) -> str:
    return words.split(" | ")[-1][:80]


class RateLimit:
    """At most one request in an interval; unlike in the package, nothing waits after the last one."""

    def __init__(self, sleep: Callable[[float], object], interval_s: float) -> None:
        self._sleep = sleep
        self._interval_s = interval_s
        self._last = -interval_s

    def wait(self) -> None:
        """Waits until the next request may be sent."""
        rest = self._last + self._interval_s - time.monotonic()
        if rest > 0:
            self._sleep(rest)
        self._last = time.monotonic()
