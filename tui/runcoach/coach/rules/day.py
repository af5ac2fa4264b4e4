"""Which day the answer is for: today, or tomorrow once a run is recorded today."""

from datetime import date, timedelta

from runcoach.coach.personas.persona import Persona
from runcoach.coach.rules.registry import contract_of
from runcoach.domain.units import DistanceUnit


def day_of_workout(persona: Persona, today: date, run_today_m: float, unit: DistanceUnit) -> date:
    """Tomorrow when today's run is done, unless the persona's contract wants more of today first."""
    if not run_today_m:
        return today
    if any(rule.wants_more_today(run_today_m, unit) for rule in contract_of(persona)):
        return today
    return today + timedelta(days=1)
