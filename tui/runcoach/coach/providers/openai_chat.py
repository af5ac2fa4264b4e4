"""OpenAI's chat completions, or anything that speaks them: Ollama, llama.cpp, vLLM, LM Studio, routers.

The package is imported when an answer is asked for, and in a thread: the import takes a good second.
"""

import asyncio
import importlib
import re
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import TYPE_CHECKING, cast

from runcoach.coach.answer.document import is_whole
from runcoach.coach.coach import Price, Sent, Text, Usage
from runcoach.coach.prompt import Prompt
from runcoach.coach.providers.openai_errors import Server
from runcoach.coach.providers.openai_form import Form
from runcoach.coach.providers.prices import known
from runcoach.domain.errors import CoachError, Remedy
from runcoach.domain.setting import Secret
from runcoach.domain.settings import Settings

if TYPE_CHECKING:
    from openai import APIStatusError, AsyncOpenAI, AsyncStream
    from openai.types.chat import ChatCompletionChunk

OPENAI = "https://api.openai.com/v1"
MAX_ANSWER_CHARS = 200_000
MAX_RECEIVED_CHARS = 1_000_000
"""Including what a model thinks aloud in fields of its own: some think for long."""
CONNECT_S = 10
_HOST = re.compile(r"[\w.:%-]+", re.ASCII)
# OpenAI lists these as models, too, and none of them chats.
_NO_CHAT = (
    "embed",
    "tts",
    "whisper",
    "dall-e",
    "image",
    "audio",
    "realtime",
    "transcribe",
    "moderation",
    "sora",
    "davinci",
    "babbage",
)


def provider(settings: Settings) -> "OpenAIProvider":
    """The server that the settings name. Nothing is imported or connected yet."""
    return OpenAIProvider(settings.model, settings.api_key, settings.base_url, settings.timeout_s)


class OpenAIProvider:
    """One model on a chat completions server. It never asks twice by itself, but for a refused form."""

    def __init__(
        self, model: str, api_key: Secret | None = None, base_url: str | None = None, timeout_s: float = 60
    ) -> None:
        self.model = model
        self._api_key = api_key
        self._base_url = base_url
        self._timeout_s = timeout_s
        self._server = Server(base_url or OPENAI, model, bool(api_key))
        self._client: AsyncOpenAI | None = None
        self._form = Form()

    @property
    def price(self) -> Price | None:
        """OpenAI's price, or what the runner's file says of this model."""
        return known(self.model)

    async def stream(self, prompt: Prompt) -> AsyncIterator[Sent | Text | Usage]:
        """The answer as it arrives. Raises CoachError; closing the iterator closes the connection."""
        await _load_openai()
        import openai

        reading = _Reading()
        try:
            form, opened = await self._open(prompt)
            async with opened as chunks:
                yield Sent(form.body(self.model, prompt), form.notes)
                async for chunk in chunks:
                    for event in reading.take(chunk):
                        yield event
                    reading.check_length()
        except openai.OpenAIError as error:
            raise self._server.trouble(error, reading.is_chat) from None
        except OSError:  # Such as a certificate file that is not there.
            raise self._server.disconnected(reading.is_chat) from None
        except ValueError:
            raise self._server.unreadable(reading.is_chat) from None
        self._check_end(reading)

    def body(self, prompt: Prompt) -> dict[str, object]:
        """What would be sent now, in the form that the server took last."""
        return self._form.body(self.model, prompt)

    async def models(self) -> list[str]:
        """The names of the models that the server offers for chatting. Raises CoachError."""
        await _load_openai()
        import openai

        try:
            page = await self._connected().models.list()
            names = [model.id for model in getattr(page, "data", None) or () if isinstance(model.id, str)]
        except openai.OpenAIError as error:
            raise self._server.trouble(error, is_chat=False) from None
        except OSError:
            raise self._server.disconnected(is_chat=False) from None
        except (AttributeError, TypeError, ValueError):
            raise self._server.unreadable(is_chat=False) from None
        return sorted(name for name in names if not any(part in name for part in _NO_CHAT))

    async def close(self) -> None:
        """Closes the connections that are kept open for the next answer."""
        if self._client is not None:
            await self._client.close()
            self._client = None

    async def _open(self, prompt: Prompt) -> tuple[Form, "AsyncStream[ChatCompletionChunk]"]:
        """Opens the stream; a server that refuses the form is asked once more, without what it refuses.

        The form that was taken is remembered, and so is what a second refusal names.
        """
        import openai

        form = self._form
        try:
            return form, await self._create(prompt, form)
        except (openai.BadRequestError, openai.UnprocessableEntityError) as error:
            simpler = form.after_refusal(_words(error))
            if simpler == form:
                raise
        try:
            stream = await self._create(prompt, simpler)
        except (openai.BadRequestError, openai.UnprocessableEntityError) as error:
            if (without := simpler.without_named(_words(error))) != simpler:
                self._form = without
            raise
        self._form = simpler
        return simpler, stream

    async def _create(self, prompt: Prompt, form: Form) -> "AsyncStream[ChatCompletionChunk]":
        create = cast(
            "Callable[..., Awaitable[AsyncStream[ChatCompletionChunk]]]",
            self._connected().chat.completions.create,
        )
        return await create(**form.body(self.model, prompt))

    def _check_end(self, reading: "_Reading") -> None:
        """Raises CoachError where the stream is over and the answer is not."""
        if not reading.is_chat:
            raise self._server.unreadable(is_chat=False)
        match reading.finish:
            case "length":
                words = "The server cut the answer off: it was too long."
                raise CoachError(words, remedy=Remedy.ASK_AGAIN)
            case "content_filter":
                words = "The server's content filter stopped the answer."
                raise CoachError(words, remedy=Remedy.ASK_AGAIN)
            case None if not is_whole(reading.text):
                raise self._server.disconnected(is_chat=True)

    def _connected(self) -> "AsyncOpenAI":
        import openai

        if self._client is None:
            if self._api_key and not (self._api_key.isascii() and self._api_key.isprintable()):
                raise CoachError("The key has characters that cannot be in a key.", remedy=Remedy.CHECK_KEY)
            if not _HOST.fullmatch(self._server.host):
                raise CoachError("The model server's address is not valid.", remedy=Remedy.CHECK_ADDRESS)
            timeout = openai.Timeout(self._timeout_s, connect=min(CONNECT_S, self._timeout_s))
            try:
                http_client = openai.DefaultAsyncHttpxClient(timeout=timeout)
            except ImportError:
                raise CoachError(
                    "This machine's proxy is a SOCKS proxy, and that needs one more package.",
                    "Install socksio where RunCoach is installed, or unset ALL_PROXY.",
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


class _Reading:
    """What has been read of one stream; ``is_chat``: whether any of it was a piece of a chat completion.

    The package checks nothing, so whatever is not as it should be counts as not there.
    """

    def __init__(self) -> None:
        self.is_chat = False
        self.finish: str | None = None
        self._parts: list[str] = []
        self._chars = self._received = 0

    @property
    def text(self) -> str:
        """The answer so far."""
        return "".join(self._parts)

    def take(self, chunk: object) -> list[Text | Usage]:
        """Reads one event of the stream."""
        choices = getattr(chunk, "choices", None)
        choice = choices[0] if isinstance(choices, list) and choices else None
        delta = getattr(choice, "delta", None)
        text = getattr(delta, "content", None) or getattr(delta, "refusal", None)
        finish = getattr(choice, "finish_reason", None)
        self.is_chat = self.is_chat or delta is not None
        self.finish = finish if isinstance(finish, str) else self.finish
        events: list[Text | Usage] = []
        usage = getattr(chunk, "usage", None)
        prompt, completion = getattr(usage, "prompt_tokens", None), getattr(usage, "completion_tokens", None)
        if isinstance(prompt, int) and isinstance(completion, int):
            events.append(Usage(prompt, completion))
        if isinstance(text, str) and text:
            self._parts.append(text)
            self._chars += len(text)
            events.append(Text(text))
        self._received += _size(delta)
        return events

    def check_length(self) -> None:
        """Raises CoachError when more has arrived than any answer needs."""
        if self._chars > MAX_ANSWER_CHARS or self._received > MAX_RECEIVED_CHARS:
            raise CoachError("The answer does not end.", "RunCoach stopped it.", remedy=Remedy.ASK_AGAIN)


def _size(delta: object) -> int:
    """The characters of every field, also of those that only some servers have; one at least."""
    fields = (*getattr(delta, "__dict__", {}).values(), *(getattr(delta, "model_extra", None) or {}).values())
    return 1 + sum(len(each if isinstance(each, str) else repr(each)) for each in fields if each is not None)


def _words(error: "APIStatusError") -> str:
    """A refusal in the server's own words; they are searched and never shown."""
    return f"{error.message} {error.body}"


async def _load_openai() -> None:
    """Imports the package in a thread: on the event loop the import would freeze the screen."""
    await asyncio.to_thread(importlib.import_module, "openai")
