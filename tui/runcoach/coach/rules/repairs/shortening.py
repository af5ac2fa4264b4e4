"""Shortening a workout to what is allowed: the easy parts and the reps, in proportion."""

import msgspec

from runcoach.coach.answer.workout import Step, Workout, totals
from runcoach.coach.request import Request
from runcoach.coach.rules.allowance import metres_by_contract, most_seconds, run_cap
from runcoach.coach.rules.effort import EASY_RPE
from runcoach.training.usual_runs import taper_run_m

LEAST_REPS, MOST_REPS_LESS, LEAST_WARM_UP_M = 3, 30, 1000.0


def shortened(request: Request, workout: Workout) -> Workout:
    """With its single easy parts scaled down, or up by a little, to a total that is allowed.

    Reps go before a warm-up and a cool-down do. Unchanged where that leaves too little of either. What was
    too long for a day without a hard session becomes no more than a usual run: the longest that is allowed
    would still be a long one.
    """
    wanted_m = run_m(request, workout)
    if not request.limits.hard_allowed and wanted_m > run_cap(request):
        wanted_m = min(wanted_m, taper_run_m(request.facts))
    wanted_m = allowed_m(request, wanted_m)
    for fewer in range(MOST_REPS_LESS):
        steps = _with_fewer_reps(workout.steps, fewer)
        if steps is None:
            break
        scaled = _scaled(request, steps, wanted_m)
        if scaled and (too_slow := _over_time(request, scaled)):
            scaled = _scaled(request, steps, allowed_m(request, wanted_m / too_slow))
        if scaled:
            return msgspec.structs.replace(workout, steps=scaled)
    return workout


def _over_time(request: Request, steps: tuple[Step, ...]) -> float:
    """How many times the time that a run may take its slow end takes; 0 where it is within that."""
    most_s = most_seconds(request)
    running = tuple(step for step in steps if step.is_running)
    seconds = totals(running, request.facts.paces.easy_slow).duration_max_s
    return seconds / most_s if most_s and seconds > most_s else 0.0


def _with_fewer_reps(steps: tuple[Step, ...], fewer: int) -> tuple[Step, ...] | None:
    """None where no set has so many to spare: three are left of each, and half of them."""
    least = {
        index: max(LEAST_REPS, -(-step.repeat // 2)) for index, step in enumerate(steps) if _is_set(step)
    }
    if fewer and all(steps[index].repeat - fewer < most for index, most in least.items()):
        return None
    return tuple(
        msgspec.structs.replace(step, repeat=max(step.repeat - fewer, min(least[index], step.repeat)))
        if index in least
        else step
        for index, step in enumerate(steps)
    )


def _scaled(request: Request, steps: tuple[Step, ...], wanted_m: float) -> tuple[Step, ...] | None:
    """With the easy parts as long as the total leaves them; None where that is next to nothing."""
    easy = request.facts.paces.easy_slow
    free = tuple(step for step in steps if _is_free(step))
    free_m = totals(free, easy).distance_m
    left_m = wanted_m - (totals(steps, easy).distance_m - free_m)
    if left_m <= 0 or not free_m:
        return None
    scale = left_m / free_m
    for step in free:
        metres = totals((step,), easy).distance_m
        if step.action in ("warmup", "cooldown") and metres * scale < min(LEAST_WARM_UP_M, metres / 2):
            return None
    return tuple(
        _of_distance(step, totals((step,), easy).distance_m * scale) if _is_free(step) else step
        for step in steps
    )


def allowed_m(request: Request, wanted_m: float) -> float:
    """What may be run of what is wanted: the cap first, even where the contract says so, else to 0.1."""
    cap_m = run_cap(request)
    by_contract = metres_by_contract(request, wanted_m, cap_m)
    if by_contract is not None:
        return by_contract
    tenth = request.facts.unit.metres / 10
    return min(wanted_m, cap_m) // tenth * tenth


def run_m(request: Request, workout: Workout) -> float:
    """Metres of running in it."""
    return totals(workout.steps, request.facts.paces.easy_slow).distance_m


def _is_set(step: Step) -> bool:
    return step.is_running and step.repeat > 1


def _is_free(step: Step) -> bool:
    """Whether its length can be changed without changing what it is for."""
    return step.is_running and step.repeat == 1 and (step.rpe or 0) <= EASY_RPE + 1


def _of_distance(step: Step, metres: float) -> Step:
    return msgspec.structs.replace(step, distance_m=round(metres, 1), duration_s=None)
