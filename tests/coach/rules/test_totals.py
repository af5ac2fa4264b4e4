"""Distance, time, pace, notes and headline agree."""

import pytest

from runcoach.coach.answer.check import Check
from runcoach.coach.answer.workout import Step
from tests.coach.rules.checking import (
    found,
    jack_after,
    run,
)


@pytest.mark.parametrize(
    ("steps", "headline", "detail"),
    [
        (
            [run(6, pace_min_s_per_km=410, pace_max_s_per_km=400)],
            "Today",
            "The fast end of step 1 is slower than its slow end",
        ),
        (
            [run(6, duration_s=2400, pace_min_s_per_km=370)],
            "Today",
            "Distance, time and pace of step 1 do not agree",
        ),
        (
            [run(1), run(5, duration_s=2300, pace_min_s_per_km=370, pace_max_s_per_km=400)],
            "Today",
            "Distance, time and pace of step 2 do not agree",
        ),
        ([run(8)], "20 km of glory", "The headline says 20 km, but the steps do not"),
        (
            [run(8)],
            "Twenty easy kilometres",
            "The headline says Twenty easy kilometres, but the steps do not",
        ),
        ([run(8)], "8 miles", "The headline says 8 miles, but the steps do not"),
        ([run(0.4, repeat=8)], "8x800 m", "The headline says 800 m, but the steps do not"),
        ([run(8)], "25 Kilometer", "The headline says 25 Kilometer, but the steps do not"),
        ([run(8)], "2 h 30 min of joy", "The headline says 2 h 30, but the steps do not"),
        ([run(8)], "99 minutes", "The headline says 99 minutes, but the steps do not"),
        (
            [run(8, note="then keep running for 3 hours")],
            "Today",
            "The note of step 1 says 3 hours, but the steps do not",
        ),
        (
            [run(8, note="danach 24 Kilometer")],
            "Today",
            "The note of step 1 says 24 Kilometer, but the steps do not",
        ),
        ([run(8, note="Do it all again.")], "Today", "The note of step 1 asks for more than the step"),
        ([run(8, note="repeat this three times")], "Today", "The note of step 1 asks for more than the step"),
        (
            [run(2), run(0.3, repeat=6, recovery_s=150, note="jog between")],
            "Today",
            "The jogs of step 2 have no distance, so no total counts them",
        ),
        (
            [Step(action="walk", duration_s=1800, note="jog or run it")],
            "Today",
            "The note of step 1 asks for more than a walk",
        ),
    ],
)
def test_distance_time_pace_and_headline_must_agree(steps: list[Step], headline: str, detail: str) -> None:
    assert found("totals", *steps, headline=headline) == Check("totals", False, detail)


@pytest.mark.parametrize(
    ("steps", "headline", "words"),
    [
        ([run(6, pace_min_s_per_km=400, pace_max_s_per_km=394)], "6 km", "6.0 km"),
        ([run(6, duration_s=2350, pace_min_s_per_km=370, pace_max_s_per_km=384)], "Easy", "6.0 km"),
        ([run(2), run(0.4, repeat=8), run(1)], "8×400 m, 6.2 km in all", "6.2 km"),
        ([run(2), run(0.4, repeat=8), run(1)], "3.2 km of speed", "6.2 km"),
        ([run(6)], "Six easy kilometres", "6.0 km"),
        ([run(6)], "Not 7, not 5", "6.0 km"),
        ([run(6)], "30 minutes of rain", "6.0 km"),
        ([run(6, note="Rest 48 hours before the next hard day.")], "Today", "6.0 km"),
        ([run(6, note="Never do it twice.")], "Today", "6.0 km"),
        ([run(6, note="Finish as if you could do it again.")], "Today", "6.0 km"),
        ([run(6, note="As easy as your last 8 km run.")], "Today", "6.0 km"),
        ([run(2), run(0.5, repeat=8, recovery_s=75, note="jog recovery")], "Today", "6.0 km"),
        ([run(6)], "Sub-4 h marathon: an easy day", "6.0 km"),
        ([run(6)], "48 hours to recover", "6.0 km"),
        ([run(6, note="Not at 10 km pace, nor at 15k race pace.")], "Today", "6.0 km"),
        ([run(2), run(0.5, repeat=8, recovery_s=90, note="walk between")], "5 km pace", "6.0 km"),
        ([run(6), Step(action="walk", duration_s=600, note="Do not run.")], "Today", "6.0 km"),
    ],
)
def test_a_headline_may_name_the_day_or_a_step(steps: list[Step], headline: str, words: str) -> None:
    check = found("totals", *steps, headline=headline)
    assert check == Check("totals", True, f"The steps add up to {words}")


def test_a_headline_may_name_the_whole_day_of_a_runner_who_has_run() -> None:
    check = found("totals", run(2.41), asked=jack_after(5.59), headline="2.41 km to make it 8 km")
    assert check and check.ok
