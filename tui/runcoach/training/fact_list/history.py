"""What the last month or two hold: the longest run, hard days, habits."""

from runcoach.domain import units
from runcoach.training.fact_list.fact import Fact
from runcoach.training.facts import Facts


def history_facts(facts: Facts) -> list[Fact]:
    """The longest run, the last hard day, and what is usual."""
    return [_longest(facts), _hard_day(facts), *_usual(facts)]


def _longest(facts: Facts) -> Fact:
    name, label, longest = "longest-30-days", "Longest run of the last 30 days", facts.longest
    if longest is None:
        return Fact(name, label, None, "m", "no run recorded")
    words = f"{units.distance(longest.distance_m, facts.unit)} on {units.long_day(longest.day)}"
    return Fact(name, label, longest.distance_m, "m", words, (longest.activity_id,))


def _hard_day(facts: Facts) -> Fact:
    name, label, since = "days-since-hard", "Days since the last hard day", facts.days_since_hard
    if not facts.hard_days:
        return Fact(name, label, None, "days", "no hard day in 90 days")
    day = facts.hard_days[0]
    rows = tuple(run.activity_id for run in facts.recent if run.day == day)
    return Fact(name, label, since, "days", f"{since} (on {units.long_day(day)})", rows)


def _usual(facts: Facts) -> list[Fact]:
    week, days, easy = facts.average_week_m, facts.run_days_a_week, facts.usual_easy_m
    return [
        Fact(
            "average-week",
            "Average week",
            week,
            "m",
            units.distance(week, facts.unit) if week else "not known",
        ),
        Fact("runs-30-days", "Runs in the last 30 days", facts.runs_30_days, "runs", str(facts.runs_30_days)),
        Fact(
            "days-a-week",
            "Days with a run in an average week, of the last four",
            days,
            "days",
            "not known" if days is None else f"{days:.1f}",
        ),
        Fact(
            "usual-easy",
            "Usual easy run",
            easy,
            "m",
            units.distance(easy, facts.unit) if easy else "no easy run recorded",
        ),
    ]
