"""What was said is kept: from one start to the next, and from memory when the disk fails."""

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest

from runcoach.coach.briefing import Briefing
from runcoach.coach.diary import Diary
from runcoach.coach.history import History
from runcoach.coach.offline.coach import prescribe
from runcoach.coach.session import Answer
from runcoach.coach.store import history_store
from runcoach.coach.workout import Step, Workout
from runcoach.config import Config
from runcoach.errors import CoachError, StoreError
from runcoach.training.check_in import CheckIn, Legs, Pain
from runcoach.training.goal import Goal
from tests.builders import (
    PERSONAS,
    TODAY,
    a_bad_night,
    a_briefing,
    a_run,
    persona,
    request_for,
    some_weeks,
    usual_nights,
)
from tests.coach.test_history import an_answer

YESTERDAY = TODAY - timedelta(days=1)
GOAL = Goal(race_m=10_000, race_day=date(2027, 1, 31), rest_day=0)


class Open:
    """Diaries on one file, as the app opens them at every start."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.troubles: list[str] = []

    def diary(self, **settings: object) -> Diary:
        config = msgspec.structs.replace(Config(), **settings)
        return Diary(History(history_store(self.file)), config, self.troubles.append)


@pytest.fixture
def start(tmp_path: Path) -> Open:
    return Open(tmp_path / "history.db")


def prescribed(day: date, km: float, persona_id: str = "pete", kind: str = "easy", **more: Any) -> Answer:
    steps = (Step(action="run", distance_m=km * 1000),) if km else ()
    workout = Workout(headline="A run", kind=kind, steps=steps)  # type: ignore[arg-type]
    return an_answer(persona_id=persona_id, workout=workout, asked_on=day, day=day, **more)


def asked(diary: Diary, briefing: Briefing, persona_id: str = "pete") -> tuple[str, ...]:
    diary.look_back(TODAY)
    return diary.request(briefing, persona(persona_id), PERSONAS).notes


def test_goal_check_in_and_conversation_are_there_at_the_next_start(start: Open) -> None:
    first = start.diary()
    first.set_goal(GOAL)
    first.say(TODAY, CheckIn(Legs.HEAVY, Pain.A_LITTLE, 45, "slept badly"))
    first.reply(TODAY, "pete", an_answer(), "why not intervals?")
    second = start.diary()
    assert second.goal == GOAL
    assert second.check_in(TODAY) == CheckIn(Legs.HEAVY, Pain.A_LITTLE, 45, "slept badly")
    answer, reply = second.turns(TODAY, "pete")
    assert not answer.by_runner and "Six easy" in answer.text
    assert reply.by_runner and reply.text == "why not intervals?"
    assert second.turns(TODAY, "jack") == ()


def test_a_new_day_begins_without_check_in_and_conversation(start: Open) -> None:
    diary = start.diary()
    diary.say(TODAY, CheckIn(Legs.HEAVY))
    diary.reply(TODAY, "pete", None, "only 30 minutes")
    assert diary.check_in(TODAY + timedelta(days=1)) is None
    assert diary.turns(TODAY + timedelta(days=1), "pete") == ()


def test_minutes_that_were_named_to_one_coach_hold_for_all(start: Open) -> None:
    diary = start.diary()
    diary.reply(TODAY, "pete", None, "only 30 minutes")
    request = diary.request(a_briefing(some_weeks()), persona("jack"), PERSONAS)
    assert request.limits.max_run_s == 1800


def test_an_answer_from_before_the_check_in_or_the_goal_is_asked_for_again(start: Open) -> None:
    diary = start.diary()
    diary.keep(an_answer(asked_at=datetime.now() - timedelta(minutes=5)))
    request = request_for("pete", some_weeks())
    assert diary.answer(request, "gpt-4o") is not None
    diary.say(TODAY, CheckIn(Legs.HEAVY))
    assert diary.answer(request, "gpt-4o") is None
    diary.keep(an_answer(asked_at=datetime.now()))
    assert diary.answer(request, "gpt-4o") is not None
    diary.set_goal(GOAL)
    assert diary.answer(request, "gpt-4o") is None


@pytest.mark.parametrize(
    ("km", "runs", "outcome"),
    [
        (8.0, [a_run(1, 7.9)], "7.9 km were run: done"),
        (8.0, [a_run(1, 12.0)], "12.0 km were run: more"),
        (8.0, [a_run(1, 4.0)], "4.0 km were run: less"),
        (8.0, [], "nothing was run: rested"),
        (0.0, [a_run(1, 6.0)], "6.0 km were run: something else"),
        (0.0, [], "nothing was run: done"),
    ],
)
def test_the_next_day_the_coach_is_told_what_became_of_it(
    start: Open, km: float, runs: list[object], outcome: str
) -> None:
    diary = start.diary()
    diary.keep(prescribed(YESTERDAY, km))
    before = [run for run in some_weeks() if run.day < YESTERDAY]
    line, _ = asked(diary, a_briefing([*runs, *before]))  # type: ignore[list-item]
    assert line.startswith("Pete prescribed")
    assert line.endswith(outcome)


def a_tempo_run(day: date) -> Answer:
    steps = (Step(action="run", duration_s=1200, pace_min_s_per_km=290, pace_max_s_per_km=310),)
    workout = Workout(headline="Tempo", kind="tempo", steps=steps)
    return an_answer(workout=workout, asked_on=day, day=day)


TOMORROW = TODAY + timedelta(days=1)


def test_tomorrow_is_easy_while_today_s_hard_workout_is_still_to_be_run(start: Open) -> None:
    diary, briefing = start.diary(), a_briefing(some_weeks())
    assert diary.request(briefing, persona("pete"), PERSONAS, TOMORROW).limits.hard_allowed
    diary.keep(a_tempo_run(TODAY))
    request = diary.request(briefing, persona("steve"), PERSONAS, TOMORROW)
    assert not request.limits.hard_allowed
    assert "Today's workout is a hard one" in request.limits.listed[-1].reason
    assert "Today's workout, once it is run, is a hard one." in prescribe(request).why
    assert request.notes == ("Pete prescribed 4.0 km (tempo) for Wed 18 Nov 2026; it is still to be run",)
    assert diary.request(briefing, persona("pete"), PERSONAS, TODAY).limits.hard_allowed


def test_tomorrow_counts_what_is_planned_for_today(start: Open) -> None:
    diary, briefing = start.diary(), a_briefing(some_weeks())
    before = diary.request(briefing, persona("jack"), PERSONAS, TOMORROW).facts
    diary.keep(prescribed(TODAY, 4, "jack"))
    request = diary.request(briefing, persona("jack"), PERSONAS, TOMORROW)
    assert request.facts.before_day_m == before.before_day_m + 4000
    assert request.facts.days_in_a_row > before.days_in_a_row == 0
    assert request.facts.days_since_run == before.days_since_run, "a plan lifts no limit"
    assert "today's workout included" in prescribe(request).why
    assert not diary.request(briefing, persona("jack"), PERSONAS, TODAY).facts.planned


def test_a_long_run_that_is_still_to_be_run_is_a_hard_day_too(start: Open) -> None:
    diary, briefing = start.diary(), a_briefing(some_weeks())
    diary.keep(prescribed(TODAY, 12, kind="long"))
    assert not diary.request(briefing, persona("pete"), PERSONAS, TOMORROW).limits.hard_allowed


def test_another_coach_s_easy_day_in_its_place_leaves_tomorrow_free(start: Open) -> None:
    diary, briefing = start.diary(), a_briefing(some_weeks())
    diary.keep(a_tempo_run(TODAY))
    diary.keep(prescribed(TODAY, 8, "jack"))
    assert diary.request(briefing, persona("pete"), PERSONAS, TOMORROW).limits.hard_allowed


def test_a_hard_workout_that_was_run_as_an_easy_one_leaves_tomorrow_free(start: Open) -> None:
    diary, briefing = start.diary(), a_briefing([a_run(0, 8), *some_weeks()])
    diary.keep(a_tempo_run(TODAY))
    assert diary.request(briefing, persona("pete"), PERSONAS, TOMORROW).limits.hard_allowed


def test_a_race_instead_of_an_easy_run_is_something_else(start: Open) -> None:
    diary = start.diary()
    diary.keep(prescribed(YESTERDAY, 10))
    fast = a_run(1, 10, pace=250, zones=(0.0, 0.0, 300.0, 1500.0, 700.0))
    line, _ = asked(diary, a_briefing([fast, *some_weeks(until_days_ago=2)]))
    assert line.endswith("something else")


def test_each_coach_hears_of_its_own_record(start: Open) -> None:
    diary = start.diary()
    diary.keep(prescribed(YESTERDAY, 8))
    diary.keep(prescribed(TODAY - timedelta(days=4), 20))
    runs = [a_run(1, 8), *some_weeks(until_days_ago=2)]
    assert asked(diary, a_briefing(runs))[-1] == "Of your workouts for this runner, 1 of 2 followed so far."
    assert not any("followed" in line for line in asked(diary, a_briefing(runs), "jack"))


def test_a_model_may_be_asked_until_the_month_s_cap_is_reached(start: Open) -> None:
    diary = start.diary(coach="openai", monthly_cap_usd=0.01)
    diary.pay(TODAY, 0.008)
    diary.may_ask(TODAY)
    diary.pay(TODAY, 0.004)
    with pytest.raises(CoachError, match=r"cost \$0\.012, and your cap is \$0\.010") as caught:
        diary.may_ask(TODAY)
    assert "monthly_cap_usd" in caught.value.hint
    diary.may_ask(TODAY + timedelta(days=30))
    start.diary(coach="offline", monthly_cap_usd=0.01).may_ask(TODAY)


def test_a_disk_that_fails_is_told_and_the_day_goes_on_from_memory(start: Open) -> None:
    start.file.mkdir()
    diary = start.diary()
    diary.set_goal(GOAL)
    diary.say(TODAY, CheckIn(Legs.HEAVY))
    diary.reply(TODAY, "pete", None, "only 30 minutes")
    diary.keep(an_answer())
    request = diary.request(a_briefing(some_weeks()), persona("pete"), PERSONAS)
    assert request.facts.goal == GOAL
    assert request.check_in == CheckIn(Legs.HEAVY, minutes=30)
    assert len(request.turns) == 1
    assert all("cannot be used" in words for words in start.troubles)
    assert len(start.troubles) == 1, "the same trouble is told once"


def test_what_could_not_be_kept_is_kept_as_soon_as_the_disk_is_mended(start: Open) -> None:
    start.file.mkdir()
    diary = start.diary(coach="openai", monthly_cap_usd=0.01)
    diary.set_goal(GOAL)
    diary.pay(TODAY, 0.02)
    diary.keep(an_answer())
    diary.look_back(TODAY)
    with pytest.raises(CoachError, match="your cap is"):
        diary.may_ask(TODAY)
    start.file.rmdir()
    assert diary.check_in(TODAY) is None
    history = History(history_store(start.file))
    assert history.goal() == GOAL and history.spent_usd(TODAY) == 0.02
    assert [answer.persona_id for answer in history.since(TODAY)] == ["pete"]


def test_one_failed_write_does_not_hide_what_is_said_in_another_window(
    start: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = start.diary(), start.diary()
    with monkeypatch.context() as patched:
        patched.setattr(one.history, "save", _fails)
        one.keep(an_answer())
    other.say(TODAY, CheckIn(pain=Pain.YES))
    assert one.check_in(TODAY) == CheckIn(pain=Pain.YES)
    assert [answer.persona_id for answer in other.history.since(TODAY)] == ["pete"]


def test_looking_back_forgets_no_answer_that_could_not_be_kept(
    start: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    diary = start.diary()
    monkeypatch.setattr(diary.history, "save", _fails)
    diary.keep(a_tempo_run(TODAY))
    diary.look_back(TODAY)
    tomorrow = diary.request(a_briefing(some_weeks(until_days_ago=3)), persona("pete"), PERSONAS, TOMORROW)
    assert not tomorrow.limits.hard_allowed, "the tempo run is still to be run today"


def _fails(answer: Answer) -> None:
    raise StoreError("The disk is full.", "Make room.")


def test_settings_reach_the_request(start: Open) -> None:
    diary = start.diary(language="German", run_names=True)
    request = diary.request(a_briefing(some_weeks()), persona("pete"), PERSONAS)
    assert (request.language, request.run_names) == ("German", True)


def test_what_was_said_can_be_taken_back(start: Open) -> None:
    diary = start.diary()
    diary.reply(TODAY, "pete", None, "only 30 minutes")
    diary.reply(TODAY, "pete", None, "forget it")
    assert diary.turns(TODAY, "pete") == () and diary.check_in(TODAY) is None
    assert start.diary().turns(TODAY, "pete") == ()


def test_the_check_in_is_taken_back_with_the_rest(start: Open) -> None:
    diary = start.diary()
    diary.say(TODAY, CheckIn(Legs.HEAVY, Pain.YES))
    diary.reply(TODAY, "pete", None, "forget it")
    assert diary.check_in(TODAY) is None and start.diary().check_in(TODAY) is None


def test_another_model_s_answer_is_not_shown_as_this_one_s(start: Open) -> None:
    diary = start.diary()
    diary.keep(prescribed(TODAY, 8))
    request = diary.request(a_briefing(some_weeks()), persona("pete"), PERSONAS)
    assert diary.answer(request, "gpt-4o") is not None
    assert diary.answer(request, "another") is None


def test_pain_and_replies_count_for_tomorrow_once_today_s_run_is_done(start: Open) -> None:
    diary = start.diary()
    briefing = a_briefing([a_run(0), *some_weeks()])
    diary.say(TODAY, CheckIn(Legs.HEAVY, Pain.YES, 45))
    request = diary.request(briefing, persona("steve"), PERSONAS)
    assert request.facts.day == TODAY + timedelta(days=1)
    assert (request.check_in, request.limits.max_run_s) == (CheckIn(pain=Pain.YES), 0)
    diary.say(TODAY, CheckIn(Legs.HEAVY, minutes=45))
    diary.reply(TODAY, "pete", None, "only 30 minutes")
    request = diary.request(briefing, persona("steve"), PERSONAS)
    assert request.check_in == CheckIn(minutes=30)


def test_two_windows_know_what_was_said_in_either(start: Open) -> None:
    first, second = start.diary(), start.diary()
    for diary in (first, second):
        assert diary.check_in(TODAY) is None and diary.goal == Goal()
    second.say(TODAY, CheckIn(pain=Pain.YES))
    second.set_goal(GOAL)
    second.reply(TODAY, "pete", None, "why?")
    assert first.check_in(TODAY) == CheckIn(pain=Pain.YES)
    assert first.goal == GOAL and len(first.turns(TODAY, "pete")) == 1


def test_an_answer_from_before_the_last_reply_is_not_shown_again(start: Open) -> None:
    diary, briefing = start.diary(), a_briefing(some_weeks())
    earlier = datetime.now() - timedelta(hours=1)
    diary.keep(prescribed(TODAY, 6, asked_at=earlier))
    diary.keep(prescribed(TODAY, 6, "jack", asked_at=earlier))
    diary.reply(TODAY, "pete", None, "why not 5 km?")
    requests = [diary.request(briefing, persona(name), PERSONAS) for name in ("pete", "jack")]
    assert [diary.answer(request, "gpt-4o") is None for request in requests] == [True, False]


def test_an_answer_that_no_longer_keeps_the_limits_is_not_shown_again(start: Open) -> None:
    diary = start.diary()
    diary.keep(prescribed(TODAY, 8))
    calm = diary.request(a_briefing(some_weeks()), persona("pete"), PERSONAS)
    assert diary.answer(calm, "gpt-4o") is not None
    bad = [a_bad_night(), *usual_nights()]
    red = diary.request(a_briefing(some_weeks(), nights=bad), persona("pete"), PERSONAS)
    assert diary.answer(red, "gpt-4o") is None
    diary.reply(TODAY, "jack", None, "my knee hurts, I cannot run")
    assert diary.answer(diary.request(a_briefing(some_weeks()), persona("pete"), PERSONAS), "gpt-4o") is None


def test_a_workout_by_time_is_compared_with_the_time(start: Open) -> None:
    diary = start.diary()
    steps = (Step(action="run", duration_s=45 * 60, rpe=3),)
    workout = Workout(headline="45 minutes", kind="easy", steps=steps)
    diary.keep(an_answer(workout=workout, asked_on=YESTERDAY, day=YESTERDAY))
    line, _ = asked(diary, a_briefing([a_run(1, 9, pace=300), *some_weeks(until_days_ago=2)]))
    assert line.endswith("9.0 km were run: done")


@pytest.mark.parametrize(("evening", "outcome"), [(2.41, "done"), (6, "more"), (None, "rested")])
def test_what_was_run_before_the_coach_was_asked_is_no_answer_to_it(
    start: Open, evening: float | None, outcome: str
) -> None:
    diary, morning = start.diary(), a_run(1, 5.59)
    request = request_for("jack", [morning, *some_weeks(until_days_ago=2)], today=YESTERDAY)
    assert request.facts.day_so_far_m == 5590
    diary.keep(prescribed(YESTERDAY, 2.41, "jack", request=request))
    later = [a_run(1, evening, hour=18)] if evening else []
    line, *_ = asked(diary, a_briefing([*later, morning, *some_weeks(until_days_ago=2)]), "jack")
    assert line.endswith(outcome)


def test_of_three_coaches_only_the_one_that_was_seen_last_is_judged(start: Open) -> None:
    diary = start.diary()
    answers = [prescribed(YESTERDAY, 8, name) for name in ("pete", "steve", "jack")]
    for answer in answers:
        diary.keep(answer)
    diary.take(answers[1])
    briefing = a_briefing([a_run(1, 8), *some_weeks(until_days_ago=2)])
    assert [len(asked(diary, briefing, name)) for name in ("pete", "steve", "jack")] == [1, 2, 1]
    assert asked(diary, briefing, "pete")[0].startswith("Steve prescribed")
