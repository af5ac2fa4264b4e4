"""What can go wrong between Garmin and us: each fault changes one answer, or the way it is sent."""

import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal

from tests.loopback.garmin_answer import HTML, NO_CONTENT, Answer, refusal, zip_answer


@dataclass(frozen=True, slots=True)
class Fault:
    """``instead`` is answered without a look at the question; ``change`` spoils the true answer.

    ``cut`` ends the connection ("before" a byte of the answer, or "within" its body), ``stalls`` waits
    until the client leaves, ``bytes_per_s`` is the pace at which the body drips.
    """

    name: str
    instead: Answer | None = None
    change: Callable[[Answer], Answer] | None = None
    cut: Literal["before", "within"] | None = None
    stalls: bool = False
    bytes_per_s: float | None = None

    def __repr__(self) -> str:
        return self.name

    def spoil(self, answer: Answer) -> Answer:
        """The answer as it leaves."""
        return answer if self.change is None else self.change(answer)


def status(code: int, *, retry_after_s: int | None = None) -> Fault:
    """An error of Garmin's API, or of what stands before it: 401, 403, 404, 429, 500, 503, ..."""
    headers = {} if retry_after_s is None else {"Retry-After": str(retry_after_s)}
    return Fault(f"HTTP {code}", instead=replace(refusal(code), headers=headers))


def slow(bytes_per_s: float) -> Fault:
    """The body drips."""
    return Fault(f"{bytes_per_s:g} bytes per second", bytes_per_s=bytes_per_s)


def _with_rubbish(answer: Answer) -> Answer:
    """The zip as it was, but for what is in its file."""
    with zipfile.ZipFile(io.BytesIO(answer.body)) as opened:
        return zip_answer(opened.namelist()[0], b"no FIT file" * 20)


UNAUTHORIZED, FORBIDDEN, NOT_FOUND = status(401), status(403), status(404)
TOO_MANY_REQUESTS, SERVER_ERROR, UNAVAILABLE = status(429), status(500), status(503)
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
