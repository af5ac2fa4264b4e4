"""The weeks, and this week up to the day of the workout."""

from runcoach.domain import units
from runcoach.training.fact_list.fact import Fact
from runcoach.training.facts import Facts

DAY_SO_FAR = "day-so-far"


def week_facts(facts: Facts) -> list[Fact]:
    """The distance of the last weeks, and of this one so far."""
    done = [
        Fact(
            id=f"week-{week.start:%G-W%V}",
            label=f"Week {week.label}",
            value=week.distance_m,
            unit="m",
            text=f"{units.distance(week.distance_m, facts.unit)} in {week.runs} runs",
        )
        for week in facts.weeks
    ]
    return [
        *done,
        Fact(
            "week-before-day",
            "This week before the day of the workout",
            facts.before_day_m,
            "m",
            units.distance(facts.before_day_m, facts.unit, 2),
        ),
        Fact(
            DAY_SO_FAR,
            "Already run on the day of the workout",
            facts.day_so_far_m,
            "m",
            units.distance(facts.day_so_far_m, facts.unit, 2),
        ),
    ]
