"""What the runner trains for, and what they know about themselves."""

from runcoach.domain import units
from runcoach.training.fact_list.fact import Fact
from runcoach.training.facts import Facts
from runcoach.training.goal import DAYS, TAPER_SOURCE, race_words, time_left


def goal_facts(facts: Facts) -> list[Fact]:
    """Only what the runner has entered: a goal is optional, so nothing is listed as missing."""
    goal, found = facts.goal, []
    left = goal.days_left(facts.today)
    if goal.race_day and left is not None:
        name = race_words(goal.race_m, facts.unit) if goal.race_m else "race"
        words = f"{name} on {units.long_day(goal.race_day)}, {time_left(left)}"
        found.append(Fact("goal-race", "Race", goal.race_m, "m", words))
        found.append(Fact("goal-days-left", "Days until the race", left, "days", f"{left} days"))
        if share := goal.taper_share(facts.day):
            words = f"{(1 - share) * 100:.0f} % less distance, the same intensity ({TAPER_SOURCE})"
            found.append(Fact("goal-taper", "Taper", None, "", words))
        if goal.target_s and goal.race_m:
            pace = goal.target_s / goal.race_m * 1000
            words = f"{units.clock(goal.target_s)}, {units.pace(pace, facts.unit)}"
            found.append(Fact("goal-target", "Target time", goal.target_s, "s", words))
    if goal.days_per_week is not None:
        words = f"{goal.days_per_week} days a week"
        found.append(Fact("goal-days-per-week", "Wants to run", goal.days_per_week, "days", words))
    if goal.rest_day is not None:
        found.append(Fact("goal-rest-day", "Usual rest day", None, "", DAYS[goal.rest_day]))
    for name, label, value in (
        ("max-hr", "Maximum heart rate", goal.max_hr_bpm),
        ("threshold-hr", "Threshold heart rate", goal.threshold_hr_bpm),
    ):
        if value is not None:
            found.append(Fact(name, label, value, "bpm", units.heart_rate(value)))
    return found
