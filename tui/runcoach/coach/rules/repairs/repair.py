"""Mending a workout by the repairs of the rules that it breaks, from the least change to the most.

The coach's own steps are kept as far as they can be. What a repair makes is checked by the same rules before
anybody sees it.
"""

from collections.abc import Callable, Mapping

import msgspec

from runcoach.coach.answer.draft import Draft
from runcoach.coach.answer.workout import Workout
from runcoach.coach.request import Request
from runcoach.coach.rules.judging import all_checks, binding_failures
from runcoach.coach.rules.registry import contract_of, rule_named
from runcoach.coach.rules.repairs.easing import eased, only_the_run
from runcoach.coach.rules.repairs.rewording import with_fitting_headline, with_fitting_words
from runcoach.coach.rules.repairs.shortening import shortened
from runcoach.coach.rules.rule import OtherWork, Repair, Rule

_ORDER = tuple(Repair)

type Change = Callable[[Request, Workout], Workout]


def mended(request: Request, workout: Workout, work: OtherWork) -> tuple[Workout, str] | None:
    """A workout that keeps every rule, and what was done to it; None where no repair gets it there.

    A repair is tried when one of the broken rules offers it, and none of them needs a greater one. A broken
    rule without any ends the attempt. ``work`` is how much other than running the day can take.
    """
    broken = _broken(request, workout)
    for repair in Repair:
        offered = [rule.repairs_for(workout) for rule in broken]
        if not all(offered):
            return None
        needed = max((_ORDER.index(repairs[0]) for repairs in offered), default=0)
        if _ORDER.index(repair) < needed or (broken and not any(repair in each for each in offered)):
            continue
        changed = _changed(request, workout, repair, work)
        still_broken = _broken(request, changed)
        if not still_broken:
            return changed, f"RunCoach {_words(workout, changed, repair)}."
        broken += [rule for rule in still_broken if rule not in broken]
    return None


def _broken(request: Request, workout: Workout) -> list[Rule]:
    failures = binding_failures(all_checks(request, Draft.of(workout)))
    return [rule for check in failures if (rule := rule_named(check.rule)) is not None]


def _changed(request: Request, workout: Workout, repair: Repair, work: OtherWork) -> Workout:
    """The change itself, then what the contract asks for other than running, then words that fit."""
    changed = _CHANGES[repair](request, workout)
    for rule in contract_of(request.persona):
        changed = rule.complete(request, changed, work)
    return with_fitting_words(request, workout, with_fitting_headline(request, changed))


def _as_it_is(request: Request, workout: Workout) -> Workout:
    """Only the headline was wrong, or something other than running was missing."""
    return workout


def _without_notes(request: Request, workout: Workout) -> Workout:
    """A note may ask for more than its step does."""
    return msgspec.structs.replace(
        workout, steps=tuple(msgspec.structs.replace(step, note="") for step in workout.steps)
    )


_CHANGES: Mapping[Repair, Change] = {
    Repair.COMPLETE: _as_it_is,
    Repair.DROP_NOTES: _without_notes,
    Repair.SHORTEN: shortened,
    Repair.EASE: eased,
    Repair.KEEP_THE_RUN: only_the_run,
}


def _words(before: Workout, after: Workout, repair: Repair) -> str:
    if after.kind == "rest" and repair not in (Repair.COMPLETE, Repair.DROP_NOTES):
        return "made it a rest day"
    return "gave it another headline" if after.steps == before.steps else repair
