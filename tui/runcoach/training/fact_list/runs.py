"""Each run of the last week."""

from runcoach.domain import units
from runcoach.domain.runs import Run
from runcoach.training.fact_list.fact import Fact
from runcoach.training.facts import Facts
from runcoach.training.kinds import run_kind


def run_facts(facts: Facts) -> list[Fact]:
    """The runs of the last seven days, a fact each."""
    week = [run for run in facts.recent if (facts.today - run.day).days < 7]
    return [
        Fact(
            id=run_fact_id(run.activity_id),
            label=f"Run on {units.long_day(run.day)}",
            value=run.distance_m,
            unit="m",
            text=_run_text(run, facts),
            rows=(run.activity_id,),
        )
        for run in week
    ]


def run_fact_id(activity_id: str) -> str:
    """The id of the fact about this run."""
    return f"run-{activity_id}"


def _run_text(run: Run, facts: Facts) -> str:
    """Never the run's own name: it may hold a place, a person, or an order to the coach."""
    found = facts.intervals.get(run.activity_id)
    parts = [
        str(run_kind(run, found, facts.average_week_m)).lower(),
        units.distance(run.distance_m, facts.unit, 2),
        units.clock(run.duration_s),
        units.pace(run.pace_s_per_km, facts.unit),
        units.heart_rate(run.avg_hr_bpm) if run.avg_hr_bpm else "no heart rate",
    ]
    if found:
        parts.append(found.details(facts.unit))
    return ", ".join(parts)
