"""No more metres than today allows, jogs between reps included."""

from runcoach.coach.answer.workout import Totals, Workout
from runcoach.coach.request import Request
from runcoach.coach.rules.rule import Finding, Repair, WorkoutRule
from runcoach.domain import units
from runcoach.training.limits import SPIKE_SOURCE, Measure

TOLERANCE = 0.005
NEAR_M = 5


class LongestRun(WorkoutRule):
    """The distance limit of the day."""

    id = "max_run_m"
    title = "longest run"
    about = "The running of the day, jogs between reps included, is within the day's distance limit."
    source = SPIKE_SOURCE
    said_to_model = "Nothing overrides the limits: never exceed them, never argue with them."
    while_streaming = True
    repairs = (Repair.SHORTEN, Repair.EASE, Repair.KEEP_THE_RUN)
    order = 20

    def check_workout(self, request: Request, workout: Workout, added: Totals) -> Finding:
        """Compares the total with the limit."""
        limit, unit, most = request.limits.on(Measure.DISTANCE), request.facts.unit, request.limits.max_run_m
        words, ok = (
            units.distance(added.distance_m, unit),
            added.distance_m <= most * (1 + TOLERANCE) + NEAR_M,
        )
        if ok:
            detail = f"{words} of at most {units.distance(most, unit)}"
        elif most:
            detail = f"{words} is over your limit of {units.distance(most, unit)}"
        else:
            detail = f"{words} on a day without running"
        return Finding(ok, detail, limit.reason if limit else "", limit.rows if limit else ())


RULE = LongestRun()
