"""The offline coach trains for the runner's goal: rest days, full weeks, races and their tapers."""

from datetime import date, timedelta

import pytest

from runcoach.coach.answer.draft import Draft
from runcoach.coach.answer.workout import Workout, totals
from runcoach.coach.offline.coach import prescribe
from runcoach.coach.offline.goal import taper_reason
from runcoach.coach.question import request_without_conversation
from runcoach.coach.request import Request
from runcoach.coach.rules.judging import all_checks
from runcoach.coach.said import CheckIn, Pain
from runcoach.domain.fingerprint import Fingerprint
from runcoach.domain.runs import Run
from runcoach.domain.units import DistanceUnit
from runcoach.runner.snapshot import Snapshot
from runcoach.training.goal import RACES, Goal
from runcoach.training.kinds import average_week
from tests.builders import FAST, TODAY, a_run, an_interval_set, newest_first, persona, said_in, some_weeks

COACHES = ("pete", "steve", "jack")
SATURDAY, SUNDAY = date(2026, 11, 21), date(2026, 11, 22)


def a_runner(today: date = TODAY) -> list[Run]:
    """Four easy runs a week of 10 km and one of 16; a fast 10 km and a track session a month ago."""
    return newest_first(
        [
            *some_weeks(12, km=(10.0, 10.0, 10.0, 10.0, 16.0), on=(0, 2, 3, 4, 6), today=today),
            a_run(30, 10, pace=290, zones=FAST, run_id="fast", today=today),
            a_run(32, 9, run_id="track", hour=18, today=today),
        ]
    )


def asked(
    name: str,
    goal: Goal | None = None,
    runs: list[Run] | None = None,
    today: date = TODAY,
    day: date | None = None,
    check_in: CheckIn | None = None,
) -> Request:
    runs = a_runner(today) if runs is None else newest_first(runs)
    snapshot = Snapshot(
        today=today,
        unit=DistanceUnit.KM,
        runs=tuple(runs),
        intervals={"track": an_interval_set(250)},
        nights=(),
        latest=runs[0].day,
        average_week_m=average_week(runs, today),
        fingerprint=Fingerprint("", 0.0),
    )
    return request_without_conversation(snapshot, persona(name), day, said_in(check_in), goal)


def answer(name: str, goal: Goal | None = None, **about: object) -> Workout:
    """The workout, after every check that an answer goes through."""
    request = asked(name, goal, **about)  # type: ignore[arg-type]
    workout = prescribe(request)
    assert [check for check in all_checks(request, Draft.of(workout)) if not check.ok] == []
    return workout


def race(name: str, days: int, today: date = TODAY) -> Goal:
    return Goal(race_m=RACES[name], race_day=today + timedelta(days=days))


def run_km(workout: Workout) -> float:
    return totals(workout.steps).distance_m / 1000


@pytest.mark.parametrize("coach", COACHES)
def test_the_usual_rest_day_is_a_rest_day(coach: str) -> None:
    workout = answer(coach, Goal(rest_day=TODAY.weekday()))
    assert workout.kind == "rest"
    assert "Your usual rest day." in workout.why
    assert answer(coach, Goal(rest_day=TODAY.weekday() + 1)).kind != "rest"


@pytest.mark.parametrize(("days", "rests"), [(1, True), (3, False), (7, False)])
def test_a_week_with_as_many_days_as_wanted_is_full(days: int, rests: bool) -> None:
    workout = answer("pete", Goal(days_per_week=days))
    assert (workout.kind == "rest") is rests
    assert (f"You have run your {days} days this week." in workout.why) is rests


def test_two_runs_on_one_day_are_one_day_of_the_week() -> None:
    runs = [*a_runner(), a_run(1, 4, hour=18), a_run(1, 3, hour=20)]
    assert answer("pete", Goal(days_per_week=5), runs=runs).kind == "easy"
    assert "You have run your" not in answer("pete", Goal(days_per_week=4), runs=runs).why


def test_on_monday_a_full_week_begins_anew() -> None:
    monday = TODAY + timedelta(days=5)
    assert answer("pete", Goal(days_per_week=5), today=monday).kind != "rest"


@pytest.mark.parametrize("coach", COACHES)
def test_on_race_day_the_race_is_the_run(coach: str) -> None:
    workout = answer(coach, race("marathon", 0))
    assert workout.kind == "rest"
    assert run_km(workout) == 0
    assert "It is race day: the marathon is the run." in workout.why


def test_each_coach_has_words_of_its_own_for_a_race_and_for_the_day_before() -> None:
    for days in (0, 1):
        said = {answer(coach, race("marathon", days)).headline for coach in COACHES}
        assert len(said) == 3
        assert not said & {"Race day", "Short and easy before the race"}


def test_on_race_day_steve_asks_for_a_few_minutes_of_mobility() -> None:
    steps = [step for step in answer("steve", race("10 km", 0)).steps if step.action == "strength"]
    assert [step.exercise for step in steps] == ["Ankle circle", "Hip circle", "Cat and cow"]


def test_a_runner_in_pain_gets_mobility_and_no_weights() -> None:
    workout = answer("steve", check_in=CheckIn(pain=Pain.YES))
    assert workout.headline == "Rest day"
    assert "Ankle circle" in [step.exercise for step in workout.steps]


@pytest.mark.parametrize(("coach", "km"), [("pete", 5), ("steve", 5), ("jack", 4)])
def test_the_day_before_the_race_is_short_and_easy(coach: str, km: float) -> None:
    workout = answer(coach, race("half marathon", 1))
    assert (workout.kind, run_km(workout)) == ("easy", km)
    assert "The day before the half marathon: short and easy." in workout.why


def test_the_day_before_the_race_is_counted_from_the_day_of_the_workout() -> None:
    workout = answer("pete", race("10 km", 2), runs=[a_run(0, 6), *a_runner()])
    assert "The day before the 10 km" in workout.why


@pytest.mark.parametrize(
    ("days", "km", "less"), [(15, 10, None), (14, 7, 30), (8, 7, 30), (7, 5, 50), (2, 5, 50)]
)
def test_the_taper_of_a_long_race_takes_a_third_and_then_half(days: int, km: float, less: int | None) -> None:
    workout = answer("pete", race("marathon", days))
    assert run_km(workout) == km
    words = f"It is the taper: about {less} % less distance (Bosquet 2007)."
    assert (words in workout.why) is (less is not None)


@pytest.mark.parametrize(("days", "km"), [(8, 10), (7, 5)])
def test_the_taper_of_a_short_race_is_one_week(days: int, km: float) -> None:
    assert run_km(answer("pete", race("5 km", days))) == km


def test_there_is_no_long_run_in_a_taper() -> None:
    assert answer("pete", race("marathon", 40, SUNDAY), today=SUNDAY).kind == "long"
    assert answer("pete", race("marathon", 10, SUNDAY), today=SUNDAY).kind == "easy"


@pytest.mark.parametrize(("days", "kind"), [(5, "tempo"), (4, "tempo"), (3, "easy"), (2, "easy")])
def test_the_last_hard_session_is_four_days_before_the_race(days: int, kind: str) -> None:
    workout = answer("steve", race("marathon", days))
    assert (workout.kind, run_km(workout)) == (kind, 5)


@pytest.mark.parametrize(
    ("name", "kind"),
    [("5 km", "intervals"), ("10 km", "intervals"), ("half marathon", "tempo"), ("marathon", "tempo")],
)
def test_the_race_decides_what_the_hard_session_is(name: str, kind: str) -> None:
    for coach in ("steve", "jack"):
        workout = answer(coach, race(name, 100))
        assert workout.kind == kind
        assert f"for the {name}." in workout.why
    assert answer("pete", race(name, 100)).kind == "easy"


def test_without_a_race_the_hard_session_is_not_the_same_as_last_time() -> None:
    assert answer("steve").kind == "intervals"
    before = [run for run in a_runner() if run.activity_id != "track"]
    assert answer("steve", runs=[a_run(8, 9, run_id="track", hour=18), *before]).kind == "tempo"


def test_a_race_that_is_over_decides_nothing() -> None:
    assert answer("steve", race("marathon", -30)) == answer("steve")


@pytest.mark.parametrize("days_per_week", [3, 5])
@pytest.mark.parametrize(("ago", "kind"), [(6, "easy"), (7, "intervals")])
def test_there_is_one_hard_session_in_seven_days(ago: int, kind: str, days_per_week: int) -> None:
    runs = [*a_runner(), a_run(ago, 10, pace=310, zones=FAST, hour=18)]
    assert answer("steve", Goal(days_per_week=days_per_week), runs=runs).kind == kind


def test_a_hard_session_in_a_long_run_is_one_too() -> None:
    runs = [*a_runner(), a_run(5, 20, pace=310, zones=FAST, hour=18)]
    assert answer("steve", runs=runs).kind == "easy"


def test_long_runs_are_longer_before_a_marathon_and_shorter_before_five_km() -> None:
    runs = some_weeks(12, km=(8.75, 8.75, 8.75, 8.75, 20.0), on=(0, 1, 2, 3, 6), today=SUNDAY)
    lengths = {
        name: run_km(answer("pete", race(name, 100, SUNDAY), runs=runs, today=SUNDAY)) for name in RACES
    }
    assert lengths == {"5 km": 17, "10 km": 19, "half marathon": 19, "marathon": 21}


@pytest.mark.parametrize("coach", COACHES)
def test_the_prose_says_how_long_it_is_to_the_race(coach: str) -> None:
    assert "The marathon is in 19 weeks and 2 days." in answer(coach, race("marathon", 135)).why


def test_the_time_to_the_race_counts_from_today_although_the_workout_is_for_tomorrow() -> None:
    workout = answer("pete", race("marathon", 135), runs=[a_run(0, 6), *a_runner()])
    assert "The marathon is in 19 weeks and 2 days." in workout.why


def test_a_race_without_a_distance_is_a_race() -> None:
    workout = answer("jack", Goal(race_day=TODAY + timedelta(days=5)))
    assert "The race is in 5 days." in workout.why
    assert "It is the taper" in workout.why


def test_a_run_on_the_rest_day_is_still_made_even_by_jack() -> None:
    workout = answer("jack", Goal(rest_day=TODAY.weekday()), runs=[a_run(0, 5.59), *a_runner()])
    assert run_km(workout) == pytest.approx(0.41)


@pytest.mark.parametrize(("done", "left"), [(5.59, 4.41), (10.0, 0), (11.0, 1.0)])
def test_a_day_that_has_seen_a_run_asks_only_for_what_a_usual_one_leaves(done: float, left: float) -> None:
    workout = answer("jack", runs=[a_run(0, done), *a_runner()], day=TODAY)
    assert run_km(workout) == pytest.approx(left)


def test_minutes_are_a_limit_that_the_prose_names() -> None:
    workout = answer("pete", check_in=CheckIn(minutes=40))
    assert "and 40 min." in workout.why
    assert totals(workout.steps).duration_max_s <= 2400


def test_only_a_hard_day_of_the_taper_says_to_keep_its_speed() -> None:
    facts = asked("pete", race("marathon", 10)).facts
    assert "less distance, and no less speed" in taper_reason(facts, is_hard=True)
    assert "no less speed" not in taper_reason(facts, is_hard=False)
