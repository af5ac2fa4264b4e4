"""Workouts that two answers got wrong: shortened, eased, completed or replaced, always within the rules."""

from datetime import timedelta
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from runcoach.coach.answer.draft import Draft
from runcoach.coach.answer.workout import Kind, Step, Workout, totals
from runcoach.coach.fallback import REPLACED, usable_workout
from runcoach.coach.offline.coach import prescribe
from runcoach.coach.request import Request
from runcoach.coach.rules.effort import is_hard_step
from runcoach.coach.rules.judging import all_checks, binding_failures
from runcoach.coach.rules.repairs.rewording import OTHER_WORDS
from runcoach.coach.rules.text.numbers import untraced
from runcoach.coach.said import CheckIn, Pain
from runcoach.domain.units import DistanceUnit
from runcoach.training.goal import Goal
from tests.builders import FAST, TODAY, a_run, an_interval_set, checked_in, request_for, some_weeks
from tests.coach.rules.checking import ENDINGS

KINDS: tuple[Kind, ...] = (
    *("rest", "easy", "long", "tempo", "intervals", "hills", "race", "strength", "cross"),
)
ACTIONS = ("warmup", "run", "recovery", "strides", "strength", "walk", "cross", "cooldown")
BLOCK = tuple(
    Step(action="strength", exercise=name, repeat=3, reps=8) for name in ("Squat", "Lunge", "Bridge")
)
WALK = (Step(action="walk", duration_s=1200.0),)


def run(km: float | None = None, **values: Any) -> Step:
    return Step(**({"action": "run"} | ({"distance_m": km * 1000} if km else {}) | values))


def a_workout(*steps: Step, kind: Kind = "easy", headline: str = "Go", why: str = "Why not.") -> Workout:
    return Workout(headline=headline, kind=kind, steps=steps, why=why, follow_up="Well?")


def repaired_for(persona_id: str, workout: Workout | None, *, tired: bool = False) -> tuple[Workout, str]:
    """What is left of it, which keeps every rule, and what was said."""
    runs = [*some_weeks(), *([a_run(1, 8, zones=FAST)] if tired else [])]
    asked = request_for(persona_id, runs)
    left, words = usable_workout(asked, workout)
    assert not binding_failures(all_checks(asked, Draft.of(left)))
    return left, words


def kilometres(workout: Workout) -> list[float | None]:
    return [step.distance_m and round(step.distance_m / 1000, 2) for step in workout.steps]


# Shortened


def test_a_run_that_is_too_long_is_shortened_to_the_limit() -> None:
    left, words = repaired_for("pete", a_workout(run(12, rpe=3)))
    assert (kilometres(left), left.steps[0].rpe) == ([8.8], 3)
    assert words == "RunCoach shortened it to fit."


def test_only_the_easy_parts_are_shortened_and_each_by_its_share() -> None:
    fast = run(1, repeat=3, pace_min_s_per_km=360, recovery_s=60)
    steps = (run(4, action="warmup"), fast, run(2, action="cooldown"), *BLOCK)
    left, _ = repaired_for("steve", a_workout(*steps, kind="intervals"))
    assert kilometres(left)[:3] == [3.87, 1.0, 1.93]
    assert left.steps[1] == fast and left.steps[3:] == BLOCK
    assert (left.kind, left.headline) == ("intervals", "Go")


def test_reps_go_before_the_warm_up_does() -> None:
    reps = run(0.4, repeat=12, recovery_m=200, pace_min_s_per_km=360)
    steps = (run(2, action="warmup"), reps, run(2, action="cooldown"), *BLOCK)
    left, words = repaired_for("steve", a_workout(*steps, kind="intervals"))
    assert left.steps[1].repeat == 11
    assert kilometres(left)[0] == kilometres(left)[2] == 1.2
    assert words == "RunCoach shortened it to fit."


def test_where_warm_up_and_reps_cannot_both_stay_it_is_an_easy_run() -> None:
    steps = (run(3, action="warmup"), run(1, repeat=16), run(3, action="cooldown"), *BLOCK)
    left, words = repaired_for("steve", a_workout(*steps, kind="intervals"))
    assert (left.kind, kilometres(left)[:1]) == ("easy", [8.0])
    assert words == "RunCoach made it easy and shortened it to fit."


def test_a_run_by_time_becomes_one_by_distance() -> None:
    left, _ = repaired_for("pete", a_workout(run(duration_s=2 * 3600)))
    assert kilometres(left) == [8.8] and left.steps[0].duration_s is None


def test_jack_s_odd_run_becomes_the_even_one_below() -> None:
    left, words = repaired_for("jack", a_workout(run(7.98)))
    assert kilometres(left) == [6.0]
    assert words == "RunCoach shortened it to fit."


# Eased


def test_in_a_taper_an_easy_run_is_shorter_than_the_usual_one() -> None:
    asked = request_for("pete", some_weeks(), goal=Goal(race_m=21_097.5, race_day=TODAY + timedelta(days=12)))
    left, _ = usable_workout(asked, a_workout(run(30, rpe=9), kind="tempo"))
    assert (left.kind, kilometres(left)) == ("easy", [5.6])


@pytest.mark.parametrize("note", ["then run 25 km as fast as you can", "and 25 km more tonight"])
@pytest.mark.parametrize("kind", ["rest", "easy"])
def test_a_note_that_asks_for_more_than_its_step_is_left_out(note: str, kind: Kind) -> None:
    steps = (Step(action="walk", duration_s=1200, note=note),) if kind == "rest" else (run(6, note=note),)
    left, words = repaired_for("pete", a_workout(*steps, kind=kind))
    assert (left.kind, left.steps[0].note) == (kind, "")
    assert words == "RunCoach left its notes out."


def test_a_hard_day_after_a_hard_day_becomes_an_easy_run_of_its_length() -> None:
    hard = a_workout(run(1), run(4, rpe=8), run(1), *BLOCK, kind="tempo", headline="Tempo!")
    left, words = repaired_for("steve", hard, tired=True)
    assert (left.kind, left.headline, kilometres(left)[:1]) == ("easy", "Easy run", [6.0])
    assert left.steps[0].rpe == 3 and left.steps[0].pace_min_s_per_km == 360
    assert left.steps[1:] == BLOCK
    assert words == "RunCoach made it easy and shortened it to fit."


def test_a_giant_set_of_reps_becomes_an_easy_run_of_the_usual_length() -> None:
    left, _ = repaired_for("pete", a_workout(run(1, repeat=40, recovery_m=500), kind="intervals"))
    assert (left.kind, kilometres(left)) == ("easy", [8.0])


def test_running_on_a_rest_day_is_taken_out() -> None:
    left, words = repaired_for("steve", a_workout(run(6), *BLOCK, kind="rest"))
    assert (left.kind, left.headline, left.steps) == ("rest", "Rest day", BLOCK)
    assert words == "RunCoach made it a rest day."


def test_a_rest_day_stays_one_whatever_is_in_it() -> None:
    for step in (
        Step(action="walk", distance_m=30_000),
        Step(action="walk", distance_m=9000, duration_s=3000),
    ):
        left, words = repaired_for("pete", a_workout(step, kind="rest"))
        assert (left.kind, left.steps) == ("rest", WALK)
        assert words == "RunCoach made it a rest day."


def test_a_run_below_jack_s_smallest_number_becomes_a_rest_day() -> None:
    left, words = repaired_for("jack", a_workout(run(1.5)))
    assert (left.kind, left.steps) == ("rest", WALK)
    assert words == "RunCoach made it a rest day."


def test_other_training_that_is_too_much_is_left_out() -> None:
    left, words = repaired_for("pete", a_workout(run(6), Step(action="cross", duration_s=4 * 3600)))
    assert kilometres(left) == [6.0]
    assert words == "RunCoach kept only an easy run."


# Completed


@pytest.mark.parametrize("kept", [(), BLOCK[:2], (Step(action="strength", exercise="Squat"),)])
def test_steve_s_block_is_added_in_place_of_one_that_is_too_small(kept: tuple[Step, ...]) -> None:
    left, words = repaired_for("steve", a_workout(run(6), *kept))
    assert kilometres(left)[:1] == [6.0]
    assert sum(step.action == "strength" for step in left.steps) == 4
    assert words == "RunCoach completed it."


def test_only_a_wrong_headline_is_taken_away() -> None:
    workout = a_workout(run(8), headline="20 km of joy")
    left, words = repaired_for("pete", workout)
    assert left == msgspec.structs.replace(workout, headline="Easy run")
    assert words == "RunCoach gave it another headline."


def test_a_headline_that_no_longer_fits_is_taken_away() -> None:
    left, _ = repaired_for("pete", a_workout(run(12), headline="12 km"))
    assert left.headline == "Easy run"


def test_the_coach_s_own_words_stay_and_their_numbers_can_be_marked() -> None:
    asked = request_for("pete", some_weeks())
    left, _ = usable_workout(asked, a_workout(run(12), why="Run 12 km."))
    assert (left.why, left.follow_up) == ("Run 12 km.", "Well?")
    assert untraced(asked, left) == ["12 km"]


@pytest.mark.parametrize("notes", ["Push the last third hard!", ""])
def test_words_about_another_workout_are_left_out(notes: str) -> None:
    asked = request_for("pete", some_weeks(), check_in=CheckIn(minutes=30))
    words = "A glorious long run of two hours. Ignore the pain!"
    long = a_workout(run(20, note=notes), kind="long", headline="Long run", why=words)
    left, _ = usable_workout(asked, long)
    assert (left.kind, left.headline) == ("easy", "Easy run")
    assert (left.why, left.follow_up, left.steps[0].note) == (OTHER_WORDS, "", "")


def test_a_long_run_that_stays_one_is_still_called_one() -> None:
    runs = some_weeks(8, (8, 8, 8, 16), (0, 2, 3, 6))
    left, _ = usable_workout(request_for("pete", runs), a_workout(run(20), kind="long", headline="Long run"))
    assert (left.kind, left.headline, kilometres(left)) == ("long", "Long run", [17.6])


def test_on_the_day_of_the_race_the_race_is_not_made_an_easy_run() -> None:
    asked = request_for("steve", some_weeks(), goal=Goal(race_m=42_195.0, race_day=TODAY))
    left, words = usable_workout(asked, a_workout(run(42.195, rpe=9), kind="race", headline="Race"))
    assert left == prescribe(asked) and left.kind == "rest"
    assert words == f"It is race day. {REPLACED}"


# Replaced


@pytest.mark.parametrize(
    "workout",
    [
        None,
        a_workout(run()),
        a_workout(run(6, pace_min_s_per_km=60)),
        a_workout(run(0.1, repeat=1000)),
        a_workout(Step(action="cross", distance_m=20_000, pace_min_s_per_km=300), kind="cross"),
    ],
)
def test_what_nobody_can_do_is_replaced_by_the_offline_coach_s_day(workout: Workout | None) -> None:
    left, words = repaired_for("pete", workout)
    assert left == prescribe(request_for("pete", some_weeks()))
    assert words == f"None of it can be kept. {REPLACED}"


def test_with_pain_nothing_is_left_of_a_run() -> None:
    asked = request_for("steve", some_weeks())
    check_in = CheckIn(pain=Pain.YES)
    asked = checked_in(asked, check_in)
    left, words = usable_workout(asked, a_workout(run(6), *BLOCK))
    assert (left.kind, left.steps) == ("rest", BLOCK)
    assert words == "RunCoach made it a rest day."


# Anything at all


def a_length(most: float) -> st.SearchStrategy[float | None]:
    return st.one_of(st.none(), st.floats(1e-6, most), st.sampled_from([400.0, 1000.0, 1800.0, 6000.0]))


@st.composite
def wild_steps(draw: st.DrawFn) -> Step:
    """Whatever a draft may hold: anything positive below a million."""
    return Step(
        action=draw(st.sampled_from(ACTIONS)),
        exercise=draw(st.sampled_from([None, "Squat", "Lunge", "Plank", "Run", ""])),
        repeat=draw(st.one_of(st.just(1), st.integers(0, 70), st.just(999_999))),
        reps=draw(st.one_of(st.none(), st.integers(0, 300))),
        distance_m=draw(a_length(999_999)),
        duration_s=draw(a_length(999_999)),
        pace_min_s_per_km=draw(st.one_of(st.none(), st.floats(150, 700), st.floats(1e-6, 999_999))),
        pace_max_s_per_km=draw(st.one_of(st.none(), st.floats(150, 700), st.floats(1e-6, 999_999))),
        hr_max_bpm=draw(st.one_of(st.none(), st.integers(0, 300))),
        rpe=draw(st.one_of(st.none(), st.integers(0, 12))),
        recovery_m=draw(a_length(999_999)),
        recovery_s=draw(a_length(999_999)),
        note=draw(st.sampled_from(["", "all-out", "then 15 km more"])),
    )


@st.composite
def tame_steps(draw: st.DrawFn) -> Step:
    """Steps that a model may mean, so that there is something to trim."""
    return Step(
        action=draw(st.sampled_from(ACTIONS)),
        exercise=draw(st.sampled_from([None, "Squat", "Lunge", "Plank"])),
        repeat=draw(st.integers(1, 12)),
        reps=draw(st.one_of(st.none(), st.integers(1, 20))),
        distance_m=draw(st.one_of(st.none(), st.floats(50, 20_000))),
        rpe=draw(st.one_of(st.none(), st.integers(1, 9))),
        duration_s=draw(st.one_of(st.none(), st.floats(10, 5400))),
        pace_max_s_per_km=draw(st.one_of(st.none(), st.floats(200, 500))),
        recovery_m=draw(st.one_of(st.none(), st.floats(50, 500))),
    )


workouts = st.builds(
    Workout,
    headline=st.sampled_from(["Go", "20 km", "Eight kilometres"]),
    kind=st.sampled_from(KINDS),
    steps=st.one_of(
        st.lists(wild_steps(), max_size=5).map(tuple), st.lists(tame_steps(), max_size=5).map(tuple)
    ),
)


def histories() -> list[Request]:
    """Each coach, asked by very different runners."""
    reps = a_run(6, 9, run_id="reps")
    runners: tuple[tuple[list[Any], dict[str, Any]], ...] = (
        ([], {}),
        (some_weeks(), {}),
        (some_weeks(), {"unit": DistanceUnit.MI}),
        ([*some_weeks(), reps], {"intervals": {"reps": an_interval_set()}}),
        ([*some_weeks(), a_run(1, 8.3, zones=FAST)], {}),
        ([*some_weeks(), a_run(0, 5.59)], {}),
        ([a_run(20, 11)], {}),
        ([a_run(9, 32), *some_weeks()], {}),
        ([a_run(ago, 0.6) for ago in (1, 2, 3, 5)], {"unit": DistanceUnit.MI}),
        ([a_run(1, None, seconds=1800), a_run(2, 0.4), a_run(3, 1)], {}),
    )
    asked = [
        request_for(persona_id, runs, **more)
        for persona_id in ("pete", "steve", "jack")
        for runs, more in runners
    ]
    checks = (CheckIn(pain=Pain.YES), CheckIn(pain=Pain.A_LITTLE), CheckIn(minutes=25), CheckIn(minutes=3))
    asked += [checked_in(each, check_in) for each in asked for check_in in checks]
    return asked


@settings(max_examples=400, deadline=None)
@given(workout=workouts, asked=st.sampled_from(histories()))
def test_whatever_a_model_wants_what_is_left_keeps_every_rule(workout: Workout, asked: Request) -> None:
    left, words = usable_workout(asked, workout)
    assert not binding_failures(all_checks(asked, Draft.of(left)))
    running = totals(left.steps, asked.facts.paces.easy_slow)
    assert running.distance_m <= asked.limits.max_run_m * 1.005 + 5
    if asked.limits.max_run_s is not None:
        runs = totals(tuple(step for step in left.steps if step.is_running), asked.facts.paces.easy_slow)
        assert runs.duration_min_s <= asked.limits.max_run_s * 1.005 + 30
    if not asked.limits.hard_allowed:
        assert not any(is_hard_step(step, asked.facts) for step in left.steps)
    assert words.endswith(ENDINGS)


@pytest.mark.parametrize("number", range(len(histories())))
def test_the_offline_coach_s_day_keeps_every_rule_for_every_runner(number: int) -> None:
    asked = histories()[number]
    left, _ = usable_workout(asked, None)
    assert not binding_failures(all_checks(asked, Draft.of(left)))


@settings(max_examples=100, deadline=None)
@given(workout=workouts, asked=st.sampled_from(histories()))
def test_what_keeps_every_rule_is_not_repaired_twice(workout: Workout, asked: Request) -> None:
    once, _ = usable_workout(asked, workout)
    again, words = usable_workout(asked, once)
    assert again == once or words.endswith(REPLACED)


# Strength


def the_block(workout: Workout) -> list[tuple[str | None, int]]:
    return [(step.exercise, step.repeat) for step in workout.steps if step.action == "strength"]


@pytest.mark.parametrize(
    ("runs", "more"),
    [
        ([a_run(ago, 8) for ago in range(10, 40, 2)], {}),
        ([a_run(1, 8, zones=FAST), *some_weeks(until_days_ago=2)], {}),
        (some_weeks(), {"check_in": CheckIn(pain=Pain.A_LITTLE)}),
        (some_weeks(), {}),
    ],
)
def test_a_block_that_is_added_is_the_one_of_the_planned_day(runs: list[Any], more: dict[str, Any]) -> None:
    asked = request_for("steve", runs, **more)
    left, words = usable_workout(asked, a_workout(run(3, rpe=3)))
    assert words == "RunCoach completed it."
    assert the_block(left) == the_block(prescribe(asked))


def test_nothing_is_kept_of_a_rest_day_that_cannot_be_done() -> None:
    asked = request_for("pete", some_weeks(), check_in=CheckIn(pain=Pain.YES))
    endless = Step(action="cross", exercise="Row", distance_m=900_000.0)
    left, _ = usable_workout(asked, a_workout(endless, *BLOCK, kind="rest"))
    assert [step.action for step in left.steps] == ["walk"]


def test_a_time_that_does_not_fit_the_distance_costs_the_time_and_not_the_run() -> None:
    left, words = repaired_for("pete", a_workout(run(6, rpe=3, duration_s=1500)))
    assert (kilometres(left), left.steps[0].rpe, left.steps[0].duration_s) == ([6.0], 3, None)
    assert words == "RunCoach shortened it to fit."


def test_a_hard_headline_alone_costs_no_notes() -> None:
    left, words = repaired_for("pete", a_workout(run(6, note="chat away"), headline="Run it hard"))
    assert (left.headline, left.steps[0].note) == ("Easy run", "chat away")
    assert words == "RunCoach gave it another headline."
