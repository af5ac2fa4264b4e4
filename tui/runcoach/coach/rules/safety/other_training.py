"""Walking, cross-training and strength within what the day allows.

They take the place of a run, so walking and cross-training together last two hours at most, and no longer
than a run may where that is limited - half an hour where no running is allowed at all, and then no harder
than RPE 4. A strength block is 90 minutes at most. Without that, "walk 30 km" would be a way around every
limit.
"""

from runcoach.coach.answer.workout import Step, Totals, Workout, totals
from runcoach.coach.request import Request
from runcoach.coach.rules.effort import EASY_RPE, HARD_RPE, says_hard
from runcoach.coach.rules.rule import Finding, Repair, WorkoutRule
from runcoach.domain import units

WALK_S_PER_KM = 720.0
MOST_OTHER_S, LEAST_OTHER_S, MOST_STRENGTH_S = 2 * 3600.0, 30 * 60.0, 90 * 60.0


class OtherTraining(WorkoutRule):
    """No way around the limits by another sport."""

    id = "besides"  # what scripts and kept answers call it
    title = "other training"
    about = "Walking, cross-training and strength stay within what the day allows."
    source = "coaching heuristic"
    said_to_model = (
        'A strength exercise is one step: action "strength", its name in exercise, sets in repeat, and reps'
        " or duration_s."
    )
    while_streaming = True
    repairs = (Repair.DROP_NOTES, Repair.KEEP_THE_RUN)
    order = 70

    def check_workout(self, request: Request, workout: Workout, added: Totals) -> Finding | None:
        """Only what is too much is worth a word."""
        if all(step.is_running for step in workout.steps):
            return None
        wrong = too_much(request, workout)
        return Finding(False, wrong, self.source) if wrong else None


def too_much(request: Request, workout: Workout) -> str:
    """Walking, cross-training and strength beyond what the day allows."""
    limits = request.limits
    others = tuple(step for step in workout.steps if step.action in ("walk", "cross"))
    strength = tuple(step for step in workout.steps if step.action == "strength")
    most = MOST_OTHER_S
    if limits.max_run_s is not None:
        most = min(most, max(LEAST_OTHER_S, limits.max_run_s))
    seconds = sum(_seconds(step) for step in others)
    if seconds > most + 30:
        return f"{units.minutes(seconds)} of walking and cross-training is over today's {units.minutes(most)}"
    lifting, is_hurt = totals(strength).duration_s, limits.max_run_s == 0
    most_lifting = LEAST_OTHER_S if is_hurt else MOST_STRENGTH_S
    if lifting > most_lifting + 30:
        return f"{units.minutes(lifting)} of strength is over {units.minutes(most_lifting)}"
    hardest = max((step.rpe or 0 for step in (*others, *(strength if is_hurt else ()))), default=0)
    if is_hurt and hardest > EASY_RPE:
        return f"RPE {hardest} in the other training, but today allows no more than RPE {EASY_RPE}"
    if not limits.hard_allowed and hardest >= HARD_RPE:
        return f"RPE {hardest} in the other training, but no hard session is allowed today"
    said = (f"{step.exercise or ''} {step.note}" for step in (*others, *(strength if is_hurt else ())))
    if not limits.hard_allowed and any(map(says_hard, said)):
        return "Hard efforts in the other training, but no hard session is allowed today"
    return ""


def _seconds(step: Step) -> float:
    """How long a walking or cross-training step takes, its rests included."""
    once = step.duration_s or 0.0
    if step.action == "walk" and not once:
        once = (step.distance_m or 0.0) * (step.pace_max_s_per_km or WALK_S_PER_KM) / 1000
    times = max(1, step.repeat)
    return times * once + (times - 1) * (step.recovery_s or 0.0)


RULE = OtherTraining()
