"""What can go wrong between RunCoach and a model server, in plain words and with what to do."""

from typing import Any
from urllib.parse import urlsplit

import msgspec

from runcoach.domain import units
from runcoach.domain.errors import CoachError

AGAIN = "Press g to ask again."
CHECK_KEY = "Check OPENAI_API_KEY in .env or the environment."
CHECK_ADDRESS = "Check OPENAI_BASE_URL or base_url in config.toml; most addresses end in /v1."
_OTHER_MODEL = "In the app, m lists what there is. Or set OPENAI_MODEL, or model in config.toml."


class Server(msgspec.Struct, frozen=True):
    """The server as it may be named: never with a password, a path or a query."""

    base_url: str
    model: str
    has_key: bool

    @property
    def host(self) -> str:
        """Its name and port; empty when the address has none."""
        try:
            parts = urlsplit(self.base_url)
            port = f":{parts.port}" if parts.port else ""
        except ValueError:
            return ""
        return f"{parts.hostname}{port}" if parts.hostname else ""

    def unreadable(self, is_chat: bool) -> CoachError:
        """It says what no model server says, or no longer does."""
        if is_chat:
            return CoachError(f"The answer of {self.host} went on in a way that cannot be read.", AGAIN)
        return CoachError(f"{self.host} does not answer like a model server.", CHECK_ADDRESS)

    def disconnected(self, is_chat: bool) -> CoachError:
        """It cannot be reached, or no longer."""
        if is_chat:
            kept = f"What had arrived is kept. {AGAIN}"
            return CoachError(f"The connection to {self.host} broke off in mid-answer.", kept)
        return CoachError(f"No connection to {self.host}.", f"Check the network. {AGAIN}")

    def trouble(self, openai: Any, error: Exception, is_chat: bool) -> CoachError:
        """The words for an error of the openai package."""
        if isinstance(error, openai.APITimeoutError):
            return CoachError(
                f"{self.host} was silent for too long.", f"{AGAIN} timeout_s says how long to wait."
            )
        if isinstance(error, openai.APIConnectionError):
            return self.disconnected(is_chat)
        status = getattr(error, "status_code", None)
        code = str(getattr(error, "code", None) or "")
        if status in (401, 403):
            problem = "refused the key" if self.has_key else "wants a key"
            return CoachError(f"{self.host} {problem} ({status}).", CHECK_KEY)
        if status in (404, 410):
            no_model = f"{self.host} has no model {units.plain(self.model)} ({status})."
            return CoachError(no_model, _OTHER_MODEL if code else f"{_OTHER_MODEL} {CHECK_ADDRESS}")
        if status == 429 and code == "insufficient_quota":
            return CoachError(
                f"The account at {self.host} has no credit left (429).", "It can be topped up there."
            )
        if status == 429:
            wait = f"Wait {seconds} s." if (seconds := _retry_after(error)) else "Wait a little."
            return CoachError(f"{self.host} is receiving too many requests (429).", f"{wait} {AGAIN}")
        if isinstance(status, int) and status >= 500:
            return CoachError(f"{self.host} has a problem of its own ({status}).", AGAIN)
        if isinstance(status, int):
            return CoachError(f"{self.host} refused the request ({status}).", AGAIN)
        return CoachError(f"{self.host} reports a problem of its own.", AGAIN)


def _retry_after(error: Exception) -> int | None:
    """The seconds that the server wants to be left alone; None where it does not say, or says a date."""
    said = getattr(getattr(error, "response", None), "headers", {}).get("retry-after", "")
    return int(said) if said.isdecimal() and len(said) <= 4 else None
