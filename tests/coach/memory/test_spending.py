"""The month's cap: looked at before every request, and said where it cannot hold."""

from contextlib import aclosing
from pathlib import Path

import pytest

from runcoach.coach.answer.answer import Answer
from runcoach.coach.coach import Usage
from runcoach.coach.memory.conversation import Conversation
from runcoach.coach.memory.spending import uncounted
from runcoach.coach.session import Event, Refused, ask
from runcoach.domain.errors import CoachError
from runcoach.domain.settings import Settings
from tests.builders import TODAY, request_for, some_weeks
from tests.coach.memory.test_conversation import Open
from tests.coach.test_session import AT, FakeCoach, too_long
from tests.loopback.answers import workout_json


@pytest.fixture
def start(tmp_path: Path) -> Open:
    return Open(tmp_path / "history.db")


async def parts_of(coach: FakeCoach, conversation: Conversation) -> list[Event]:
    return [part async for part in ask(coach, request_for("steve", some_weeks()), AT, conversation)]


async def test_nobody_is_asked_once_the_cap_is_reached(start: Open) -> None:
    conversation, coach = start.conversation(coach="openai", monthly_cap_usd=0.01), FakeCoach()
    conversation.spend(TODAY, 0.01)
    with pytest.raises(CoachError, match="your cap is"):
        await parts_of(coach, conversation)
    assert coach.requests == []


async def test_a_first_answer_that_reaches_the_cap_is_made_to_fit_without_a_second(
    start: Open,
) -> None:
    conversation, coach = start.conversation(coach="openai", monthly_cap_usd=0.01), FakeCoach()
    conversation.spend(TODAY, 0.006)
    coach.enqueue(too_long(), Usage(1000, 300))
    *parts, answer = await parts_of(coach, conversation)
    assert isinstance(answer, Answer) and answer.workout is not None
    assert len(coach.requests) == 1 and not any(isinstance(part, Refused) for part in parts)
    assert "The coach is not asked again: This month's answers have cost $0.011" in answer.repair
    assert "RunCoach shortened it to fit" in answer.repair
    assert answer.usage == Usage(1000, 300)


async def test_below_the_cap_a_second_answer_is_asked_for(start: Open) -> None:
    conversation, coach = start.conversation(coach="openai", monthly_cap_usd=0.02), FakeCoach()
    coach.enqueue(too_long(), Usage(1000, 300))
    coach.enqueue(workout_json())
    await parts_of(coach, conversation)
    assert len(coach.requests) == 2


async def test_an_answer_that_is_stopped_costs_what_was_asked_and_written(start: Open) -> None:
    conversation, coach = start.conversation(coach="openai", monthly_cap_usd=1), FakeCoach()
    coach.enqueue(workout_json(), Usage(1000, 300))
    async with aclosing(ask(coach, request_for("steve", some_weeks()), AT, conversation)) as parts:  # type: ignore[type-var]
        await anext(parts)
    assert conversation.history.spent_usd(TODAY) == pytest.approx(0.006, rel=0.5), "estimated: no tokens came"


async def test_an_answer_that_breaks_off_costs_as_much_as_one_that_does_not(start: Open) -> None:
    conversation, coach = start.conversation(coach="openai", monthly_cap_usd=1), FakeCoach()
    coach.enqueue(workout_json()[:60], Usage(1000, 300), CoachError("The answer was cut off."))
    with pytest.raises(CoachError):
        await parts_of(coach, conversation)
    assert conversation.history.spent_usd(TODAY) == pytest.approx(0.0055)


async def test_a_server_that_says_nothing_costs_nothing(start: Open) -> None:
    conversation, coach = start.conversation(coach="openai", monthly_cap_usd=1), FakeCoach()
    coach.enqueue(CoachError("Nobody answers."))
    with pytest.raises(CoachError):
        await parts_of(coach, conversation)
    assert conversation.history.spent_usd(TODAY) == 0


async def test_both_tries_of_an_answer_are_paid_and_shown(start: Open) -> None:
    conversation, coach = start.conversation(coach="openai", monthly_cap_usd=1), FakeCoach()
    coach.enqueue(too_long(), Usage(1000, 300))
    coach.enqueue(workout_json(), Usage(2000, 100))
    *_, answer = await parts_of(coach, conversation)
    assert isinstance(answer, Answer) and answer.usage == Usage(3000, 400)
    assert answer.cost_usd == conversation.history.spent_usd(TODAY) == pytest.approx(0.0115)


def test_a_cap_that_cannot_be_checked_is_said_and_holds_nobody_back(start: Open) -> None:
    start.file.mkdir()
    start.conversation(coach="openai", monthly_cap_usd=0.01).check_cap(TODAY)
    (trouble,) = start.troubles
    assert trouble.startswith("Your cap of $0.010 a month cannot be checked: ")


def test_another_model_goes_by_the_same_cap(start: Open) -> None:
    conversation = start.conversation(coach="offline", monthly_cap_usd=0.01)
    conversation.spend(TODAY, 0.01)
    conversation.check_cap(TODAY)
    conversation.go_by(Settings(coach="openai", monthly_cap_usd=0.01))
    with pytest.raises(CoachError, match="your cap is"):
        conversation.check_cap(TODAY)


@pytest.mark.parametrize(
    ("model", "base_url", "cap", "said"),
    [
        ("deepseek-chat", "https://api.deepseek.com/v1", 5.0, True),
        ("deepseek-chat", "http://[", 5.0, True),
        ("deepseek-chat", "https://api.deepseek.com/v1", None, False),
        ("openai/gpt-4o", "https://openrouter.ai/api/v1", 5.0, False),
        ("gpt-4o", None, 5.0, False),
        ("llama3", "http://localhost:11434/v1", 5.0, False),
        ("llama3", "http://127.0.0.1:8080/v1", 5.0, False),
        ("llama3", "http://[::1]:8080/v1", 5.0, False),
    ],
)
def test_a_model_that_the_cap_cannot_count_is_named(
    model: str, base_url: str | None, cap: float | None, said: bool, own_folders: object
) -> None:
    words = uncounted(Settings(coach="openai", model=model, base_url=base_url, monthly_cap_usd=cap))
    assert bool(words) == said
    assert words is None or ("deepseek-chat" in words and "$5.000" in words and "models.toml" in words)
    assert uncounted(Settings(coach="offline", model=model, base_url=base_url, monthly_cap_usd=cap)) is None
