"""A question to a coach about one runner on one day, made from what is known of them."""

from datetime import date
from typing import Any

from runcoach.coach.personas.persona import Persona
from runcoach.coach.request import Request
from runcoach.coach.rules.day import day_of_workout
from runcoach.coach.said import Said
from runcoach.runner.snapshot import Snapshot
from runcoach.training.facts import Planned, gather
from runcoach.training.goal import Goal
from runcoach.training.limits import todays_limits


def request_on(
    snapshot: Snapshot,
    persona: Persona,
    day: date | None = None,
    said: Said | None = None,
    goal: Goal | None = None,
    *,
    planned: Planned | None = None,
    **more: Any,
) -> Request:
    """A question to a coach, for ``day`` or for the day that this persona answers for now.

    ``said`` is what counts of the runner's words for that day; ``planned`` as in Facts; ``more`` is what
    else a Request has.
    """
    facts = gather(
        snapshot.runs,
        snapshot.intervals,
        snapshot.nights,
        snapshot.today,
        snapshot.unit,
        day or day_for(snapshot, persona),
        snapshot.load,
        goal,
        planned,
    )
    said = said or Said()
    return Request(persona, facts, todays_limits(facts, said.constraints(facts)), said=said, **more)


def day_for(snapshot: Snapshot, persona: Persona) -> date:
    """The day that this coach answers for now."""
    run_today_m = sum(run.distance_m or 0 for run in snapshot.runs if run.day == snapshot.today)
    return day_of_workout(persona, snapshot.today, run_today_m, snapshot.unit)
