"""What nobody can do, running by another name, and training other than running."""

import msgspec
import pytest

from runcoach.coach.answer.check import Check
from runcoach.coach.answer.draft import Draft
from runcoach.coach.answer.workout import Kind, Step, Workout
from runcoach.coach.rules.judging import all_checks, binding_failures
from runcoach.coach.rules.registry import severity_of
from runcoach.coach.rules.rule import Severity
from runcoach.coach.said import CheckIn, Legs, Pain
from tests.coach.rules.checking import (
    BLOCK,
    after_check_in,
    found,
    lift,
    plain_request,
    run,
)

# Possible


@pytest.mark.parametrize(
    ("steps", "detail"),
    [
        ([run(6, pace_min_s_per_km=60, pace_max_s_per_km=60)], "Step 1 has an impossible pace"),
        ([run(6), run(1, pace_max_s_per_km=3600)], "Step 2 has an impossible pace"),
        ([run(6, duration_s=600)], "Step 1 has an impossible pace"),
        ([run(0.1, duration_s=7200)], "Step 1 has an impossible pace"),
        ([run(6, pace_max_s_per_km=700)], "Step 1 is slower than running"),
        (
            [run(6, pace_min_s_per_km=370, pace_max_s_per_km=550)],
            "Step 1 has a pace range too wide to mean anything",
        ),
        ([run(6, hr_max_bpm=240)], "Step 1 has an impossible heart rate"),
        ([run(6, hr_max_bpm=30)], "Step 1 has an impossible heart rate"),
        ([run(0.01, repeat=61)], "Step 1 is longer than any run"),
        ([run(100.1)], "Step 1 is longer than any run"),
        ([run(duration_s=6 * 3600 + 1)], "Step 1 is longer or harder than any run"),
        ([run(6, rpe=11)], "Step 1 is longer or harder than any run"),
        ([lift("Squat", 201)], "Step 1 is longer or harder than any run"),
        ([run(0.4, repeat=3, recovery_s=21_601)], "Step 1 has a recovery longer than any run"),
        ([run(0.4, repeat=3, recovery_m=100_001)], "Step 1 has a recovery longer than any run"),
        ([run()], "Step 1 does not say how far or how long"),
        ([run(6), Step(action="cooldown")], "Step 2 does not say how far or how long"),
        ([Step(action="walk", duration_s=600)], "The workout is a run without any running"),
        ([], "The workout is a run without any running"),
    ],
)
def test_what_nobody_can_do_is_not_possible(steps: list[Step], detail: str) -> None:
    assert found("sane", *steps) == Check("sane", False, detail)


@pytest.mark.parametrize(
    ("step", "detail"),
    [
        (
            Step(action="walk", distance_m=5000, duration_s=2000),
            "Step 1 is called a walk but is as fast as a run",
        ),
        (Step(action="walk"), "Step 1 does not say how far or how long"),
        (
            Step(action="cross", duration_s=3600, pace_min_s_per_km=360),
            "Step 1 has a running pace but is not called a run",
        ),
        (lift("Sled", distance_m=5000), "Step 1 is called strength but has a distance"),
        (Step(action="cross", distance_m=9000, exercise="Bike"), "Step 1 does not say how long"),
        (
            Step(action="cross", distance_m=9000, duration_s=3600),
            "Step 1 has a distance but does not say of what",
        ),
        (
            Step(action="cross", duration_s=3600, exercise="Easy running"),
            "Step 1 is called cross-training but is running",
        ),
        (
            Step(action="cross", duration_s=3600, note="on the treadmill"),
            "Step 1 is called cross-training but is running",
        ),
        (
            Step(action="cross", distance_m=9000, duration_s=3600, exercise="Session B"),
            "Step 1 has a distance but does not say of what",
        ),
        (Step(action="walk", exercise="Easy run", duration_s=1800), "Step 1 is called a walk but is running"),
        *(
            (
                Step(action="cross", duration_s=1800, exercise=name),
                "Step 1 is called cross-training but is running",
            )
            for name in ("Parkrun", "Laufen", "Lockerer Dauerlauf", "Courir", "Correr", "ランニング", "跑步")
        ),
        (lift("Hill sprints"), "Step 1 is called strength but is running"),
        (lift("Squat", recovery_m=3000), "Step 1 has running between its sets"),
    ],
)
def test_running_by_another_name_is_not_possible(step: Step, detail: str) -> None:
    assert found("sane", step, kind="cross") == Check("sane", False, detail)


@pytest.mark.parametrize(
    ("steps", "kind"),
    [
        ([run(6, pace_min_s_per_km=360, pace_max_s_per_km=503, rpe=10, hr_max_bpm=220)], "easy"),
        ([run(0.1, repeat=60)], "intervals"),
        ([run(duration_s=6 * 3600)], "long"),
        ([Step(action="walk", duration_s=1200)], "rest"),
        ([Step(action="walk", distance_m=4000, duration_s=2400)], "rest"),
        ([Step(action="cross", duration_s=3600, exercise="Pool running")], "cross"),
        ([Step(action="cross", duration_s=3600, exercise="Langlauf")], "cross"),
        ([Step(action="cross", duration_s=3600, exercise="Schwimmen", distance_m=2000)], "cross"),
        ([Step(action="cross", duration_s=3600, note="Swim or cycle, no running")], "cross"),
        ([Step(action="walk", duration_s=3600, exercise="Treadmill walk")], "rest"),
        ([lift("High knees, run in place")], "strength"),
        ([Step(action="cross", duration_s=3600, distance_m=25_000, exercise="Bike")], "cross"),
        ([lift("Farmer's walk", None, distance_m=40)], "strength"),
        ([], "rest"),
    ],
)
def test_what_can_be_done_is_possible(steps: list[Step], kind: Kind) -> None:
    assert found("sane", *steps, kind=kind) == Check("sane", True, "Every step can be done")


def test_steps_without_a_kind_or_a_headline_are_not_a_workout_to_show() -> None:
    detail = "The answer has steps, but no headline or no known kind of workout"
    for draft in (Draft(headline="Go", steps=(run(30),)), Draft(kind="easy", steps=(run(30),))):
        assert all_checks(plain_request(), draft) == (Check("sane", False, detail),)


def test_an_answer_that_cannot_be_read_as_a_whole_is_not_one() -> None:
    draft = msgspec.structs.replace(Draft.of(Workout(headline="Go", kind="rest")), broken="It broke off")
    (check,) = all_checks(plain_request(), draft)
    assert check == Check("sane", False, "It broke off")
    assert binding_failures((check,))


# Other training


@pytest.mark.parametrize(
    ("step", "check_in", "detail"),
    [
        (
            Step(action="walk", distance_m=30_000),
            CheckIn(),
            "6 h of walking and cross-training is over today's 2 h",
        ),
        (
            Step(action="walk", duration_s=7300),
            CheckIn(),
            "2 h 02 min of walking and cross-training is over today's 2 h",
        ),
        (
            Step(action="cross", duration_s=6 * 3600),
            CheckIn(),
            "6 h of walking and cross-training is over today's 2 h",
        ),
        (
            Step(action="cross", repeat=7, duration_s=1200),
            CheckIn(),
            "2 h 20 min of walking and cross-training is over today's 2 h",
        ),
        (
            Step(action="cross", duration_s=6 * 3600),
            CheckIn(pain=Pain.YES),
            "6 h of walking and cross-training is over today's 30 min",
        ),
        (
            Step(action="cross", duration_s=1200, rpe=5),
            CheckIn(pain=Pain.YES),
            "RPE 5 in the other training, but today allows no more than RPE 4",
        ),
        (
            Step(action="walk", duration_s=2400),
            CheckIn(pain=Pain.A_LITTLE),
            "40 min of walking and cross-training is over today's 30 min",
        ),
        (
            Step(action="cross", duration_s=3600, rpe=8),
            CheckIn(legs=Legs.HEAVY),
            "RPE 8 in the other training, but no hard session is allowed today",
        ),
        (
            Step(action="cross", exercise="Bike", duration_s=1800, note="all-out sprints"),
            CheckIn(legs=Legs.HEAVY),
            "Hard efforts in the other training, but no hard session is allowed today",
        ),
        (
            Step(action="cross", duration_s=3600),
            CheckIn(minutes=45),
            "1 h of walking and cross-training is over today's 45 min",
        ),
        (
            Step(action="strength", exercise="Plank", repeat=20, duration_s=300),
            CheckIn(),
            "1 h 45 min of strength is over 1 h 30 min",
        ),
    ],
)
def test_walking_and_cross_training_are_no_way_around_the_limits(
    step: Step, check_in: CheckIn, detail: str
) -> None:
    asked = after_check_in(check_in)
    check = found("besides", step, *BLOCK, asked=asked, kind="rest")
    assert check == Check("besides", False, detail, "coaching heuristic")
    assert severity_of(check) is Severity.BINDING


@pytest.mark.parametrize(
    ("step", "check_in"),
    [
        (Step(action="walk", distance_m=10_000), CheckIn()),
        (Step(action="cross", duration_s=7200, rpe=8), CheckIn()),
        (Step(action="walk", duration_s=1800, rpe=4), CheckIn(pain=Pain.YES)),
        (Step(action="cross", duration_s=2700), CheckIn(minutes=45)),
    ],
)
def test_some_walking_and_cross_training_is_allowed(step: Step, check_in: CheckIn) -> None:
    assert found("besides", step, *BLOCK, asked=after_check_in(check_in), kind="cross") is None
