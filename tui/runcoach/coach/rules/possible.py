"""Whether a workout can be done at all, and whether something beside running hides more than it says.

Each function returns what is wrong in a sentence, or an empty string.

What a good coach allows beside running (coaching heuristics): walking and cross-training take the place of a
run, so together they last two hours at most, and no longer than a run may where that is limited - half an
hour where no running is allowed at all, and then no harder than RPE 4. Walking is slower than 7:30/km. A
strength block is 90 minutes at most. Without that, "walk 30 km" would be a way around every limit.
"""

from runcoach.coach.answer.workout import Step, Workout, totals
from runcoach.coach.prose.running import is_carried, is_on_a_treadmill, is_running_by_name, names_running
from runcoach.coach.request import Request
from runcoach.coach.rules.effort import EASY_RPE, HARD_RPE, pace_ends, says_hard
from runcoach.domain import units

PLAUSIBLE_S_PER_KM = (130.0, 1200.0)
PLAUSIBLE_BPM = (60, 220)
WIDEST_PACE_RANGE = 1.4
SLOWER_THAN_EASY = 1.6
MOST_REPEATS, LONGEST_STEP_M, LONGEST_STEP_S = 60, 100_000.0, 6 * 3600.0
MOST_REPS = 200
WALK_S_PER_KM, FASTEST_WALK_S_PER_KM = 720.0, 450.0
MOST_OTHER_S, LEAST_OTHER_S, MOST_STRENGTH_S = 2 * 3600.0, 30 * 60.0, 90 * 60.0
MOST_CARRY_M = 400.0
NOT_RUNNING = {"walk": "a walk", "cross": "cross-training", "strength": "strength"}


def impossible(request: Request, workout: Workout) -> str:
    """What in the steps nobody can do, or does not say enough to be done."""
    for number, step in enumerate(workout.steps, start=1):
        if wrong := _impossible_step(request, step):
            return f"Step {number} {wrong}"
    return ""


def _impossible_step(request: Request, step: Step) -> str:
    low, high = PLAUSIBLE_S_PER_KM
    easy = request.facts.paces.easy_slow
    fast, slow = pace_ends(step)
    if step.action != "cross" and fast and slow and not (low <= fast and slow <= high):
        return "asks for a pace that is none"
    if step.is_running and slow and easy and slow > easy * SLOWER_THAN_EASY:
        return "asks for a pace that is no running"
    given = [pace for pace in (step.pace_min_s_per_km, step.pace_max_s_per_km) if pace]
    if given and max(given) > min(given) * WIDEST_PACE_RANGE:
        return "asks for any pace at all"
    if step.hr_max_bpm and not PLAUSIBLE_BPM[0] <= step.hr_max_bpm <= PLAUSIBLE_BPM[1]:
        return "asks for a heart rate that is none"
    if step.repeat > MOST_REPEATS or (step.distance_m or 0) > LONGEST_STEP_M:
        return "is longer than any run"
    if (step.duration_s or 0) > LONGEST_STEP_S or (step.rpe or 0) > 10 or (step.reps or 0) > MOST_REPS:
        return "is longer or harder than any run"
    if (step.recovery_s or 0) > LONGEST_STEP_S or (step.recovery_m or 0) > LONGEST_STEP_M:
        return "rests longer than any run"
    if step.is_running and not step.distance_m and not step.duration_s:
        return "does not say how far or how long"
    return ""


def hidden_running(workout: Workout) -> str:
    """Running that is called something else, and so is in no total."""
    for number, step in enumerate(workout.steps, start=1):
        if step.is_running:
            continue
        fast, _ = pace_ends(step)
        paced = step.pace_min_s_per_km or step.pace_max_s_per_km
        if step.action == "walk" and fast and fast < FASTEST_WALK_S_PER_KM:
            return f"Step {number} is called a walk and is as fast as a run"
        if _is_running(step):
            return f"Step {number} is called {NOT_RUNNING[step.action]} and is running"
        if step.action == "walk" and not step.distance_m and not step.duration_s:
            return f"Step {number} does not say how far or how long"
        if step.action in ("cross", "strength") and paced:
            return f"Step {number} has a running pace and is not called a run"
        if step.action == "strength" and (step.distance_m or 0) * step.repeat > MOST_CARRY_M:
            return f"Step {number} is called strength and has a distance"
        if step.action == "cross" and not step.duration_s:
            return f"Step {number} does not say how long"
        if step.action == "cross" and step.distance_m and not is_carried(step.exercise or ""):
            return f"Step {number} has a distance and does not say what it is"
        if step.recovery_m and step.repeat > 1:
            return f"Step {number} has running between its sets"
    return ""


def _is_running(step: Step) -> bool:
    name = step.exercise or ""
    if is_running_by_name(name):
        return True
    if step.action == "walk":
        return False
    return is_on_a_treadmill(name) or (not name and names_running(step.note))


def too_much_besides(request: Request, workout: Workout) -> str:
    """Walking, cross-training and strength beyond what the day allows."""
    limits = request.limits
    others = tuple(step for step in workout.steps if step.action in ("walk", "cross"))
    strength = tuple(step for step in workout.steps if step.action == "strength")
    most = MOST_OTHER_S
    if limits.max_run_s is not None:
        most = min(most, max(LEAST_OTHER_S, limits.max_run_s))
    seconds = sum(_seconds(step) for step in others)
    if seconds > most + 30:
        return f"{units.minutes(seconds)} beside running is over {units.minutes(most)}"
    lifting, is_hurt = totals(strength).duration_s, limits.max_run_s == 0
    most_lifting = LEAST_OTHER_S if is_hurt else MOST_STRENGTH_S
    if lifting > most_lifting + 30:
        return f"{units.minutes(lifting)} of strength is over {units.minutes(most_lifting)}"
    hardest = max((step.rpe or 0 for step in (*others, *(strength if is_hurt else ()))), default=0)
    if is_hurt and hardest > EASY_RPE:
        return f"RPE {hardest} beside running, and today nothing is harder than RPE {EASY_RPE}"
    if not limits.hard_allowed and hardest >= HARD_RPE:
        return f"RPE {hardest} beside running, and today there is no hard session"
    said = (f"{step.exercise or ''} {step.note}" for step in (*others, *(strength if is_hurt else ())))
    if not limits.hard_allowed and any(map(says_hard, said)):
        return "Hard efforts beside running, and today there is no hard session"
    return ""


def _seconds(step: Step) -> float:
    """How long a walking or cross-training step takes, its rests included."""
    once = step.duration_s or 0.0
    if step.action == "walk" and not once:
        once = (step.distance_m or 0.0) * (step.pace_max_s_per_km or WALK_S_PER_KM) / 1000
    times = max(1, step.repeat)
    return times * once + (times - 1) * (step.recovery_s or 0.0)
