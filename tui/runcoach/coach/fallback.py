"""What replaces an answer that breaks rules twice: its repair, the offline coach's workout, or rest."""

from runcoach.coach.answer.draft import Draft
from runcoach.coach.answer.workout import Step, Workout
from runcoach.coach.offline.coach import prescribe
from runcoach.coach.offline.plan import plan_day
from runcoach.coach.request import Request
from runcoach.coach.rules.allowance import walk_s
from runcoach.coach.rules.judging import all_checks, binding_failures
from runcoach.coach.rules.repairs.repair import mended

REPLACED = "The offline coach's workout takes its place."
ONLY_REST = "No workout keeps every rule today, so it is a rest day."


def usable_workout(request: Request, workout: Workout | None) -> tuple[Workout, str]:
    """A workout that keeps every rule, and what was done to get it, in a sentence or two.

    None, and steps that nobody can do, are not guessed at: the offline coach's day takes their place, and so
    does it on the day of the race. Where not even that keeps every rule, the day is one of rest.
    """
    if request.facts.goal.days_left(request.facts.day) == 0:
        return _replaced(request, "It is race day.")
    if workout is not None and (found := mended(request, workout, plan_day(request).other_work)) is not None:
        return found
    return _replaced(request, "None of it can be kept.")


def _replaced(request: Request, why: str) -> tuple[Workout, str]:
    planned = prescribe(request)
    if binding_failures(all_checks(request, Draft.of(planned))):
        return rest_day(request), f"{why} {ONLY_REST}"
    return planned, f"{why} {REPLACED}"


def rest_day(request: Request) -> Workout:
    """Nothing but a walk for those who feel like it."""
    walk = Step(action="walk", duration_s=walk_s(request), note="only if you feel like it")
    return Workout(headline="Rest day", kind="rest", steps=(walk,), why=ONLY_REST)
