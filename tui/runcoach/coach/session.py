"""One coaching answer from question to history: the whole story, top to bottom."""

import time
from collections.abc import AsyncIterator
from contextlib import aclosing
from datetime import date, datetime

import msgspec

from runcoach.coach.draft import Draft, Transcript
from runcoach.coach.events import Coach, Request, Text, Usage
from runcoach.coach.prices import cost_usd
from runcoach.coach.workout import Workout
from runcoach.errors import CoachError


class Answer(msgspec.Struct, frozen=True):
    """A finished answer. ``workout`` is None when the model wrote none; the ``draft`` has its prose."""

    persona_id: str
    asked_on: date
    day: date
    asked_at: datetime
    model: str
    offline: bool
    draft: Draft
    workout: Workout | None
    usage: Usage | None
    cost_usd: float | None
    took_s: float


async def ask(coach: Coach, request: Request, asked_at: datetime) -> AsyncIterator[Transcript | Answer]:
    """Streams one answer.

    Yields the same growing transcript after each piece, then the Answer. Raises CoachError when the coach
    cannot answer; what had arrived is in the transcript. Closing the iterator closes the coach's connection.
    """
    started = time.monotonic()
    transcript = Transcript()
    usage: Usage | None = None
    async with aclosing(coach.stream(request)) as events:  # type: ignore[type-var]
        async for event in events:
            match event:
                case Text(text):
                    transcript.add(text)
                    yield transcript
                case Usage():
                    usage = event
    transcript.finish()
    if transcript.draft.is_empty:
        raise CoachError("The answer was empty.", "Press g to ask again.")
    yield transcript
    yield Answer(
        persona_id=request.persona.id,
        asked_on=request.facts.today,
        day=request.facts.day,
        asked_at=asked_at,
        model=coach.model,
        offline=coach.is_offline,
        draft=transcript.draft,
        workout=transcript.draft.workout(),
        usage=usage,
        cost_usd=cost_usd(coach.model, usage),
        took_s=time.monotonic() - started,
    )
