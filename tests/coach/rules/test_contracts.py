"""The three contracts, broken and kept; generated runners are in test_histories."""

import msgspec
import pytest

from runcoach.coach.answer.check import Check
from runcoach.coach.answer.workout import Kind, Step
from runcoach.coach.said import CheckIn
from runcoach.domain.units import DistanceUnit
from tests.builders import limits_after, request_for, some_weeks
from tests.coach.rules.checking import BLOCK, MILE, found, jack_after, lift, plain_request, run


@pytest.mark.parametrize(
    ("steps", "kind", "detail"),
    [
        ([run(6, rpe=5)], "easy", "Step 1 is not easy, and Pete gives only easy running"),
        (
            [run(1), run(5, pace_min_s_per_km=356)],
            "easy",
            "Step 2 is not easy, and Pete gives only easy running",
        ),
        ([run(6, duration_s=2100)], "easy", "Step 1 is not easy, and Pete gives only easy running"),
        ([run(1, repeat=4, rpe=3)], "easy", "It has reps, and Pete gives only easy running"),
        ([run(6)], "tempo", "Pete gives only easy running, not tempo"),
        ([run(6)], "race", "Pete gives only easy running, not race"),
    ],
)
def test_pete_knows_only_easy_running(steps: list[Step], kind: Kind, detail: str) -> None:
    assert found("easy-only", *steps, asked=plain_request("pete"), kind=kind) == Check(
        "easy-only", False, detail
    )


@pytest.mark.parametrize(
    ("steps", "kind"),
    [
        ([run(6, rpe=4, pace_min_s_per_km=357)], "easy"),
        ([run(6)], "long"),
        ([lift("Squat", rpe=8)], "strength"),
        ([], "rest"),
    ],
)
def test_pete_keeps_to_easy_running(steps: list[Step], kind: Kind) -> None:
    check = found("easy-only", *steps, asked=plain_request("pete"), kind=kind)
    assert check == Check("easy-only", True, "All of it is easy")


def test_only_the_coaches_with_a_contract_are_held_to_it() -> None:
    for rule in ("easy-only", "even-distance"):
        assert found(rule, run(6), asked=plain_request("steve")) is None
    assert found("strength-block", run(6), asked=plain_request("pete")) is None


@pytest.mark.parametrize(
    ("steps", "detail"),
    [
        ([], "0 strength exercises (at least 3)"),
        (BLOCK[:2], "2 strength exercises (at least 3)"),
        ([lift("Squat")] * 3, "1 strength exercise (at least 3)"),
        ([lift("Squat"), lift("squat "), lift("SQUAT")], "1 strength exercise (at least 3)"),
        ([lift(name, None) for name in ("Squat", "Plank", "Lunge")], "0 strength exercises (at least 3)"),
        ([lift(None), lift(""), lift(" ")], "0 strength exercises (at least 3)"),
    ],
)
def test_steve_s_block_has_three_exercises_with_sets(steps: list[Step], detail: str) -> None:
    assert found("strength-block", run(6), *steps) == Check("strength-block", False, detail)


def test_steve_s_block_counts_on_a_rest_day_too() -> None:
    check = found("strength-block", *BLOCK, kind="rest")
    assert check == Check("strength-block", True, "3 strength exercises (at least 3)")


@pytest.mark.parametrize(
    ("km", "ok", "detail"),
    [
        (8.0, True, "The day comes to 8.00 km"),
        (8.004, True, "The day comes to 8.00 km"),
        (7.995, True, "The day comes to 8.00 km"),
        (8.006, False, "The day comes to 8.01 km, which is not even"),
        (7.0, False, "The day comes to 7.00 km, which is not even"),
        (7.98, False, "The day comes to 7.98 km, which is not even"),
    ],
)
def test_jack_s_day_is_even(km: float, ok: bool, detail: str) -> None:
    check = found("even-distance", run(km), asked=plain_request("jack"))
    assert check == Check("even-distance", ok, detail)


def test_nothing_is_even_too() -> None:
    check = found("even-distance", asked=plain_request("jack"), kind="rest")
    assert check == Check("even-distance", True, "The day comes to 0.00 km")


def test_what_was_run_already_counts_for_jack() -> None:
    asked = jack_after(5.59)
    assert found("even-distance", run(2.41), asked=asked) == Check(
        "even-distance", True, "The day comes to 8.00 km"
    )
    assert found("even-distance", run(2), asked=asked) == Check(
        "even-distance", False, "The day comes to 7.59 km, which is not even"
    )
    check = found("even-distance", asked=asked, kind="rest")
    assert check and not check.ok, "0.41 km would make it even"


def test_a_day_that_cannot_be_made_even_stays_as_it_is() -> None:
    asked = jack_after(0.5)
    asked = msgspec.structs.replace(asked, limits=limits_after(asked.facts, CheckIn(minutes=5)))
    assert found("even-distance", asked=asked, kind="rest") == Check(
        "even-distance", True, "The day comes to 0.50 km"
    )
    check = found("even-distance", run(0.4), asked=asked)
    assert check and not check.ok, "running on without reaching an even day is no use"


def test_miles_are_even_in_miles() -> None:
    asked = request_for("jack", some_weeks(), unit=DistanceUnit.MI)
    assert found("even-distance", run(4 * MILE / 1000), asked=asked) == Check(
        "even-distance", True, "The day comes to 4.00 mi"
    )
    assert found("even-distance", run(8), asked=asked) == Check(
        "even-distance", False, "The day comes to 4.97 mi, which is not even"
    )
