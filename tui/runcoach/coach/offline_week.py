"""The week's pattern: days between runs, one long run that grows slowly, one hard session.

A runner's own weeks come first. What is added to them are coaching heuristics, and none of them is a limit: a
reply can ask for a run on a day that would be a rest day.
"""

from collections.abc import Callable
from datetime import timedelta

from runcoach.coach.offline_goal import long_share
from runcoach.models import Run
from runcoach.training.facts import Facts
from runcoach.training.kinds import HARD_ZONE_S, is_long, is_race
from runcoach.training.limits import FALLBACK_EASY_S_PER_KM

SETTLED_RUNS = 8
FEWEST_DAYS = 3
LONG_EVERY_DAYS, LONGEST_WITHOUT_LONG_DAYS = 7, 9
LONG_GROWTH = 1.05
LONG_LEAST_SHARE = 0.85
# With few runs a week each is a large share of it, and the long one is still to be longer than the others.
LONG_SHARE_OF_FEW_RUNS = 1.5
CLEARLY_LONGER = 1.03
FIRST_RUN_S = 25 * 60.0
FULL_EASY_S = 40 * 60.0
EASY_SHARE_OF_LONGEST = 0.6


def rest_is_due(facts: Facts) -> str:
    """Why the day is one without a run, as the runner's weeks go; empty when it is not.

    Who begins has a day between two runs. Who runs on so many days a week goes on to do so, unless the goal
    says how many they want: from four days to six is half as much again, and no coach starts with that.
    """
    if facts.runs_30_days < SETTLED_RUNS:
        begins = facts.days_in_a_row > 0
        return "You ran the day before: while you begin, every other day is enough." if begins else ""
    if facts.goal.days_per_week is not None:
        return ""
    days, ran = usual_days(facts), days_of_the_last_six(facts)
    return f"You run on {days} days a week, and have run on {ran} of the last six." if ran >= days else ""


def usual_days(facts: Facts) -> int:
    """On how many days a week the runner runs, three at least."""
    return max(FEWEST_DAYS, int((facts.run_days_a_week or 0) + 0.5))


def days_of_the_last_six(facts: Facts) -> int:
    """On how many of the six days before the workout there was a run."""
    since = facts.day - timedelta(days=6)
    return len({run.day for run in facts.recent if since <= run.day < facts.day})


def long_is_due(facts: Facts) -> bool:
    """Once a week, at the weekend or when the last one is longer ago; never the day after another.

    Who never runs at the weekend has it on any other day.
    """
    longer = _days_since(facts, lambda run: is_longer_than_usual(run.distance_m, facts))
    if longer == 1:
        return False
    is_settled = facts.runs_30_days >= SETTLED_RUNS
    since = _days_since(facts, lambda run: is_long(run, facts.average_week_m))
    if facts.day.weekday() >= 5:
        return is_settled if since is None else since >= LONG_EVERY_DAYS
    if since is not None:
        return since >= LONGEST_WITHOUT_LONG_DAYS
    at_weekends = any(run.day.weekday() >= 5 for run in facts.recent)
    return is_settled and not at_weekends and (longer is None or longer >= LONG_EVERY_DAYS)


def _days_since(facts: Facts, is_one: Callable[[Run], bool]) -> int | None:
    """Days from the last such run to the day of the workout; None when there was none lately."""
    return min(((facts.day - run.day).days for run in facts.recent if is_one(run)), default=None)


def long_run_m(facts: Facts) -> float:
    """Metres of the next long run: a little over the longest one, until it has its share of the week."""
    longest_m = (facts.longest.distance_m if facts.longest else None) or easy_run_m(facts)
    share = max(long_share(facts), LONG_SHARE_OF_FEW_RUNS / usual_days(facts))
    wanted_m = share * (facts.average_week_m or 0)
    grown_m = max(LONG_GROWTH * longest_m, longest_m + facts.unit.metres / 2)
    return min(grown_m, max(wanted_m, LONG_LEAST_SHARE * longest_m))


def is_longer_than_usual(metres: float | None, facts: Facts) -> bool:
    """Whether a run is clearly longer than an easy one."""
    return (metres or 0) >= CLEARLY_LONGER * easy_run_m(facts)


def easy_run_m(facts: Facts) -> float:
    """Metres of an easy run: the usual one. A short one grows with the long run, up to 40 minutes."""
    pace = easy_slow(facts)
    usual_m = facts.usual_easy_m or FIRST_RUN_S / pace * 1000
    longest_m = (facts.longest.distance_m if facts.longest else None) or 0.0
    return max(usual_m, min(EASY_SHARE_OF_LONGEST * longest_m, FULL_EASY_S / pace * 1000))


def easy_slow(facts: Facts) -> float:
    """The slow end of easy in seconds per km, or a plain jog when the runner has shown none."""
    return facts.paces.easy_slow or FALLBACK_EASY_S_PER_KM


def did_hard_session_this_week(facts: Facts) -> bool:
    """Fast running within the last six days; a long run alone is none."""
    return any((facts.day - run.day).days <= 6 and _was_fast(run, facts) for run in facts.recent)


def _was_fast(run: Run, facts: Facts) -> bool:
    found = facts.intervals.get(run.activity_id)
    in_high_zones = run.zone_s is not None and run.zone_s[3] + run.zone_s[4] >= HARD_ZONE_S
    return bool(found and found.is_hard) or in_high_zones or is_race(run)
