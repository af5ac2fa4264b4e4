"""Readiness weighs last night against the runner's own nights, and says so when it cannot."""

import pytest

from runcoach.domain.nights import Night
from runcoach.training.readiness import Readiness, Verdict, readiness
from tests.builders import TODAY, a_bad_night, a_night, usual_nights


def judged(last: Night | None, before: list[Night] | None = None) -> Readiness:
    nights = usual_nights() if before is None else before
    return readiness([*([last] if last else []), *nights], TODAY)


def test_a_night_like_the_others_is_green() -> None:
    found = judged(a_night())
    assert (found.verdict, found.signs) == (Verdict.GREEN, ())
    assert (found.usual_resting_hr_bpm, found.usual_hrv_ms) == (50, 60)


@pytest.mark.parametrize(
    ("night", "sign"),
    [
        (a_night(resting=55), "resting heart rate 55 bpm, usually 50"),
        (a_night(hrv=50), "HRV 50 ms, below 51"),
        (a_night(hrv=57, hrv_low=58), "HRV 57 ms, below 58"),
        (a_night(sleep_h=5.4), "5.4 h of sleep"),
    ],
)
def test_one_sign_is_amber_and_says_what_it_is(night: Night, sign: str) -> None:
    found = judged(night)
    assert (found.verdict, found.signs) == (Verdict.AMBER, (sign,))


@pytest.mark.parametrize("night", [a_night(resting=54), a_night(hrv=51), a_night(sleep_h=5.5)])
def test_just_short_of_a_sign_is_none(night: Night) -> None:
    assert judged(night).verdict is Verdict.GREEN


def test_the_watchs_own_hrv_baseline_comes_before_ours() -> None:
    assert judged(a_night(hrv=45, hrv_low=40)).verdict is Verdict.GREEN


def test_two_signs_or_three_are_red() -> None:
    assert judged(a_night(resting=60, sleep_h=4)).verdict is Verdict.RED
    found = judged(a_bad_night())
    assert found.verdict is Verdict.RED
    assert len(found.signs) == 3


@pytest.mark.parametrize("last", [None, a_night(resting=None, hrv=None, sleep_h=None)])
def test_a_night_that_was_not_recorded_is_unknown(last: Night | None) -> None:
    assert judged(last).verdict is Verdict.UNKNOWN


def test_fewer_than_seven_nights_are_not_a_baseline() -> None:
    found = judged(a_night(resting=70, hrv=20, sleep_h=None), usual_nights(6))
    assert found.verdict is Verdict.UNKNOWN
    assert found.usual_resting_hr_bpm is None


def test_sleep_needs_no_baseline() -> None:
    assert judged(a_night(sleep_h=4), []).verdict is Verdict.AMBER


def test_old_nights_and_other_mornings_do_not_count() -> None:
    old = [a_night(ago, resting=40) for ago in range(29, 60)]
    assert judged(a_night(), old).usual_resting_hr_bpm is None
    assert judged(None, [a_night(1, resting=90, sleep_h=2), *usual_nights()]).verdict is Verdict.UNKNOWN


def test_without_nights_nothing_is_claimed() -> None:
    assert readiness([], TODAY) == Readiness()
