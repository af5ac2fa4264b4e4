"""The facts of a day: what code knows before a coach says a word, with what is missing left missing."""

from datetime import timedelta

from runcoach.domain.units import DistanceUnit
from runcoach.training.fact_list.fact import Fact
from runcoach.training.fact_list.listing import list_facts
from runcoach.training.facts import gather
from runcoach.training.readiness import Verdict
from tests.builders import (
    TODAY,
    a_night,
    a_run,
    an_interval_set,
    facts_for,
    some_weeks,
    usual_nights,
)


def by_id(facts: tuple[Fact, ...]) -> dict[str, Fact]:
    found = {fact.id: fact for fact in facts}
    assert len(found) == len(facts), "two facts share an id"
    return found


def test_the_day_is_today_until_a_run_is_recorded_today() -> None:
    assert facts_for(some_weeks()).day == TODAY
    after = facts_for([a_run(0, 5), *some_weeks()])
    assert after.day == TODAY + timedelta(days=1)
    assert after.is_tomorrow


def test_a_day_can_be_asked_for() -> None:
    facts = facts_for([a_run(0, 5.59), *some_weeks()], day=TODAY)
    assert not facts.is_tomorrow
    assert facts.day_so_far_m == 5_590


def test_the_week_before_the_day_starts_on_monday_and_leaves_the_day_out() -> None:
    runs = [a_run(0, 5), a_run(1, 6), a_run(2, 7), a_run(3, 20)]
    assert facts_for(runs, day=TODAY).before_day_m == 13_000
    assert facts_for(runs).before_day_m == 18_000


def test_on_sunday_night_the_week_ahead_is_empty() -> None:
    sunday = TODAY + timedelta(days=4)
    facts = facts_for([a_run(0, 16, today=sunday)], today=sunday)
    assert (facts.day.weekday(), facts.before_day_m) == (0, 0)


def test_the_longest_run_is_that_of_the_last_thirty_days() -> None:
    facts = facts_for([a_run(31, 30), a_run(30, 12), a_run(1, 8)])
    assert facts.longest is not None
    assert facts.longest.distance_m == 12_000
    assert facts.runs_30_days == 2


def test_a_run_without_a_distance_is_not_the_longest() -> None:
    assert facts_for([a_run(1, None)]).longest is None
    found = facts_for([a_run(1, None), a_run(2, 3)]).longest
    assert found is not None
    assert found.distance_m == 3_000


def test_days_since_count_to_the_day_of_the_workout() -> None:
    runs = [a_run(1, 8), a_run(3, 8, run_id="reps")]
    facts = facts_for(runs, intervals={"reps": an_interval_set()})
    assert (facts.days_since_run, facts.days_since_hard) == (1, 3)
    assert facts_for([]).days_since_run is None
    assert facts_for([]).days_since_hard is None


def test_days_in_a_row_end_the_day_before_the_workout() -> None:
    assert facts_for([a_run(n) for n in (1, 2, 3, 5)]).days_in_a_row == 3
    assert facts_for([a_run(n) for n in (2, 3)]).days_in_a_row == 0
    assert facts_for([a_run(n) for n in (0, 1)]).days_in_a_row == 2
    assert facts_for([a_run(1), a_run(1, hour=18)]).days_in_a_row == 1


def test_runs_after_today_are_not_known_yet() -> None:
    assert facts_for([a_run(-1, 50)]) == facts_for([])


def test_the_usual_easy_run_is_one_that_was_run() -> None:
    assert facts_for([a_run(n, km) for n, km in ((1, 6), (2, 8), (3, 10))]).usual_easy_m == 8_000


def test_only_the_intervals_of_the_last_ninety_days_count() -> None:
    intervals = {"new": an_interval_set(), "old": an_interval_set(200)}
    runs = [a_run(5, run_id="new"), a_run(91, run_id="old")]
    facts = facts_for(runs, intervals=intervals)
    assert list(facts.intervals) == ["new"]
    assert facts.paces.reps == 240


def test_what_is_not_known_is_listed_as_missing() -> None:
    facts = by_id(list_facts(gather([], {}, [], TODAY, DistanceUnit.KM)))
    for name in ("longest-30-days", "usual-easy", "easy-pace", "rep-pace", "resting-hr", "hrv", "sleep"):
        assert facts[name].value is None
        assert "recorded" in facts[name].text
    assert facts["days-since-hard"].text == "no hard day in 90 days"
    assert facts["readiness"].text == "unknown"


def test_facts_have_values_units_and_the_rows_behind_them() -> None:
    runs = [a_run(2, 8, run_id="reps", name="Secret park"), *some_weeks(8)]
    night = a_night(resting=56)
    facts = by_id(
        list_facts(
            facts_for(
                runs,
                intervals={"reps": an_interval_set()},
                nights=[night, *usual_nights()],
                unit=DistanceUnit.MI,
            )
        )
    )
    run = facts["run-reps"]
    assert (run.value, run.unit, run.rows) == (8_000, "m", ("reps",))
    assert run.text == (
        "intervals, 4.97 mi, 48:00, 9:39/mi, 140 bpm, 8×400 m @ 6:26/mi, 90 s jog, fade +2.0 %, HR 165-176"
    )
    assert facts["days-since-hard"].value == 2
    assert facts["days-since-hard"].rows[0] == "reps"
    assert facts["easy-pace"].text == "9:39/mi"
    assert facts["easy-pace"].rows
    assert facts["resting-hr"].text == "56 bpm, usually 50"
    assert facts["readiness"].text.startswith(f"{Verdict.AMBER}: resting heart rate")
    assert facts["week-2026-W47"].label == "Week W47"


def test_only_the_runs_of_the_last_seven_days_are_listed() -> None:
    listed = [
        fact.id for fact in list_facts(facts_for([a_run(n) for n in range(1, 10)])) if "run-" in fact.id
    ]
    assert len([name for name in listed if name.startswith("run-")]) == 6
