"""What the runner trains for: typed, read back, counted down."""

from datetime import date, timedelta

import msgspec
import pytest

from runcoach.domain.units import DistanceUnit
from runcoach.training.fact_list.listing import list_facts
from runcoach.training.goal import Goal, race_words, time_left
from runcoach.training.goal_form import FIELDS, read_goal, typed_goal
from tests.builders import TODAY, facts_for, some_weeks

MARATHON = Goal(race_m=42_195, race_day=date(2027, 4, 11), target_s=13_500, days_per_week=4, rest_day=0)


def typed(**lines: str) -> dict[str, str]:
    return {field.key: lines.get(field.key, "") for field in FIELDS}


def test_what_is_typed_is_read_and_shown_again() -> None:
    lines = typed(
        race_m="marathon",
        race_day="2027-04-11",
        target_s="3:45:00",
        days_per_week="4",
        rest_day="Monday",
        max_hr_bpm="188",
        threshold_hr_bpm="171",
    )
    goal, wrong = read_goal(lines, TODAY)
    assert wrong == {}
    assert (goal.race_m, goal.race_day, goal.target_s) == (42_195, date(2027, 4, 11), 13_500)
    assert (goal.days_per_week, goal.rest_day) == (4, 0)
    assert (goal.max_hr_bpm, goal.threshold_hr_bpm) == (188, 171)
    assert typed_goal(goal, DistanceUnit.KM) == lines


def test_a_target_of_two_numbers_is_read_as_what_is_possible() -> None:
    for race, words, seconds in (
        ("marathon", "3:59", 14_340),
        ("half", "1:35", 5700),
        ("10 km", "44:30", 2670),
    ):
        goal, wrong = read_goal(typed(race_m=race, race_day="2027-04-11", target_s=words), TODAY)
        assert (goal.target_s, wrong) == (seconds, {})


def test_nothing_typed_is_not_a_goal() -> None:
    assert read_goal(typed(), TODAY) == (Goal(), {})
    assert Goal().is_empty


@pytest.mark.parametrize(
    ("words", "metres"),
    [
        ("5 km", 5000),
        ("10k", 10_000),
        ("Half", 21_097.5),
        ("half marathon", 21_097.5),
        ("MARATHON", 42_195),
        ("50 km", 50_000),
        ("100 mi", 160_934.4),
        ("1500 m", 1500),
        ("21,1 km", 21_100),
    ],
)
def test_a_race_is_a_distance_in_many_words(words: str, metres: float) -> None:
    goal, _ = read_goal(typed(race_m=words, race_day="2027-01-01"), TODAY)
    assert goal.race_m == pytest.approx(metres)


@pytest.mark.parametrize(
    ("key", "words", "says"),
    [
        ("race_m", "Boston", "Such as 10 km"),
        ("race_m", "5 m", "From 400 m"),
        ("race_day", "11.4.2027", "year-month-day"),
        ("race_day", "2026-11-17", "Today or later"),
        ("race_day", "2099-01-01", "within three years"),
        ("target_s", "fast", "hours:minutes:seconds"),
        ("target_s", "3:99:00", "hours:minutes:seconds"),
        ("days_per_week", "8", "from 1 to 7"),
        ("days_per_week", "²", "from 1 to 7"),
        ("rest_day", "someday", "day of the week"),
        ("max_hr_bpm", "400", "from 60 to 240"),
    ],
)
def test_a_line_that_cannot_be_read_says_what_it_may_be(key: str, words: str, says: str) -> None:
    _, wrong = read_goal(typed(**{key: words}), TODAY)
    assert list(wrong) == [key]
    assert says in wrong[key]


def test_what_does_not_fit_together_is_said() -> None:
    assert "race_day" in read_goal(typed(race_m="10 km"), TODAY)[1]
    assert "race_m" in read_goal(typed(race_day="2027-04-11"), TODAY)[1]
    too_fast = typed(race_m="marathon", race_day="2027-04-11", target_s="1:00:00")
    assert "Nobody runs" in read_goal(too_fast, TODAY)[1]["target_s"]
    assert "threshold_hr_bpm" in read_goal(typed(max_hr_bpm="180", threshold_hr_bpm="181"), TODAY)[1]


@pytest.mark.parametrize(
    ("days", "words"),
    [(0, "today"), (1, "in 1 day"), (7, "in 1 week"), (23, "in 3 weeks and 2 days"), (140, "in 20 weeks")],
)
def test_the_time_left_is_given_in_weeks_and_days(days: int, words: str) -> None:
    assert time_left(days) == words


def test_a_race_that_is_over_has_no_days_left() -> None:
    assert MARATHON.days_left(date(2027, 4, 11)) == 0
    assert MARATHON.days_left(date(2027, 4, 12)) is None


def test_a_long_race_has_two_weeks_of_taper_and_a_short_one_has_one() -> None:
    assert MARATHON.is_taper(date(2027, 3, 28)) and not MARATHON.is_taper(date(2027, 3, 27))
    short = Goal(race_m=10_000, race_day=date(2027, 4, 11))
    assert short.is_taper(date(2027, 4, 4)) and not short.is_taper(date(2027, 4, 3))


def test_races_are_named_by_what_they_are() -> None:
    assert race_words(42_195, DistanceUnit.MI) == "marathon"
    assert race_words(50_000, DistanceUnit.KM) == "50 km"


def test_the_goal_is_among_the_facts() -> None:
    facts = facts_for(some_weeks(), goal=MARATHON)
    texts = {fact.id: fact.text for fact in list_facts(facts)}
    assert texts["goal-race"] == "marathon on Sun 11 Apr 2027, in 20 weeks and 4 days"
    assert texts["goal-target"] == "3:45:00, 5:20/km"
    assert texts["goal-days-per-week"] == "4 days a week"
    assert texts["goal-rest-day"] == "Monday"


def test_without_a_goal_there_is_no_fact_about_one() -> None:
    assert not [fact for fact in list_facts(facts_for(some_weeks())) if fact.id.startswith("goal")]


@pytest.mark.parametrize(
    ("typed", "metres"),
    [
        ("half-marathon", 21_097.5),
        ("10000m", 10_000),
        ("5,000 m", 5000),
        ("21,1 km", 21_100),
        ("12.345", 12_345),
    ],
)
def test_a_race_is_read_as_people_write_it(typed: str, metres: float) -> None:
    goal, wrong = read_goal({"race_m": typed, "race_day": "2027-04-11"}, TODAY)
    assert (goal.race_m, wrong) == (metres, {})


@pytest.mark.parametrize("unit", list(DistanceUnit))
def test_a_line_that_nobody_touched_keeps_what_it_was(unit: DistanceUnit) -> None:
    before = Goal(race_m=12_345.0, race_day=TODAY - timedelta(days=3), target_s=3599.0)
    typed = typed_goal(before, unit) | {"days_per_week": "4"}
    goal, wrong = read_goal(typed, TODAY, before, unit)
    assert wrong == {}
    assert goal == msgspec.structs.replace(before, days_per_week=4)
    _, wrong = read_goal(typed | {"race_day": "2026-11-01"}, TODAY, before, unit)
    assert wrong == {"race_day": "Today or later, within three years."}
