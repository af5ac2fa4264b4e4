"""Jack's arithmetic, and which day each coach answers for; generated runners are in test_histories."""

from datetime import timedelta

import pytest

from runcoach.coach.personas.built_in import built_in_personas
from runcoach.coach.rules.contracts.even_distance import even_day
from runcoach.coach.rules.day import day_of_workout
from runcoach.domain.units import DistanceUnit
from tests.builders import TODAY

PERSONAS = {persona.id: persona for persona in built_in_personas()}


@pytest.mark.parametrize(
    ("target", "cap", "done", "total", "left"),
    [
        (16.5, 30, 0, 16, 16),
        (20, 16.5, 0, 16, 16),
        (1.9, 30, 0, 0, 0),
        (8, 30, 5.59, 8, 2.41),
        (5.59, 30, 5.59, 6, 0.41),
        (5.997, 30, 5.997, 5.997, 0),
        (6.003, 30, 6.003, 6.003, 0),
        (5.59, 0.2, 5.59, 5.59, 0),
    ],
)
def test_jack_caps_first_and_then_rounds_down_to_even(
    target: float, cap: float, done: float, total: float, left: float
) -> None:
    day = even_day(target * 1000, cap * 1000, done * 1000, DistanceUnit.KM)
    assert day.total_m == pytest.approx(total * 1000)
    assert day.left_m == pytest.approx(left * 1000, abs=1e-6)


def test_jack_first_makes_today_even_and_the_others_look_at_tomorrow() -> None:
    days = {name: day_of_workout(persona, TODAY, 5590, DistanceUnit.KM) for name, persona in PERSONAS.items()}
    assert days["jack"] == TODAY
    assert days["pete"] == days["steve"] == TODAY + timedelta(days=1)
