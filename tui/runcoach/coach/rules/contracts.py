"""The coaches' contracts as checks: each holds where the persona keeps that rule."""

from runcoach.coach.answer.check import Check
from runcoach.coach.answer.workout import Step, Totals, Workout
from runcoach.coach.request import Request
from runcoach.coach.rules.allowance import run_cap
from runcoach.coach.rules.day import is_even
from runcoach.coach.rules.effort import EASY_RPE, HARD_KINDS, has_reps, most_easy_bpm, pace_ends, says_hard
from runcoach.coach.rules.even import day_may_stay_odd
from runcoach.domain import units
from runcoach.training.facts import Facts

SHOWN_EASY_TOLERANCE = 0.01
MIN_EXERCISES = 3


def easy_only(request: Request, workout: Workout, added: Totals) -> Check | None:
    """Every running step easy or slower, RPE 4 at most, nothing hard in words; no reps, no hard kind."""
    if not request.persona.keeps("easy-only"):
        return None
    name = request.persona.name
    for number, step in enumerate(workout.steps, start=1):
        if step.is_running and not _is_easy(step, request.facts):
            return Check("easy-only", False, f"Step {number} is not easy, and {name} knows nothing else")
    if has_reps(workout.steps):
        return Check("easy-only", False, f"It has reps, and {name} knows none")
    if says_hard(workout.headline):
        return Check("easy-only", False, f"Its headline is not easy, and {name} knows nothing else")
    ok = workout.kind not in HARD_KINDS
    return Check("easy-only", ok, "All of it is easy" if ok else f"{workout.kind} is nothing for {name}")


def _is_easy(step: Step, facts: Facts) -> bool:
    fast, _ = pace_ends(step)
    easy, most_bpm = facts.paces.easy, most_easy_bpm(facts.goal)
    too_fast = fast and easy and fast < easy * (1 - SHOWN_EASY_TOLERANCE)
    too_high = step.hr_max_bpm and most_bpm and step.hr_max_bpm > most_bpm
    in_words = says_hard(f"{step.exercise or ''} {step.note}")
    return not ((step.rpe or 0) > EASY_RPE or too_fast or too_high or in_words or step.action == "strides")


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
