"""The steps of a planned day: warm-up, work and cool-down that add up to the plan's metres exactly."""

from runcoach.coach.offline_plan import Plan, Purpose, easy_slow
from runcoach.coach.persona import Persona
from runcoach.coach.workout import Action, Step
from runcoach.training.facts import Facts

WARM_UP_SHARE = 0.2
MIN_WARM_UP_M = 1000.0
MIN_QUALITY_M = 5000.0
TEMPO_EASE = 1.06
REP_EASE = 1.02
REP_M = 400.0
REP_JOG_M = 200.0
SLOWEST_FACTOR = 1.08

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
LIGHT_SETS = 2


def steps_for(plan: Plan, persona: Persona, facts: Facts) -> tuple[Step, ...]:
    """The day's steps in the order they are done."""
    running = _running(plan, facts)
    if not persona.keeps("strength-block"):
        return running
    light = plan.purpose in (Purpose.RECOVERY, Purpose.FINISH, Purpose.TEMPO, Purpose.INTERVALS, Purpose.LONG)
    return (*running, *_strength(facts, light))


def _running(plan: Plan, facts: Facts) -> tuple[Step, ...]:
    if not plan.run_m:
        return (Step(action="walk", duration_s=1200.0, note="only if you feel like it"),)
    if plan.purpose is Purpose.TEMPO and facts.paces.tempo and plan.run_m >= MIN_QUALITY_M:
        return _tempo(plan.run_m, facts, facts.paces.tempo * TEMPO_EASE)
    if plan.purpose is Purpose.INTERVALS and facts.paces.reps and plan.run_m >= MIN_QUALITY_M:
        return _intervals(plan.run_m, facts, facts.paces.reps * REP_EASE)
    return (_easy("run", plan.run_m, facts, slower=plan.purpose in (Purpose.RECOVERY, Purpose.FINISH)),)


def _tempo(run_m: float, facts: Facts, pace: float) -> tuple[Step, ...]:
    before = _warm_up_m(run_m)
    work_m = round(min(run_m - 2 * before, 20 * 60 / pace * 1000) / 500) * 500.0
    work = Step(
        action="run",
        distance_m=work_m,
        pace_min_s_per_km=_whole(pace),
        pace_max_s_per_km=_whole(pace * 1.03),
        rpe=7,
        note="comfortably hard",
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
        pace_min_s_per_km=_whole(pace),
        pace_max_s_per_km=_whole(pace * 1.03),
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
        pace_min_s_per_km=None if fast is None else _whole(fast),
        pace_max_s_per_km=None if fast is None else _whole(slow),
        rpe=2 if slower else 3,
        note="" if fast is not None else "walk whenever you like",
    )


def _strength(facts: Facts, light: bool) -> tuple[Step, ...]:
    """A block by the day of the year: it varies with the calendar, not with chance."""
    block = STRENGTH[facts.day.toordinal() % len(STRENGTH)]
    return tuple(
        Step(
            action="strength",
            exercise=name,
            repeat=min(sets, LIGHT_SETS) if light else sets,
            reps=reps,
            duration_s=seconds,
            recovery_s=60.0,
            note=note,
        )
        for name, sets, reps, seconds, note in block
    )


def _warm_up_m(run_m: float) -> float:
    return max(MIN_WARM_UP_M, round(WARM_UP_SHARE * run_m / 500) * 500.0)


def _whole(pace: float) -> float:
    """Paces are given to 5 seconds, towards the slower side."""
    return float(-(-pace // 5) * 5)
