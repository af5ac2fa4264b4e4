"""A finished answer, with everything that is kept of it."""

from datetime import date, datetime

import msgspec

from runcoach.coach.answer.check import Check
from runcoach.coach.answer.draft import Draft
from runcoach.coach.answer.workout import Workout
from runcoach.coach.coach import Usage
from runcoach.coach.request import Request
from runcoach.domain import units


class Answer(msgspec.Struct, frozen=True):
    """A finished answer. ``workout`` is None when the model wrote none; the ``draft`` has its prose.

    ``checks`` are those of what is shown; ``repair`` says what code did to it, empty when nothing was needed.
    ``request`` is the last one that was asked, ``sent`` its body as JSON, and ``sent_notes`` say what the
    server took of it; the history keeps those two only.
    ``day_so_far_m`` was already run on the day of the workout. Of several coaches' answers for a day the one
    that the runner saw last ``is_taken``.
    """

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
    checks: tuple[Check, ...] = ()
    repair: str = ""
    request: Request | None = None
    sent: str = ""
    sent_notes: tuple[str, ...] = ()
    day_so_far_m: float = 0.0
    is_taken: bool = True


def usage_line(answer: Answer) -> str:
    """``gpt-4o · 412 tokens · $0.006 · 3.1 s``: whatever is known, ``about`` before what is estimated."""
    parts = [units.plain(answer.model)]
    if answer.usage:
        parts.append(f"{answer.usage.prompt_tokens + answer.usage.completion_tokens:,} tokens")
    if answer.cost_usd is not None:
        parts.append(f"{'' if answer.usage else 'about '}${answer.cost_usd:.3f}")
    parts.append(f"{answer.took_s:.1f} s")
    return " · ".join(parts)
