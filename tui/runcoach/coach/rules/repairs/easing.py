"""Making an easy run, or a rest day, of a workout that asks for too much."""

import msgspec

from runcoach.coach.answer.workout import HARD_KINDS, HEADLINES, Kind, Step, Workout
from runcoach.coach.request import Request
from runcoach.coach.rules.allowance import walk_s
from runcoach.coach.rules.repairs.shortening import allowed_m, run_m
from runcoach.training.paces import whole_pace
from runcoach.training.usual_runs import taper_run_m


def eased(request: Request, workout: Workout) -> Workout:
    """One easy run of what is allowed of its distance; a rest day where that is nothing, or was wanted."""
    easy, facts = request.facts.paces.easy_slow, request.facts
    wanted = allowed_m(request, min(run_m(request, workout), taper_run_m(facts)))
    others = tuple(step for step in workout.steps if not step.is_running)
    if wanted < 1 or workout.kind == "rest":
        kept = others or (Step(action="walk", duration_s=walk_s(request)),)
        return renamed(workout, "rest", kept)
    run = Step(
        action="run",
        distance_m=round(wanted, 1),
        pace_min_s_per_km=facts.paces.easy and whole_pace(facts.paces.easy),
        pace_max_s_per_km=easy and whole_pace(easy),
        rpe=3,
    )
    kind = "easy" if workout.kind in HARD_KINDS else workout.kind
    return renamed(workout, kind, (run, *others))


def only_the_run(request: Request, workout: Workout) -> Workout:
    """The easy run and nothing else."""
    running = tuple(step for step in workout.steps if step.is_running)
    return eased(request, msgspec.structs.replace(workout, steps=running))


def renamed(workout: Workout, kind: Kind, steps: tuple[Step, ...]) -> Workout:
    """Other steps, under a headline that promises no more than they are."""
    return msgspec.structs.replace(workout, kind=kind, steps=steps, headline=HEADLINES[kind])
