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
from runcoach.coach.answer.draft import Draft, parse
from runcoach.coach.coach import Coach, Sent, Text, Usage
from runcoach.coach.fallback import usable_workout
from runcoach.coach.memory.spending import AnswerCost
from runcoach.coach.request import Request, Turn
from runcoach.coach.rules.judging import all_checks, binding_failures
from runcoach.domain.errors import CoachError, Remedy

MOST_CHARS_QUOTED = 6000


class Refused(msgspec.Struct, frozen=True):
    """An answer that breaks rules: it is not shown as finished, and the coach is asked once more."""

    checks: tuple[Check, ...]


type Event = Text | Refused | Answer
"""What a session yields, each of them frozen: the next piece, why another answer begins, the end."""


class Memory(Protocol):
    """Where answers are kept and spending is counted."""

    def check_cap(self, today: date) -> None:
        """Raises CoachError when the month's cap allows no other try."""

    def spend(self, today: date, usd: float) -> None:
        """Counts what a try has cost; there may be no answer for it."""

    def keep(self, answer: Answer) -> None:
        """Keeps a finished answer."""


class NoMemory:
    """For answers that nobody keeps."""

    def check_cap(self, today: date) -> None:
        """There is no cap."""

    def spend(self, today: date, usd: float) -> None:
        """Nobody counts."""

    def keep(self, answer: Answer) -> None:
        """It is forgotten."""


async def ask(
    coach: Coach, request: Request, asked_at: datetime, memory: Memory | None = None
) -> AsyncIterator[Event]:
    """Streams one answer, checks it, asks once more when it breaks a rule, and repairs it when that one does.

    Yields the text piece by piece, a Refused before the pieces of a second answer, then the Answer. Raises
    CoachError when the coach cannot answer. Closing the iterator closes the coach's connection.

    The Answer is in the ``memory`` before it is yielded: the tokens are paid for
    even if the runner leaves while it is drawn.
    """
    memory, today, started = memory or NoMemory(), request.facts.today, time.monotonic()
    cost = AnswerCost(coach, partial(memory.spend, today))
    if not coach.is_offline:
        memory.check_cap(today)
    first = _Try(coach, request, request, cost)
    async with aclosing(first.pieces()) as pieces:  # type: ignore[type-var]
        async for piece in pieces:
            yield piece
    second, why_not = None, _why_not_again(first, coach, memory)
    if first.failed and not why_not and not coach.is_offline:
        yield Refused(first.failed)
        second = _Try(coach, request, _asked_again(first), cost)
        async with aclosing(second.pieces_or_problem()) as pieces:  # type: ignore[type-var]
            async for piece in pieces:
                yield piece
        why_not = second.problem
    draft, repair = _made_to_fit(second if second and not second.problem else first, why_not)
    answer = _finished(coach, second or first, draft, repair, cost, asked_at, time.monotonic() - started)
    memory.keep(answer)
    yield answer


class _Try:
    """One try at an answer. What was written and which rules it breaks is known once its pieces are through.

    ``request`` is the runner's question, by which every try is judged; ``asked`` is what the coach is asked.
    """

    def __init__(self, coach: Coach, request: Request, asked: Request, cost: AnswerCost) -> None:
        self.request = request
        self.asked = asked
        self.text = ""
        self.draft = Draft()
        self.failed: tuple[Check, ...] = ()
        self.problem = ""
        self._coach = coach
        self._cost = cost
        self._sent: Sent | None = None

    @property
    def sent(self) -> Sent:
        """What the server took, or what would be sent where none said that it took anything."""
        return self._sent or Sent(self._coach.body(self.asked))

    async def pieces(self) -> AsyncIterator[Text]:
        """The text as it comes; then it is read and judged. Raises CoachError, also for no word at all."""
        written: list[str] = []
        usage, is_billed = None, True
        try:
            async with aclosing(self._coach.stream(self.asked)) as events:  # type: ignore[type-var]
                async for event in events:
                    match event:
                        case Text(text):
                            written.append(text)
                            yield event
                        case Usage():
                            # Some servers count up with every piece: the last count is the try's.
                            usage = event
                        case Sent():
                            self._sent = event
        except CoachError:
            is_billed = usage is not None or any(written)
            raise
        finally:
            self.text = "".join(written)
            # Stopping an answer does not undo what was asked and written by then.
            if is_billed:
                self._cost.add(self.asked, self.text, usage)
        self._judge()

    async def pieces_or_problem(self) -> AsyncIterator[Text]:
        """The same for a second try, where there is another answer to fall back on: ``problem`` says why."""
        try:
            async with aclosing(self.pieces()) as pieces:  # type: ignore[type-var]
                async for piece in pieces:
                    yield piece
        except CoachError as error:
            self.problem = f"The second answer failed: {error.message}"
        else:
            if self.draft.broken or not self.draft.workout():
                self.problem = "The second answer cannot be used."

    def _judge(self) -> None:
        self.draft = parse(self.text, finished=True)
        if self.draft.is_empty and not self.draft.broken:
            raise CoachError("The answer was empty.", remedy=Remedy.ASK_AGAIN)
        self.failed = binding_failures(all_checks(self.request, self.draft))


def _why_not_again(first: _Try, coach: Coach, memory: Memory) -> str:
    """Why a model whose answer broke rules cannot be asked once more; empty where it can, or need not."""
    if coach.is_offline or not first.failed:
        return ""
    try:
        memory.check_cap(first.request.facts.today)
    except CoachError as error:
        return f"The coach is not asked again: {error.message}"
    return ""


def _asked_again(first: _Try) -> Request:
    """The same question with the answer and what is wrong with it."""
    wrong = "\n".join(f"- {check.rule}: {check.detail}. {check.source}".rstrip() for check in first.failed)
    words = f"That workout breaks these rules:\n{wrong}\nGive one that keeps all of them."
    turns = (
        *first.request.turns,
        Turn(False, spoken(first.text)[0][:MOST_CHARS_QUOTED]),
        Turn(True, words, by_checks=True),
    )
    return msgspec.structs.replace(first.request, turns=turns)


def _made_to_fit(best: _Try, why_not: str) -> tuple[Draft, str]:
    """The draft under all rules, and what was done to it; an empty text where nothing was needed."""
    if not best.failed:
        return best.draft, ""
    workout, done = usable_workout(best.request, None if best.draft.broken else best.draft.workout())
    wrong = ". ".join(check.detail for check in best.failed)
    return Draft.of(workout), " ".join(words for words in (f"{wrong}.", why_not, done) if words)


def _finished(
    coach: Coach,
    last: _Try,
    draft: Draft,
    repair: str,
    cost: AnswerCost,
    asked_at: datetime,
    took_s: float,
) -> Answer:
    """The answer with everything that is kept of it; ``last`` is the try that was asked for last."""
    request = last.request
    return Answer(
        persona_id=request.persona.id,
        asked_on=request.facts.today,
        day=request.facts.day,
        asked_at=asked_at,
        model=coach.model,
        offline=coach.is_offline,
        draft=draft,
        workout=draft.workout(),
        usage=cost.usage,
        cost_usd=cost.usd,
        took_s=took_s,
        checks=all_checks(request, draft),
        repair=repair,
        request=last.asked,
        sent=msgspec.json.encode(last.sent.body).decode(),
        sent_notes=last.sent.notes,
        day_so_far_m=request.facts.day_so_far_m,
    )
