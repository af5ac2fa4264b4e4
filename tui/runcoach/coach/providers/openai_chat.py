"""A model server as a coach: OpenAI, or anything that speaks its chat completions.

The only file that imports openai, and only when an answer is asked for: the import takes a good second.
"""

import asyncio
import importlib
import re
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import TYPE_CHECKING, Any

import msgspec

from runcoach.coach.answer.document import is_whole
from runcoach.coach.answer.workout import strict_schema
from runcoach.coach.prompt import messages
from runcoach.coach.providers.openai_errors import AGAIN, CHECK_ADDRESS, CHECK_KEY, Server
from runcoach.coach.request import Request, Text, Usage
from runcoach.domain.errors import CoachError
from runcoach.domain.setting import Secret

if TYPE_CHECKING:
    from openai import AsyncOpenAI

OPENAI = "https://api.openai.com/v1"
MAX_ANSWER_CHARS = 200_000
MAX_RECEIVED_CHARS = 1_000_000
"""With what a model thinks aloud in fields of its own: some think for long."""
CONNECT_S = 10
_HOST = re.compile(r"[\w.:%-]+", re.ASCII)
# What OpenAI lists beside models that chat.
_NO_CHAT = re.compile(
    r"embed|tts|whisper|dall-e|image|audio|realtime|transcribe|moderation|sora|davinci|babbage"
)


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
        self._server = Server(base_url or OPENAI, model, bool(api_key))
        self._client: AsyncOpenAI | None = None
        self._takes_schema = self._takes_usage = True

    async def stream(self, request: Request) -> AsyncIterator[Text | Usage]:
        """The answer as it arrives. Raises CoachError; closing the iterator closes the connection."""
        openai = await load_openai()
        answer = ""
        received = 0
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
                    received += read.size
                    if len(answer) > MAX_ANSWER_CHARS or received > MAX_RECEIVED_CHARS:
                        raise CoachError("The answer does not end.", f"RunCoach stopped it. {AGAIN}")
        except openai.OpenAIError as error:
            raise self._server.trouble(openai, error, is_chat) from None
        except OSError:  # Such as a certificate file that is not there.
            raise self._server.disconnected(is_chat) from None
        except ValueError:
            raise self._server.unreadable(is_chat) from None
        if not is_chat:
            raise self._server.unreadable(is_chat)
        match finish:
            case "length":
                raise CoachError("The server cut the answer off: it was too long.", AGAIN)
            case "content_filter":
                raise CoachError("The server's content filter stopped the answer.", AGAIN)
            case None if not is_whole(answer):
                raise self._server.disconnected(is_chat)

    def body(self, request: Request) -> dict[str, Any]:
        """What is sent for this request, in the form that the server took last."""
        return self._body(request, schema=self._takes_schema, usage=self._takes_usage)

    async def close(self) -> None:
        """Closes the connections that are kept open for the next answer."""
        if self._client is not None:
            await self._client.close()
            self._client = None

    async def models(self) -> list[str]:
        """The names of the models that the server offers for chatting. Raises CoachError."""
        openai = await load_openai()
        try:
            page = await self._connected(openai).models.list()
            names = [model.id for model in getattr(page, "data", None) or () if isinstance(model.id, str)]
        except openai.OpenAIError as error:
            raise self._server.trouble(openai, error, is_chat=False) from None
        except OSError:
            raise self._server.disconnected(is_chat=False) from None
        except (AttributeError, TypeError, ValueError):
            raise self._server.unreadable(is_chat=False) from None
        return sorted(name for name in names if not _NO_CHAT.search(name))

    async def _open(self, openai: Any, request: Request) -> Any:
        """Opens the stream. A server that refuses the schema gets it in the prompt, and one that refuses to
        count tokens is not asked to; what works is remembered.
        """
        refused: Exception | None = None
        for schema, usage in ((True, True), (False, True), (True, False), (False, False)):
            if schema > self._takes_schema or usage > self._takes_usage:
                continue
            try:
                stream = await self._create(openai, request, schema=schema, usage=usage)
            except (openai.BadRequestError, openai.UnprocessableEntityError) as error:
                refused = error
                continue
            self._takes_schema, self._takes_usage = schema, usage
            return stream
        assert refused is not None
        raise refused

    async def _create(self, openai: Any, request: Request, *, schema: bool, usage: bool) -> Any:
        create: Callable[..., Awaitable[Any]] = self._connected(openai).chat.completions.create
        return await create(**self._body(request, schema=schema, usage=usage))

    def _body(self, request: Request, *, schema: bool, usage: bool) -> dict[str, Any]:
        body: dict[str, Any] = {
            "model": self.model,
            "messages": messages(request, with_schema=not schema),
            "stream": True,
        }
        if usage:
            body["stream_options"] = {"include_usage": True}
        if schema:
            form = {"name": "workout", "strict": True, "schema": strict_schema()}
            body["response_format"] = {"type": "json_schema", "json_schema": form}
        return body

    def _connected(self, openai: Any) -> "AsyncOpenAI":
        if self._client is None:
            if self._api_key and not (self._api_key.isascii() and self._api_key.isprintable()):
                raise CoachError("The key has characters that no key has.", CHECK_KEY)
            if not _HOST.fullmatch(self._server.host):
                raise CoachError("The model server's address is not one.", CHECK_ADDRESS)
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


class _Read(msgspec.Struct, frozen=True):
    """What one event of a stream holds; ``is_chat``: whether it is a piece of a chat completion at all.

    ``size`` is the characters in it, thoughts included.
    """

    is_chat: bool
    size: int
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
        size=_size(delta),
        text=text if isinstance(text, str) else "",
        finish=finish if isinstance(finish, str) else None,
        usage=Usage(prompt, completion) if isinstance(prompt, int) and isinstance(completion, int) else None,
    )


def _size(delta: Any) -> int:
    """The characters of every field, also of those that only some servers have; one at least."""
    fields = (*getattr(delta, "__dict__", {}).values(), *(getattr(delta, "model_extra", None) or {}).values())
    return 1 + sum(len(each if isinstance(each, str) else repr(each)) for each in fields if each is not None)


async def load_openai() -> Any:
    """The openai package, imported in a thread: on the event loop it would freeze the screen."""
    return await asyncio.to_thread(importlib.import_module, "openai")
