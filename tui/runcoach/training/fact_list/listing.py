"""Every fact of the day, in the order in which coaches and screens read them."""

from collections.abc import Callable, Sequence

from runcoach.training.fact_list.fact import Fact
from runcoach.training.fact_list.goal import goal_facts
from runcoach.training.fact_list.history import history_facts
from runcoach.training.fact_list.load import load_facts
from runcoach.training.fact_list.nights import night_facts
from runcoach.training.fact_list.paces import pace_facts
from runcoach.training.fact_list.runs import run_facts
from runcoach.training.fact_list.weeks import week_facts
from runcoach.training.facts import Facts

SUBJECTS: list[Callable[[Facts], Sequence[Fact]]] = [
    run_facts,
    week_facts,
    history_facts,
    pace_facts,
    night_facts,
    load_facts,
    goal_facts,
]
"""The prompt, the JSON, the stored answer and the screens all read this list; no other place names a fact."""


def list_facts(facts: Facts) -> tuple[Fact, ...]:
    """Every fact in a fixed order; one without a value says in words that it is missing."""
    return tuple(fact for subject in SUBJECTS for fact in subject(facts))
