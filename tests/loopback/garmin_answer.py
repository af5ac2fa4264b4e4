"""What a Garmin host is asked, and what it answers."""

import io
import json
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

API_HOST = "connectapi.garmin.com"
JSON, HTML, ZIP = "application/json", "text/html;charset=UTF-8", "application/x-zip-compressed"
_NAMES = {
    400: "BadRequestException",
    401: "UnauthorizedException",
    403: "ForbiddenException",
    404: "NotFoundException",
    429: "TooManyRequestsException",
    500: "InternalServerErrorException",
    503: "ServiceUnavailableException",
}


@dataclass(frozen=True, slots=True)
class Question:
    """One request. Header names are in lower case; ``query`` has the first value of each name."""

    method: str
    host: str
    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    raw: bytes

    @property
    def body(self) -> dict[str, Any]:
        """The JSON object of a POST; {} when there is none."""
        return dict(json.loads(self.raw)) if self.raw else {}


@dataclass(frozen=True, slots=True)
class Answer:
    """A status, a body and what is said about it."""

    status: int = 200
    body: bytes = b""
    content_type: str = JSON
    headers: Mapping[str, str] = field(default_factory=dict)


NO_CONTENT = Answer(204)


def json_answer(value: object, status: int = 200, **headers: str) -> Answer:
    """``value`` as JSON."""
    return Answer(status, json.dumps(value).encode(), JSON, headers)


def refusal(status: int, host: str = API_HOST) -> Answer:
    """An error in the words of Garmin's API, or of its sign-in, which has its own."""
    if host == API_HOST:
        return json_answer({"message": f"HTTP {status}", "error": _NAMES.get(status, "Exception")}, status)
    return json_answer({"error": {"status-code": str(status), "request-id": "loopback"}}, status)


def zip_answer(name: str, content: bytes) -> Answer:
    """A zip with one file: what Garmin sends where a FIT file is asked for."""
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as opened:
        opened.writestr(name, content)
    return Answer(200, archive.getvalue(), ZIP, {"Content-Disposition": "attachment"})
