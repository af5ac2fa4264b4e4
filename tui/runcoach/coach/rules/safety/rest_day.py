"""A rest day has no running in it."""

from runcoach.coach.answer.workout import Totals, Workout
from runcoach.coach.request import Request
from runcoach.coach.rules.rule import Finding, Repair, WorkoutRule


class RestDay(WorkoutRule):
    """No running under the name of rest."""

    id = "rest"
    title = "rest"
    about = "A rest day has no running in it."
    said_to_model = (
        'A rest day has kind "rest" and no running steps. The day of the runner\'s race is one: the race is'
        " their own."
    )
    repairs = (Repair.EASE, Repair.KEEP_THE_RUN)
    order = 50

    def check_workout(self, request: Request, workout: Workout, added: Totals) -> Finding | None:
        """Looks at rest days only."""
        if workout.kind != "rest":
            return None
        ok = added.distance_m == 0
        return Finding(ok, "No running on the rest day" if ok else "A rest day with running in it")


RULE = RestDay()
