"""The paces that the runner has shown."""

from runcoach.domain import units
from runcoach.training.fact_list.fact import Fact
from runcoach.training.facts import Facts


def pace_facts(facts: Facts) -> list[Fact]:
    """Easy, tempo and rep pace, in seconds per km."""
    shown = facts.paces
    found = (
        ("easy-pace", "Easy pace shown (median of the easy runs)", shown.easy, shown.easy_rows),
        ("tempo-pace", "Fastest pace shown over 5 km or more", shown.tempo, ()),
        ("rep-pace", "Fastest rep pace shown", shown.reps, ()),
    )
    return [
        Fact(name, label, value, "s/km", units.pace(value, facts.unit) if value else "not recorded", rows)
        for name, label, value, rows in found
    ]
