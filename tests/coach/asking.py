"""Answers of the real openai client from a real HTTP server on this machine."""

import json
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest

from runcoach.coach.answer.answer import Answer
from runcoach.coach.answer.draft import Draft
from runcoach.coach.providers.openai_chat import OpenAICoach
from runcoach.coach.request import Request
from runcoach.coach.session import Refused, ask
from runcoach.domain.errors import CoachError
from tests.builders import request_for, some_weeks
from tests.loopback.answers import (
    Garbage,
)

KEY = "sk-a-key-that-nobody-may-see"
AT = datetime(2026, 11, 18, 7, 0)
PROSE = "Run **easy** today.\n\nAnd not far."
HALF = 60
"""Deltas: enough for the headline and the first step of ``workout_json``."""

type MakeCoach = Callable[..., OpenAICoach]


async def asked(coach: OpenAICoach, request: Request | None = None) -> Answer:
    """The finished answer."""
    parts = [part async for part in ask(coach, request or request_for(runs=some_weeks()), AT)]
    assert isinstance(parts[-1], Answer)
    return parts[-1]


async def refused(coach: OpenAICoach) -> tuple[CoachError, Draft]:
    """The error that ended the answer, and what had arrived until then."""
    draft = Draft()
    with pytest.raises(CoachError) as caught:
        async for part in ask(coach, request_for(runs=some_weeks()), AT):
            draft = draft if isinstance(part, Refused) else part.draft
    return caught.value, draft


def events(*chunks: Any, done: bool = True) -> Garbage:
    """Server-sent events of whatever values, for servers that keep to no rule."""
    lines = [chunk if isinstance(chunk, bytes) else json.dumps(chunk).encode() for chunk in chunks]
    lines += [b"[DONE]"] if done else []
    return Garbage(b"".join(b"data: %b\n\n" % line for line in lines), "text/event-stream")


def piece(content: Any, **more: Any) -> dict[str, Any]:
    """One chunk of a completion, without a finish_reason unless a test names one."""
    return {"choices": [{"index": 0, "delta": {"content": content}} | more]}
