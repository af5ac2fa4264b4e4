"""No more minutes than today allows."""

from runcoach.coach.answer.workout import Totals, Workout, totals
from runcoach.coach.request import Request
from runcoach.coach.rules.rule import Finding, Repair, WorkoutRule
from runcoach.domain import units
from runcoach.training.limits import Measure

TOLERANCE = 0.005
NEAR_S = 30


class LongestTime(WorkoutRule):
    """The time limit of the day, where there is one."""

    id = "max_run_s"
    title = "time"
    about = "The running, or the whole workout when the runner named their minutes, is within the day's time."
    while_streaming = True
    repairs = (Repair.SHORTEN, Repair.EASE, Repair.KEEP_THE_RUN)
    order = 30

    def check_workout(self, request: Request, workout: Workout, added: Totals) -> Finding | None:
        """Compares the expected time with the limit."""
        most = request.limits.max_run_s
        if most is None:
            return None
        # A runner with half an hour has it for everything: the walk and the strength block as well.
        minutes = request.said.minutes
        is_for_all = minutes is not None and minutes * 60 == most
        counted = tuple(step for step in workout.steps if step.is_running or is_for_all)
        seconds = totals(counted, request.facts.paces.easy_slow).duration_s
        words = f"{units.minutes(seconds)}{'' if is_for_all else ' of running'}"
        ok = seconds <= most * (1 + TOLERANCE) + NEAR_S
        if ok:
            detail = f"{words}, at most {units.minutes(most)}"
        elif most:
            detail = f"{words} is over your limit of {units.minutes(most)}"
        else:
            detail = f"{words} on a day without running"
        return Finding(ok, detail, request.limits.reason(Measure.TIME))


RULE = LongestTime()
