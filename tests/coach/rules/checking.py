"""A workout and what one rule says of it.

The runner has run 8, 8 and 6 km this last week, all easy at 6:00/km: at most 8.8 km today, hard or easy.
"""

from typing import Any

from runcoach.coach.answer.check import Check
from runcoach.coach.answer.draft import Draft
from runcoach.coach.answer.workout import Kind, Step, Workout
from runcoach.coach.fallback import REPLACED
from runcoach.coach.request import Request
from runcoach.coach.rules.judging import all_checks
from runcoach.coach.said import CheckIn
from runcoach.domain.units import DistanceUnit
from runcoach.training.facts import gather
from runcoach.training.limits import SPIKE_SOURCE, todays_limits
from tests.builders import (
    FAST,
    TODAY,
    a_run,
    an_interval_set,
    checked_in,
    newest_first,
    persona,
    request_for,
    some_weeks,
)

MILE = 1609.344
LONGEST = "26111607"
LIMIT_REASON = f"110 % of 8.0 km on Mon 16 Nov 2026, the longest run of the last 30 days ({SPIKE_SOURCE})."
ENDINGS = (
    " it.",
    " it to fit.",
    " notes out.",
    " an easy run.",
    " a rest day.",
    " another headline.",
    REPLACED,
)
"""How the words for every repair end."""
TWO_DAYS = "The last hard day was two days ago or more."


def run(km: float | None = None, **values: Any) -> Step:
    """A running step, by its kilometres unless a test says otherwise."""
    return Step(**({"action": "run"} | ({"distance_m": km * 1000} if km else {}) | values))


def lift(exercise: str | None, reps: int | None = 8, **values: Any) -> Step:
    return Step(action="strength", exercise=exercise, repeat=3, reps=reps, **values)


BLOCK = (lift("Squat"), lift("Calf raise"), lift("Plank", None, duration_s=40))


def found(
    rule: str,
    *steps: Step,
    asked: Request | None = None,
    kind: Kind = "easy",
    headline: str = "Today",
    why: str = "",
) -> Check | None:
    """What one rule says of a workout."""
    request = asked or plain_request()
    draft = Draft.of(Workout(headline=headline, kind=kind, steps=steps, why=why))
    return next((check for check in all_checks(request, draft) if check.rule == rule), None)


def plain_request(persona_id: str = "steve") -> Request:
    return request_for(persona_id, some_weeks())


def after_reps(persona_id: str = "steve") -> Request:
    """Reps at 4:00/km and a run of 5 km at 5:00/km some weeks ago: both count as shown."""
    runs = [*some_weeks(), a_run(20, 8, run_id="reps"), a_run(25, 5, pace=300)]
    return request_for(persona_id, runs, intervals={"reps": an_interval_set()})


def after_a_hard_day() -> Request:
    return request_for("steve", [*some_weeks(), a_run(1, 8, zones=FAST, run_id="hard")])


def after_check_in(check_in: CheckIn, persona_id: str = "steve") -> Request:
    return checked_in(plain_request(persona_id), check_in)


def jack_after(km: float) -> Request:
    """Jack, asked for a day that already has a run."""
    runs = newest_first([*some_weeks(), a_run(0, km, run_id="today")])
    facts = gather(runs, {}, [], TODAY, DistanceUnit.KM, TODAY)
    return Request(persona("jack"), facts, todays_limits(facts))
