"""What was said is kept: from one start to the next, and from memory when the disk fails."""

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest

from runcoach.coach.answer.answer import Answer
from runcoach.coach.answer.workout import Step, Workout
from runcoach.coach.memory.conversation import Conversation
from runcoach.coach.memory.history import History
from runcoach.coach.memory.history_file import history_store
from runcoach.coach.offline.coach import prescribe
from runcoach.coach.question import answer_before, request_from
from runcoach.coach.said import CheckIn, Legs, Pain, Said
from runcoach.domain.errors import CoachError, Remedy, StoreError
from runcoach.domain.settings import Settings
from runcoach.runner.snapshot import Snapshot
from runcoach.training.goal import Goal
from tests.builders import (
    PERSONAS,
    TODAY,
    a_bad_night,
    a_run,
    a_snapshot,
    persona,
    request_for,
    some_weeks,
    usual_nights,
)
from tests.coach.memory.test_history import an_answer

YESTERDAY = TODAY - timedelta(days=1)
GOAL = Goal(race_m=10_000, race_day=date(2027, 1, 31), rest_day=0)


class Open:
    """Conversations on one file, as the app opens them at every start."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.troubles: list[str] = []

    def conversation(self, **settings: object) -> Conversation:
        chosen = msgspec.structs.replace(Settings(), **settings)
        return Conversation(History(history_store(self.file)), chosen, self.troubles.append)


@pytest.fixture
def start(tmp_path: Path) -> Open:
    return Open(tmp_path / "history.db")


def prescribed(day: date, km: float, persona_id: str = "pete", kind: str = "easy", **more: Any) -> Answer:
    steps = (Step(action="run", distance_m=km * 1000),) if km else ()
    workout = Workout(headline="A run", kind=kind, steps=steps)  # type: ignore[arg-type]
    return an_answer(persona_id=persona_id, workout=workout, asked_on=day, day=day, **more)


def asked(conversation: Conversation, snapshot: Snapshot, persona_id: str = "pete") -> tuple[str, ...]:
    conversation.look_back(TODAY)
    return request_from(conversation, snapshot, persona(persona_id), PERSONAS).notes


def check_in_of(
    conversation: Conversation, today: date, day: date | None = None, persona_id: str = "pete"
) -> CheckIn | None:
    """What counts of the check-in; None where there is nothing."""
    return as_check_in(conversation.said(today, persona_id, day))


def as_check_in(said: Said) -> CheckIn | None:
    return CheckIn(said.legs, said.pain, said.minutes, said.note) if said.checked_in else None


def test_goal_check_in_and_conversation_are_there_at_the_next_start(start: Open) -> None:
    first = start.conversation()
    first.set_goal(GOAL)
    first.say(TODAY, CheckIn(Legs.HEAVY, Pain.A_LITTLE, 45, "slept badly"))
    first.reply(TODAY, "pete", an_answer(), "why not intervals?")
    second = start.conversation()
    assert second.goal == GOAL
    assert check_in_of(second, TODAY) == CheckIn(Legs.HEAVY, Pain.A_LITTLE, 45, "slept badly")
    answer, reply = second.turns(TODAY, "pete")
    assert not answer.by_runner and "Six easy" in answer.text
    assert reply.by_runner and reply.text == "why not intervals?"
    assert second.turns(TODAY, "jack") == ()


def test_a_new_day_begins_without_check_in_and_conversation(start: Open) -> None:
    conversation = start.conversation()
    conversation.say(TODAY, CheckIn(Legs.HEAVY))
    conversation.reply(TODAY, "pete", None, "only 30 minutes")
    assert check_in_of(conversation, TODAY + timedelta(days=1)) is None
    assert conversation.turns(TODAY + timedelta(days=1), "pete") == ()


def test_minutes_that_were_named_to_one_coach_hold_for_all(start: Open) -> None:
    conversation = start.conversation()
    conversation.reply(TODAY, "pete", None, "only 30 minutes")
    request = request_from(conversation, a_snapshot(some_weeks()), persona("jack"), PERSONAS)
    assert request.limits.max_run_s == 1800


def test_an_answer_from_before_the_check_in_or_the_goal_is_asked_for_again(start: Open) -> None:
    conversation = start.conversation()
    conversation.keep(an_answer(asked_at=datetime.now() - timedelta(minutes=5)))
    request = request_for("pete", some_weeks())
    assert answer_before(conversation, request, "gpt-4o") is not None
    conversation.say(TODAY, CheckIn(Legs.HEAVY))
    assert answer_before(conversation, request, "gpt-4o") is None
    conversation.keep(an_answer(asked_at=datetime.now()))
    assert answer_before(conversation, request, "gpt-4o") is not None
    conversation.set_goal(GOAL)
    assert answer_before(conversation, request, "gpt-4o") is None


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
def test_the_next_day_the_coach_knows_what_became_of_it(
    start: Open, km: float, runs: list[object], outcome: str
) -> None:
    conversation = start.conversation()
    conversation.keep(prescribed(YESTERDAY, km))
    before = [run for run in some_weeks() if run.day < YESTERDAY]
    line, _ = asked(conversation, a_snapshot([*runs, *before]))  # type: ignore[list-item]
    assert line.startswith("Pete prescribed")
    assert line.endswith(outcome)


def a_tempo_run(day: date) -> Answer:
    steps = (Step(action="run", duration_s=1200, pace_min_s_per_km=290, pace_max_s_per_km=310),)
    workout = Workout(headline="Tempo", kind="tempo", steps=steps)
    return an_answer(workout=workout, asked_on=day, day=day)


TOMORROW = TODAY + timedelta(days=1)


def test_tomorrow_is_easy_while_today_s_hard_workout_is_still_to_be_run(start: Open) -> None:
    conversation, snapshot = start.conversation(), a_snapshot(some_weeks())
    assert request_from(conversation, snapshot, persona("pete"), PERSONAS, TOMORROW).limits.hard_allowed
    conversation.keep(a_tempo_run(TODAY))
    request = request_from(conversation, snapshot, persona("steve"), PERSONAS, TOMORROW)
    assert not request.limits.hard_allowed
    assert "Today's workout is a hard one" in request.limits.listed[-1].reason
    assert "Today's workout, once it is run, is a hard one." in prescribe(request).why
    assert request.notes == ("Pete prescribed 4.0 km (tempo) for Wed 18 Nov 2026; it is still to be run",)
    assert request_from(conversation, snapshot, persona("pete"), PERSONAS, TODAY).limits.hard_allowed


def test_tomorrow_counts_what_is_planned_for_today(start: Open) -> None:
    conversation, snapshot = start.conversation(), a_snapshot(some_weeks())
    before = request_from(conversation, snapshot, persona("jack"), PERSONAS, TOMORROW).facts
    conversation.keep(prescribed(TODAY, 4, "jack"))
    request = request_from(conversation, snapshot, persona("jack"), PERSONAS, TOMORROW)
    assert request.facts.before_day_m == before.before_day_m + 4000
    assert request.facts.days_in_a_row > before.days_in_a_row == 0
    assert request.facts.days_since_run == before.days_since_run, "a plan lifts no limit"
    assert "today's workout included" in prescribe(request).why
    assert not request_from(conversation, snapshot, persona("jack"), PERSONAS, TODAY).facts.planned


def test_a_long_run_that_is_still_to_be_run_is_a_hard_day_too(start: Open) -> None:
    conversation, snapshot = start.conversation(), a_snapshot(some_weeks())
    conversation.keep(prescribed(TODAY, 12, kind="long"))
    assert not request_from(conversation, snapshot, persona("pete"), PERSONAS, TOMORROW).limits.hard_allowed


def test_another_coach_s_easy_day_in_its_place_leaves_tomorrow_free(start: Open) -> None:
    conversation, snapshot = start.conversation(), a_snapshot(some_weeks())
    conversation.keep(a_tempo_run(TODAY))
    conversation.keep(prescribed(TODAY, 8, "jack"))
    assert request_from(conversation, snapshot, persona("pete"), PERSONAS, TOMORROW).limits.hard_allowed


def test_a_hard_workout_that_was_run_as_an_easy_one_leaves_tomorrow_free(start: Open) -> None:
    conversation, snapshot = start.conversation(), a_snapshot([a_run(0, 8), *some_weeks()])
    conversation.keep(a_tempo_run(TODAY))
    assert request_from(conversation, snapshot, persona("pete"), PERSONAS, TOMORROW).limits.hard_allowed


def test_a_race_instead_of_an_easy_run_is_something_else(start: Open) -> None:
    conversation = start.conversation()
    conversation.keep(prescribed(YESTERDAY, 10))
    fast = a_run(1, 10, pace=250, zones=(0.0, 0.0, 300.0, 1500.0, 700.0))
    line, _ = asked(conversation, a_snapshot([fast, *some_weeks(until_days_ago=2)]))
    assert line.endswith("something else")


def test_each_coach_sees_its_own_record(start: Open) -> None:
    conversation = start.conversation()
    conversation.keep(prescribed(YESTERDAY, 8))
    conversation.keep(prescribed(TODAY - timedelta(days=4), 20))
    runs = [a_run(1, 8), *some_weeks(until_days_ago=2)]
    assert (
        asked(conversation, a_snapshot(runs))[-1]
        == "Of your workouts for this runner, 1 of 2 followed so far."
    )
    assert not any("followed" in line for line in asked(conversation, a_snapshot(runs), "jack"))


def test_a_model_may_be_asked_until_the_month_s_cap_is_reached(start: Open) -> None:
    conversation = start.conversation(coach="openai", monthly_cap_usd=0.01)
    conversation.spend(TODAY, 0.008)
    conversation.check_cap(TODAY)
    conversation.spend(TODAY, 0.004)
    with pytest.raises(CoachError, match=r"cost \$0\.012, and your cap is \$0\.010") as caught:
        conversation.check_cap(TODAY)
    assert caught.value.remedy is Remedy.RAISE_CAP
    conversation.check_cap(TODAY + timedelta(days=30))
    start.conversation(coach="offline", monthly_cap_usd=0.01).check_cap(TODAY)


def test_a_disk_that_fails_is_reported_and_the_day_goes_on_from_memory(start: Open) -> None:
    start.file.mkdir()
    conversation = start.conversation()
    conversation.set_goal(GOAL)
    conversation.say(TODAY, CheckIn(Legs.HEAVY))
    conversation.reply(TODAY, "pete", None, "only 30 minutes")
    conversation.keep(an_answer())
    request = request_from(conversation, a_snapshot(some_weeks()), persona("pete"), PERSONAS)
    assert request.facts.goal == GOAL
    assert as_check_in(request.said) == CheckIn(Legs.HEAVY, minutes=30)
    assert len(request.turns) == 1
    assert all("cannot be used" in words for words in start.troubles)
    assert len(start.troubles) == 1, "the same trouble is reported once"


def test_what_could_not_be_kept_is_kept_as_soon_as_the_disk_is_mended(start: Open) -> None:
    start.file.mkdir()
    conversation = start.conversation(coach="openai", monthly_cap_usd=0.01)
    conversation.set_goal(GOAL)
    conversation.spend(TODAY, 0.02)
    conversation.keep(an_answer())
    conversation.look_back(TODAY)
    with pytest.raises(CoachError, match="your cap is"):
        conversation.check_cap(TODAY)
    start.file.rmdir()
    assert check_in_of(conversation, TODAY) is None
    history = History(history_store(start.file))
    assert history.goal() == GOAL and history.spent_usd(TODAY) == 0.02
    assert [answer.persona_id for answer in history.since(TODAY)] == ["pete"]


def test_one_failed_write_does_not_hide_what_is_said_in_another_window(
    start: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = start.conversation(), start.conversation()
    with monkeypatch.context() as patched:
        patched.setattr(one.history, "save", _fails)
        one.keep(an_answer())
    other.say(TODAY, CheckIn(pain=Pain.YES))
    assert check_in_of(one, TODAY) == CheckIn(pain=Pain.YES)
    assert [answer.persona_id for answer in other.history.since(TODAY)] == ["pete"]


def test_looking_back_forgets_no_answer_that_could_not_be_kept(
    start: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    conversation = start.conversation()
    monkeypatch.setattr(conversation.history, "save", _fails)
    conversation.keep(a_tempo_run(TODAY))
    conversation.look_back(TODAY)
    tomorrow = request_from(
        conversation, a_snapshot(some_weeks(until_days_ago=3)), persona("pete"), PERSONAS, TOMORROW
    )
    assert not tomorrow.limits.hard_allowed, "the tempo run is still to be run today"


def _fails(answer: Answer) -> None:
    raise StoreError("The disk is full.", "Make room.")


def test_settings_reach_the_request(start: Open) -> None:
    conversation = start.conversation(language="German", run_names=True)
    request = request_from(conversation, a_snapshot(some_weeks()), persona("pete"), PERSONAS)
    assert (request.language, request.run_names) == ("German", True)


def test_what_was_said_can_be_taken_back(start: Open) -> None:
    conversation = start.conversation()
    conversation.reply(TODAY, "pete", None, "only 30 minutes")
    conversation.reply(TODAY, "pete", None, "forget it")
    assert conversation.turns(TODAY, "pete") == () and check_in_of(conversation, TODAY) is None
    assert start.conversation().turns(TODAY, "pete") == ()


def test_the_check_in_is_taken_back_with_the_rest(start: Open) -> None:
    conversation = start.conversation()
    conversation.say(TODAY, CheckIn(Legs.HEAVY, Pain.YES))
    conversation.reply(TODAY, "pete", None, "forget it")
    assert check_in_of(conversation, TODAY) is None and check_in_of(start.conversation(), TODAY) is None


def test_what_a_coach_says_is_nothing_that_the_runner_said(start: Open) -> None:
    conversation = start.conversation()
    workout = Workout(headline="Rest", kind="rest", why="No pain, no gain. It hurts. 90 minutes.")
    conversation.reply(TODAY, "pete", msgspec.structs.replace(an_answer(), workout=workout), "fine")
    said = conversation.said(TODAY, "pete")
    assert (said.checked_in, said.wishes.effort, said.minutes) == (False, None, None)


def test_what_the_checks_say_is_not_a_wish_of_the_runner(start: Open) -> None:
    conversation = start.conversation()
    mended = msgspec.structs.replace(an_answer(), repair="It hurts. Rest. You have 20 minutes.")
    conversation.reply(TODAY, "pete", mended, "fine")
    said = conversation.said(TODAY, "pete")
    assert (said.checked_in, said.wishes.effort, said.minutes) == (False, None, None)
    assert not any(turn.by_checks for turn in conversation.turns(TODAY, "pete"))


def test_another_model_s_answer_is_not_shown_as_this_one_s(start: Open) -> None:
    conversation = start.conversation()
    conversation.keep(prescribed(TODAY, 8))
    request = request_from(conversation, a_snapshot(some_weeks()), persona("pete"), PERSONAS)
    assert answer_before(conversation, request, "gpt-4o") is not None
    assert answer_before(conversation, request, "another") is None


def test_pain_and_replies_count_for_tomorrow_once_today_s_run_is_done(start: Open) -> None:
    conversation = start.conversation()
    snapshot = a_snapshot([a_run(0), *some_weeks()])
    conversation.say(TODAY, CheckIn(Legs.HEAVY, Pain.YES, 45))
    request = request_from(conversation, snapshot, persona("steve"), PERSONAS)
    assert request.facts.day == TODAY + timedelta(days=1)
    assert (as_check_in(request.said), request.limits.max_run_s) == (CheckIn(pain=Pain.YES), 0)
    conversation.say(TODAY, CheckIn(Legs.HEAVY, minutes=45))
    conversation.reply(TODAY, "pete", None, "only 30 minutes")
    request = request_from(conversation, snapshot, persona("steve"), PERSONAS)
    assert as_check_in(request.said) == CheckIn(minutes=30)


def test_two_windows_know_what_was_said_in_either(start: Open) -> None:
    first, second = start.conversation(), start.conversation()
    for conversation in (first, second):
        assert check_in_of(conversation, TODAY) is None and conversation.goal == Goal()
    second.say(TODAY, CheckIn(pain=Pain.YES))
    second.set_goal(GOAL)
    second.reply(TODAY, "pete", None, "why?")
    assert check_in_of(first, TODAY) == CheckIn(pain=Pain.YES)
    assert first.goal == GOAL and len(first.turns(TODAY, "pete")) == 1


def test_an_answer_from_before_the_last_reply_is_not_shown_again(start: Open) -> None:
    conversation, snapshot = start.conversation(), a_snapshot(some_weeks())
    earlier = datetime.now() - timedelta(hours=1)
    conversation.keep(prescribed(TODAY, 6, asked_at=earlier))
    conversation.keep(prescribed(TODAY, 6, "jack", asked_at=earlier))
    conversation.reply(TODAY, "pete", None, "why not 5 km?")
    requests = [request_from(conversation, snapshot, persona(name), PERSONAS) for name in ("pete", "jack")]
    assert [answer_before(conversation, request, "gpt-4o") is None for request in requests] == [True, False]


def test_an_answer_that_no_longer_keeps_the_limits_is_not_shown_again(start: Open) -> None:
    conversation = start.conversation()
    conversation.keep(prescribed(TODAY, 8))
    calm = request_from(conversation, a_snapshot(some_weeks()), persona("pete"), PERSONAS)
    assert answer_before(conversation, calm, "gpt-4o") is not None
    bad = [a_bad_night(), *usual_nights()]
    red = request_from(conversation, a_snapshot(some_weeks(), nights=bad), persona("pete"), PERSONAS)
    assert answer_before(conversation, red, "gpt-4o") is None
    conversation.reply(TODAY, "jack", None, "my knee hurts, I cannot run")
    assert (
        answer_before(
            conversation,
            request_from(conversation, a_snapshot(some_weeks()), persona("pete"), PERSONAS),
            "gpt-4o",
        )
        is None
    )


def test_a_workout_by_time_is_compared_with_the_time(start: Open) -> None:
    conversation = start.conversation()
    steps = (Step(action="run", duration_s=45 * 60, rpe=3),)
    workout = Workout(headline="45 minutes", kind="easy", steps=steps)
    conversation.keep(an_answer(workout=workout, asked_on=YESTERDAY, day=YESTERDAY))
    line, _ = asked(conversation, a_snapshot([a_run(1, 9, pace=300), *some_weeks(until_days_ago=2)]))
    assert line.endswith("9.0 km were run: done")


@pytest.mark.parametrize(("evening", "outcome"), [(2.41, "done"), (6, "more"), (None, "rested")])
def test_what_was_run_before_the_coach_was_asked_does_not_count_as_following_it(
    start: Open, evening: float | None, outcome: str
) -> None:
    conversation, morning = start.conversation(), a_run(1, 5.59)
    request = request_for("jack", [morning, *some_weeks(until_days_ago=2)], today=YESTERDAY)
    assert request.facts.day_so_far_m == 5590
    conversation.keep(prescribed(YESTERDAY, 2.41, "jack", request=request))
    later = [a_run(1, evening, hour=18)] if evening else []
    line, *_ = asked(conversation, a_snapshot([*later, morning, *some_weeks(until_days_ago=2)]), "jack")
    assert line.endswith(outcome)


def test_of_three_coaches_only_the_one_that_was_seen_last_is_judged(start: Open) -> None:
    conversation = start.conversation()
    answers = [prescribed(YESTERDAY, 8, name) for name in ("pete", "steve", "jack")]
    for answer in answers:
        conversation.keep(answer)
    conversation.take(answers[1])
    snapshot = a_snapshot([a_run(1, 8), *some_weeks(until_days_ago=2)])
    assert [len(asked(conversation, snapshot, name)) for name in ("pete", "steve", "jack")] == [1, 2, 1]
    assert asked(conversation, snapshot, "pete")[0].startswith("Steve prescribed")
