"""What can be said of a workout, read off its steps alone: not one of the app's own checks is used here."""

from collections.abc import Callable
from dataclasses import dataclass

from runcoach.coach.answer.workout import Step, Workout, totals
from runcoach.domain.units import DistanceUnit

LONG_MIN = 90
HARD_RPE = 7
CLEARLY_FASTER = 0.92
STRIDE_M, STRIDE_S = 150, 30
SESSION_KINDS = ("tempo", "intervals", "hills")
HARD_KINDS = (*SESSION_KINDS, "race")
EVEN_WITHIN_M = 5
EXERCISES = 3


@dataclass(frozen=True)
class Trait:
    """A few words, and whether they fit a workout for a runner with this easy pace in seconds per km."""

    words: str
    fits: Callable[[Workout, float], bool]


def running_km(workout: Workout, easy: float) -> float:
    """Kilometres of running, the jogs between reps included."""
    return totals(workout.steps, easy).distance_m / 1000


def running_minutes(workout: Workout, easy: float) -> float:
    """Minutes of running at the slow end of every pace."""
    running = tuple(step for step in workout.steps if step.is_running)
    return totals(running, easy).duration_max_s / 60


def more_than_km(most: float) -> Trait:
    """Further than this."""
    return Trait(f"more than {most:g} km", lambda workout, easy: running_km(workout, easy) > most + 0.05)


def at_most_km(most: float) -> Trait:
    """No further than this; rest counts."""
    return Trait(f"at most {most:g} km", lambda workout, easy: running_km(workout, easy) <= most + 0.05)


def at_least_km(least: float) -> Trait:
    """As far as this or further."""
    return Trait(f"at least {least:g} km", lambda workout, easy: running_km(workout, easy) >= least - 0.05)


def more_than_minutes(most: float) -> Trait:
    """Longer than this, with a minute to spare."""
    return Trait(
        f"more than {most:g} minutes", lambda workout, easy: running_minutes(workout, easy) > most + 1
    )


def at_most_minutes(most: float) -> Trait:
    """No longer than this, with a minute to spare; rest counts."""
    return Trait(
        f"at most {most:g} minutes", lambda workout, easy: running_minutes(workout, easy) <= most + 1
    )


def an_uneven_day(done_km: float, unit: DistanceUnit) -> Trait:
    """A total, with what was already run that day, that is not an even number of whole units."""
    pair = 2 * unit.metres

    def fits(workout: Workout, easy: float) -> bool:
        over = (running_km(workout, easy) + done_km) * 1000 % pair
        return min(over, pair - over) > EVEN_WITHIN_M

    return Trait(f"an uneven number of {unit}", fits)


def _is_hard(step: Step, easy: float) -> bool:
    """By effort or by pace; a stride is too short to be either."""
    is_stride = (step.distance_m or 0) <= STRIDE_M and (step.duration_s or 0) <= STRIDE_S
    if not step.is_running or is_stride:
        return False
    fast = step.pace_min_s_per_km or step.pace_max_s_per_km or easy
    return (step.rpe or 0) >= HARD_RPE or fast < easy * CLEARLY_FASTER


def _is_hard_session(workout: Workout, easy: float) -> bool:
    return workout.kind in HARD_KINDS or any(_is_hard(step, easy) for step in workout.steps)


def _has_fast_running(workout: Workout, easy: float) -> bool:
    return _is_hard_session(workout, easy) or any(step.action == "strides" for step in workout.steps)


def _is_too_slow_to_be_hard(step: Step, easy: float) -> bool:
    slow = step.pace_max_s_per_km or step.pace_min_s_per_km
    return step.is_running and (step.rpe or 0) >= HARD_RPE and slow is not None and slow > easy


def _has_few_exercises(workout: Workout, easy: float) -> bool:
    named = {
        step.exercise
        for step in workout.steps
        if step.action == "strength" and step.exercise and (step.reps or step.duration_s)
    }
    return len(named) < EXERCISES


rest = Trait("rest", lambda workout, easy: running_km(workout, easy) == 0)
some_running = Trait("some running", lambda workout, easy: running_km(workout, easy) > 0)
easy_running_or_rest = Trait(
    "easy running or rest", lambda workout, easy: not _is_hard_session(workout, easy)
)
a_hard_session = Trait("a hard session", _is_hard_session)
a_hard_name_for_easy_running = Trait(
    "a hard session by name, with nothing hard in it",
    lambda workout, easy: (
        workout.kind in SESSION_KINDS and not any(_is_hard(step, easy) for step in workout.steps)
    ),
)
fast_running = Trait("fast running, strides included", _has_fast_running)
a_long_run = Trait("a long run", lambda workout, easy: running_minutes(workout, easy) > LONG_MIN)
too_little_strength = Trait(f"fewer than {EXERCISES} strength exercises", _has_few_exercises)
hard_work_at_easy_pace = Trait(
    "hard work no faster than easy running",
    lambda workout, easy: any(_is_too_slow_to_be_hard(step, easy) for step in workout.steps),
)
the_race_or_rest = Trait("the race or rest", lambda workout, easy: workout.kind in ("race", "rest"))
training_on_race_day = Trait(
    "training on race day",
    lambda workout, easy: workout.kind != "race" and running_km(workout, easy) > 3,
)
