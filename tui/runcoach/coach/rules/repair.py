"""Making a workout fit when two answers did not: shorter, easier, even, with its strength block.

The coach's own steps are kept as far as they can be. Where nothing of them fits, the offline coach's day
takes their place. Whatever is changed here is said to the runner.
"""

from collections.abc import Callable

import msgspec

from runcoach.coach.answer.draft import Draft
from runcoach.coach.answer.workout import Kind, Step, Workout, totals
from runcoach.coach.offline.coach import prescribe
from runcoach.coach.offline.plan import plan_day
from runcoach.coach.offline.steps import steps_for
from runcoach.coach.offline.week import easy_run_m, is_longer_than_usual
from runcoach.coach.request import Request
from runcoach.coach.rules.allowance import most_seconds, run_cap
from runcoach.coach.rules.contracts import MIN_EXERCISES, strength_exercises
from runcoach.coach.rules.effort import EASY_RPE, HARD_KINDS, says_hard
from runcoach.coach.rules.even import even_day
from runcoach.coach.rules.judging import all_checks, binding_failures
from runcoach.coach.rules.sums import wrong_distance, wrong_duration

MOST_CHANGE = 1 / 3
LEAST_REPS, MOST_REPS_LESS, LEAST_WARM_UP_M = 3, 30, 1000.0
OTHER_WORDS = "The coach's words were about another workout and are left out."
REPLACED = "The offline coach's workout takes its place."

type Change = Callable[[Request, Workout], Workout]


def repaired(request: Request, workout: Workout | None) -> tuple[Workout, str]:
    """A workout that keeps every rule, and what was done to it in a sentence.

    None, and steps that nobody can do, are not guessed at: they get the offline coach's day, and so does the
    day of the race. A rest day stays one.
    """
    if request.facts.goal.days_left(request.facts.day) == 0:
        return prescribe(request), f"It is race day. {REPLACED}"
    for change, words in _changes(request, workout) if workout else ():
        assert workout is not None
        changed = _headed(request, _completed(request, change(request, workout)))
        changed = _in_own_words(request, workout, changed)
        if not binding_failures(all_checks(request, Draft.of(changed))):
            return changed, f"RunCoach {_words(workout, changed, words)}."
    return prescribe(request), f"None of it can be kept. {REPLACED}"


def _changes(request: Request, workout: Workout) -> tuple[tuple[Change, str], ...]:
    """From the least to the most."""
    if _makes_sense(request, workout):
        return (
            (_as_it_is, "completed it"),
            (_without_notes, "left its notes out"),
            (_trimmed, "shortened it to fit"),
            (_eased, "made it easy and shortened it to fit"),
            (_alone, "kept only an easy run of it"),
        )
    return ((_alone, ""),) if workout.kind == "rest" else ()


def _makes_sense(request: Request, workout: Workout) -> bool:
    return all(check.rule != "sane" or check.ok for check in all_checks(request, Draft.of(workout)))


def _words(before: Workout, after: Workout, words: str) -> str:
    if after.kind == "rest" and words not in ("completed it", "left its notes out"):
        return "made a rest day of it"
    if after.steps == before.steps:
        return "put another headline on it"
    return words


def _as_it_is(request: Request, workout: Workout) -> Workout:
    """Only the headline or the strength block was wrong."""
    return workout


def _without_notes(request: Request, workout: Workout) -> Workout:
    """A note may ask for more than its step does."""
    return msgspec.structs.replace(
        workout, steps=tuple(msgspec.structs.replace(step, note="") for step in workout.steps)
    )


def _headed(request: Request, workout: Workout) -> Workout:
    """With a headline that says no other distance, time or effort than the steps."""
    added = totals(workout.steps, request.facts.paces.easy_slow)
    is_wrong = wrong_distance(request, workout, added) or wrong_duration(request, workout, added)
    if not is_wrong and (workout.kind in HARD_KINDS or not says_hard(workout.headline)):
        return workout
    return msgspec.structs.replace(workout, headline=_HEADLINES[workout.kind])


def _in_own_words(request: Request, before: Workout, after: Workout) -> Workout:
    """Without the coach's words where they were about another workout; only a long run is called one."""
    if after.kind == "long" and not is_longer_than_usual(_run_m(request, after), request.facts):
        after = _named(after, "easy", after.steps)
    was_m, is_m = _run_m(request, before), _run_m(request, after)
    if after.kind == before.kind and abs(is_m - was_m) <= MOST_CHANGE * was_m:
        return after
    steps = tuple(msgspec.structs.replace(step, note="") if step.is_running else step for step in after.steps)
    return msgspec.structs.replace(after, steps=steps, why=OTHER_WORDS, follow_up="")


def _trimmed(request: Request, workout: Workout) -> Workout:
    """With its single easy parts scaled down, or up by a little, to a total that is allowed.

    Reps go before a warm-up and a cool-down do. Unchanged where that leaves too little of either. What was
    too long for a day without a hard session becomes no more than a usual run: the longest that is allowed
    would still be a long one.
    """
    wanted_m = _run_m(request, workout)
    if not request.limits.hard_allowed and wanted_m > run_cap(request):
        wanted_m = min(wanted_m, _usual_m(request))
    wanted_m = _total(request, wanted_m)
    for fewer in range(MOST_REPS_LESS):
        steps = _with_fewer_reps(workout.steps, fewer)
        if steps is None:
            break
        scaled = _scaled(request, steps, wanted_m)
        if scaled and (too_slow := _over_time(request, scaled)):
            scaled = _scaled(request, steps, _total(request, wanted_m / too_slow))
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


def _eased(request: Request, workout: Workout) -> Workout:
    """One easy run of what is allowed of its distance; a rest day where that is nothing, or was wanted."""
    easy, facts = request.facts.paces.easy_slow, request.facts
    wanted = _total(request, min(_run_m(request, workout), _usual_m(request)))
    others = tuple(step for step in workout.steps if not step.is_running)
    if wanted < 1 or workout.kind == "rest":
        kept = others or (Step(action="walk", duration_s=plan_day(request).walk_s),)
        return _named(workout, "rest", kept)
    run = Step(
        action="run",
        distance_m=round(wanted, 1),
        pace_min_s_per_km=facts.paces.easy and float(-(-facts.paces.easy // 5) * 5),
        pace_max_s_per_km=easy and float(-(-easy // 5) * 5),
        rpe=3,
    )
    kind = "easy" if workout.kind in HARD_KINDS else workout.kind
    return _named(workout, kind, (run, *others))


def _usual_m(request: Request) -> float:
    """An easy run as the runner knows it, less in a taper: nobody asked for more than that."""
    return easy_run_m(request.facts) * (request.facts.goal.taper_share(request.facts.day) or 1.0)


def _named(workout: Workout, kind: Kind, steps: tuple[Step, ...]) -> Workout:
    """Other steps, under a headline that promises no more than they are."""
    return msgspec.structs.replace(workout, kind=kind, steps=steps, headline=_HEADLINES[kind])


def _alone(request: Request, workout: Workout) -> Workout:
    """The easy run and nothing beside it."""
    running = tuple(step for step in workout.steps if step.is_running)
    return _eased(request, msgspec.structs.replace(workout, steps=running))


def _completed(request: Request, workout: Workout) -> Workout:
    """With the strength block that the contract asks for, in place of one that is too small."""
    if not request.persona.keeps("strength-block") or strength_exercises(workout.steps) >= MIN_EXERCISES:
        return workout
    others = (step for step in workout.steps if step.action != "strength")
    own = steps_for(plan_day(request), request.persona, request.facts)
    block = (step for step in own if step.action == "strength")
    return msgspec.structs.replace(workout, steps=(*others, *block))


def _total(request: Request, wanted: float) -> float:
    """What may be run of what was wanted: the cap first, even where the contract says so, else to 0.1."""
    facts, cap = request.facts, run_cap(request)
    if request.persona.keeps("even-distance"):
        day = even_day(facts.day_so_far_m + wanted, cap, facts.day_so_far_m, facts.before_day_m, facts.unit)
        return day.left_m
    tenth = facts.unit.metres / 10
    return min(wanted, cap) // tenth * tenth


def _run_m(request: Request, workout: Workout) -> float:
    return totals(workout.steps, request.facts.paces.easy_slow).distance_m


def _is_set(step: Step) -> bool:
    return step.is_running and step.repeat > 1


def _is_free(step: Step) -> bool:
    """Whether its length can be changed without changing what it is for."""
    return step.is_running and step.repeat == 1 and (step.rpe or 0) <= EASY_RPE + 1


def _of_distance(step: Step, metres: float) -> Step:
    return msgspec.structs.replace(step, distance_m=round(metres, 1), duration_s=None)


_HEADLINES: dict[Kind, str] = {
    "rest": "Rest day",
    "easy": "Easy run",
    "long": "Long run",
    "tempo": "Tempo run",
    "intervals": "Intervals",
    "hills": "Hills",
    "race": "Race",
    "strength": "Strength",
    "cross": "Cross-training",
}
