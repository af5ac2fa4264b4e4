"""Steps and totals in a runner's words."""

from datetime import timedelta

import msgspec
import pytest

from runcoach.coach.answer import wording
from runcoach.coach.answer.workout import Step, Totals
from runcoach.coach.rules.contracts.even_distance import RULE as EVEN
from runcoach.coach.rules.contracts.even_distance import is_even
from runcoach.coach.rules.day import day_of_workout
from runcoach.coach.said import CheckIn, Pain
from runcoach.domain.units import DistanceUnit
from runcoach.training.limits import todays_limits
from tests.builders import TODAY, facts_for, limits_after, persona, some_weeks

KM, MI = DistanceUnit.KM, DistanceUnit.MI


@pytest.mark.parametrize(
    ("step", "words"),
    [
        (Step(action="run", distance_m=6000), "6 km"),
        (Step(action="run", distance_m=400, repeat=8), "8 × 400 m"),
        (Step(action="walk", duration_s=300), "5 min"),
        (Step(action="strides", duration_s=20, repeat=6), "6 × 20 s"),
        (Step(action="strength", repeat=3, reps=12), "3 × 12"),
        (Step(action="strength", reps=12), "12"),
        (Step(action="cross"), ""),
    ],
)
def test_how_much_of_a_step(step: Step, words: str) -> None:
    assert wording.amount(step, KM) == words


def test_a_step_s_target_names_what_it_has() -> None:
    step = Step(action="run", pace_min_s_per_km=370, pace_max_s_per_km=400, hr_max_bpm=145, rpe=3)
    assert wording.target(step, KM) == "6:10–6:40/km, HR ≤ 145, RPE 3"
    assert wording.target(Step(action="run"), KM) == ""


def test_recovery_is_said_only_between_reps() -> None:
    assert wording.recovery(Step(action="run", repeat=8, recovery_s=90), KM) == "90 s rest between"
    assert wording.recovery(Step(action="run", repeat=4, recovery_m=400), KM) == "400 m jog between"
    assert wording.recovery(Step(action="strength", repeat=3, recovery_s=60), KM) == "60 s rest between"
    assert wording.recovery(Step(action="run", recovery_s=90), KM) == ""


def test_the_summary_leaves_out_what_is_nothing() -> None:
    assert wording.summary("rest", Totals(0, 0, 0), KM) == "rest"
    assert wording.summary("easy", Totals(6000, 2280, 2520), KM) == "easy · 6 km · 38–42 min"
    assert wording.summary("easy", Totals(0, 1800, 1800), KM) == "easy · 30 min"


def test_today_s_run_moves_the_workout_to_tomorrow() -> None:
    tomorrow = TODAY + timedelta(days=1)
    assert day_of_workout(persona("pete"), TODAY, 0, KM) == TODAY
    assert day_of_workout(persona("pete"), TODAY, 5000, KM) == tomorrow


def test_jack_wants_an_odd_day_made_even_first() -> None:
    tomorrow = TODAY + timedelta(days=1)
    assert day_of_workout(persona("jack"), TODAY, 5000, KM) == TODAY
    assert day_of_workout(persona("jack"), TODAY, 6000, KM) == tomorrow
    assert day_of_workout(persona("jack"), TODAY, 6000, MI) == TODAY


@pytest.mark.parametrize(
    ("metres", "even"), [(0, True), (2000, True), (1996, True), (1994, False), (1000, False), (3000, False)]
)
def test_even_is_what_the_watch_shows_to_the_hundredth(metres: float, even: bool) -> None:
    assert is_even(metres, KM) is even


@pytest.mark.parametrize(
    ("before_km", "done_km", "left_km", "words"),
    [
        (46, 0, 8, "day 8 km, even · week 46 + 8 ≈ 54 km, even"),
        (52.46, 0, 4, "day 4 km, even · week 52.46 + 4 ≈ 56 km, even"),
        (40, 5.59, 2.41, "day 5.59 + 2.41 = 8 km, even · week 40 + 8 ≈ 48 km, even"),
        (47, 0, 8, "day 8 km, even · week 47 + 8 ≈ 55 km, spoilt by 1 km before today"),
        (40, 5.59, 0, "day 5.59 + 0.00 = 5.59 km, odd · week 40 + 5.59 ≈ 46 km, even"),
    ],
)
def test_jack_s_sums_are_given_as_he_counts(
    before_km: float, done_km: float, left_km: float, words: str
) -> None:
    facts = msgspec.structs.replace(
        facts_for(some_weeks()), before_day_m=before_km * 1000, day_so_far_m=done_km * 1000
    )
    assert EVEN.tally(facts, left_km * 1000) == words


def test_the_limits_are_given_in_a_line() -> None:
    facts = facts_for(some_weeks())
    assert wording.limits(todays_limits(facts), facts.unit) == "at most 8.8 km · a hard session is allowed"
    half_an_hour = limits_after(facts, CheckIn(pain=Pain.A_LITTLE))
    assert wording.limits(half_an_hour, facts.unit) == "at most 4.6 km and 30 min · nothing hard"
    assert (
        wording.limits(limits_after(facts, CheckIn(pain=Pain.YES)), facts.unit) == "no running · nothing hard"
    )
