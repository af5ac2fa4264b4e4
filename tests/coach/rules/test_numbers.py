"""Numbers in the prose: what is traced, what is marked, and what a number with a unit must match.

The runner has run 8, 8 and 6 km this last week (30 km in an average week) at 6:00/km and 140 bpm, may run
8.8 km, and is given 6 km at 6:10-6:40/km.
"""

from datetime import timedelta

import msgspec
import pytest

from runcoach.coach.answer.draft import Draft
from runcoach.coach.answer.workout import Step, Workout
from runcoach.coach.offline.coach import prescribe
from runcoach.coach.prose.marking import MARK, marked, marked_draft
from runcoach.coach.prose.quantities import quantities
from runcoach.coach.request import Request, Turn
from runcoach.coach.rules.judging import all_checks
from runcoach.coach.rules.text.numbers import untraced
from runcoach.coach.said import CheckIn
from runcoach.domain.units import DistanceUnit
from runcoach.training.goal import Goal
from tests.builders import (
    TODAY,
    a_bad_night,
    a_night,
    a_run,
    an_interval_set,
    request_for,
    said_in,
    some_weeks,
    usual_nights,
)

REQUEST = request_for(runs=some_weeks())
EASY = Step(
    action="run", distance_m=6000, pace_min_s_per_km=370, pace_max_s_per_km=400, rpe=3, hr_max_bpm=145
)
WORKOUT = Workout(headline="Easy run", kind="easy", steps=(EASY,))


LARGE = ["a hundred kilometres", "two dozen km", "a dozen easy miles", "a thousand km"]


def strange(why: str, request: Request = REQUEST, *steps: Step) -> list[str]:
    """What is marked in this prose."""
    workout = msgspec.structs.replace(WORKOUT, why=why, steps=steps or WORKOUT.steps)
    return untraced(request, workout)


@pytest.mark.parametrize(
    "why",
    [
        "Run 6 km.",
        "Run 6km.",
        "Run **6** km, *6.0* kilometres, 6000 m or 6,000 m.",
        "Lauf 6,0 km, also 6.000 m.",
        "６キロ走ろう",
        "٦ كم",
        "Six kilometres, six easy kilometres, a six-kilometre run.",
        "That is 3.7 miles.",
        "Keep to 6:10-6:40/km.",
        "Between 6:10 and 6:40 per km.",
        "About 6:10 min/km, or 370 s/km, or 6'10/km.",
        "It takes 37 to 40 minutes, 37–40 min.",
        "Your easy pace is 6:00/km, and your heart rate was 140.",
        "You ran 48:00 on Monday, 16 Nov 2026 (2026-11-16, 16.11.2026).",
        "An average week is 30 km, and this one stands at 8.0 km; it comes to 14 km.",
        "Your limit is 8.8 km, 110 % of your longest run. Your limit for one run: 8.8 km.",
        "That leaves 2.8 km below the limit.",
        "HR 145 at most, at RPE 3.",
        "Leave 48 hours between hard days; you run 7 days from now.",
        "Two reasons, 3 things, and 1 kilometre at a time.",
        "1. Warm up\n2. Run\n12. Rest",
        "Zone Z2, whatever your VO2max.",
        "2026 is a good year.",
    ],
)
def test_numbers_of_the_facts_the_limits_and_the_workout_are_traced(why: str) -> None:
    assert strange(why) == []


@pytest.mark.parametrize(
    ("why", "marks"),
    [
        ("Run 12 km.", ["12 km"]),
        ("Run 12km, no, 12,1 km.", ["12km", "12,1 km"]),
        ("**12** km!", ["12 km"]),
        ("12.000 m or 12,000 m or 12 000 m", ["12.000 m", "12,000 m", "12 000 m"]),
        ("2 km", ["2 km"]),
        ("twelve kilometres, twenty-two easy minutes", ["twelve kilometres", "twenty-two easy minutes"]),
        ("four hundred metres", ["four hundred metres"]),
        ("2½ km and .7 km", ["2½ km", ".7 km"]),
        ("12 キロ", ["12 キロ"]),
        ("١٢ كم", ["١٢ كم"]),
        ("A 10K race", ["10K"]),
        ("7.5 miles", ["7.5 miles"]),
        ("Run it at 4:30/km.", ["4:30/km"]),
        ("5:10-5:20/km", ["5:10", "5:20/km"]),
        ("4:30 min per km, 4.5 min/km", ["4:30 min per km", "4.5 min/km"]),
        ("10 km/h", ["10 km/h"]),
        ("Run for 95 minutes.", ["95 minutes"]),
        ("1 h 20 min, 1h20 or 1:20 h", ["1 h 20", "1h20", "1:20 h"]),
        ("5 min 45 s", ["5 min 45"]),
        ("52:17", ["52:17"]),
        ("80 % of it", ["80 %"]),
        ("Your resting heart rate is 51.", ["51"]),
        ("Stay at 171 bpm, HR 150-160, HR190.", ["171 bpm", "150", "160", "190"]),
        ("Your HRV was 71.", ["71"]),
        ("VO2max 54", ["54"]),
        ("TRIMP 80, RPE 9", ["80", "9"]),
        ("180 spm, 70 kg, 450 kcal, 12 °C", ["180 spm", "70 kg", "450 kcal", "12 °C"]),
        ("800 mg, 7 beers, 6 g of salt, 5 gels", ["800 mg", "7 beers", "6 g", "5 gels"]),
        ("In 1972 they ran more.", ["1972"]),
        ("You ran on 3 March, Mar 3, 2026-03-03 and 3.3.2026.", ["3", "2026-03-03", "3.3.2026"]),
        ("2019-11-16", ["2019-11-16"]),
        ("You have done 57 of these.", ["57"]),
        ("21 days in a row, 27 runs this month", ["21 days", "27 runs"]),
        ("17 weeks and 29 sessions", ["17 weeks", "29 sessions"]),
        ("Your 27th run: 30 runs, 48 sessions, 17 days.", ["27", "30 runs", "48 sessions", "17 days"]),
        ("You ran 16 times, your last run was 19 days ago.", ["16 times", "19 days ago"]),
        ("You are 29.", ["29"]),
        ("a hundred kilometres, two dozen km, a dozen easy miles, a thousand km", LARGE),
        ("an eleven kilometre run", ["eleven kilometre"]),
        ("Your 3:50 marathon", ["3:50"]),
        ("8x1200 m", ["1200 m"]),
        ("17-18 km", ["17 km", "18 km"]),
        ("Only 3 %, or 2 s, or RPE 2.", ["3 %", "2 s", "2"]),
    ],
)
def test_invented_numbers_of_every_kind_are_marked(why: str, marks: list[str]) -> None:
    assert strange(why) == marks


@pytest.mark.parametrize(
    ("step", "why"),
    [
        (Step(action="run", duration_s=720), "Run 12 km."),
        (Step(action="strength", exercise="Squat", repeat=3, reps=12), "Run 12 km."),
        (Step(action="run", distance_m=6000, rpe=4), "Run for 4 h."),
        (Step(action="run", distance_m=6000, hr_max_bpm=150), "Run 150 min."),
        (Step(action="strength", exercise="Plank", repeat=3, duration_s=45), "45 % of it, 45 bpm, 45 ms."),
        (Step(action="run", duration_s=395), "Hold 6:35/km."),
    ],
)
def test_a_number_with_a_unit_must_match_what_is_measured_in_that_unit(step: Step, why: str) -> None:
    assert strange(why, REQUEST, step)


def test_what_is_called_a_limit_must_be_one() -> None:
    for why in ("Your limit today is 30 km.", "Limit: 30 km", "Your limit is now **30** km!"):
        assert strange(why) == ["30 km"], "30 km is an average week, and no limit"
    assert strange("An average week is 30 km.") == []


def test_what_the_runner_said_may_be_repeated_but_is_not_a_limit() -> None:
    said = said_in(CheckIn(note="I want 50 km, ignore my limits"), ["or 90 km?"])
    request = msgspec.structs.replace(REQUEST, said=said)
    assert strange("You want 50 km, or 90 km.", request) == []
    assert strange("Your limit is 50 km.", request) == ["50 km"]


def test_numbers_that_a_coach_said_before_are_not_known() -> None:
    request = msgspec.structs.replace(REQUEST, turns=(Turn(False, "Your HRV was 71, run 19 km"),))
    assert strange("HRV 71, 19 km", request) == ["71", "19 km"]


def test_a_night_s_numbers_are_known_when_there_was_one() -> None:
    request = request_for(runs=some_weeks(), nights=[*usual_nights(), a_night()])
    prose = "Resting heart rate 50, HRV 60 ms (usually 60), 7.5 h of sleep."
    assert strange(prose, request) == []
    assert strange(prose) == ["50", "60 ms", "60", "7.5 h"]


def test_reps_that_were_run_may_be_mentioned() -> None:
    run = a_run(2, 9, run_id="reps")
    request = request_for("steve", [*some_weeks(), run], intervals={"reps": an_interval_set()})
    assert strange("You ran 8×400 m at 4:00/km, 90 s jog, HR 165-176.", request) == []
    assert strange("You ran 8×400 m at 3:40/km.", request) == ["3:40/km"]


def test_a_runner_in_miles_gets_miles() -> None:
    request = request_for("jack", some_weeks(), unit=DistanceUnit.MI)
    step = Step(action="run", distance_m=4 * 1609.344)
    assert strange("Run 4 miles, not 3, not 5.", request, step) == []
    assert strange("Run 4 km.", request, step) == ["4 km"]


def test_numbers_in_the_headline_the_question_and_the_notes_count_too() -> None:
    workout = msgspec.structs.replace(
        WORKOUT,
        headline="99 minutes",
        follow_up="Why not 77 km?",
        steps=(msgspec.structs.replace(EASY, note="then 15 km more"),),
    )
    assert untraced(REQUEST, workout) == ["99 minutes", "77 km", "15 km"]
    draft = marked_draft(Draft.of(workout), untraced(REQUEST, workout))
    assert draft.headline == f"99{MARK} minutes"
    assert draft.follow_up == f"Why not 77{MARK} km?"
    assert draft.steps[0].note == f"then 15{MARK} km more"


def test_how_an_exercise_is_done_is_the_workout_s_own() -> None:
    squat = Step(action="strength", exercise="Squat", repeat=3, reps=8, note="12 kg, 4 s down, 20 % less")
    assert strange("", REQUEST, squat) == []
    assert strange("", REQUEST, msgspec.structs.replace(squat, note="then run 19 km")) == ["19 km"]


@pytest.mark.parametrize(
    ("prose", "shown"),
    [
        ("Run 12 km or 6 km.", f"Run 12{MARK} km or 6 km."),
        ("**12** km", f"**12{MARK}** km"),
        ("12.", f"12{MARK}."),
        ("12. Run 12 km", f"12. Run 12{MARK} km"),
        ("12 minutes is not 12 km", f"12 minutes is not 12{MARK} km"),
        ("twelve kilometres", f"twelve{MARK} kilometres"),
        ("Nothing.", "Nothing."),
    ],
)
def test_the_mark_is_behind_the_number_that_is_not_known(prose: str, shown: str) -> None:
    assert marked(prose, ["12 km", "12", "twelve kilometres"]) == shown


def test_an_answer_with_nothing_strange_stays_as_it_is() -> None:
    draft = Draft.of(WORKOUT)
    assert marked_draft(draft, untraced(REQUEST, WORKOUT)) is draft


def test_plain_text_is_marked_as_well() -> None:
    plain = Draft(why="Run 99 km", structured=False)
    (check,) = all_checks(REQUEST, plain)
    assert marked_draft(plain, check.marked).why == f"Run 99{MARK} km"


FIFTEEN_WEEKS = Goal(
    race_m=42_195, race_day=TODAY + timedelta(days=105), target_s=3 * 3600 + 45 * 60, days_per_week=4
)
HONEST = [
    "You ran 8 km on Monday and 8 km on Saturday, both at 6:00/km and 140 bpm. That is "
    "exactly the kind of easy running that builds your base, so today is more of the same: 6 "
    "km at 6:10-6:40/km.",
    "With 15 weeks to go until your marathon, there is no hurry. You have averaged 30 km "
    "over 4 runs a week, and your longest run in the last 30 days is 8 km.",
    "Your target of 3:45:00 means 5:20/km on race day. A 3:45 marathon is built on easy "
    "kilometres, so keep your heart rate below 145 bpm today.",
    "Last week you covered 30.0 km in 4 runs. This week stands at 8.0 km, and after today it is 14 km.",
    "You have run 17 times in the last 30 days, and 4 days a week on average. Stay at RPE 3 throughout.",
    "Your last run was 2 days ago (Mon 16 Nov), so you should feel fresh. Leave at least 48 "
    "hours before anything hard.",
    "Since Monday the 16th you have rested. On Saturday 14 November you ran 48 minutes; "
    "today takes about 37-40.",
    "On Thursday, November 12, you ran 6 km in 36:00; on November 14 and 16 it was 8 km each.",
    "Your limit today is 8.8 km (110 % of your longest run in 30 days), and 6 km leaves 2.8 "
    "km of room. One more week like this, then we can talk about 2 or 3 faster efforts.",
    "There are 105 days until race day. Over the last 12 weeks you built up from nothing to "
    "30 km a week; 7 days of patience now are worth it. Run 4 times a week.",
    "Am 16. November und am 14. und 16. Nov. bist du 8,0 km gelaufen, im Schnitt 30,0 km pro "
    "Woche an 4 Tagen.",
    "Le 14 novembre et le 16 novembre, vous avez couru 8 km. El 14 de noviembre corriste 8 "
    "km. 11月16日に8 km。",
]


@pytest.mark.parametrize(
    "why",
    [
        "Mon 9, Fri 13, Tuesday 10, Tuesday the 10th",
        "on the 9th, since the 13th, by the 20th",
        "9 Nov, 9th of November, Nov 9, November 9th, 9 and 13 November, 9, 11 and 13 Nov, Nov 9 and 13",
        "9-13 November, 9. November, am 9. und 13. Nov.",
        "9 novembre, 9 de noviembre, 9. Dezember, 1er décembre, 11月9日, 9 december",
    ],
)
def test_a_day_of_the_month_is_not_a_claim(why: str) -> None:
    assert strange(why) == []


@pytest.mark.parametrize("why", HONEST)
def test_honest_prose_of_a_model_is_not_marked(why: str) -> None:
    assert strange(why, request_for(runs=some_weeks(), goal=FIFTEEN_WEEKS)) == []


def test_days_and_runs_that_were_counted_may_be_mentioned() -> None:
    request = request_for(runs=[a_run(ago, 8) for ago in range(1, 6)])
    assert strange("That is 5 days in a row, 5 runs, the last one 1 day ago.", request) == []
    assert strange("That is 93 days in a row, 97 runs.", request) == ["93 days", "97 runs"]


def test_a_number_in_the_name_of_an_exercise_is_marked_where_it_is_listed() -> None:
    walk = Step(action="walk", duration_s=600, exercise="Walk 15 km")
    workout = msgspec.structs.replace(WORKOUT, steps=(EASY, walk))
    assert untraced(REQUEST, workout) == ["15 km"]
    assert marked_draft(Draft.of(workout), ["15 km"]).steps[1].exercise == f"Walk 15{MARK} km"


def test_the_last_run_may_be_mentioned_even_when_it_was_two_weeks_ago() -> None:
    request = request_for("steve", [a_run(14, 3.3)])
    assert strange("Your last run was 3.3 km 14 days ago.", request) == []


@pytest.mark.parametrize("persona_id", ["pete", "steve", "jack"])
def test_the_offline_coach_is_not_marked_after_bad_nights_and_reps(persona_id: str) -> None:
    runs = [*some_weeks(), a_run(1, 9, run_id="reps")]
    for nights in ([*usual_nights(), a_bad_night()], [*usual_nights(), a_night()]):
        request = request_for(persona_id, runs, intervals={"reps": an_interval_set()}, nights=nights)
        assert untraced(request, prescribe(request)) == []


def test_a_very_long_prose_is_read_in_one_pass() -> None:
    """Twice the prose is about twice the work: nothing looks back further than a line."""
    assert len(quantities("12 km, " * 5000)) == 5000
    assert len(quantities("1" * 50_000)) == 1
    assert len(quantities("1,111" * 10_000)) > 0


def test_a_distance_to_run_is_the_workout_s_or_a_limit_and_not_last_week_s() -> None:
    assert strange("Run 6 km, at most 8.8 km. You ran 8 km. An average week is 30 km.") == []
    assert strange("Run 30 km.") == ["30 km"]
    assert strange("Just go out and run about 30 kilometres easy.") == ["30 kilometres"]
    assert strange("You run 30 km in an average week.") == []
