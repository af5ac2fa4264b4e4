"""Answers of the real openai client from a real HTTP server on this machine."""

import json
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest

from runcoach.coach.answer.answer import Answer
from runcoach.coach.answer.draft import Draft, GrowingDraft
from runcoach.coach.coach import Coach, Text
from runcoach.coach.providers.model_coach import ModelCoach
from runcoach.coach.providers.openai_chat import OpenAIProvider
from runcoach.coach.request import Request
from runcoach.coach.session import ask
from runcoach.domain.errors import CoachError
from runcoach.domain.setting import Secret
from tests.builders import request_for, some_weeks
from tests.loopback.answers import (
    Garbage,
)

KEY = "sk-a-key-that-nobody-may-see"
AT = datetime(2026, 11, 18, 7, 0)
PROSE = "Run **easy** today.\n\nAnd not far."
HALF = 60
"""Deltas: enough for the headline and the first step of ``workout_json``."""

type MakeCoach = Callable[..., ModelCoach]


def openai_coach(model: str, key: str | None, base_url: str | None, timeout_s: float = 5) -> ModelCoach:
    """A coach that answers through the openai package."""
    return ModelCoach(OpenAIProvider(model, Secret(key) if key else None, base_url, timeout_s))


async def asked(coach: Coach, request: Request | None = None) -> Answer:
    """The finished answer."""
    parts = [part async for part in ask(coach, request or request_for(runs=some_weeks()), AT)]
    assert isinstance(parts[-1], Answer)
    return parts[-1]


async def refused(coach: Coach) -> tuple[CoachError, Draft]:
    """The error that ended the answer, and what had arrived until then."""
    growing = GrowingDraft()
    with pytest.raises(CoachError) as caught:
        async for event in ask(coach, request_for(runs=some_weeks()), AT):
            assert isinstance(event, Text), "nothing is refused, and nothing finished"
            growing.add(event.text)
    return caught.value, growing.draft


def events(*chunks: Any, done: bool = True) -> Garbage:
    """Server-sent events of whatever values, for servers that keep to no rule."""
    lines = [chunk if isinstance(chunk, bytes) else json.dumps(chunk).encode() for chunk in chunks]
    lines += [b"[DONE]"] if done else []
    return Garbage(b"".join(b"data: %b\n\n" % line for line in lines), "text/event-stream")


def piece(content: Any, **more: Any) -> dict[str, Any]:
    """One chunk of a completion, without a finish_reason unless a test names one."""
    return {"choices": [{"index": 0, "delta": {"content": content}} | more]}
