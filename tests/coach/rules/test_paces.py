"""No pace is asked for that was not shown."""

import pytest

from runcoach.coach.answer.check import Check
from runcoach.coach.answer.workout import Kind, Step
from runcoach.domain.units import DistanceUnit
from tests.builders import request_for, some_weeks
from tests.coach.rules.checking import after_reps, found, run


@pytest.mark.parametrize(
    ("step", "kind", "detail"),
    [
        (run(6, pace_min_s_per_km=349), "easy", "5:49/km in step 1 is faster than you have shown (6:00/km)"),
        (run(6, pace_max_s_per_km=349), "long", "5:49/km in step 1 is faster than you have shown (6:00/km)"),
        (run(6, duration_s=2000), "easy", "5:33/km in step 1 is faster than you have shown (6:00/km)"),
        (
            run(1, action="warmup", pace_min_s_per_km=340),
            "tempo",
            "5:40/km in step 1 is faster than you have shown (6:00/km)",
        ),
        (run(5, pace_min_s_per_km=293), "tempo", "4:53/km in step 1 is faster than you have shown (5:00/km)"),
        (
            run(0.4, repeat=8, pace_min_s_per_km=234),
            "intervals",
            "3:54/km in step 1 is faster than you have shown (4:00/km)",
        ),
        (
            run(0.1, action="strides", repeat=4, pace_min_s_per_km=210),
            "easy",
            "3:30/km in step 1 is faster than you have shown (3:36/km)",
        ),
    ],
)
def test_no_pace_is_faster_than_was_shown_for_its_kind(step: Step, kind: Kind, detail: str) -> None:
    check = found("paces", step, asked=after_reps(), kind=kind)
    assert check and (check.ok, check.detail) == (False, detail)


@pytest.mark.parametrize(
    ("step", "kind"),
    [
        (run(6, pace_min_s_per_km=350), "easy"),
        (run(6, duration_s=2160), "easy"),
        (run(5, pace_min_s_per_km=294), "tempo"),
        (run(0.4, repeat=8, pace_min_s_per_km=236), "intervals"),
        (run(0.1, action="strides", repeat=4, pace_min_s_per_km=217), "easy"),
        (run(6), "easy"),
    ],
)
def test_a_pace_that_was_shown_may_be_asked_for(step: Step, kind: Kind) -> None:
    asked = after_reps()
    rows = asked.facts.paces.easy_rows[:5]
    assert rows
    assert found("paces", step, asked=asked, kind=kind) == Check(
        "paces", True, "No pace is faster than you have shown", rows=rows
    )


@pytest.mark.parametrize(
    ("step", "kind", "words"),
    [
        (run(3, pace_max_s_per_km=400), "easy", "easy running"),
        (run(3, pace_max_s_per_km=400), "tempo", "steady running"),
        (run(0.4, repeat=4, pace_max_s_per_km=400), "intervals", "reps"),
    ],
)
def test_a_runner_who_has_shown_no_pace_is_given_none(step: Step, kind: Kind, words: str) -> None:
    check = found("paces", step, asked=request_for("steve"), kind=kind)
    assert check == Check("paces", False, f"Step 1 has a pace, but you have not shown one for {words}")


def test_paces_are_given_in_the_runner_s_unit() -> None:
    asked = request_for("pete", some_weeks(), unit=DistanceUnit.MI)
    check = found("paces", run(3, pace_min_s_per_km=330), asked=asked)
    assert check and check.detail == "8:51/mi in step 1 is faster than you have shown (9:39/mi)"


def test_a_pace_counts_for_the_distance_that_it_was_shown_over() -> None:
    """5:00/km over 5 km and reps of 400 m at 4:00/km are worth this much over longer ones."""
    asked = after_reps()
    for step, kind, best in (
        (run(10, pace_min_s_per_km=300), "tempo", "5:13/km"),
        (run(4, repeat=2, pace_min_s_per_km=240), "intervals", "4:36/km"),
    ):
        check = found("paces", step, asked=asked, kind=kind)  # type: ignore[arg-type]
        assert check and not check.ok and f"than you have shown ({best})" in check.detail
        assert check.source.startswith("Riegel 1981")
