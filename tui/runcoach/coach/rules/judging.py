"""What every answer is held to before it counts: limits, paces, contracts, sums, and numbers in the prose.

Each check names its rule, what was found, where the rule comes from and the runs behind it. A workout that
breaks a rule which ``is_binding`` is never shown as finished; ``numbers``, ``advice`` and ``plain`` only mark
it.
"""

from collections.abc import Callable

from runcoach.coach.answer.check import Check
from runcoach.coach.answer.draft import Draft
from runcoach.coach.answer.workout import Step, Totals, Workout, totals
from runcoach.coach.request import Request
from runcoach.coach.rules.advice import advice
from runcoach.coach.rules.contracts import easy_only, even_distance, strength_block
from runcoach.coach.rules.effort import HARD_KINDS, MOST_STRIDES, is_hard_step, is_stride, says_hard
from runcoach.coach.rules.numbers import untraced
from runcoach.coach.rules.paces import paces
from runcoach.coach.rules.possible import hidden_running, impossible, too_much_besides
from runcoach.coach.rules.sums import sums
from runcoach.domain import units
from runcoach.training.facts import Facts
from runcoach.training.limits import FALLBACK_EASY_S_PER_KM, Limit

type Rule = Callable[[Request, Workout, Totals], Check | None]
"""None where the rule does not apply."""

TOLERANCE = 0.005
LONG_S = 90 * 60
EASY_KINDS = frozenset({"rest", "easy", "strength", "cross"})
LONG_TOLERANCE = 1.03
MOST_NAMED = 6


def step_checks(request: Request, steps: tuple[Step, ...], kind: str | None) -> tuple[Check, ...]:
    """The checks that can already fail while steps arrive; those that hold so far are not in it."""
    partial = Workout(headline="…", kind=kind or "easy", steps=steps)  # type: ignore[arg-type]
    added = totals(steps, request.facts.paces.easy_slow)
    # Before the kind is known, nothing can be said to be harder or faster than it.
    of_kind: tuple[Rule, ...] = (_hard, paces) if kind else ()
    rules: tuple[Rule, ...] = (_possible, _max_run, _max_time, *of_kind, easy_only, _besides)
    found = [rule(request, partial, added) for rule in rules]
    return tuple(check for check in found if check is not None and not check.ok)


def all_checks(request: Request, draft: Draft) -> tuple[Check, ...]:
    """Every check of a finished answer, those that failed first."""
    if draft.broken:
        return (Check("sane", False, draft.broken),)
    workout = draft.workout()
    if workout is None and draft.steps:
        return (Check("sane", False, "The answer has steps, and no headline or no kind that is known"),)
    if workout is None:
        plain = (_plain(request, draft), advice(request, draft))
        return tuple(check for check in plain if check is not None)
    added = totals(workout.steps, request.facts.paces.easy_slow)
    rules: tuple[Rule, ...] = (
        *(_sane, _max_run, _max_time, _hard, _rest, paces, sums),
        *(easy_only, strength_block, even_distance, _besides),
        _numbers,
    )
    judged = (*(rule(request, workout, added) for rule in rules), advice(request, draft))
    found = [check for check in judged if check is not None]
    return tuple(sorted(found, key=lambda check: check.ok))


def unfinished_checks(request: Request, draft: Draft) -> tuple[Check, ...]:
    """What can be said of an answer that breaks off: rules that its steps break, numbers from nowhere."""
    kind = draft.kind or "easy"
    partial = Workout(headline=draft.headline, kind=kind, steps=draft.steps, why=draft.why)
    broken = (
        *step_checks(request, draft.steps, draft.kind),
        _numbers(request, partial, totals(())),
        advice(request, draft),
    )
    unfinished = Check("unfinished", False, "This answer is not finished: do not go by it")
    return (unfinished, *(check for check in broken if check is not None and not check.ok))


def binding_failures(checks: tuple[Check, ...]) -> tuple[Check, ...]:
    """Those that a workout must not be finished with."""
    return tuple(check for check in checks if not check.ok and check.is_binding)


def _limit(request: Request, name: str) -> Limit | None:
    return next((limit for limit in request.limits.listed if limit.id == name), None)


def _sane(request: Request, workout: Workout, added: Totals) -> Check:
    possible = _possible(request, workout, added)
    if possible.ok and workout.kind not in ("rest", "cross", "strength") and not added.distance_m:
        return Check("sane", False, "The workout is a run without any running")
    return possible


def _possible(request: Request, workout: Workout, added: Totals) -> Check:
    wrong = impossible(request, workout) or hidden_running(workout)
    return Check("sane", not wrong, wrong or "Every step can be done")


def _max_run(request: Request, workout: Workout, added: Totals) -> Check:
    """The whole distance, jogs between reps included."""
    limit, unit = _limit(request, "max_run_m"), request.facts.unit
    most = request.limits.max_run_m
    words = f"{units.distance(added.distance_m, unit)}"
    detail = f"{words} of at most {units.distance(most, unit)}"
    if added.distance_m > most * (1 + TOLERANCE) + 5:
        detail = f"{words} is over your limit of {units.distance(most, unit)}"
        detail = detail if most else f"{words} on a day without running"
    return Check(
        "max_run_m",
        added.distance_m <= most * (1 + TOLERANCE) + 5,
        detail,
        limit.reason if limit else "",
        limit.rows if limit else (),
    )


def _max_time(request: Request, workout: Workout, added: Totals) -> Check | None:
    most, limit = request.limits.max_run_s, _limit(request, "max_run_s")
    if most is None:
        return None
    # Who has half an hour has it for everything: the walk and the strength block as well.
    minutes = request.said.minutes
    is_for_all = minutes is not None and minutes * 60 == most
    counted = tuple(step for step in workout.steps if step.is_running or is_for_all)
    added = totals(counted, request.facts.paces.easy_slow)
    seconds = added.duration_s
    ok = seconds <= most * (1 + TOLERANCE) + 30
    words = f"{units.minutes(seconds)}{'' if is_for_all else ' of running'}"
    detail = f"{words}, at most {units.minutes(most)}"
    if not ok:
        detail = f"{words} is over your limit of {units.minutes(most)}"
        detail = detail if most else f"{words} on a day without running"
    return Check("max_run_s", ok, detail, limit.reason if limit else "")


def _hard(request: Request, workout: Workout, added: Totals) -> Check:
    limit, facts = _limit(request, "hard_allowed"), request.facts
    hard = workout.kind in HARD_KINDS or any(is_hard_step(step, facts) for step in workout.steps)
    hard = hard or says_hard(workout.headline)
    hard = hard or sum(step.repeat for step in workout.steps if is_stride(step)) > MOST_STRIDES
    easy = facts.paces.easy_slow or FALLBACK_EASY_S_PER_KM
    running = totals(tuple(step for step in workout.steps if step.is_running), easy)
    seconds = max(added.distance_m * easy / 1000, running.duration_min_s)
    long = seconds > LONG_S * LONG_TOLERANCE and workout.kind != "rest"
    allowed = request.limits.hard_allowed
    if allowed and workout.kind in EASY_KINDS and (wrong := _not_as_called(workout, facts)):
        return Check("hard_allowed", False, wrong)
    what = "a hard session" if hard else "a run over 90 minutes" if long else "an easy day"
    ok = allowed or not (hard or long)
    reason = limit.reason if limit else ""
    detail = f"It is {what}" if ok else f"It is {what}, and today there is none"
    return Check("hard_allowed", ok, detail, reason, limit.rows if limit else ())


def _not_as_called(workout: Workout, facts: Facts) -> str:
    """What in a workout that is called easy is not."""
    for number, step in enumerate(workout.steps, start=1):
        if is_hard_step(step, facts):
            return f"It is called {workout.kind}, and step {number} is a hard one"
    return f"It is called {workout.kind}, and its headline is not" if says_hard(workout.headline) else ""


def _rest(request: Request, workout: Workout, added: Totals) -> Check | None:
    if workout.kind != "rest":
        return None
    ok = added.distance_m == 0
    return Check("rest", ok, "No running on the rest day" if ok else "A rest day with running in it")


def _besides(request: Request, workout: Workout, added: Totals) -> Check | None:
    """Walking and cross-training, where there are any: see ``possible``."""
    if all(step.is_running for step in workout.steps):
        return None
    wrong = too_much_besides(request, workout)
    return None if not wrong else Check("besides", False, wrong, "coaching heuristic")


def _numbers(request: Request, workout: Workout, added: Totals) -> Check:
    strange = untraced(request, workout)
    if not strange:
        return Check("numbers", True, "Each number in the text occurs in your facts, limits or workout")
    more = f" and {len(strange) - MOST_NAMED} more" if len(strange) > MOST_NAMED else ""
    detail = f"Not in your facts: {', '.join(strange[:MOST_NAMED])}{more}"
    return Check("numbers", False, detail, marked=tuple(strange))


def _plain(request: Request, draft: Draft) -> Check:
    """No workout to judge; the numbers of the text are marked all the same."""
    text = Workout(headline=draft.headline, kind="rest", why=draft.why, follow_up=draft.follow_up)
    strange = untraced(request, text)
    detail = "The answer is plain text, not a workout: nothing in it is checked"
    if not request.limits.max_run_m:
        detail = f"{detail}, and today there is no running"
    return Check("plain", False, detail, marked=tuple(strange))
