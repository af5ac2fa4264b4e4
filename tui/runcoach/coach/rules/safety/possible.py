"""Every step can be done, says enough to be done, and hides no running under another name."""

from runcoach.coach.answer.workout import Step, Totals, Workout
from runcoach.coach.prose.running import is_carried, is_on_a_treadmill, is_running_by_name, names_running
from runcoach.coach.request import Request
from runcoach.coach.rules.effort import pace_ends
from runcoach.coach.rules.rule import Case, Finding, Repair, Rule

POSSIBLE_S_PER_KM = (130.0, 1200.0)
POSSIBLE_BPM = (60, 220)
WIDEST_PACE_RANGE = 1.4
SLOWER_THAN_EASY = 1.6
MOST_REPEATS, LONGEST_STEP_M, LONGEST_STEP_S = 60, 100_000.0, 6 * 3600.0
MOST_REPS = 200
FASTEST_WALK_S_PER_KM = 450.0
MOST_CARRY_M = 400.0
NOT_RUNNING = {"walk": "a walk", "cross": "cross-training", "strength": "strength"}


class Possible(Rule):
    """What a runner could go out and do."""

    id = "sane"  # what scripts and kept answers call it
    title = "possible"
    about = (
        "The answer can be read as a whole, every step says how far or how long and asks for what a runner"
        " can do, and nothing that is running is called something else."
    )
    said_to_model = (
        "Steps carry distance_m or duration_s, in metres and seconds, and paces in seconds per km"
        " (pace_min_s_per_km is the fast end). Reps are one step with repeat. Between them recovery_m is"
        " jogged and counts as running, recovery_s is stood or walked and does not."
    )
    while_streaming = True
    is_shown_when_kept = False
    order = 10

    def check(self, case: Case) -> Finding | None:
        """Of plain text it says nothing."""
        draft, workout = case.draft, case.workout
        if case.is_finished and draft.broken:
            return Finding(False, draft.broken)
        if workout is None:
            no_form = "The answer has steps, but no headline or no known kind of workout"
            return Finding(False, no_form) if draft.steps else None
        wrong = impossible(case.request, workout) or hidden_running(workout)
        if not wrong and case.is_finished and _is_empty(workout, case.added):
            wrong = "The workout is a run without any running"
        return Finding(not wrong, wrong or "Every step can be done")

    def repairs_for(self, workout: Workout) -> tuple[Repair, ...]:
        """Steps that nobody can do are not guessed at; but a rest day stays one."""
        return (Repair.KEEP_THE_RUN,) if workout.kind == "rest" else ()


def _is_empty(workout: Workout, added: Totals) -> bool:
    return workout.kind not in ("rest", "cross", "strength") and not added.distance_m


def impossible(request: Request, workout: Workout) -> str:
    """What in the steps nobody can do, or does not say enough to be done."""
    for number, step in enumerate(workout.steps, start=1):
        if wrong := _impossible_step(request, step):
            return f"Step {number} {wrong}"
    return ""


def _impossible_step(request: Request, step: Step) -> str:
    low, high = POSSIBLE_S_PER_KM
    easy = request.facts.paces.easy_slow
    fast, slow = pace_ends(step)
    if step.action != "cross" and fast and slow and not (low <= fast and slow <= high):
        return "has an impossible pace"
    if step.is_running and slow and easy and slow > easy * SLOWER_THAN_EASY:
        return "is slower than running"
    given = [pace for pace in (step.pace_min_s_per_km, step.pace_max_s_per_km) if pace]
    if given and max(given) > min(given) * WIDEST_PACE_RANGE:
        return "has a pace range too wide to mean anything"
    if step.hr_max_bpm and not POSSIBLE_BPM[0] <= step.hr_max_bpm <= POSSIBLE_BPM[1]:
        return "has an impossible heart rate"
    if step.repeat > MOST_REPEATS or (step.distance_m or 0) > LONGEST_STEP_M:
        return "is longer than any run"
    if (step.duration_s or 0) > LONGEST_STEP_S or (step.rpe or 0) > 10 or (step.reps or 0) > MOST_REPS:
        return "is longer or harder than any run"
    if (step.recovery_s or 0) > LONGEST_STEP_S or (step.recovery_m or 0) > LONGEST_STEP_M:
        return "has a recovery longer than any run"
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
            return f"Step {number} is called a walk but is as fast as a run"
        if _is_running(step):
            return f"Step {number} is called {NOT_RUNNING[step.action]} but is running"
        if step.action == "walk" and not step.distance_m and not step.duration_s:
            return f"Step {number} does not say how far or how long"
        if step.action in ("cross", "strength") and paced:
            return f"Step {number} has a running pace but is not called a run"
        if step.action == "strength" and (step.distance_m or 0) * step.repeat > MOST_CARRY_M:
            return f"Step {number} is called strength but has a distance"
        if step.action == "cross" and not step.duration_s:
            return f"Step {number} does not say how long"
        if step.action == "cross" and step.distance_m and not is_carried(step.exercise or ""):
            return f"Step {number} has a distance but does not say of what"
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


RULE = Possible()
