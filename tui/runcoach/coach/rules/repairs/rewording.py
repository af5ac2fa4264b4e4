"""Headline and prose of a workout that code has changed: they must fit what it is now."""

import msgspec

from runcoach.coach.answer.workout import HARD_KINDS, HEADLINES, Workout, totals
from runcoach.coach.request import Request
from runcoach.coach.rules.effort import says_hard
from runcoach.coach.rules.repairs.easing import renamed
from runcoach.coach.rules.repairs.shortening import run_m
from runcoach.coach.rules.safety.totals import wrong_distance, wrong_duration
from runcoach.training.usual_runs import is_longer_than_usual

MOST_CHANGE = 1 / 3
OTHER_WORDS = "The coach's words were about another workout and are left out."


def with_fitting_headline(request: Request, workout: Workout) -> Workout:
    """With a headline that says no other distance, time or effort than the steps."""
    added = totals(workout.steps, request.facts.paces.easy_slow)
    is_wrong = wrong_distance(request, workout, added) or wrong_duration(request, workout, added)
    if not is_wrong and (workout.kind in HARD_KINDS or not says_hard(workout.headline)):
        return workout
    return msgspec.structs.replace(workout, headline=HEADLINES[workout.kind])


def with_fitting_words(request: Request, before: Workout, after: Workout) -> Workout:
    """Without the coach's words where they were about another workout; only a long run is called one."""
    if after.kind == "long" and not is_longer_than_usual(run_m(request, after), request.facts):
        after = renamed(after, "easy", after.steps)
    was_m, is_m = run_m(request, before), run_m(request, after)
    if after.kind == before.kind and abs(is_m - was_m) <= MOST_CHANGE * was_m:
        return after
    steps = tuple(msgspec.structs.replace(step, note="") if step.is_running else step for step in after.steps)
    return msgspec.structs.replace(after, steps=steps, why=OTHER_WORDS, follow_up="")
