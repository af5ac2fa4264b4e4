"""A model server as a coach: OpenAI, or anything that speaks its chat completions.

The only file that imports openai, and only when an answer is asked for: the import takes a good second.
"""

import asyncio
import importlib
import re
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import msgspec

from runcoach import units
from runcoach.coach.events import Request, Text, Usage
from runcoach.coach.prompt import messages
from runcoach.coach.workout import strict_schema
from runcoach.config import Secret
from runcoach.errors import CoachError

if TYPE_CHECKING:
    from openai import AsyncOpenAI

OPENAI = "https://api.openai.com/v1"
MAX_ANSWER_CHARS = 200_000
CONNECT_S = 10
_AGAIN = "Press g to ask again."
_OFFLINE = "--offline asks the offline coach."
_CHECK_KEY = "Check OPENAI_API_KEY in .env or the environment."
_CHECK_ADDRESS = "Check OPENAI_BASE_URL or base_url in config.toml; most addresses end in /v1."
_HOST = re.compile(r"[\w.:%-]+", re.ASCII)


class OpenAICoach:
    """Streams answers from a chat completions server. One try each: the runner decides about another."""

    is_offline = False

    def __init__(
        self, model: str, api_key: Secret | None = None, base_url: str | None = None, timeout_s: float = 60
    ) -> None:
        self.model = model
        self._api_key = api_key
        self._base_url = base_url
        self._timeout_s = timeout_s
        self._client: AsyncOpenAI | None = None
        self._takes_schema = True

    async def stream(self, request: Request) -> AsyncIterator[Text | Usage]:
        """The answer as it arrives. Raises CoachError; closing the iterator closes the connection."""
        openai = await load_openai()
        answer = ""
        is_chat = False
        finish: str | None = None
        try:
            async with await self._open(openai, request) as stream:
                async for chunk in stream:
                    read = _read(chunk)
                    is_chat = is_chat or read.is_chat
                    finish = read.finish or finish
                    if read.usage is not None:
                        yield read.usage
                    if read.text:
                        answer += read.text
                        yield Text(read.text)
                    if len(answer) > MAX_ANSWER_CHARS:
                        raise CoachError("The answer does not end.", f"RunCoach stopped it. {_AGAIN}")
        except openai.OpenAIError as error:
            raise self._plain_error(openai, error, is_chat) from None
        except OSError:  # Such as a certificate file that is not there.
            raise self._disconnected(is_chat) from None
        except ValueError:
            raise self._unreadable(is_chat) from None
        if not is_chat:
            raise self._unreadable(is_chat)
        match finish:
            case "length":
                raise CoachError("The server cut the answer off: it was too long.", _AGAIN)
            case "content_filter":
                raise CoachError("The server's content filter stopped the answer.", _AGAIN)
            case None if not _is_whole(answer):
                raise self._disconnected(is_chat)

    async def close(self) -> None:
        """Closes the connections that are kept open for the next answer."""
        if self._client is not None:
            await self._client.close()
            self._client = None

    async def _open(self, openai: Any, request: Request) -> Any:
        """Opens the stream; a server that refuses the schema gets it in the prompt from then on."""
        if self._takes_schema:
            try:
                return await self._create(openai, request, with_schema=False)
            except (openai.BadRequestError, openai.UnprocessableEntityError):
                pass  # Only an answer to the next request shows that it was the schema.
        stream = await self._create(openai, request, with_schema=True)
        self._takes_schema = False
        return stream

    async def _create(self, openai: Any, request: Request, *, with_schema: bool) -> Any:
        extra: dict[str, Any] = {}
        if not with_schema:
            extra["response_format"] = {
                "type": "json_schema",
                "json_schema": {"name": "workout", "strict": True, "schema": strict_schema()},
            }
        create: Callable[..., Awaitable[Any]] = self._connected(openai).chat.completions.create
        return await create(
            model=self.model,
            messages=messages(request, with_schema=with_schema),
            stream=True,
            stream_options={"include_usage": True},
            **extra,
        )

    def _connected(self, openai: Any) -> "AsyncOpenAI":
        if self._client is None:
            if self._api_key and not (self._api_key.isascii() and self._api_key.isprintable()):
                raise CoachError("The key has characters that no key has.", _CHECK_KEY)
            if not _HOST.fullmatch(self._host):
                raise CoachError("The model server's address is not one.", _CHECK_ADDRESS)
            timeout = openai.Timeout(self._timeout_s, connect=min(CONNECT_S, self._timeout_s))
            try:
                http_client = openai.DefaultAsyncHttpxClient(timeout=timeout)
            except ImportError:
                raise CoachError(
                    "This machine's proxy is a SOCKS proxy, and that needs one more package.",
                    "Install socksio beside RunCoach, or unset ALL_PROXY.",
                ) from None
            self._client = openai.AsyncOpenAI(
                # Servers at home ask for no key, but the package insists on one.
                api_key=str(self._api_key) if self._api_key else "none",
                base_url=self._base_url or OPENAI,
                max_retries=0,
                timeout=timeout,
                http_client=http_client,
            )
        return self._client

    @property
    def _host(self) -> str:
        """The server's name and port, never a password, path or query; empty when the address has none."""
        try:
            parts = urlsplit(self._base_url or OPENAI)
            port = f":{parts.port}" if parts.port else ""
        except ValueError:
            return ""
        return f"{parts.hostname}{port}" if parts.hostname else ""

    def _unreadable(self, is_chat: bool) -> CoachError:
        if is_chat:
            return CoachError(f"The answer of {self._host} went on in a way that cannot be read.", _AGAIN)
        return CoachError(f"{self._host} does not answer like a model server.", _CHECK_ADDRESS)

    def _disconnected(self, is_chat: bool) -> CoachError:
        if is_chat:
            kept = f"What had arrived is kept. {_AGAIN}"
            return CoachError(f"The connection to {self._host} broke off in mid-answer.", kept)
        return CoachError(f"No connection to {self._host}.", f"Check the network. {_AGAIN} {_OFFLINE}")

    def _plain_error(self, openai: Any, error: Exception, is_chat: bool) -> CoachError:
        if isinstance(error, openai.APITimeoutError):
            return CoachError(
                f"{self._host} was silent for too long.", f"{_AGAIN} timeout_s says how long to wait."
            )
        if isinstance(error, openai.APIConnectionError):
            return self._disconnected(is_chat)
        status = getattr(error, "status_code", None)
        code = str(getattr(error, "code", None) or "")
        if status in (401, 403):
            problem = "refused the key" if self._api_key else "wants a key"
            return CoachError(f"{self._host} {problem} ({status}).", _CHECK_KEY)
        if status == 404:
            other = "Set another with OPENAI_MODEL or model in config.toml."
            return CoachError(
                f"{self._host} has no model {units.plain(self.model)} (404).",
                other if code == "model_not_found" else f"{other} {_CHECK_ADDRESS}",
            )
        if status == 429 and code == "insufficient_quota":
            return CoachError(f"The account at {self._host} has no credit left (429).", _OFFLINE)
        if status == 429:
            return CoachError(
                f"{self._host} is receiving too many requests (429).", f"Wait a little. {_AGAIN}"
            )
        if isinstance(status, int) and status >= 500:
            return CoachError(f"{self._host} has a problem of its own ({status}).", _AGAIN)
        if isinstance(status, int):
            return CoachError(f"{self._host} refused the request ({status}).", _AGAIN)
        return CoachError(f"{self._host} reports a problem of its own.", _AGAIN)


class _Read(msgspec.Struct, frozen=True):
    """What one event of a stream holds; ``is_chat``: whether it is a piece of a chat completion at all."""

    is_chat: bool
    text: str
    finish: str | None
    usage: Usage | None


def _read(chunk: Any) -> _Read:
    """Reads an event; the package checks nothing, so whatever is not as it should be counts as not there."""
    choices = getattr(chunk, "choices", None)
    choice = choices[0] if isinstance(choices, list) and choices else None
    delta = getattr(choice, "delta", None)
    text = getattr(delta, "content", None) or getattr(delta, "refusal", None)
    finish = getattr(choice, "finish_reason", None)
    usage = getattr(chunk, "usage", None)
    prompt, completion = getattr(usage, "prompt_tokens", None), getattr(usage, "completion_tokens", None)
    return _Read(
        is_chat=delta is not None,
        text=text if isinstance(text, str) else "",
        finish=finish if isinstance(finish, str) else None,
        usage=Usage(prompt, completion) if isinstance(prompt, int) and isinstance(completion, int) else None,
    )


def _is_whole(answer: str) -> bool:
    """Whether a JSON document ends in this text: some servers never say that they have finished."""
    document = answer.rpartition("</think>")[2]
    try:
        msgspec.json.decode(document[document.find("{") : document.rfind("}") + 1])
    except msgspec.DecodeError:
        return False
    return True


async def load_openai() -> Any:
    """The openai package, imported in a thread: on the event loop it would freeze the screen."""
    return await asyncio.to_thread(importlib.import_module, "openai")
