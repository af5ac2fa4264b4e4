"""What the golden set sees in a workout, however a coach writes it down."""

import pytest

from runcoach.coach.answer.workout import Action, Kind, Step, Workout
from runcoach.domain.units import DistanceUnit
from tests.builders import EASY_S_PER_KM
from tests.golden.traits import (
    Trait,
    a_hard_name_for_easy_running,
    a_hard_session,
    a_long_run,
    an_uneven_day,
    at_most_minutes,
    fast_running,
    hard_work_at_easy_pace,
    more_than_km,
    rest,
    some_running,
    too_little_strength,
    training_on_race_day,
)


def run(km: float | None = None, *, action: Action = "run", **more: object) -> Step:
    return Step(action=action, distance_m=None if km is None else km * 1000, **more)  # type: ignore[arg-type]


def strength(*names: str) -> tuple[Step, ...]:
    return tuple(Step(action="strength", exercise=name, repeat=3, reps=8) for name in names)


FOUR_HUNDREDS = run(0.4, repeat=8, pace_min_s_per_km=240, recovery_m=200)
STRIDES = run(0.1, action="strides", repeat=6, pace_min_s_per_km=210, rpe=8)
STROLL = Step(action="walk", duration_s=1200)


@pytest.mark.parametrize(
    ("trait", "kind", "steps"),
    [
        (a_hard_session, "easy", (run(2), FOUR_HUNDREDS)),
        (a_hard_session, "easy", (run(8, rpe=8),)),
        (a_hard_session, "tempo", (run(8),)),
        (a_hard_name_for_easy_running, "tempo", (run(8, rpe=3),)),
        (fast_running, "easy", (run(5), STRIDES)),
        (a_long_run, "easy", (run(16),)),
        (a_long_run, "easy", (run(duration_s=6000),)),
        (more_than_km(5), "intervals", (run(1), FOUR_HUNDREDS)),
        (at_most_minutes(30), "easy", (run(duration_s=1800), *strength("squat", "plank", "bridge"))),
        (rest, "rest", (STROLL,)),
        (some_running, "strength", (run(3),)),
        (too_little_strength, "rest", strength("squat", "squat", "squat")),
        (an_uneven_day(5.59, DistanceUnit.KM), "easy", (run(2.0),)),
        (an_uneven_day(0, DistanceUnit.MI), "easy", (run(6),)),
        (hard_work_at_easy_pace, "tempo", (run(5, pace_min_s_per_km=380, rpe=7),)),
        (training_on_race_day, "easy", (run(8),)),
    ],
)
def test_what_is_there_is_seen(trait: Trait, kind: Kind, steps: tuple[Step, ...]) -> None:
    assert trait.fits(Workout(headline="", kind=kind, steps=steps), EASY_S_PER_KM)


@pytest.mark.parametrize(
    ("trait", "kind", "steps"),
    [
        (a_hard_session, "easy", (run(8, pace_min_s_per_km=350, rpe=4), STRIDES)),
        (a_hard_session, "strength", strength("squat", "plank", "bridge")),
        (a_hard_name_for_easy_running, "intervals", (run(2), FOUR_HUNDREDS)),
        (a_long_run, "long", (run(14),)),
        (more_than_km(5), "easy", (run(5), STROLL)),
        (at_most_minutes(30), "easy", (run(8),)),
        (rest, "rest", (STROLL, run(1))),
        (too_little_strength, "rest", strength("squat", "plank", "bridge")),
        (hard_work_at_easy_pace, "tempo", (run(5, pace_min_s_per_km=320, rpe=7),)),
        (hard_work_at_easy_pace, "hills", (run(duration_s=60, repeat=8, rpe=9),)),
        (an_uneven_day(5.59, DistanceUnit.KM), "easy", (run(2.41),)),
        (an_uneven_day(0, DistanceUnit.KM), "rest", (STROLL,)),
        (training_on_race_day, "race", (run(12),)),
    ],
)
def test_what_is_not_there_is_not_seen(trait: Trait, kind: Kind, steps: tuple[Step, ...]) -> None:
    assert not trait.fits(Workout(headline="", kind=kind, steps=steps), EASY_S_PER_KM)
