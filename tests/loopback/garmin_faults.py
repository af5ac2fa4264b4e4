"""What can go wrong between Garmin and us: each fault changes one answer, or the way it is sent."""

import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal

from tests.loopback.garmin_answer import HTML, NO_CONTENT, Answer, refusal, zip_answer


@dataclass(frozen=True, slots=True, eq=False)
class Fault:
    """``status`` or ``instead`` is answered whatever was asked; ``change`` spoils the true answer.

    ``cut`` ends the connection ("before" a byte of the answer, or "within" its body), ``stalls`` waits
    until the client leaves, ``bytes_per_s`` is the pace at which the body drips.
    """

    name: str
    status: int | None = None
    instead: Answer | None = None
    change: Callable[[Answer], Answer] | None = None
    cut: Literal["before", "within"] | None = None
    stalls: bool = False
    bytes_per_s: float | None = None
    retry_after_s: int | None = None

    def __repr__(self) -> str:
        return self.name

    def answer(self, host: str, true: Callable[[], Answer]) -> Answer:
        """The answer as it leaves; ``true`` is the one that should."""
        if self.status is not None:
            wait = {} if self.retry_after_s is None else {"Retry-After": str(self.retry_after_s)}
            return replace(refusal(self.status, host), headers=wait)
        if self.instead is not None:
            return self.instead
        return true() if self.change is None else self.change(true())


def http(status: int, *, retry_after_s: int | None = None) -> Fault:
    """An error of Garmin's, or of what stands before it: 401, 403, 404, 429, 500, 503, ..."""
    return Fault(f"HTTP {status}", status=status, retry_after_s=retry_after_s)


def slow(bytes_per_s: float) -> Fault:
    """The body drips."""
    return Fault(f"{bytes_per_s:g} bytes per second", bytes_per_s=bytes_per_s)


def _with_rubbish(answer: Answer) -> Answer:
    """The zip as it was, but for what is in its file."""
    with zipfile.ZipFile(io.BytesIO(answer.body)) as opened:
        return zip_answer(opened.namelist()[0], b"no FIT file" * 20)


NO_FAULT = Fault("no fault")
UNAUTHORIZED, FORBIDDEN, NOT_FOUND = http(401), http(403), http(404)
TOO_MANY_REQUESTS, SERVER_ERROR, UNAVAILABLE = http(429), http(500), http(503)
CUT_BEFORE = Fault("cut before the answer", cut="before")
CUT_WITHIN = Fault("cut within the body", cut="within")
STALL = Fault("no answer", stalls=True)
EMPTY = Fault("empty body", change=lambda answer: replace(answer, body=b""))
NOTHING = Fault("204", instead=NO_CONTENT)
PAGE = Fault(
    "a page instead of JSON",
    instead=Answer(200, b"<!DOCTYPE html><html><title>Garmin Connect</title>Be right back</html>", HTML),
)
RUBBISH_FIT = Fault("rubbish in the zip", change=_with_rubbish)
RUBBISH_ZIP = Fault("rubbish for a zip", change=lambda answer: replace(answer, body=b"\x00\x01rubbish" * 40))
TRUNCATED = Fault(
    "half of it", change=lambda answer: replace(answer, body=answer.body[: len(answer.body) // 2])
)

ALL_FAULTS = (
    UNAUTHORIZED,
    FORBIDDEN,
    NOT_FOUND,
    TOO_MANY_REQUESTS,
    SERVER_ERROR,
    UNAVAILABLE,
    CUT_BEFORE,
    CUT_WITHIN,
    EMPTY,
    NOTHING,
    PAGE,
    TRUNCATED,
)
FILE_FAULTS = (RUBBISH_FIT, RUBBISH_ZIP)
