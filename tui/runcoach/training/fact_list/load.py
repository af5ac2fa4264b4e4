"""The training load."""

from runcoach.training.fact_list.fact import Fact
from runcoach.training.facts import Facts


def load_facts(facts: Facts) -> list[Fact]:
    """Load, monotony, fitness, fatigue and form."""
    load = facts.load
    figures = (
        ("load-7-days", "Load of the last 7 days (TRIMP)", load.last_7, 0),
        ("load-28-days", "Load of the last 28 days (TRIMP)", load.last_28, 0),
        ("monotony", "Monotony of the last 7 days (Foster; above 2 is high)", load.monotony, 1),
        ("ctl", "Fitness, CTL (42 days)", load.ctl, 0),
        ("atl", "Fatigue, ATL (7 days)", load.atl, 0),
        ("tsb", "Form, TSB (CTL less ATL)", load.tsb, 0),
        ("acwr", "Acute to chronic load (context only)", load.acwr, 2),
    )
    return [
        Fact(name, label, value, "", "unknown" if value is None else f"{value:.{digits}f}")
        for name, label, value, digits in figures
    ]
