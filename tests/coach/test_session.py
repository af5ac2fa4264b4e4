"""One answer from the first word to the last, with a coach that says what a test gives it."""

from collections import deque
from collections.abc import AsyncIterator
from contextlib import aclosing
from datetime import date, datetime
from pathlib import Path

import pytest

from runcoach.coach.answer import draft as draft_module
from runcoach.coach.answer.answer import Answer
from runcoach.coach.answer.draft import Draft, GrowingDraft
from runcoach.coach.answer.workout import totals
from runcoach.coach.coach import Text, Usage
from runcoach.coach.fallback import REPLACED
from runcoach.coach.memory.conversation import Conversation
from runcoach.coach.memory.history import History
from runcoach.coach.memory.history_file import history_store
from runcoach.coach.prompt import chat_messages, prompt_for
from runcoach.coach.providers.prices import known
from runcoach.coach.request import Request
from runcoach.coach.rules.judging import binding_failures
from runcoach.coach.session import Event, Refused, ask
from runcoach.domain.errors import CoachError, Remedy
from runcoach.domain.settings import Settings
from tests.builders import TODAY, a_run, request_for, some_weeks
from tests.loopback.answers import persona_workout_json, step, workout_json

AT = datetime(2026, 11, 18, 7, 0)

type Saying = str | Usage | CoachError


class FakeCoach:
    """Says what was enqueued, one piece after the other, and remembers who asked and who left."""

    is_offline = False

    def __init__(self, model: str = "gpt-4o") -> None:
        self.model = model
        self.price = known(model)
        self.requests: list[Request] = []
        self.ended = 0
        self._queue: deque[tuple[Saying, ...]] = deque()

    def enqueue(self, *said: Saying) -> None:
        """The pieces of one answer: text, tokens, or an error that ends it."""
        self._queue.append(said)

    async def stream(self, request: Request) -> AsyncIterator[Text | Usage]:
        self.requests.append(request)
        try:
            for said in self._queue.popleft():
                if isinstance(said, CoachError):
                    raise said
                yield Text(said) if isinstance(said, str) else said
        finally:
            self.ended += 1

    def body(self, request: Request) -> dict[str, object]:
        return {"model": self.model, "messages": chat_messages(prompt_for(request))}

    async def models(self) -> list[str]:
        return ["gpt-4o", "gpt-5.5"]

    async def close(self) -> None:
        return None


@pytest.fixture
def coach() -> FakeCoach:
    return FakeCoach()


async def parts_of(coach: FakeCoach, request: Request | None = None) -> list[Event]:
    return [part async for part in ask(coach, request or request_for(runs=some_weeks()), AT)]


async def answer_of(coach: FakeCoach, request: Request | None = None) -> Answer:
    *_, answer = await parts_of(coach, request)
    assert isinstance(answer, Answer)
    return answer


async def test_the_pieces_come_as_they_were_said_and_then_the_answer(coach: FakeCoach) -> None:
    text = workout_json()
    coach.enqueue(text[:200], text[200:400], text[400:], Usage(900, 220))
    *pieces, answer = await parts_of(coach)
    assert pieces == [Text(text[:200]), Text(text[200:400]), Text(text[400:])]
    assert isinstance(answer, Answer) and answer.workout is not None


async def test_whatever_a_session_yields_is_frozen(coach: FakeCoach) -> None:
    coach.enqueue(too_long())
    coach.enqueue(workout_json())
    events = await parts_of(coach)
    assert [type(event) for event in events] == [Text, Refused, Text, Answer]
    for event in events:
        field = event.__struct_fields__[0]
        with pytest.raises(AttributeError, match="immutable"):
            setattr(event, field, getattr(event, field))


def test_a_growing_draft_is_read_only_when_somebody_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []

    def parsed(text: str, *, finished: bool) -> Draft:
        read.append(text)
        return Draft()

    monkeypatch.setattr(draft_module, "parse", parsed)
    growing = GrowingDraft()
    for piece in ("One ", "two ", "three"):
        growing.add(piece)
    assert read == []
    assert growing.draft == growing.draft == Draft()
    assert read == ["One two three"]


async def test_the_answer_knows_who_was_asked_when_and_what_it_cost(coach: FakeCoach) -> None:
    request = request_for("steve", some_weeks())
    coach.enqueue(persona_workout_json("Steve"), Usage(1000, 300))
    answer = await answer_of(coach, request)
    assert coach.requests == [request]
    assert (answer.persona_id, answer.model, answer.offline) == ("steve", "gpt-4o", False)
    assert (answer.asked_on, answer.day, answer.asked_at) == (TODAY, TODAY, AT)
    assert answer.usage == Usage(1000, 300)
    assert answer.cost_usd == pytest.approx(0.0055)
    assert answer.took_s >= 0


async def test_after_a_run_today_the_answer_is_for_tomorrow(coach: FakeCoach) -> None:
    coach.enqueue(workout_json())
    answer = await answer_of(coach, request_for("pete", [a_run(0)]))
    assert (answer.asked_on, answer.day) == (TODAY, date(2026, 11, 19))


async def test_a_model_without_a_known_price_costs_nobody_knows_what() -> None:
    coach = FakeCoach("llama-at-home")
    coach.enqueue(workout_json(), Usage(1000, 300))
    assert (await answer_of(coach)).cost_usd is None


async def test_an_answer_in_prose_has_a_draft_and_no_workout(coach: FakeCoach) -> None:
    coach.enqueue("Just **run**.")
    answer = await answer_of(coach)
    assert answer.workout is None
    assert (answer.draft.why, answer.draft.structured) == ("Just **run**.", False)


@pytest.mark.parametrize("said", [(), ("",), (" \n",), ("{}",), ("<think>Hm.</think>",), (Usage(5, 0),)])
async def test_an_answer_without_a_word_is_an_error(said: tuple[Saying, ...], coach: FakeCoach) -> None:
    coach.enqueue(*said)
    with pytest.raises(CoachError, match="was empty") as caught:
        await parts_of(coach)
    assert caught.value.remedy is Remedy.ASK_AGAIN


async def test_an_error_in_mid_answer_leaves_what_had_arrived(coach: FakeCoach) -> None:
    problem = CoachError("The connection broke off.", remedy=Remedy.ASK_AGAIN)
    coach.enqueue(workout_json()[:400], problem)
    growing = GrowingDraft()
    with pytest.raises(CoachError) as caught:
        async for event in ask(coach, request_for(runs=some_weeks()), AT):
            assert isinstance(event, Text)
            growing.add(event.text)
    assert caught.value is problem
    assert growing.draft.headline == "Six easy kilometres"
    assert coach.ended == 1


async def test_closing_the_answer_closes_the_coach_s_stream(coach: FakeCoach) -> None:
    coach.enqueue("One ", "two ", "three")
    async with aclosing(ask(coach, request_for(runs=some_weeks()), AT)) as parts:  # type: ignore[type-var]
        await anext(parts)
        assert coach.ended == 0
    assert coach.ended == 1


async def test_no_answer_holds_anything_of_the_one_before(coach: FakeCoach) -> None:
    coach.enqueue("One")
    coach.enqueue("Two")
    first, second = await answer_of(coach), await answer_of(coach)
    assert (first.draft.why, second.draft.why) == ("One", "Two")


def too_long() -> str:
    return workout_json(headline="Long run", steps=[step("run", distance_m=40_000)])


@pytest.mark.parametrize(
    ("second", "words"),
    [
        ((workout_json()[:300], CoachError("It broke off.")), "The second answer failed: It broke off."),
        (("",), "The second answer failed: The answer was empty."),
        ((workout_json()[:-200],), "The second answer cannot be used."),
        (("Then run as you like.",), "The second answer cannot be used."),
    ],
)
async def test_where_the_second_try_fails_the_first_is_made_to_fit(
    second: tuple[Saying, ...], words: str, coach: FakeCoach
) -> None:
    request = request_for("steve", some_weeks())
    coach.enqueue(too_long(), Usage(1000, 300))
    coach.enqueue(Usage(1200, 10), *second)
    answer = await answer_of(coach, request)
    assert answer.workout is not None and not binding_failures(answer.checks)
    assert totals(answer.workout.steps, request.facts.paces.easy_slow).distance_m <= request.limits.max_run_m
    assert words in answer.repair and "RunCoach shortened it to fit" in answer.repair
    assert answer.usage == Usage(2200, 310)


async def test_the_tokens_of_both_tries_are_added_and_each_try_counts_once(coach: FakeCoach) -> None:
    coach.enqueue(Usage(1000, 1), too_long(), Usage(1000, 300))
    coach.enqueue(Usage(1200, 1), workout_json(), Usage(1200, 200))
    assert (await answer_of(coach)).usage == Usage(2200, 500)


async def test_a_cut_answer_and_then_prose_become_the_offline_coach_s_workout(
    coach: FakeCoach,
) -> None:
    coach.enqueue(workout_json()[:-200])
    coach.enqueue("Just run.")
    answer = await answer_of(coach)
    assert answer.workout is not None and not binding_failures(answer.checks)
    assert answer.repair.endswith(f"The second answer cannot be used. None of it can be kept. {REPLACED}")


async def test_an_answer_is_in_the_history_before_anybody_draws_it(coach: FakeCoach, tmp_path: Path) -> None:
    history = History(history_store(tmp_path / "history.db"))
    coach.enqueue(workout_json())
    jogged = request_for("pete", [a_run(0, 2), *some_weeks()], day=TODAY)
    async with aclosing(ask(coach, jogged, AT, Conversation(history, Settings(), print))) as parts:  # type: ignore[type-var]
        async for part in parts:
            if isinstance(part, Answer):
                break
    (kept,) = history.since(TODAY)
    assert isinstance(part, Answer)
    assert kept.day_so_far_m == part.day_so_far_m == jogged.facts.day_so_far_m == 2000
