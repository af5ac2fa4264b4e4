"""A model server as a coach: OpenAI, or anything that speaks its chat completions.

The only file that imports openai, and only when an answer is asked for: the import takes a good second.
"""

import asyncio
import importlib
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from runcoach import units
from runcoach.coach.events import Request, Text, Usage
from runcoach.coach.prompt import messages
from runcoach.coach.workout import strict_schema
from runcoach.config import Secret
from runcoach.errors import CoachError

if TYPE_CHECKING:
    from openai import AsyncOpenAI

MAX_ANSWER_CHARS = 200_000
_AGAIN = "Press g to ask again."
_OFFLINE = "--offline asks the offline coach."


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
        try:
            stream = await self._open(openai, request)
            async with stream:
                length = 0
                finish: str | None = None
                async for chunk in stream:
                    if chunk.usage is not None:
                        yield Usage(chunk.usage.prompt_tokens, chunk.usage.completion_tokens)
                    for choice in chunk.choices or ():
                        finish = choice.finish_reason or finish
                        text = choice.delta.content or getattr(choice.delta, "refusal", None)
                        if text:
                            length += len(text)
                            yield Text(text)
                    if length > MAX_ANSWER_CHARS:
                        raise CoachError("The answer does not end.", f"RunCoach stopped it. {_AGAIN}")
            if finish == "length":
                raise CoachError("The server cut the answer off: it was too long.", _AGAIN)
            if finish is None:
                raise CoachError(
                    "The connection broke off in mid-answer.", f"What had arrived is kept. {_AGAIN}"
                )
        except openai.OpenAIError as error:
            raise self._plain_error(openai, error) from None
        except (OSError, ValueError) as error:
            raise CoachError(f"The answer could not be read ({type(error).__name__}).", _AGAIN) from None

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
                self._takes_schema = False
        return await self._create(openai, request, with_schema=True)

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
            self._client = openai.AsyncOpenAI(
                # Servers at home ask for no key, but the package insists on one.
                api_key=str(self._api_key) if self._api_key else "none",
                base_url=self._base_url or "https://api.openai.com/v1",
                max_retries=0,
                timeout=openai.Timeout(self._timeout_s, connect=10),
            )
        return self._client

    @property
    def _server(self) -> str:
        """The server's name as it may be shown: never the path, the query or a password in the address."""
        parts = urlsplit(self._base_url or "https://api.openai.com")
        port = f":{parts.port}" if parts.port else ""
        return f"{parts.hostname or 'the server'}{port}"

    def _plain_error(self, openai: Any, error: Exception) -> CoachError:
        if isinstance(error, openai.APITimeoutError):
            return CoachError(f"{self._server} was silent for {self._timeout_s:g} s.", _AGAIN)
        if isinstance(error, openai.APIConnectionError):
            return CoachError(
                f"No connection to {self._server}.", f"Check the network, then press g. {_OFFLINE}"
            )
        status = getattr(error, "status_code", None)
        code = str(getattr(error, "code", None) or "")
        if status in (401, 403):
            problem = "refused the key" if self._api_key else "wants a key"
            return CoachError(
                f"{self._server} {problem} ({status}).", "Check OPENAI_API_KEY in .env or the environment."
            )
        if status == 404:
            return CoachError(
                f"{self._server} has no model {units.plain(self.model)} (404).",
                "Set another with OPENAI_MODEL or model in config.toml.",
            )
        if status == 429 and code == "insufficient_quota":
            return CoachError(f"The account at {self._server} has no credit left (429).", _OFFLINE)
        if status == 429:
            return CoachError(
                f"{self._server} is receiving too many requests (429).", f"Wait a little. {_AGAIN}"
            )
        if isinstance(status, int) and status >= 500:
            return CoachError(f"{self._server} has a problem of its own ({status}).", _AGAIN)
        if isinstance(status, int):
            return CoachError(f"{self._server} refused the request ({status}).", _AGAIN)
        return CoachError(f"The answer of {self._server} stopped or could not be read.", _AGAIN)


async def load_openai() -> Any:
    """The openai package, imported in a thread: on the event loop it would freeze the screen."""
    return await asyncio.to_thread(importlib.import_module, "openai")
