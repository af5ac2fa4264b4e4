"""The steps of a planned day: warm-up, work and cool-down that add up to the plan's metres exactly."""

from itertools import product

import msgspec

from runcoach.coach.answer.workout import Action, Step, totals
from runcoach.coach.offline.paces import WORK_WIDTH, easy_slow, rep_pace, tempo_pace, whole_pace
from runcoach.coach.offline.plan import SLOWEST_FACTOR, Plan
from runcoach.coach.offline.purpose import Purpose
from runcoach.coach.personas.persona import Persona
from runcoach.training.facts import Facts

WARM_UP_SHARE = 0.2
MIN_WARM_UP_M = 1000.0
REP_M = 400.0
REP_JOG_M = 200.0

Exercise = tuple[str, int, int | None, float | None, str]

STRENGTH: tuple[tuple[Exercise, ...], ...] = (
    (
        ("Single-leg squat to a chair", 3, 8, None, "each leg, slow down, quick up"),
        ("Calf raise on a step", 3, 15, None, "each leg, full range"),
        ("Side plank", 3, None, 30.0, "each side"),
        ("Glute bridge", 3, 12, None, "one-second hold at the top"),
    ),
    (
        ("Romanian deadlift", 3, 8, None, "any weight that leaves two reps in reserve"),
        ("Step-up", 3, 10, None, "each leg, knee over toes"),
        ("Front plank", 3, None, 45.0, "ribs down"),
        ("Bent-knee calf raise", 3, 15, None, "each leg, for the soleus"),
    ),
    (
        ("Split squat", 3, 8, None, "each leg"),
        ("Hamstring walk-out", 3, 8, None, "hips high"),
        ("Dead bug", 3, 10, None, "slow, low back on the floor"),
        ("Pogo hop", 3, 20, None, "stiff ankles, quiet feet"),
    ),
)
MOBILITY: tuple[Exercise, ...] = (
    ("Ankle circle", 2, 10, None, "each foot"),
    ("Hip circle", 2, 8, None, "each leg, slow"),
    ("Cat and cow", 2, 8, None, "with the breath"),
)
# Not the day after a hard one: hops load what is still tired.
HOPS = frozenset({"Pogo hop"})
LIGHT_SETS, MOST_SETS = 2, 3
MIN_EXERCISES = 3
HILLS = "over hills: the effort counts, slower uphill"


def steps_for(plan: Plan, persona: Persona, facts: Facts) -> tuple[Step, ...]:
    """The day's steps in the order they are done."""
    running = _running(plan, facts)
    if not persona.keeps("strength-block"):
        return running
    if plan.is_gentle:
        return (*running, *_within(plan.strength_s, MOBILITY, LIGHT_SETS))
    # By the day of the year: it varies with the calendar, not with chance.
    block = STRENGTH[facts.day.toordinal() % len(STRENGTH)]
    if facts.is_after_hard:
        block = tuple(exercise for exercise in block if exercise[0] not in HOPS)
    is_fresh = plan.purpose in (Purpose.EASY, Purpose.REST) and not facts.is_after_hard
    light = not is_fresh or facts.goal.is_taper(facts.day)
    return (*running, *_within(plan.strength_s, block, LIGHT_SETS if light else MOST_SETS))


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
    work_m = round(min(run_m - 2 * before, 20 * 60 / (pace or easy_slow(facts)) * 1000) / 500) * 500.0
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
    reps = max(3, min(10, int((run_m - 2 * before + REP_JOG_M) // (REP_M + REP_JOG_M))))
    work_m = reps * REP_M + (reps - 1) * REP_JOG_M
    work = Step(
        action="run",
        repeat=reps,
        distance_m=REP_M,
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
    fast, slow = facts.paces.easy, easy_slow(facts)
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


def _within(most_s: float | None, block: tuple[Exercise, ...], sets: int) -> tuple[Step, ...]:
    """As much of a block as there is time for: fewer exercises, then fewer sets, then seconds."""
    for most_sets, exercises in product(range(sets, 0, -1), (len(block), MIN_EXERCISES)):
        steps = _strength(block[:exercises], most_sets)
        if most_s is None or totals(steps).duration_s <= most_s:
            return steps
    assert most_s is not None
    each = max(1.0, most_s // MIN_EXERCISES)
    return tuple(msgspec.structs.replace(step, reps=None, duration_s=each) for step in steps)


def _strength(block: tuple[Exercise, ...], most_sets: int) -> tuple[Step, ...]:
    return tuple(
        Step(
            action="strength",
            exercise=name,
            repeat=min(sets, most_sets),
            reps=reps,
            duration_s=seconds,
            recovery_s=60.0,
            note=note,
        )
        for name, sets, reps, seconds, note in block
    )


def _warm_up_m(run_m: float) -> float:
    return max(MIN_WARM_UP_M, round(WARM_UP_SHARE * run_m / 500) * 500.0)
