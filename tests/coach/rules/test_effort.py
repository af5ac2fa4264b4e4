"""Hard running is seen under other names, and what only sounds hard is not."""

import pytest

from runcoach.coach.answer.workout import Step
from runcoach.coach.rules.effort import is_hard_step
from runcoach.coach.said import CheckIn, Pain
from runcoach.training.goal import Goal
from tests.builders import request_for, some_weeks
from tests.coach.rules.checking import BLOCK, after_check_in, found, lift, plain_request, run


@pytest.mark.parametrize(
    "steps",
    [
        (run(6, note="all-out at race pace, sprint the last half"),),
        tuple(run(0.4, note="fast" if number % 2 else "jog") for number in range(16)),
        tuple(run(0.1, action="strides") for _ in range(2)),
        (run(5), run(0.1, action="strides", repeat=4)),
        (run(6, rpe=5),),
    ],
)
def test_pete_is_not_fooled_by_names_for_fast_running(steps: tuple[Step, ...]) -> None:
    broken = found("easy-only", *steps, asked=plain_request("pete"))
    assert broken is not None and not broken.ok


def test_pete_s_headline_asks_for_nothing_hard() -> None:
    broken = found("easy-only", run(6), asked=plain_request("pete"), headline="All-out 6 km")
    assert broken is not None and not broken.ok


@pytest.mark.parametrize(
    ("goal", "bpm", "ok"),
    [
        (Goal(max_hr_bpm=190), 161, True),
        (Goal(max_hr_bpm=190), 162, False),
        (Goal(max_hr_bpm=190, threshold_hr_bpm=180), 171, True),
        (Goal(threshold_hr_bpm=180), 172, False),
        (Goal(), 200, True),
    ],
)
def test_pete_s_heart_rate_ends_where_easy_running_ends_if_that_is_known(
    goal: Goal, bpm: int, ok: bool
) -> None:
    asked = request_for("pete", some_weeks(), goal=goal)
    check = found("easy-only", run(6, hr_max_bpm=bpm), asked=asked)
    assert check is not None and check.ok is ok


@pytest.mark.parametrize(
    ("note", "hard"),
    [
        ("stay well below tempo effort; slower than race pace", False),
        ("no sprinting", False),
        ("never at race pace", False),
        ("this is not an all-out effort", False),
        ("the last one all-out", True),
        ("not long, but at race pace", True),
        ("easier than it sounds: tempo pace", True),
    ],
)
def test_a_note_that_only_compares_asks_for_nothing_hard(note: str, hard: bool) -> None:
    assert is_hard_step(run(6, note=note), plain_request().facts) is hard


@pytest.mark.parametrize(
    ("step", "ok"),
    [
        (
            Step(
                action="cross", exercise="Cycling", duration_s=1800, note="easier on the joints than running"
            ),
            True,
        ),
        (Step(action="cross", duration_s=1800, note="easy jogging"), False),
        (Step(action="cross", exercise="Treadmill", duration_s=1800), False),
        (lift("Treadmill run", None, duration_s=600), False),
        (lift("Hill sprints", 20), False),
        (lift("Runner's lunge"), True),
    ],
)
def test_running_is_running_whatever_it_is_called(step: Step, ok: bool) -> None:
    check = found("sane", run(6), *BLOCK, step)
    assert check is not None and check.ok is ok


@pytest.mark.parametrize(
    ("block", "ok"),
    [
        (BLOCK, True),
        (tuple(lift(step.exercise, rpe=8) for step in BLOCK), False),
        (tuple(lift(step.exercise, None, duration_s=300) for step in BLOCK), False),
    ],
)
def test_with_pain_strength_is_short_and_easy(block: tuple[Step, ...], ok: bool) -> None:
    check = found("besides", *block, asked=after_check_in(CheckIn(pain=Pain.YES)), kind="rest")
    assert (check is None) is ok


@pytest.mark.parametrize(
    ("headline", "ok"),
    [
        ("6 km, for an even 14 km week", True),
        ("Easy miles toward your 10 km race", True),
        ("20 km of joy", False),
    ],
)
def test_a_headline_may_name_the_week_and_the_race(headline: str, ok: bool) -> None:
    asked = request_for("pete", some_weeks(), goal=Goal(race_m=10_000.0))
    check = found("totals", run(6), asked=asked, headline=headline)
    assert check is not None and check.ok is ok
