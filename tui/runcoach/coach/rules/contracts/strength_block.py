"""Steve's contract: three strength exercises or more in every answer, rest days too."""

from itertools import product

import msgspec

from runcoach.coach.answer.workout import Step, Totals, Workout, totals
from runcoach.coach.request import Request
from runcoach.coach.rules.allowance import time_for_contract
from runcoach.coach.rules.contracts.exercises import HOPS, MOBILITY, STRENGTH, Exercise
from runcoach.coach.rules.rule import ContractRule, Finding, OtherWork, Repair

MIN_EXERCISES = 3
LIGHT_SETS, MOST_SETS = 2, 3
MOST_S, SHARE_OF_TIME = 10 * 60.0, 0.45


class StrengthBlock(ContractRule):
    """Named exercises with sets of reps or seconds."""

    id = "strength-block"
    title = "contract"
    about = "Every answer, rest days too, has at least three strength exercises with sets of reps or seconds."
    said_to_model = about
    may_not = "leave the strength out"
    has_own_steps = True
    repairs = (Repair.COMPLETE,)
    order = 81

    def check_workout(self, request: Request, workout: Workout, added: Totals) -> Finding:
        """Counts the different exercises."""
        count = strength_exercises(workout.steps)
        words = f"{count} strength exercise{'' if count == 1 else 's'}"
        return Finding(count >= MIN_EXERCISES, f"{words} (at least {MIN_EXERCISES})")

    def seconds_for_other_training(self, minutes: int) -> float:
        """Ten minutes, or less than half of a short time."""
        return min(MOST_S, SHARE_OF_TIME * minutes * 60)

    def other_steps(self, request: Request, work: OtherWork) -> tuple[Step, ...]:
        """The block of the day: it varies with the calendar, not with chance."""
        facts, most_s = request.facts, time_for_contract(request)
        if work is OtherWork.MOBILITY:
            return _within(most_s, MOBILITY, LIGHT_SETS)
        block = STRENGTH[facts.day.toordinal() % len(STRENGTH)]
        if facts.is_after_hard:
            block = tuple(exercise for exercise in block if exercise.name not in HOPS)
        is_light = work is OtherWork.LIGHT or facts.is_after_hard or facts.goal.is_taper(facts.day)
        return _within(most_s, block, LIGHT_SETS if is_light else MOST_SETS)

    def complete(self, request: Request, workout: Workout, work: OtherWork) -> Workout:
        """With a block of ours in place of one that is too small."""
        if strength_exercises(workout.steps) >= MIN_EXERCISES:
            return workout
        others = (step for step in workout.steps if step.action != "strength")
        return msgspec.structs.replace(workout, steps=(*others, *self.other_steps(request, work)))


def strength_exercises(steps: tuple[Step, ...]) -> int:
    """How many different exercises have a name and sets of reps or seconds."""
    block = [step for step in steps if step.action == "strength" and (step.reps or step.duration_s)]
    names = {(step.exercise or "").strip().casefold() for step in block}
    return len(names - {""})


def _within(most_s: float | None, block: tuple[Exercise, ...], sets: int) -> tuple[Step, ...]:
    """As much of a block as there is time for: fewer exercises, then fewer sets, then seconds."""
    for most_sets, exercises in product(range(sets, 0, -1), (len(block), MIN_EXERCISES)):
        steps = tuple(exercise.step(most_sets) for exercise in block[:exercises])
        if most_s is None or totals(steps).duration_s <= most_s:
            return steps
    assert most_s is not None
    each = max(1.0, most_s // MIN_EXERCISES)
    return tuple(msgspec.structs.replace(step, reps=None, duration_s=each) for step in steps)


RULE = StrengthBlock()
