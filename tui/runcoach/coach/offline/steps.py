"""The steps of a planned day: warm-up, work and cool-down that add up to the plan's metres exactly."""

import msgspec

from runcoach.coach.answer.workout import Action, Step
from runcoach.coach.offline.paces import WORK_WIDTH, rep_pace, tempo_pace
from runcoach.coach.offline.plan import SLOWEST_FACTOR, Plan
from runcoach.coach.offline.purpose import Purpose
from runcoach.coach.request import Request
from runcoach.coach.rules.registry import contract_of
from runcoach.training.facts import Facts
from runcoach.training.limits import slow_easy_pace
from runcoach.training.paces import whole_pace

WARM_UP_SHARE = 0.2
MIN_WARM_UP_M = 1000.0
EACH_REP_M = 400.0
REP_JOG_M = 200.0

HILLS = "over hills: the effort counts, slower uphill"


def steps_for(plan: Plan, request: Request) -> tuple[Step, ...]:
    """The day's steps in the order they are done: the running, then what the contract adds to it."""
    steps = _running(plan, request.facts)
    for rule in contract_of(request.persona):
        steps += rule.other_steps(request, plan.other_work)
    return steps


def _running(plan: Plan, facts: Facts) -> tuple[Step, ...]:
    if plan.purpose is Purpose.RACE and not plan.run_m:
        return (Step(action="walk", duration_s=min(600.0, plan.walk_s), note="to loosen up"),)
    if not plan.run_m:
        return (Step(action="walk", duration_s=plan.walk_s, note="only if you feel like it"),)
    if plan.purpose is Purpose.TEMPO:
        return _tempo(plan.run_m, facts, tempo_pace(facts))
    if plan.purpose is Purpose.INTERVALS and (pace := rep_pace(facts)):
        return _intervals(plan.run_m, facts, pace)
    slower = plan.purpose.is_slow and not facts.day_so_far_m
    run = _easy("run", plan.run_m, facts, slower=slower)
    return (msgspec.structs.replace(run, note=HILLS) if plan.hills else run,)


def _tempo(run_m: float, facts: Facts, pace: float | None) -> tuple[Step, ...]:
    """Without a pace that was shown, the work goes by effort alone."""
    before = _warm_up_m(run_m)
    work_m = round(min(run_m - 2 * before, 20 * 60 / (pace or slow_easy_pace(facts)) * 1000) / 500) * 500.0
    work = Step(
        action="run",
        distance_m=work_m,
        pace_min_s_per_km=whole_pace(pace) if pace else None,
        pace_max_s_per_km=whole_pace(pace * WORK_WIDTH) if pace else None,
        rpe=7,
        note="comfortably hard" if pace else "as hard as you could hold for an hour",
    )
    return (
        _easy("warmup", before, facts),
        work,
        _easy("cooldown", run_m - before - work_m, facts, slower=True),
    )


def _intervals(run_m: float, facts: Facts, pace: float) -> tuple[Step, ...]:
    before = _warm_up_m(run_m)
    reps = max(3, min(10, int((run_m - 2 * before + REP_JOG_M) // (EACH_REP_M + REP_JOG_M))))
    work_m = reps * EACH_REP_M + (reps - 1) * REP_JOG_M
    work = Step(
        action="run",
        repeat=reps,
        distance_m=EACH_REP_M,
        pace_min_s_per_km=whole_pace(pace),
        pace_max_s_per_km=whole_pace(pace * WORK_WIDTH),
        recovery_m=REP_JOG_M,
        rpe=8,
        note="the last one like the first",
    )
    return (
        _easy("warmup", before, facts),
        work,
        _easy("cooldown", run_m - before - work_m, facts, slower=True),
    )


def _easy(action: Action, metres: float, facts: Facts, *, slower: bool = False) -> Step:
    """Easy running; a runner who has shown no pace is given an effort instead."""
    fast, slow = facts.paces.easy, slow_easy_pace(facts)
    if fast is not None and slower:
        fast, slow = slow, slow * SLOWEST_FACTOR
    return Step(
        action=action,
        distance_m=round(metres, 1),
        pace_min_s_per_km=None if fast is None else whole_pace(fast),
        pace_max_s_per_km=None if fast is None else whole_pace(slow),
        rpe=2 if slower else 3,
        note="" if fast is not None else "walk whenever you like",
    )


def _warm_up_m(run_m: float) -> float:
    return max(MIN_WARM_UP_M, round(WARM_UP_SHARE * run_m / 500) * 500.0)
