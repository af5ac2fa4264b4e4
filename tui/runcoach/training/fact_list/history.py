"""What the last month or two hold: the longest run, hard days, habits."""

from runcoach.domain import units
from runcoach.training.fact_list.fact import Fact
from runcoach.training.facts import Facts


def history_facts(facts: Facts) -> list[Fact]:
    """The longest run, the last hard day, and what is usual."""
    longest = facts.longest
    hard = facts.hard_days[0] if facts.hard_days else None
    since = facts.days_since_hard
    return [
        Fact(
            "longest-30-days",
            "Longest run of the last 30 days",
            longest.distance_m if longest else None,
            "m",
            f"{units.distance(longest.distance_m, facts.unit)} on {units.long_day(longest.day)}"
            if longest
            else "no run recorded",
            (longest.activity_id,) if longest else (),
        ),
        Fact(
            "days-since-hard",
            "Days since the last hard day",
            since,
            "days",
            f"{since} (on {units.long_day(hard)})" if hard else "no hard day in 90 days",
            tuple(run.activity_id for run in facts.recent if run.day == hard),
        ),
        Fact(
            "average-week",
            "Average week",
            facts.average_week_m,
            "m",
            units.distance(facts.average_week_m, facts.unit) if facts.average_week_m else "not known",
        ),
        Fact("runs-30-days", "Runs in the last 30 days", facts.runs_30_days, "runs", str(facts.runs_30_days)),
        Fact(
            "days-a-week",
            "Days with a run in an average week, of the last four",
            facts.run_days_a_week,
            "days",
            "not known" if facts.run_days_a_week is None else f"{facts.run_days_a_week:.1f}",
        ),
        Fact(
            "usual-easy",
            "Usual easy run",
            facts.usual_easy_m,
            "m",
            units.distance(facts.usual_easy_m, facts.unit) if facts.usual_easy_m else "no easy run recorded",
        ),
    ]
