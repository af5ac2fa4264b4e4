"""The offline coach on generated histories: limits, contracts and totals hold whatever the runner did."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from runcoach.coach.day import day_of_workout, is_even
from runcoach.coach.even import even_day
from runcoach.coach.events import Request
from runcoach.coach.offline_coach import prescribe
from runcoach.coach.persona import built_in_personas
from runcoach.coach.workout import totals
from runcoach.models import DistanceUnit, Run
from runcoach.training.facts import gather
from runcoach.training.limits import todays_limits
from tests.builders import TODAY, a_run

PERSONAS = {persona.id: persona for persona in built_in_personas()}
TOLERANCE_M = 6.0


@st.composite
def histories(draw: st.DrawFn) -> list[Run]:
    days = draw(st.lists(st.integers(0, 100), max_size=40))
    runs = [
        a_run(ago, draw(st.one_of(st.none(), st.floats(0.1, 40))), hour=6 + number % 14)
        for number, ago in enumerate(days)
    ]
    return sorted(runs, key=lambda run: run.start, reverse=True)


def request(persona_id: str, runs: list[Run], unit: DistanceUnit) -> Request:
    persona = PERSONAS[persona_id]
    done = sum(run.distance_m or 0 for run in runs if run.day == TODAY)
    facts = gather(runs, {}, [], TODAY, unit, day_of_workout(persona, TODAY, done, unit))
    return Request(persona, facts, todays_limits(facts))


@pytest.mark.parametrize("persona_id", PERSONAS)
@settings(max_examples=200, deadline=None)
@given(runs=histories(), unit=st.sampled_from(DistanceUnit))
def test_every_workout_keeps_the_limits_and_the_contract(
    persona_id: str, runs: list[Run], unit: DistanceUnit
) -> None:
    asked = request(persona_id, runs, unit)
    facts, limits = asked.facts, asked.limits
    workout = prescribe(asked)
    run_m = totals(workout.steps).distance_m

    assert run_m <= limits.max_run_m + TOLERANCE_M
    assert all((step.distance_m or 1) > 0 and (step.duration_s or 1) > 0 for step in workout.steps)
    if not limits.hard_allowed:
        assert workout.kind in ("rest", "easy", "long")
        assert all((step.rpe or 0) < 7 for step in workout.steps)
    if persona_id == "pete":
        assert workout.kind in ("rest", "easy", "long")
        assert all((step.rpe or 0) <= 4 for step in workout.steps if step.is_running)
        if facts.paces.easy:
            assert all((step.pace_min_s_per_km or 9999) >= facts.paces.easy for step in workout.steps)
    if persona_id == "steve":
        block = [step for step in workout.steps if step.action == "strength"]
        assert len(block) >= 3
        assert all(step.repeat >= 1 and (step.reps or step.duration_s) for step in block)
    if persona_id == "jack":
        day_m = facts.day_so_far_m + run_m
        out_of_reach = facts.day_so_far_m > 0 and run_m == 0
        assert is_even(day_m, unit) or out_of_reach


@pytest.mark.parametrize(
    ("target", "cap", "done", "total", "left"),
    [
        (16.5, 30, 0, 16, 16),
        (20, 16.5, 0, 16, 16),
        (1.9, 30, 0, 0, 0),
        (8, 30, 5.59, 8, 2.41),
        (5.59, 30, 5.59, 6, 0.41),
        (5.59, 0.2, 5.59, 5.59, 0),
    ],
)
def test_jack_caps_first_and_then_rounds_down_to_even(
    target: float, cap: float, done: float, total: float, left: float
) -> None:
    day = even_day(target * 1000, cap * 1000, done * 1000, 10_000, DistanceUnit.KM)
    assert day.total_m == pytest.approx(total * 1000)
    assert day.left_m == pytest.approx(left * 1000, abs=1e-6)


def test_an_odd_week_cannot_be_mended_by_an_even_day() -> None:
    assert not even_day(8000, 20_000, 0, 46_600, DistanceUnit.KM).week_can_be_even
    assert even_day(8000, 20_000, 0, 46_400, DistanceUnit.KM).week == 54


def test_jack_first_makes_today_even_and_the_others_look_at_tomorrow() -> None:
    days = {name: day_of_workout(persona, TODAY, 5590, DistanceUnit.KM) for name, persona in PERSONAS.items()}
    assert days["jack"] == TODAY
    assert days["pete"] == days["steve"] == TODAY + timedelta(days=1)
