"""What the runner's goal asks of the day: the race's kind of training, the taper, and days that are full."""

from runcoach.domain import units
from runcoach.domain.units import monday
from runcoach.training.facts import Facts
from runcoach.training.goal import LONG_RACE_M, TAPER_SOURCE, race_words, time_left

LONG_SHARE_OF_WEEK = 0.35
LONG_SHARE_FOR_MARATHON, MARATHON_M = 0.40, 42_000.0
LONG_SHARE_FOR_5_KM, SHORT_RACE_M = 0.30, 6000.0
LAST_HARD_DAYS = 4


def race_name(facts: Facts) -> str:
    """``marathon``, ``10 km``, or ``race`` when its distance is not known."""
    return race_words(facts.goal.race_m, facts.unit) if facts.goal.race_m else "race"


def race_day_words(facts: Facts) -> str:
    """``It is race day: the marathon is the run. 5:20/km is your target: start no faster.``"""
    goal, words = facts.goal, f"It is race day: the {race_name(facts)} is the run."
    if not goal.target_s or not goal.race_m:
        return words
    target = units.pace(goal.target_s / goal.race_m * 1000, facts.unit)
    return f"{words} {target} is your target: start no faster."


def race_ahead(facts: Facts) -> str:
    """``The marathon is in 19 weeks and 2 days.``; empty without a race, and from the day before it on."""
    left, day = facts.goal.days_left(facts.today), facts.goal.days_left(facts.day)
    if left is None or day is None or day <= 1:
        return ""
    return f"The {race_name(facts)} is {time_left(left)}."


def taper_reason(facts: Facts, *, is_hard: bool) -> str:
    """Why there is less to run before a race; empty outside a taper and on its last two days."""
    share, left = facts.goal.taper_share(facts.day), facts.goal.days_left(facts.day)
    if share is None or left is None or left <= 1:
        return ""
    less = round((1 - share) * 100)
    speed = ", and no less speed" if is_hard else ""
    return f"It is the taper: about {less} % less distance{speed} ({TAPER_SOURCE})."


def week_is_full(facts: Facts) -> bool:
    """Whether the runner has run on as many days since Monday as they want to."""
    most, start = facts.goal.days_per_week, monday(facts.day)
    return most is not None and sum(start <= day < facts.day for day in facts.days_run) >= most


def hard_session_fits(facts: Facts) -> bool:
    """Whether the race is far enough away for a hard session."""
    left = facts.goal.days_left(facts.day)
    return left is None or left >= LAST_HARD_DAYS


def prefers_tempo(facts: Facts) -> bool | None:
    """Tempo runs for a half marathon and longer, intervals for shorter races; None without a race ahead."""
    if facts.goal.race_m is None or facts.goal.days_left(facts.day) is None:
        return None
    return facts.goal.race_m >= LONG_RACE_M


def long_share(facts: Facts) -> float:
    """How much of an average week the long run is: more before a marathon, less before 5 km."""
    race_m = facts.goal.race_m
    if race_m is None or facts.goal.days_left(facts.day) is None:
        return LONG_SHARE_OF_WEEK
    if race_m >= MARATHON_M:
        return LONG_SHARE_FOR_MARATHON
    return LONG_SHARE_FOR_5_KM if race_m <= SHORT_RACE_M else LONG_SHARE_OF_WEEK
