"""Making a workout fit when two answers did not: shorter, easier, even, with its strength block.

The coach's own steps are kept as far as they can be. Where nothing of them fits, the offline coach's day
takes their place. Whatever is changed here is said to the runner.
"""

import msgspec

from runcoach.coach.checks import (
    EASY_RPE,
    HARD_KINDS,
    all_checks,
    binding_failures,
)
from runcoach.coach.draft import Draft
from runcoach.coach.even import even_day
from runcoach.coach.events import Request
from runcoach.coach.offline_coach import prescribe
from runcoach.coach.offline_plan import plan_day, run_cap
from runcoach.coach.offline_steps import steps_for
from runcoach.coach.workout import Step, Workout, totals

REPLACED = "The offline coach's workout takes its place."


def repaired(request: Request, workout: Workout | None) -> tuple[Workout, str]:
    """A workout that keeps every rule, and what was done to it in a sentence."""
    if workout is not None:
        for change, words in ((_trimmed, "shortened to fit"), (_eased, "made easy and shortened to fit")):
            changed = _completed(request, change(request, workout))
            if not binding_failures(all_checks(request, Draft.of(changed))):
                return changed, f"RunCoach {words} what the coach wanted."
    own = prescribe(request)
    return own, f"Nothing of it fits your limits. {REPLACED}"


def _trimmed(request: Request, workout: Workout) -> Workout:
    """With its single easy parts scaled down, or up by a little, to a total that is allowed."""
    wanted = _total(request, totals(workout.steps, request.facts.paces.easy_slow).distance_m)
    free = [_is_free(step) for step in workout.steps]
    easy = request.facts.paces.easy_slow
    fixed_m = totals(tuple(s for s, is_free in zip(workout.steps, free, strict=True) if not is_free), easy)
    free_m = totals(tuple(s for s, is_free in zip(workout.steps, free, strict=True) if is_free), easy)
    left = wanted - fixed_m.distance_m
    if left <= 0 or not free_m.distance_m:
        return workout
    scale = left / free_m.distance_m
    steps = tuple(
        _of_distance(step, totals((step,), easy).distance_m * scale) if is_free else step
        for step, is_free in zip(workout.steps, free, strict=True)
    )
    return msgspec.structs.replace(workout, steps=steps)


def _eased(request: Request, workout: Workout) -> Workout:
    """One easy run of what is allowed of its distance; a rest day where that is nothing."""
    easy, facts = request.facts.paces.easy_slow, request.facts
    wanted = _total(request, totals(workout.steps, easy).distance_m)
    others = tuple(step for step in workout.steps if not step.is_running)
    if wanted < 1:
        kept = others or (Step(action="walk", duration_s=1200.0),)
        return msgspec.structs.replace(workout, kind="rest", steps=kept)
    run = Step(
        action="run",
        distance_m=round(wanted, 1),
        pace_min_s_per_km=facts.paces.easy and float(-(-facts.paces.easy // 5) * 5),
        pace_max_s_per_km=easy and float(-(-easy // 5) * 5),
        rpe=3,
    )
    kind = "easy" if workout.kind in HARD_KINDS or workout.kind == "rest" else workout.kind
    return msgspec.structs.replace(workout, kind=kind, steps=(run, *others))


def _completed(request: Request, workout: Workout) -> Workout:
    """With the strength block that the contract asks for."""
    if not request.persona.keeps("strength-block"):
        return workout
    if sum(step.action == "strength" for step in workout.steps) >= 3:
        return workout
    block = tuple(
        step
        for step in steps_for(plan_day(request), request.persona, request.facts)
        if step.action == "strength"
    )
    return msgspec.structs.replace(workout, steps=(*workout.steps, *block))


def _total(request: Request, wanted: float) -> float:
    """What may be run of what was wanted: the cap first, then even where the contract says so."""
    facts, cap = request.facts, run_cap(request)
    if request.persona.keeps("even-distance"):
        day = even_day(facts.day_so_far_m + wanted, cap, facts.day_so_far_m, facts.before_day_m, facts.unit)
        return day.left_m
    return min(wanted, cap)


def _is_free(step: Step) -> bool:
    """Whether its length can be changed without changing what it is for."""
    return step.is_running and step.repeat == 1 and (step.rpe or 0) <= EASY_RPE + 1


def _of_distance(step: Step, metres: float) -> Step:
    return msgspec.structs.replace(step, distance_m=round(metres, 1), duration_s=None)
