"""No hard session where none is allowed, and nothing hard under an easy name."""

from runcoach.coach.answer.workout import HARD_KINDS, Totals, Workout, totals
from runcoach.coach.request import Request
from runcoach.coach.rules.effort import MOST_STRIDES, is_hard_step, is_stride, says_hard
from runcoach.coach.rules.rule import Finding, Repair, WorkoutRule
from runcoach.training.facts import Facts
from runcoach.training.kinds import LONG_S
from runcoach.training.limits import Measure, slow_easy_pace

KINDS_CALLED_EASY = frozenset({"rest", "easy", "strength", "cross"})
LONG_TOLERANCE = 1.03


class HardSession(WorkoutRule):
    """Hard running needs a day that allows it."""

    id = "hard_allowed"
    title = "hard/easy"
    about = (
        "No hard session, and no run over 90 minutes, within 48 hours of a hard day, with heavy legs, pain or"
        " a red readiness; a workout that is called easy is easy."
    )
    source = "coaching heuristic"
    while_streaming = True
    needs_kind = True
    repairs = (
        Repair.COMPLETE,
        Repair.DROP_NOTES,
        Repair.SHORTEN,
        Repair.EASE,
        Repair.KEEP_THE_RUN,
    )
    order = 40

    def check_workout(self, request: Request, workout: Workout, added: Totals) -> Finding:
        """Looks for hard steps, a hard headline and a long run."""
        limit, facts, allowed = request.limits.on(Measure.HARD), request.facts, request.limits.hard_allowed
        if allowed and workout.kind in KINDS_CALLED_EASY and (wrong := _not_as_called(workout, facts)):
            return Finding(False, wrong)
        hard, long = _is_hard(workout, facts), _is_long(workout, added, facts)
        what = "a hard session" if hard else "a run over 90 minutes" if long else "an easy day"
        ok = allowed or not (hard or long)
        detail = f"It is {what}" if ok else f"It is {what}, but none is allowed today"
        return Finding(ok, detail, limit.reason if limit else "", limit.rows if limit else ())


def _is_hard(workout: Workout, facts: Facts) -> bool:
    strides = sum(step.repeat for step in workout.steps if is_stride(step))
    return (
        workout.kind in HARD_KINDS
        or any(is_hard_step(step, facts) for step in workout.steps)
        or says_hard(workout.headline)
        or strides > MOST_STRIDES
    )


def _is_long(workout: Workout, added: Totals, facts: Facts) -> bool:
    easy = slow_easy_pace(facts)
    running = totals(tuple(step for step in workout.steps if step.is_running), easy)
    seconds = max(added.distance_m * easy / 1000, running.duration_min_s)
    return seconds > LONG_S * LONG_TOLERANCE and workout.kind != "rest"


def _not_as_called(workout: Workout, facts: Facts) -> str:
    """What in a workout that is called easy is not."""
    for number, step in enumerate(workout.steps, start=1):
        if is_hard_step(step, facts):
            return f"It is called {workout.kind}, but step {number} is hard"
    return f"It is called {workout.kind}, but its headline is not" if says_hard(workout.headline) else ""


RULE = HardSession()
