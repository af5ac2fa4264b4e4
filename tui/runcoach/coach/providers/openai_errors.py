"""What can go wrong between RunCoach and a model server, in plain words and with what to do about it."""

from collections.abc import Mapping
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import msgspec

from runcoach.domain import units
from runcoach.domain.errors import CoachError, Remedy

if TYPE_CHECKING:
    from openai import OpenAIError


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
        """What arrives is not, or no longer, what a model server says."""
        if is_chat:
            words = f"The answer of {self.host} went on in a way that cannot be read."
            return CoachError(words, remedy=Remedy.ASK_AGAIN)
        words = f"{self.host} does not answer like a model server."
        return CoachError(words, remedy=Remedy.CHECK_ADDRESS)

    def disconnected(self, is_chat: bool) -> CoachError:
        """It cannot be reached, or no longer."""
        if is_chat:
            words = f"The connection to {self.host} broke off in mid-answer."
            return CoachError(words, "What had arrived is kept.", remedy=Remedy.ASK_AGAIN)
        return CoachError(f"No connection to {self.host}.", "Check the network.", remedy=Remedy.ASK_AGAIN)

    def trouble(self, error: "OpenAIError", is_chat: bool) -> CoachError:
        """The words for an error of the openai package, which is loaded when there is one."""
        import openai

        if isinstance(error, openai.APITimeoutError):
            hint = "The setting timeout_s says how long RunCoach waits."
            return CoachError(f"{self.host} was silent for too long.", hint, remedy=Remedy.ASK_AGAIN)
        if isinstance(error, openai.APIConnectionError):
            return self.disconnected(is_chat)
        code = str(getattr(error, "code", None) or "")
        if isinstance(error, openai.APIStatusError):
            return self._refused(error.status_code, code, _retry_after(error.response.headers))
        return CoachError(f"{self.host} reports a problem of its own.", remedy=Remedy.ASK_AGAIN)

    def _refused(self, status: int, code: str, retry_after_s: int | None) -> CoachError:
        """The server answered with an HTTP status that says no."""
        if status in (401, 403):
            problem = "refused the key" if self.has_key else "wants a key"
            return CoachError(f"{self.host} {problem} ({status}).", remedy=Remedy.CHECK_KEY)
        if status in (404, 410):
            words = f"{self.host} has no model {units.plain(self.model)} ({status})."
            # A server that knows the address says in a code that it is the model which is missing.
            hint = "" if code else "Or OPENAI_BASE_URL is wrong: most addresses end in /v1."
            return CoachError(words, hint, remedy=Remedy.CHOOSE_MODEL)
        if status == 429 and code == "insufficient_quota":
            words = f"The account at {self.host} has no credit left (429)."
            return CoachError(words, "It can be topped up there.")
        if status == 429:
            wait = f"Wait {retry_after_s} s." if retry_after_s else "Wait a little."
            words = f"{self.host} is receiving too many requests (429)."
            return CoachError(words, wait, remedy=Remedy.WAIT)
        problem = "has a problem of its own" if status >= 500 else "refused the request"
        return CoachError(f"{self.host} {problem} ({status}).", remedy=Remedy.ASK_AGAIN)


def _retry_after(headers: Mapping[str, str]) -> int | None:
    """The seconds that the server wants to be left alone; None where it does not say, or says a date."""
    said = headers.get("retry-after", "")
    return int(said) if said.isdecimal() and len(said) <= 4 else None
