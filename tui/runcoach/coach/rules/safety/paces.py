"""No running step faster than was shown for its kind, over the distance that it was shown for."""

import msgspec

from runcoach.coach.answer.workout import Step, Totals, Workout, totals
from runcoach.coach.request import Request
from runcoach.coach.rules.effort import EASY_PACE_TOLERANCE, is_stride, pace_ends
from runcoach.coach.rules.rule import Finding, Repair, WorkoutRule
from runcoach.domain import units
from runcoach.training.facts import Facts

PACE_TOLERANCE = 0.02
EASY_ACTIONS = frozenset({"warmup", "recovery", "cooldown"})
# Reps are run faster than a steady run, and strides faster than reps (coaching heuristics).
REPS_OF_TEMPO, STRIDES_OF_REPS = 0.93, 0.9
SOURCE = "Riegel 1981: a pace slows with distance to the power of 0.06"
RIEGEL = 0.06
LONGEST_REP_M = 1000.0


class ShownPaces(WorkoutRule):
    """Nothing faster than the runner has shown."""

    id = "paces"
    title = "paces"
    about = "No pace is faster than the runner has shown for that kind of running over that distance."
    source = SOURCE
    said_to_model = "Ask for no pace faster than the runner has shown."
    while_streaming = True
    needs_kind = True
    repairs = (Repair.SHORTEN, Repair.EASE, Repair.KEEP_THE_RUN)
    order = 55

    def check_workout(self, request: Request, workout: Workout, added: Totals) -> Finding:
        """Names the first step that asks for too much."""
        facts = request.facts
        for number, step in enumerate(workout.steps, start=1):
            fast, _ = pace_ends(step)
            if not step.is_running or not fast:
                continue
            shown, kind = _shown(step, workout, facts)
            if shown is None:
                return Finding(False, f"Step {number} has a pace, but you have not shown one for {kind}")
            tolerance = EASY_PACE_TOLERANCE if kind == "easy running" else PACE_TOLERANCE
            if fast < shown * (1 - tolerance):
                asked, best = units.pace(fast, facts.unit), units.pace(shown, facts.unit)
                detail = f"{asked} in step {number} is faster than you have shown ({best})"
                return Finding(False, detail, "" if kind == "easy running" else SOURCE)
        return Finding(True, "No pace is faster than you have shown", rows=facts.paces.easy_rows[:5])


def _shown(step: Step, workout: Workout, facts: Facts) -> tuple[float | None, str]:
    """The pace in seconds per km that the runner has shown for such a step, and what it was shown in."""
    once = msgspec.structs.replace(step, repeat=1)
    shown, metres = facts.paces, totals((once,), facts.paces.easy_slow).distance_m
    if step.action in EASY_ACTIONS or (workout.kind in ("easy", "long") and not is_stride(step)):
        return shown.easy, "easy running"
    if step.repeat > 1 or step.action == "strides":
        best = [
            *([_over(metres, shown.reps, shown.rep_m)] if shown.reps else []),
            *([_over(metres, shown.tempo * REPS_OF_TEMPO, LONGEST_REP_M)] if shown.tempo else []),
        ]
        return (min(best) * (STRIDES_OF_REPS if is_stride(step) else 1.0) if best else None), "reps"
    return (_over(metres, shown.tempo, shown.tempo_m) if shown.tempo else None), "steady running"


def _over(metres: float, pace: float, shown_m: float | None) -> float:
    """What a pace that was shown over some distance is worth over a longer one."""
    return pace * max(1.0, metres / shown_m) ** RIEGEL if shown_m else pace


RULE = ShownPaces()
