"""Distance, time and pace of a step agree, and notes and headline say nothing that the steps do not."""

import re

from runcoach.coach.answer.workout import Step, Totals, Workout, totals
from runcoach.coach.prose.quantities import quantities
from runcoach.coach.prose.running import is_jogged_by_time, tells_to_repeat, tells_to_run
from runcoach.coach.request import Request
from runcoach.coach.rules.effort import says_hard
from runcoach.coach.rules.rule import Finding, Repair, WorkoutRule
from runcoach.coach.rules.safety.possible import NOT_RUNNING
from runcoach.domain import units

SUM_TOLERANCE = 0.02
FAR_M = 1000.0
LONGER, LONGER_S = 1.1, 60.0
# "48 hours to recover", "sub-4 h marathon", "as in your last 8 km": no orders for today.
REST_S = (24 * 3600.0, 48 * 3600.0, 72 * 3600.0)
_UNDER = re.compile(r"\b(?:sub|under|below)[ -]$", re.IGNORECASE)
_OF_BEFORE = re.compile(r"\b(?:last|previous|usual|yesterday's|longest)\s+$", re.IGNORECASE)


class TotalsAgree(WorkoutRule):
    """One workout, one set of numbers."""

    id = "totals"
    title = "sums"
    about = (
        "Distance, time and pace of each step agree, and notes and headline say nothing that the steps do"
        " not."
    )
    repairs = (
        Repair.COMPLETE,
        Repair.DROP_NOTES,
        Repair.SHORTEN,
        Repair.EASE,
        Repair.KEEP_THE_RUN,
    )
    order = 60

    def check_workout(self, request: Request, workout: Workout, added: Totals) -> Finding:
        """Names the first figure, note or headline that disagrees with the steps."""
        for number, step in enumerate(workout.steps, start=1):
            if wrong := _figures(step, number) or _note(request, step, number, added):
                return Finding(False, wrong)
        if said := wrong_distance(request, workout, added) or wrong_duration(request, workout, added):
            return Finding(False, f"The headline says {said}, but the steps do not")
        words = units.distance(added.distance_m, request.facts.unit)
        return Finding(True, f"The steps add up to {words}")


def _figures(step: Step, number: int) -> str:
    fast, slow = step.pace_min_s_per_km, step.pace_max_s_per_km
    if fast and slow and fast > slow * (1 + SUM_TOLERANCE):
        return f"The fast end of step {number} is slower than its slow end"
    if step.is_running and step.distance_m and step.duration_s and (fast or slow):
        pace = step.duration_s / step.distance_m * 1000
        low, high = (fast or slow or pace), (slow or fast or pace)
        if not low * (1 - SUM_TOLERANCE) <= pace <= high * (1 + SUM_TOLERANCE):
            return f"Distance, time and pace of step {number} do not agree"
    return ""


def _note(request: Request, step: Step, number: int, added: Totals) -> str:
    """A note that asks for another kind of step, or for more of it."""
    if not step.is_running and (tells_to_run(step.note) or (step.action == "walk" and says_hard(step.note))):
        return f"The note of step {number} asks for more than {NOT_RUNNING[step.action]}"
    if said := _longer_than_the_day(request, step, added):
        return f"The note of step {number} says {said}, but the steps do not"
    if step.is_running and step.repeat > 1 and is_jogged_by_time(step):
        return f"The jogs of step {number} have no distance, so no total counts them"
    if step.is_running and step.repeat == 1 and tells_to_repeat(f"{step.exercise or ''}. {step.note}"):
        return f"The note of step {number} asks for more than the step"
    return ""


def _longer_than_the_day(request: Request, step: Step, added: Totals) -> str:
    """What a note says that is more than all of the day: "then run 25 km", "keep running for 2 hours"."""
    said = f"{step.exercise or ''}\n{step.note}"
    most = {"distance": request.facts.day_so_far_m + added.distance_m + FAR_M}
    if tells_to_run(step.note):
        most["duration"] = added.duration_max_s * LONGER + LONGER_S
    far = (
        quantity
        for quantity in quantities(said)
        if quantity.kind in most
        and not _OF_BEFORE.search(said[: quantity.start])
        and all(value - near > most[quantity.kind] for value, near in quantity.readings)
    )
    return next((quantity.words for quantity in far), "")


def wrong_distance(request: Request, workout: Workout, added: Totals) -> str:
    """A distance in the headline that is not that of the day, the week, a step or the race."""
    easy = request.facts.paces.easy_slow
    steps = [totals((step,), easy).distance_m for step in workout.steps]
    known = [added.distance_m, request.facts.day_so_far_m + added.distance_m, *steps]
    known += [step.distance_m * step.repeat for step in workout.steps if step.distance_m]
    known += [step.distance_m for step in workout.steps if step.distance_m]
    known += [request.facts.before_day_m + request.facts.day_so_far_m + added.distance_m]
    known += [request.facts.goal.race_m or 0.0]
    for quantity in quantities(workout.headline):
        if quantity.kind == "distance" and not any(
            abs(metres - value) <= near for metres in known for value, near in quantity.readings
        ):
            return quantity.words
    return ""


def wrong_duration(request: Request, workout: Workout, added: Totals) -> str:
    """A time in the headline that is longer than all of the day, and not the race's target."""
    most_s, target_s = added.duration_max_s * LONGER + LONGER_S, request.facts.goal.target_s or 0.0
    for quantity in quantities(workout.headline):
        if quantity.kind != "duration" or _UNDER.search(workout.headline[: quantity.start]):
            continue
        known = (target_s, *REST_S)
        if all(
            value - near > most_s and all(abs(value - each) > near for each in known)
            for value, near in quantity.readings
        ):
            return quantity.words
    return ""


RULE = TotalsAgree()
