"""The week's pattern: days between runs, one long run that grows slowly, one hard session.

A runner's own weeks come first. What is added to them are coaching heuristics, and none of them is a limit: a
reply can ask for a run on a day that would be a rest day.
"""

import math
from collections.abc import Callable
from datetime import date, timedelta

import msgspec

from runcoach.coach.offline.goal import long_share
from runcoach.domain import units
from runcoach.domain.runs import Run
from runcoach.domain.units import monday
from runcoach.training.facts import Facts
from runcoach.training.kinds import HARD_ZONE_S, is_long, is_race
from runcoach.training.limits import slow_easy_pace
from runcoach.training.usual_runs import easy_run_m, is_longer_than_usual

SETTLED_RUNS = 8
FEWEST_DAYS = 3
LONG_EVERY_DAYS, LONGEST_WITHOUT_LONG_DAYS = 7, 9
LONG_GROWTH = 1.05
LONG_LEAST_SHARE = 0.85
# With few runs a week each is a large share of it, and the long one is still to be longer than the others.
LONG_SHARE_OF_FEW_RUNS = 1.5
LONGEST_S = 3 * 3600.0
FAR_LONGER = 1.3
RECOVERED_M_A_DAY = 3000.0
SATURDAY, SUNDAY = 5, 6


def rest_is_due(facts: Facts) -> str:
    """Why the day is one without a run, as the runner's weeks go; empty when it is not.

    A new runner rests a day between two runs. Others keep to their usual number of days a week, unless the
    goal says how many they want: from four days to six is half as much again, and no coach starts with that.
    A race is followed by rest: a quarter of the days that it takes to recover.
    """
    if (race := race_behind(facts)) and race.days_ago <= race.days_to_recover // 4:
        return race.words
    if facts.runs_30_days < SETTLED_RUNS:
        begins = facts.days_in_a_row > 0
        return (
            "You ran the day before: while you are starting out, every other day is enough." if begins else ""
        )
    if facts.goal.days_per_week is not None:
        return _kept_for_later(facts, facts.goal.days_per_week)
    days, ran = usual_days(facts), days_of_the_last_six(facts)
    return f"You run on {days} days a week, and have run on {ran} of the last six." if ran >= days else ""


def _kept_for_later(facts: Facts, most: int) -> str:
    """Why one of the week's days is kept for later: to spread them, and to have one left for the long run."""
    start = monday(facts.day)
    left = most - sum(start <= day < facts.day for day in facts.days_run)
    later = [day for day in days_after(facts.day) if day.weekday() != facts.goal.rest_day]
    if facts.days_in_a_row and 2 * left - 1 <= len(later):
        return f"You ran the day before, and your {most} days a week leave room for a day between."
    if left == 1 and later and later[-1].weekday() >= SATURDAY and not long_is_due(facts):
        return f"The last of your {most} days this week is for the weekend."
    return ""


def days_after(day: date) -> list[date]:
    """The other days of the week, up to Sunday."""
    return [day + timedelta(days=number) for number in range(1, 7 - day.weekday())]


class RaceBehind(msgspec.Struct, frozen=True):
    """A race, or a run far longer than usual, that the legs have not forgotten yet."""

    days_ago: int
    days_to_recover: int
    words: str


def race_behind(facts: Facts) -> RaceBehind | None:
    """The race that weighs most on the day; None when there is none. Three kilometres need a day."""
    found = [
        race for run in facts.recent if (race := _race(run, facts)) and race.days_ago <= race.days_to_recover
    ]
    return max(found, key=lambda race: race.days_to_recover - race.days_ago, default=None)


def _race(run: Run, facts: Facts) -> RaceBehind | None:
    far = FAR_LONGER * (facts.usual_longest_m or math.inf)
    metres = run.distance_m or 0.0
    if not (is_race(run) or run.day == facts.goal.race_day or metres > far):
        return None
    what = f"{units.distance(metres, facts.unit)} on {units.long_day(run.day)}"
    words = f"The legs have not forgotten the {what} yet (coaching heuristic)."
    return RaceBehind((facts.day - run.day).days, round(metres / RECOVERED_M_A_DAY), words)


def usual_days(facts: Facts) -> int:
    """On how many days a week the runner runs, three at least."""
    return max(FEWEST_DAYS, int((facts.run_days_a_week or 0) + 0.5))


def days_of_the_last_six(facts: Facts) -> int:
    """On how many of the six days before the workout there was a run."""
    since = facts.day - timedelta(days=6)
    return sum(since <= day < facts.day for day in facts.days_run)


def long_is_due(facts: Facts) -> bool:
    """Once a week, at the weekend or when the last one is longer ago; never the day after another.

    A runner who never runs at the weekend has it on another day.
    """
    longer = _days_since(facts, lambda run: is_longer_than_usual(run.distance_m, facts))
    if longer == 1:
        return False
    is_settled = facts.runs_30_days >= SETTLED_RUNS
    since = _days_since(facts, lambda run: is_long(run, facts.average_week_m))
    if facts.day.weekday() >= SATURDAY:
        every = LONG_EVERY_DAYS - (facts.goal.rest_day == SUNDAY)
        return is_settled if since is None else since >= every
    if since is not None:
        return since >= LONGEST_WITHOUT_LONG_DAYS
    at_weekends = any(run.day.weekday() >= SATURDAY for run in facts.recent)
    return is_settled and not at_weekends and (longer is None or longer >= LONG_EVERY_DAYS)


def _days_since(facts: Facts, is_one: Callable[[Run], bool]) -> int | None:
    """Days from the last such run to the day of the workout; None when there was none lately."""
    return min(((facts.day - run.day).days for run in facts.recent if is_one(run)), default=None)


def long_run_m(facts: Facts) -> float:
    """Metres of the next long run: a little over the longest one, until it has its share of the week.

    Never more than three hours, and a race does not count towards it.
    """
    longest_m = facts.usual_longest_m or easy_run_m(facts)
    share = max(long_share(facts), LONG_SHARE_OF_FEW_RUNS / usual_days(facts))
    wanted_m = share * (facts.average_week_m or 0)
    grown_m = max(LONG_GROWTH * longest_m, longest_m + facts.unit.metres / 2)
    most_m = LONGEST_S / slow_easy_pace(facts) * 1000
    return min(grown_m, max(wanted_m, LONG_LEAST_SHARE * longest_m), most_m)


def did_hard_session_this_week(facts: Facts) -> bool:
    """Fast running within the last six days; a long run alone does not count."""
    return any((facts.day - run.day).days <= 6 and _was_fast(run, facts) for run in facts.recent)


def _was_fast(run: Run, facts: Facts) -> bool:
    found = facts.intervals.get(run.activity_id)
    in_high_zones = run.zone_s is not None and run.zone_s[3] + run.zone_s[4] >= HARD_ZONE_S
    return bool(found and found.is_hard) or in_high_zones or is_race(run)
