"""Pete's contract: every running step is easy, and there are no reps."""

from runcoach.coach.answer.workout import HARD_KINDS, Step, Totals, Workout
from runcoach.coach.request import Request
from runcoach.coach.rules.effort import EASY_RPE, has_reps, most_easy_bpm, pace_ends, says_hard
from runcoach.coach.rules.rule import ContractRule, Finding, Repair
from runcoach.training.facts import Facts

PACE_TOLERANCE = 0.01


class EasyOnly(ContractRule):
    """All running at or slower than the runner's easy pace, RPE 4 at most."""

    id = "easy-only"
    title = "contract"
    about = (
        "Every running step is easy: at or slower than the runner's easy pace, RPE 4 at most. No intervals."
    )
    said_to_model = about
    may_not = "run anything but easy"
    no_hard_session = "A hard session would be due; slow miles do the same work, only later."
    while_streaming = True
    repairs = (Repair.COMPLETE, Repair.DROP_NOTES, Repair.SHORTEN, Repair.EASE, Repair.KEEP_THE_RUN)
    order = 80

    def check_workout(self, request: Request, workout: Workout, added: Totals) -> Finding:
        """Looks at every step, for reps, and at headline and kind."""
        name = request.persona.name
        for number, step in enumerate(workout.steps, start=1):
            if step.is_running and not _is_easy(step, request.facts):
                return Finding(False, f"Step {number} is not easy, and {name} gives only easy running")
        if has_reps(workout.steps):
            return Finding(False, f"It has reps, and {name} gives only easy running")
        if says_hard(workout.headline):
            return Finding(False, f"Its headline is not easy, and {name} gives only easy running")
        ok = workout.kind not in HARD_KINDS
        return Finding(
            ok, "All of it is easy" if ok else f"{name} gives only easy running, not {workout.kind}"
        )


def _is_easy(step: Step, facts: Facts) -> bool:
    fast, _ = pace_ends(step)
    easy, most_bpm = facts.paces.easy, most_easy_bpm(facts.goal)
    too_fast = fast and easy and fast < easy * (1 - PACE_TOLERANCE)
    too_high = step.hr_max_bpm and most_bpm and step.hr_max_bpm > most_bpm
    in_words = says_hard(f"{step.exercise or ''} {step.note}")
    return not ((step.rpe or 0) > EASY_RPE or too_fast or too_high or in_words or step.action == "strides")


RULE = EasyOnly()
