"""Limits are the floor that no coach can override, each with its reason and the rows behind it."""

import pytest

from runcoach.coach.said import CheckIn, Pain
from runcoach.domain.runs import Run
from runcoach.domain.units import DistanceUnit
from runcoach.training.limits import SHORT_S, Limit, Limits, todays_limits
from tests.builders import (
    CALM,
    EASY_S_PER_KM,
    FAST,
    TODAY,
    a_bad_night,
    a_run,
    an_interval_set,
    facts_for,
    limits_after,
    some_weeks,
    usual_nights,
)

EASY_SLOW = EASY_S_PER_KM * 1.08
THIRTY_EASY_MINUTES_M = SHORT_S / EASY_SLOW * 1000


def named(limits: Limits, limit_id: str) -> Limit:
    (found,) = (limit for limit in limits.listed if limit.id == limit_id)
    return found


def test_no_run_is_longer_than_110_percent_of_the_longest_in_thirty_days() -> None:
    longest = a_run(20, 15, run_id="longest")
    limits = todays_limits(facts_for([longest, a_run(35, 25), *some_weeks()]))
    assert limits.max_run_m == pytest.approx(16_500)
    assert limits.max_run_s is None
    limit = named(limits, "max_run_m")
    assert (limit.value, limit.rows) == (16_500, ("longest",))
    assert "15.0 km on Thu 29 Oct 2026" in limit.reason
    assert "10.1136/bjsports-2024-109380" in limit.reason


def test_the_reason_is_in_the_runners_unit() -> None:
    limits = todays_limits(facts_for([a_run(20, 16.09344), *some_weeks()], unit=DistanceUnit.MI))
    assert "110 % of 10.0 mi" in named(limits, "max_run_m").reason


@pytest.mark.parametrize(("ago", "allowed"), [(1, False), (2, True), (3, True)])
def test_48_hours_lie_between_hard_days(ago: int, allowed: bool) -> None:
    hard = a_run(ago, 8, zones=FAST, run_id="hard")
    runs = [hard, *some_weeks(8, km=(6.0,) * 6, on=range(6), until_days_ago=4)]
    limits = todays_limits(facts_for(runs))
    assert limits.hard_allowed is allowed
    limit = named(limits, "hard_allowed")
    assert limit.rows == (() if allowed else ("hard",))
    assert ("48 hours" in limit.reason) is not allowed


def test_a_hard_run_this_morning_forbids_one_tomorrow() -> None:
    runs = [a_run(0, 8, run_id="reps"), *some_weeks(8, km=(6.0,) * 6, on=range(6))]
    limits = todays_limits(facts_for(runs, intervals={"reps": an_interval_set()}))
    assert not limits.hard_allowed


@pytest.mark.parametrize(("ago", "short"), [(13, False), (14, True), (40, True)])
def test_after_fourteen_days_off_running_is_easy_and_short(ago: int, short: bool) -> None:
    limits = todays_limits(facts_for(some_weeks(12, km=(8.0,) * 7, on=range(7), until_days_ago=ago)))
    assert (limits.max_run_s == SHORT_S) is short
    assert (limits.max_run_m == pytest.approx(THIRTY_EASY_MINUTES_M)) is short
    if short:
        assert not limits.hard_allowed
        assert f"{ago} days without a run" in named(limits, "max_run_s").reason


def test_a_break_is_counted_to_the_day_of_the_workout() -> None:
    runs = some_weeks(12, km=(8.0,) * 7, on=range(7), until_days_ago=30)
    back = facts_for([a_run(0, 3), *runs])
    assert back.days_since_run == 1
    assert todays_limits(back).max_run_s == SHORT_S


def test_without_any_history_it_is_thirty_easy_minutes() -> None:
    limits = todays_limits(facts_for([]))
    assert limits.max_run_s == SHORT_S
    assert limits.max_run_m == pytest.approx(SHORT_S / 450 * 1000)
    assert not limits.hard_allowed
    assert "No runs yet" in named(limits, "max_run_s").reason


def test_a_new_runner_is_held_by_thirty_minutes_and_by_the_longest_run() -> None:
    limits = todays_limits(facts_for([a_run(2, 2, run_id="short")]))
    assert limits.max_run_s == SHORT_S
    assert limits.max_run_m == pytest.approx(2_200)
    assert named(limits, "max_run_m").rows == ("short",)


def test_a_watch_that_was_only_tried_out_is_not_history() -> None:
    limits = todays_limits(facts_for([a_run(2, 0.4)]))
    assert limits.max_run_s == SHORT_S
    assert limits.max_run_m > 3_500


def test_after_a_break_the_longest_run_still_counts() -> None:
    limits = todays_limits(facts_for([a_run(15, 3), a_run(17, 2)]))
    assert limits.max_run_s == SHORT_S
    assert limits.max_run_m == pytest.approx(3_300)


def test_a_new_runner_who_can_run_longer_is_held_by_the_longest_run() -> None:
    limits = todays_limits(facts_for([a_run(2, 10)]))
    assert limits.max_run_s is None
    assert limits.max_run_m == pytest.approx(11_000)
    assert not limits.hard_allowed


def test_a_red_morning_forbids_a_hard_session_and_says_why() -> None:
    limits = todays_limits(facts_for(some_weeks(), nights=[a_bad_night(), *usual_nights()]))
    assert not limits.hard_allowed
    assert "Readiness is red: resting heart rate 60 bpm" in named(limits, "hard_allowed").reason


def test_runs_without_distances_give_thirty_minutes_and_not_nothing() -> None:
    runs = [a_run(n, None, seconds=2400, surface="treadmill") for n in range(1, 20, 2)]
    limits = todays_limits(facts_for(runs))
    assert limits.max_run_s == SHORT_S
    assert limits.max_run_m == 4_000
    assert "days without a run" not in named(limits, "max_run_s").reason


@pytest.mark.parametrize("zones", [None, (0.0,) * 5, CALM, FAST])
@pytest.mark.parametrize("km", [None, 0.0, 0.1, 8.0])
@pytest.mark.parametrize("count", [1, 3, 20])
def test_whatever_is_missing_there_are_limits(
    count: int, km: float | None, zones: tuple[float, float, float, float, float] | None
) -> None:
    runs = [Run(activity_id=str(n), start=a_run(n).start) for n in range(1, 5)]
    runs += [a_run(n, km, zones=zones) for n in range(1, count + 1)]
    for day in (None, TODAY):
        limits = todays_limits(facts_for(runs, day=day))
        assert limits.max_run_m > 0
        assert {"max_run_m", "hard_allowed"} <= {limit.id for limit in limits.listed}
        assert all(limit.reason.endswith(".") for limit in limits.listed)


@pytest.mark.parametrize("check_in", [None, CheckIn(pain=Pain.A_LITTLE)])
def test_half_an_hour_is_for_the_day_and_not_for_each_run(check_in: CheckIn | None) -> None:
    nights = [] if check_in else [a_bad_night(), *usual_nights()]
    runs = some_weeks()
    before = limits_after(facts_for(runs, nights=nights), check_in)
    after = limits_after(facts_for([a_run(0, 4), *runs], nights=nights, day=TODAY), check_in)
    assert before.max_run_s == 30 * 60
    assert after.max_run_s is not None and 0 < after.max_run_s <= 6 * 60
    done = limits_after(facts_for([a_run(0, 6), *runs], nights=nights, day=TODAY), check_in)
    assert (done.max_run_s, done.max_run_m) == (0, 0)


def test_a_first_run_uses_up_the_half_hour_of_a_runner_who_never_ran_before() -> None:
    limits = todays_limits(facts_for([a_run(0, 4)], day=TODAY))
    assert limits.max_run_s is not None and limits.max_run_s < 5 * 60
    assert limits.max_run_m < 700
