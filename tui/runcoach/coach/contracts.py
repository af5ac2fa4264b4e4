"""The coaches' contracts as checks: each holds where the persona keeps that rule."""

from runcoach import units
from runcoach.coach.check import Check
from runcoach.coach.day import is_even
from runcoach.coach.even import day_may_stay_odd
from runcoach.coach.events import Request
from runcoach.coach.offline_plan import run_cap
from runcoach.coach.possible import pace_ends
from runcoach.coach.workout import Step, Totals, Workout

EASY_RPE = 4
EASY_TOLERANCE = 0.01
MIN_EXERCISES = 3
HARD_KINDS = frozenset({"tempo", "intervals", "hills", "race"})


def easy_only(request: Request, workout: Workout, added: Totals) -> Check | None:
    """Every running step at or slower than easy, RPE 4 at most, no reps, no hard kind."""
    if not request.persona.keeps("easy-only"):
        return None
    name = request.persona.name
    for number, step in enumerate(workout.steps, start=1):
        fast, _ = pace_ends(step)
        easy = request.facts.paces.easy
        if step.is_running and (
            (step.rpe or 0) > EASY_RPE or (fast and easy and fast < easy * (1 - EASY_TOLERANCE))
        ):
            return Check("easy-only", False, f"Step {number} is not easy, and {name} knows nothing else")
        if step.is_running and step.repeat > 1:
            return Check("easy-only", False, f"Step {number} has reps, and {name} knows none")
    ok = workout.kind not in HARD_KINDS
    return Check("easy-only", ok, "All of it is easy" if ok else f"{workout.kind} is nothing for {name}")


def strength_block(request: Request, workout: Workout, added: Totals) -> Check | None:
    """At least three different exercises with sets of reps or seconds."""
    if not request.persona.keeps("strength-block"):
        return None
    count = strength_exercises(workout.steps)
    ok = count >= MIN_EXERCISES
    words = f"{count} strength exercise{'' if count == 1 else 's'}"
    return Check("strength-block", ok, f"{words}, {MIN_EXERCISES} at least")


def strength_exercises(steps: tuple[Step, ...]) -> int:
    """How many different exercises have a name and sets of reps or seconds."""
    block = [step for step in steps if step.action == "strength" and (step.reps or step.duration_s)]
    names = {(step.exercise or "").strip().casefold() for step in block}
    return len(names - {""})


def even_distance(request: Request, workout: Workout, added: Totals) -> Check | None:
    """The day is an even whole number of units, or stays as it is where none is within reach."""
    if not request.persona.keeps("even-distance"):
        return None
    facts = request.facts
    total = facts.day_so_far_m + added.distance_m
    # A day that began with an odd distance may have no even one within reach: then it stays as it is.
    stays = bool(facts.day_so_far_m) and not added.distance_m
    ok = is_even(total, facts.unit) or (stays and (_out_of_reach(request) or day_may_stay_odd(request)))
    words = units.distance(total, facts.unit, 2)
    return Check("even-distance", ok, f"The day comes to {words}{'' if ok else ', which is not even'}")


def _out_of_reach(request: Request) -> bool:
    facts = request.facts
    pair = 2 * facts.unit.metres
    missing = -facts.day_so_far_m % pair
    return missing > run_cap(request)
