"""The offline coach for a runner who follows it, day after day: balanced weeks that grow slowly."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest

from runcoach.coach.answer.draft import Draft
from runcoach.coach.answer.workout import totals
from runcoach.coach.offline.coach import prescribe
from runcoach.coach.request import Turn
from runcoach.coach.rules.judging import all_checks, binding_failures
from runcoach.domain.runs import Run
from runcoach.training.goal import Goal
from tests.builders import CALM, FAST, a_bad_night, a_run, newest_first, request_for, some_weeks, usual_nights

MONDAY = date(2026, 11, 16)
COACHES = ("pete", "steve", "jack")
WEEKS = 12

BEGINNER: list[Run] = []
TRIED_IT = [a_run(ago, 4, pace=400, today=MONDAY) for ago in (3, 7, 12, 15, 20)]
FOUR_A_WEEK = [
    *some_weeks(8, today=MONDAY),
    a_run(9, 8, pace=300, zones=FAST, hour=18, today=MONDAY),
]
FIVE_WITH_A_LONG_RUN = some_weeks(8, (10, 10, 8, 10, 18), (0, 1, 3, 4, 6), today=MONDAY)
SIX_A_WEEK = some_weeks(8, (14, 14, 12, 14, 14, 20), (1, 2, 3, 4, 5, 6), today=MONDAY)
RUNNERS = {
    "beginner": BEGINNER,
    "tried it": TRIED_IT,
    "four a week": FOUR_A_WEEK,
    "five with a long run": FIVE_WITH_A_LONG_RUN,
    "six a week": SIX_A_WEEK,
}


@dataclass(frozen=True)
class Day:
    """What was prescribed and run."""

    day: date
    kind: str
    km: float


def followed(coach: str, runs: Sequence[Run], weeks: int = WEEKS, **goal: Any) -> list[Day]:
    """The days of somebody who runs what the coach says; each workout keeps the rules."""
    runs, days = list(runs), []
    for number in range(7 * weeks):
        today = MONDAY + timedelta(days=number)
        request = request_for(coach, newest_first(runs), today=today, goal=Goal(**goal))
        workout = prescribe(request)
        assert not binding_failures(all_checks(request, Draft.of(workout)))
        added = totals(workout.steps, request.facts.paces.easy_slow)
        km = added.distance_m / 1000
        days.append(Day(today, workout.kind, km))
        if km:
            hard = workout.kind in ("tempo", "intervals")
            zones = FAST if hard else CALM
            runs.append(a_run(0, km, pace=320 if hard else 360, zones=zones, today=today))
    return days


def fortnight_after(coach: str, race_km: float, **goal: Any) -> list[Day]:
    """The fortnight after a race on the Sunday, for somebody who runs five days a week."""
    race = a_run(1, race_km, name="City marathon", today=MONDAY)
    return followed(coach, [race, *(run for run in FIVE_WITH_A_LONG_RUN if run.day != race.day)], 2, **goal)


def weeks_of(days: Sequence[Day]) -> list[Sequence[Day]]:
    return [days[start : start + 7] for start in range(0, len(days), 7)]


def km_of(week: Sequence[Day]) -> float:
    return sum(day.km for day in week)


@pytest.fixture(
    params=[(name, coach) for name in RUNNERS for coach in COACHES], ids=" - ".join, scope="module"
)
def days(request: pytest.FixtureRequest) -> list[Day]:
    name, coach = request.param
    return followed(coach, RUNNERS[name])


def test_no_week_is_more_than_a_third_over_the_average_of_four_before_it(days: list[Day]) -> None:
    weeks = [km_of(week) for week in weeks_of(days)]
    for number in range(4, len(weeks)):
        assert weeks[number] <= 4 / 3 * sum(weeks[number - 4 : number]) / 4


def test_there_is_one_long_run_and_one_hard_session_a_week_at_most_and_a_rest_day(days: list[Day]) -> None:
    for week in weeks_of(days):
        kinds = [day.kind for day in week]
        assert kinds.count("long") <= 1
        assert sum(kind in ("tempo", "intervals") for kind in kinds) <= 1
        assert "rest" in kinds


def test_nobody_runs_hard_on_two_days_one_after_the_other(days: list[Day]) -> None:
    hard = [day.kind in ("tempo", "intervals") for day in days]
    assert not any(first and second for first, second in pairwise(hard))


def test_a_long_run_is_the_longest_of_its_week(days: list[Day]) -> None:
    for week in weeks_of(days):
        for long in (day for day in week if day.kind == "long"):
            assert all(day.km < long.km for day in week if day is not long)


@pytest.mark.parametrize("name", RUNNERS)
@pytest.mark.parametrize("coach", COACHES)
def test_the_weeks_keep_the_runners_number_of_days(name: str, coach: str) -> None:
    usual = {"four a week": 4, "five with a long run": 5, "six a week": 6}.get(name, 4)
    for week in weeks_of(followed(coach, RUNNERS[name], 6)):
        assert sum(day.km > 0 for day in week) <= usual


@pytest.mark.parametrize("name", RUNNERS)
@pytest.mark.parametrize("coach", ["pete", "steve"])
def test_a_runner_who_follows_it_runs_a_little_more_after_three_months(name: str, coach: str) -> None:
    weeks = weeks_of(followed(coach, RUNNERS[name]))
    first, last = km_of(weeks[1]), km_of(weeks[-1])
    assert first < last < 1.7 * first
    assert max(day.km for day in weeks[-1]) > max(day.km for day in weeks[0])


def test_a_beginner_never_runs_on_two_days_in_a_row_in_the_first_fortnight() -> None:
    ran = [day.km > 0 for day in followed("pete", BEGINNER, 2)]
    assert any(ran) and not any(first and second for first, second in pairwise(ran))


@pytest.mark.parametrize(("words", "runs"), [("10 km", True), ("longer", True), ("why?", False), ("", False)])
def test_a_rest_day_of_the_pattern_gives_way_to_a_runner_who_asks_for_a_run(words: str, runs: bool) -> None:
    tuesday = MONDAY + timedelta(days=1)
    turns = (Turn(True, words),) if words else ()
    request = request_for("pete", some_weeks(8, today=tuesday), today=tuesday, turns=turns)
    workout = prescribe(request)
    assert (workout.kind != "rest") is runs
    assert ("You run on 4 days a week, and have run on 4 of the last six." in workout.why) is not runs


def test_a_long_run_that_even_numbers_leave_no_room_for_is_called_easy() -> None:
    saturday = MONDAY + timedelta(days=5)
    workout = prescribe(request_for("jack", some_weeks(8, today=saturday), today=saturday))
    assert workout.kind == "easy"
    assert "A long run is due, but there is no room for one." in workout.why


@pytest.mark.parametrize("coach", COACHES)
def test_after_a_marathon_come_days_of_rest_and_a_fortnight_of_easy_running(coach: str) -> None:
    days = fortnight_after(coach, 42.2)[:-1]
    assert [day.kind for day in days[:3]] == ["rest"] * 3
    assert {day.kind for day in days} <= {"rest", "easy"}
    assert max(day.km for day in days) <= 10


@pytest.mark.parametrize("coach", COACHES)
def test_a_race_does_not_count_towards_the_next_long_run(coach: str) -> None:
    race = a_run(20, 42.2, name="City marathon", today=MONDAY)
    days = followed(coach, [race, *FIVE_WITH_A_LONG_RUN], 2)
    assert 18 <= max(day.km for day in days) <= 21


def test_no_long_run_takes_more_than_three_hours() -> None:
    runs = some_weeks(8, (15, 15, 15, 40), (1, 2, 4, 6), today=MONDAY)
    days = followed("pete", runs, 2)
    assert 26 < max(day.km for day in days) <= 3 * 3600 / 360


@pytest.mark.parametrize(
    ("wanted", "pattern"),
    [(2, ".R....L"), (3, ".R.R..L"), (4, "R.R.R.L"), (5, "RRR.R.L"), (6, "RRRRR.L")],
)
def test_the_days_that_a_runner_wants_are_spread_and_end_with_the_long_run(wanted: int, pattern: str) -> None:
    week = followed("pete", FIVE_WITH_A_LONG_RUN, 1, days_per_week=wanted)
    shown = "".join("." if not day.km else "L" if day.kind == "long" else "R" for day in week)
    assert shown == pattern


def test_the_long_run_is_on_saturday_for_a_runner_who_rests_on_sundays() -> None:
    week = followed("pete", FIVE_WITH_A_LONG_RUN, 1, days_per_week=4, rest_day=6)
    assert [day.kind for day in week[5:]] == ["long", "rest"]


def test_jack_leaves_a_day_odd_on_which_there_are_better_things_than_even_numbers() -> None:
    marathon = a_run(0, 42.195, name="City marathon", today=MONDAY)
    morning = a_run(0, 5.59, today=MONDAY)
    bad = [a_bad_night(MONDAY), *usual_nights(today=MONDAY)]
    enough = (Turn(True, "no more running today, I want to rest"),)
    for asked in (
        request_for("jack", [marathon, *FOUR_A_WEEK], today=MONDAY),
        request_for("jack", [morning, *FOUR_A_WEEK], today=MONDAY, nights=bad),
        request_for("jack", [morning, *FOUR_A_WEEK], today=MONDAY, turns=enough),
    ):
        workout = prescribe(asked)
        assert not binding_failures(all_checks(asked, Draft.of(workout)))
        assert workout.kind == "rest"
        assert "and even I stop here." in workout.why
    assert prescribe(request_for("jack", [morning, *FOUR_A_WEEK], today=MONDAY)).kind == "easy"
