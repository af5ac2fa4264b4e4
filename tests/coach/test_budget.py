"""The month's cap: looked at before every request, and said where it cannot hold."""

from pathlib import Path

import pytest

from runcoach.coach.budget import uncounted
from runcoach.coach.diary import Diary
from runcoach.coach.draft import Transcript
from runcoach.coach.events import Usage
from runcoach.coach.session import Answer, MayAsk, Refused, ask
from runcoach.config import Config
from runcoach.errors import CoachError
from tests.builders import TODAY, request_for, some_weeks
from tests.coach.test_diary import Open
from tests.coach.test_history import an_answer
from tests.coach.test_session import AT, FakeCoach, too_long
from tests.loopback.answers import workout_json


@pytest.fixture
def start(tmp_path: Path) -> Open:
    return Open(tmp_path / "history.db")


def capped(diary: Diary) -> MayAsk:
    return lambda spent_usd: diary.keep_to_cap(TODAY, spent_usd)


async def parts_of(coach: FakeCoach, may_ask: MayAsk) -> list[Transcript | Refused | Answer]:
    return [part async for part in ask(coach, request_for("steve", some_weeks()), AT, may_ask)]


async def test_nobody_is_asked_once_the_cap_is_reached(start: Open) -> None:
    diary, coach = start.diary(coach="openai", monthly_cap_usd=0.01), FakeCoach()
    diary.keep(an_answer(cost_usd=0.01))
    with pytest.raises(CoachError, match="your cap is"):
        await parts_of(coach, capped(diary))
    assert coach.requests == []


async def test_a_first_answer_that_reaches_the_cap_is_made_to_fit_without_a_second(
    start: Open,
) -> None:
    diary, coach = start.diary(coach="openai", monthly_cap_usd=0.01), FakeCoach()
    diary.keep(an_answer(cost_usd=0.006))
    coach.enqueue(too_long(), Usage(1000, 300))
    *parts, answer = await parts_of(coach, capped(diary))
    assert isinstance(answer, Answer) and answer.workout is not None
    assert len(coach.requests) == 1 and not any(isinstance(part, Refused) for part in parts)
    assert "The coach is not asked again: This month's answers have cost $0.011" in answer.repair
    assert "RunCoach shortened it to fit" in answer.repair
    assert answer.usage == Usage(1000, 300)


async def test_below_the_cap_a_second_answer_is_asked_for(start: Open) -> None:
    diary, coach = start.diary(coach="openai", monthly_cap_usd=0.02), FakeCoach()
    coach.enqueue(too_long(), Usage(1000, 300))
    coach.enqueue(workout_json())
    await parts_of(coach, capped(diary))
    assert len(coach.requests) == 2


def test_a_cap_that_cannot_be_checked_is_said_and_holds_nobody_back(start: Open) -> None:
    start.file.mkdir()
    start.diary(coach="openai", monthly_cap_usd=0.01).keep_to_cap(TODAY)
    (trouble,) = start.troubles
    assert trouble.startswith("Your cap of $0.010 a month cannot be checked: ")


def test_another_model_goes_by_the_same_cap(start: Open) -> None:
    diary = start.diary(coach="offline", monthly_cap_usd=0.01)
    diary.keep(an_answer(cost_usd=0.01))
    diary.keep_to_cap(TODAY)
    diary.go_by(Config(coach="openai", monthly_cap_usd=0.01))
    with pytest.raises(CoachError, match="your cap is"):
        diary.keep_to_cap(TODAY)


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
    words = uncounted(Config(coach="openai", model=model, base_url=base_url, monthly_cap_usd=cap))
    assert bool(words) == said
    assert words is None or ("deepseek-chat" in words and "$5.000" in words and "models.toml" in words)
    assert uncounted(Config(coach="offline", model=model, base_url=base_url, monthly_cap_usd=cap)) is None
