"""One coaching answer from question to history: the whole story, top to bottom."""

import time
from collections.abc import AsyncIterator
from contextlib import aclosing
from datetime import date, datetime
from functools import partial
from typing import Protocol

import msgspec

from runcoach.coach.answer.answer import Answer
from runcoach.coach.answer.check import Check
from runcoach.coach.answer.document import spoken
from runcoach.coach.answer.draft import Draft, Transcript
from runcoach.coach.memory.bill import Bill
from runcoach.coach.repair import repaired
from runcoach.coach.request import Coach, Request, Text, Turn, Usage
from runcoach.coach.rules.judging import all_checks, binding_failures
from runcoach.domain.errors import CoachError

MOST_CHARS = 6000


class Refused(msgspec.Struct, frozen=True):
    """An answer that breaks rules: it is not shown as finished, and the coach is asked once more."""

    checks: tuple[Check, ...]


class Books(Protocol):
    """Where answers are kept and money is counted."""

    def may_ask(self, today: date) -> None:
        """Raises CoachError when the month's cap allows no other try."""

    def pay(self, today: date, usd: float) -> None:
        """Counts what a try has cost; there may be no answer for it."""

    def keep(self, answer: Answer) -> None:
        """Keeps a finished answer."""


class NoBooks:
    """For answers that nobody keeps."""

    def may_ask(self, today: date) -> None:
        """Nothing forbids it."""

    def pay(self, today: date, usd: float) -> None:
        """Nobody counts."""

    def keep(self, answer: Answer) -> None:
        """It is forgotten."""


async def ask(
    coach: Coach, request: Request, asked_at: datetime, books: Books | None = None
) -> AsyncIterator[Transcript | Refused | Answer]:
    """Streams one answer, checks it, asks once more when it breaks a rule, and trims it when that one does.

    Yields the same growing transcript after each piece, a Refused before a second try, then the Answer.
    Raises CoachError when the coach cannot answer; what had arrived is in the transcript. Closing the
    iterator closes the coach's connection. Where the second try fails, the first is trimmed.

    The answer is in the ``books`` before it is yielded: who leaves while it is drawn has paid for it. Where
    they allow no second try, the first answer is trimmed.
    """
    books, today = books or NoBooks(), request.facts.today
    started, bill = time.monotonic(), Bill(coach, partial(books.pay, today))
    asked, refused, lost = request, None, ""
    failed: tuple[Check, ...] = ()
    if not coach.is_offline:
        books.may_ask(today)
    while True:
        try:
            async with aclosing(_written(coach, asked, bill)) as parts:  # type: ignore[type-var]
                async for transcript in parts:
                    yield transcript
        except CoachError as error:
            if refused is None:
                raise
            transcript, lost = refused, f" The second answer failed: {error.message}"
            break
        if refused and (transcript.draft.broken or not transcript.draft.workout()):
            transcript, lost = refused, " The second answer cannot be used."
            break
        failed = binding_failures(all_checks(request, transcript.draft))
        if not failed or refused is not None or coach.is_offline:
            break
        try:
            books.may_ask(today)
        except CoachError as error:
            lost = f" The coach is not asked again: {error.message}"
            break
        refused = transcript
        yield Refused(failed)
        asked = _asked_again(request, transcript, failed)
    draft, repair = transcript.draft, ""
    if failed:
        words = ". ".join(check.detail for check in failed)
        workout, done = repaired(request, None if draft.broken else draft.workout())
        draft, repair = Draft.of(workout), f"{words}.{lost} {done}"
        transcript.replace(draft)
    yield transcript
    answer = Answer(
        persona_id=request.persona.id,
        asked_on=today,
        day=request.facts.day,
        asked_at=asked_at,
        model=coach.model,
        offline=coach.is_offline,
        draft=draft,
        workout=draft.workout(),
        usage=bill.usage,
        cost_usd=bill.cost_usd,
        took_s=time.monotonic() - started,
        checks=all_checks(request, draft),
        repair=repair,
        request=asked,
        sent=msgspec.json.encode(coach.body(asked)).decode(),
        day_so_far_m=request.facts.day_so_far_m,
    )
    books.keep(answer)
    yield answer


async def _written(coach: Coach, request: Request, bill: Bill) -> AsyncIterator[Transcript]:
    """One try: a transcript after each piece. Raises CoachError, also for no word at all."""
    transcript, usage, is_billed = Transcript(), None, True
    try:
        async with aclosing(coach.stream(request)) as events:  # type: ignore[type-var]
            async for event in events:
                match event:
                    case Text(text):
                        transcript.add(text)
                        yield transcript
                    case Usage():
                        # Some servers count up with every piece: the last count is the try's.
                        usage = event
    except CoachError:
        is_billed = usage is not None or bool(transcript.text)
        raise
    finally:
        # Who stops an answer pays for what was asked and written, too.
        if is_billed:
            bill.add(request, transcript.text, usage)
    transcript.finish()
    if transcript.draft.is_empty and not transcript.draft.broken:
        raise CoachError("The answer was empty.", "Press g to ask again.")


def _asked_again(request: Request, transcript: Transcript, failed: tuple[Check, ...]) -> Request:
    """The same question with the answer and what is wrong with it."""
    wrong = "\n".join(f"- {check.rule}: {check.detail}. {check.source}".rstrip() for check in failed)
    words = f"That workout breaks these rules:\n{wrong}\nGive one that keeps all of them."
    turns = (
        *request.turns,
        Turn(False, spoken(transcript.text)[0][:MOST_CHARS]),
        Turn(True, words, by_checks=True),
    )
    return msgspec.structs.replace(request, turns=turns)
