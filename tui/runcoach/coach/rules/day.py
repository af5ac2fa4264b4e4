"""Which day the answer is for: today, or tomorrow once a run is recorded today."""

from datetime import date, timedelta

from runcoach.coach.personas.persona import Persona
from runcoach.domain.units import DistanceUnit

SHOWN_AS_EVEN_M = 5.0


def day_of_workout(persona: Persona, today: date, run_today_m: float, unit: DistanceUnit) -> date:
    """Tomorrow when today's run is done; a coach of even distances first wants today's total made even."""
    if not run_today_m:
        return today
    if persona.keeps("even-distance") and not is_even(run_today_m, unit):
        return today
    return today + timedelta(days=1)


def is_even(metres: float, unit: DistanceUnit) -> bool:
    """Whether a distance shows as an even whole number of units, to the hundredth that a watch shows."""
    pair = 2 * unit.metres
    return abs(metres - round(metres / pair) * pair) <= SHOWN_AS_EVEN_M
