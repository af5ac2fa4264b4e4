"""What counts as a hard session, whatever it is called."""

import pytest

from runcoach.coach.answer.check import Check
from runcoach.coach.answer.workout import Kind, Step
from runcoach.coach.rules.effort import is_hard_step
from runcoach.coach.rules.judging import step_checks
from runcoach.coach.said import CheckIn, Legs
from runcoach.training.goal import Goal
from tests.builders import FAST, a_run, request_for, some_weeks
from tests.coach.rules.checking import (
    BLOCK,
    TWO_DAYS,
    after_a_hard_day,
    after_check_in,
    found,
    plain_request,
    run,
)


@pytest.mark.parametrize(
    ("steps", "kind"),
    [
        *(([run(6)], kind) for kind in ("tempo", "intervals", "hills", "race")),
        ([run(6, rpe=7)], "easy"),
        ([run(6, pace_min_s_per_km=338)], "easy"),
        ([run(6, pace_max_s_per_km=300)], "easy"),
        ([run(6, duration_s=1800)], "easy"),
        ([run(6, note="last 2 km all-out")], "easy"),
        ([run(6, rpe=3, note="at race pace")], "easy"),
        ([run(5, action="warmup", rpe=9)], "easy"),
        ([run(6, exercise="Time trial")], "easy"),
        ([run(6, note="run it hard")], "easy"),
        ([run(6, note="Fartlek, as you like")], "easy"),
        ([run(5), run(0.1, action="strides", repeat=11)], "easy"),
        ([run(5), run(0.1, action="strides", repeat=4, rpe=10)], "easy"),
        ([run(5), run(0.1, action="strides", repeat=4, note="all-out sprints")], "easy"),
        ([run(5), *[run(0.1, action="strides", repeat=4)] * 3], "easy"),
        ([run(5), run(0.3, action="strides", repeat=4, pace_max_s_per_km=240)], "easy"),
    ],
)
def test_a_hard_session_is_not_allowed_after_a_hard_day(steps: list[Step], kind: Kind) -> None:
    check = found("hard_allowed", *steps, asked=after_a_hard_day(), kind=kind)
    assert check == Check(
        "hard_allowed",
        False,
        "It is a hard session, but none is allowed today",
        "Tue 17 Nov 2026 was a hard day; wait 48 hours (coaching heuristic).",
        ("hard",),
    )
    allowed = found("hard_allowed", *steps, kind=kind if kind != "easy" else "tempo")
    assert allowed == Check("hard_allowed", True, "It is a hard session", TWO_DAYS)


@pytest.mark.parametrize(
    "steps",
    [
        [run(6, rpe=6, pace_min_s_per_km=340)],
        [run(6), run(0.15, action="strides", repeat=10, pace_min_s_per_km=200)],
        [run(6), run(duration_s=30, action="strides", repeat=4, rpe=8)],
        [run(6, note="no sprint, never all-out")],
        [run(6, note="Easy rather than hard intervals")],
        [run(6), run(0.1, action="strides", repeat=4, note="smooth, at your 5 km race pace")],
        [run(2), *BLOCK],
    ],
)
def test_an_easy_day_is_allowed_always_strides_and_strength_too(steps: list[Step]) -> None:
    check = found("hard_allowed", *steps, asked=after_a_hard_day())
    assert check and check.ok and check.detail == "It is an easy day"


def test_over_ninety_minutes_is_not_an_easy_day() -> None:
    runs = [*some_weeks(), a_run(10, 30), a_run(1, 8, zones=FAST)]
    asked = request_for("steve", runs)
    slow = asked.facts.paces.easy_slow or 0
    at_limit = 90 * 60 / slow
    kept, broken = (
        found("hard_allowed", run(km), asked=asked, kind="long") for km in (at_limit, at_limit * 1.05)
    )
    assert kept and kept.ok and kept.detail == "It is an easy day"
    assert broken and broken.detail == "It is a run over 90 minutes, but none is allowed today"
    shuffle = found("hard_allowed", run(duration_s=100 * 60, pace_max_s_per_km=600), asked=asked)
    assert shuffle and not shuffle.ok, "a hundred minutes are long, however slow"


def test_heavy_legs_forbid_a_hard_session() -> None:
    check = found("hard_allowed", run(6), asked=after_check_in(CheckIn(legs=Legs.HEAVY)), kind="tempo")
    assert (
        check
        and check.source == "Your legs are heavy, or you are worn out: no hard session (coaching heuristic)."
    )


def test_a_walk_is_not_a_hard_step() -> None:
    assert not is_hard_step(Step(action="walk", duration_s=600, rpe=9), plain_request().facts)


def test_a_heart_rate_above_easy_is_a_hard_session() -> None:
    goal = Goal(max_hr_bpm=190)
    tired = request_for("steve", [*some_weeks(), a_run(1, 8, zones=FAST)], goal=goal)
    too_high = found("hard_allowed", run(6, hr_max_bpm=185), asked=tired)
    assert too_high and not too_high.ok
    easy = found("hard_allowed", run(6, hr_max_bpm=150), asked=tired)
    assert easy and easy.ok


@pytest.mark.parametrize(
    ("step", "headline", "detail"),
    [
        (run(6, rpe=9), "Today", "It is called easy, but step 1 is hard"),
        (run(6, note="as fast as you can"), "Today", "It is called easy, but step 1 is hard"),
        (run(6), "All-out time trial", "It is called easy, but its headline is not"),
    ],
)
def test_what_is_called_easy_is_easy_on_any_day(step: Step, headline: str, detail: str) -> None:
    assert found("hard_allowed", step, headline=headline) == Check("hard_allowed", False, detail)


def test_a_hard_headline_makes_a_hard_session() -> None:
    check = found("hard_allowed", run(6), asked=after_a_hard_day(), headline="Fartlek for the brave")
    assert check and check.detail == "It is a hard session, but none is allowed today"


def test_before_its_kind_is_known_nothing_is_called_easy() -> None:
    assert step_checks(plain_request(), (run(6, rpe=9),), None) == ()
