"""The longest run, the longest time and rest, broken and kept; what only marks; all checks together."""

import pytest

from runcoach.coach.answer.check import Check
from runcoach.coach.answer.draft import Draft
from runcoach.coach.answer.workout import Step, Workout
from runcoach.coach.rules.judging import all_checks, binding_failures, step_checks
from runcoach.coach.rules.registry import severity_of
from runcoach.coach.rules.rule import Severity
from runcoach.coach.said import CheckIn, Pain
from runcoach.domain.units import DistanceUnit
from tests.builders import request_for, some_weeks
from tests.coach.rules.checking import BLOCK, LIMIT_REASON, LONGEST, after_check_in, found, plain_request, run

# The longest run


@pytest.mark.parametrize("km", [8.8, 8.848])
def test_a_run_at_the_limit_is_allowed_with_its_reason_and_row(km: float) -> None:
    assert found("max_run_m", run(km)) == Check(
        "max_run_m", True, "8.8 km of at most 8.8 km", LIMIT_REASON, (LONGEST,)
    )


def test_a_run_over_the_limit_is_not() -> None:
    detail = "8.9 km is over your limit of 8.8 km"
    assert found("max_run_m", run(8.851)) == Check("max_run_m", False, detail, LIMIT_REASON, (LONGEST,))


def test_the_parts_of_a_run_and_the_jogs_between_reps_add_up() -> None:
    steps = (run(2, action="warmup"), run(0.4, repeat=10, recovery_m=400), run(2, action="cooldown"))
    check = found("max_run_m", *steps)
    assert check and not check.ok
    assert check.detail == "11.6 km is over your limit of 8.8 km"


def test_a_run_by_time_counts_at_its_pace() -> None:
    check = found("max_run_m", run(duration_s=3600, pace_min_s_per_km=370, pace_max_s_per_km=390))
    assert check and check.detail == "9.5 km is over your limit of 8.8 km"


def test_the_longest_run_is_given_in_the_runner_s_unit() -> None:
    asked = request_for("pete", some_weeks(), unit=DistanceUnit.MI)
    check = found("max_run_m", run(9.5), asked=asked)
    assert check and check.detail == "5.9 mi is over your limit of 5.5 mi"


# The longest time


def test_where_there_is_no_limit_of_time_there_is_no_such_check() -> None:
    assert found("max_run_s", run(6)) is None


def test_the_time_of_the_check_in_limits_the_running() -> None:
    asked, why = after_check_in(CheckIn(minutes=40)), "You have 40 minutes."
    kept = found("max_run_s", run(duration_s=2400), asked=asked)
    assert kept == Check("max_run_s", True, "40 min, at most 40 min", why)
    broken = found("max_run_s", run(duration_s=2460), asked=asked)
    assert broken == Check("max_run_s", False, "41 min is over your limit of 40 min", why)


def test_forty_minutes_are_for_everything() -> None:
    asked = request_for("steve", some_weeks(), check_in=CheckIn(minutes=40))
    walk = Step(action="walk", duration_s=300)
    kept = found("max_run_s", run(duration_s=1800), walk, *BLOCK, asked=asked)
    assert kept is not None and kept.ok
    for more in ((walk,), BLOCK):
        broken = found("max_run_s", run(duration_s=2330), *more, asked=asked)
        assert broken is not None and not broken.ok
    broken = found("max_run_s", run(duration_s=2400), walk, asked=asked)
    assert broken is not None and broken.detail == "45 min is over your limit of 40 min"
    ill = request_for("steve", some_weeks(), check_in=CheckIn(pain=Pain.YES, minutes=40))
    rest = found("max_run_s", walk, asked=ill, kind="rest")
    assert rest is not None and rest.ok


def test_with_pain_no_running_is_allowed_at_all() -> None:
    asked, why = (
        after_check_in(CheckIn(pain=Pain.YES)),
        "You have pain or are ill: no running (coaching heuristic).",
    )
    broken = found("max_run_s", run(1), asked=asked)
    assert broken == Check("max_run_s", False, "6 min of running on a day without running", why)
    check = found("max_run_m", run(1), asked=asked)
    assert check == Check("max_run_m", False, "1.0 km on a day without running", why)
    assert found("max_run_s", *BLOCK, asked=asked, kind="rest") == Check(
        "max_run_s", True, "0 s of running, at most 0 s", why
    )


# Rest


def test_a_rest_day_has_no_running() -> None:
    assert found("rest", *BLOCK, kind="rest") == Check("rest", True, "No running on the rest day")
    broken = found("rest", run(duration_s=600), kind="rest")
    assert broken == Check("rest", False, "A rest day with running in it")
    assert found("rest", run(6)) is None


# What only marks


def test_numbers_of_the_prose_are_held_to_the_facts_and_only_marked() -> None:
    good = found("numbers", run(6), why="Run 6 km of at most 8.8 km.")
    assert good == Check("numbers", True, "Each number in the text occurs in your facts, limits or workout")
    bad = found("numbers", run(6), why="12 km, 77 %, 12 km, 61 bpm")
    strange = ("12 km", "77 %", "61 bpm")
    assert bad == Check("numbers", False, f"Not in your facts: {', '.join(strange)}", marked=strange)
    assert severity_of(bad) is Severity.MARK


def test_no_more_than_six_numbers_are_named() -> None:
    check = found("numbers", run(6), why=", ".join(f"{number} km" for number in range(40, 50)))
    assert check is not None
    assert check.detail == "Not in your facts: 40 km, 41 km, 42 km, 43 km, 44 km, 45 km and 4 more"


def test_plain_text_is_said_not_to_be_checked() -> None:
    draft = Draft(why="Run 30 km", structured=False)
    (check,) = all_checks(plain_request(), draft)
    detail = "The answer is plain text, not a workout: nothing in it is checked"
    assert check == Check("plain", False, detail, marked=("30 km",))
    assert not binding_failures((check,))


def test_plain_text_on_a_day_without_running_says_that_there_is_none() -> None:
    (check,) = all_checks(after_check_in(CheckIn(pain=Pain.YES)), Draft(why="Run.", structured=False))
    assert check.detail.endswith("nothing in it is checked, and no running is allowed today")


# Together


def test_what_failed_comes_first_and_only_that_is_binding() -> None:
    draft = Draft.of(Workout(headline="Go", kind="easy", steps=(run(12), *BLOCK), why="99 km"))
    checks = all_checks(plain_request(), draft)
    assert [check.rule for check in checks[:2]] == ["max_run_m", "numbers"]
    assert all(check.ok for check in checks[2:])
    assert [check.rule for check in binding_failures(checks)] == ["max_run_m"]


def test_while_steps_arrive_only_what_is_broken_already_is_said() -> None:
    request = plain_request("pete")
    assert step_checks(request, (), None) == ()
    assert step_checks(request, (Step(action="walk", duration_s=300),), "easy") == ()
    assert step_checks(request, (run(6, pace_min_s_per_km=370),), "easy") == ()
    (over,) = step_checks(request, (run(6), run(6)), "easy")
    assert over.detail == "12.0 km is over your limit of 8.8 km"
    (reps,) = step_checks(request, (run(0.4, repeat=8),), None)
    assert reps.detail == "It has reps, and Pete gives only easy running"
    (walk,) = step_checks(request, (Step(action="walk", distance_m=30_000),), "rest")
    assert walk.rule == "besides"
    rules = {check.rule for check in step_checks(request, (run(20, pace_min_s_per_km=120, rpe=9),), "easy")}
    assert rules == {"sane", "max_run_m", "hard_allowed", "paces", "easy-only"}


def test_steps_that_are_missing_still_break_no_rule() -> None:
    """Strength, evenness and sums can only be judged at the end."""
    for persona_id in ("steve", "jack"):
        assert step_checks(plain_request(persona_id), (run(3),), "easy") == ()
