"""Interval sets are found in the laps that the runner pressed, and nowhere else."""

import pytest

from runcoach.domain.laps import Lap
from runcoach.domain.units import DistanceUnit
from runcoach.training.intervals.detect import interval_set
from runcoach.training.intervals.reps import IntervalSet
from tests.builders import a_lap, a_session

WARM_UP, COOL_DOWN = a_lap(2000, 720, 130), a_lap(1500, 560, 140)


def reps(
    count: int, metres: float, seconds: float, rest: Lap | tuple[Lap, ...], hr: int | None = 172
) -> list[Lap]:
    """Work and rest in turn, without a rest after the last."""
    rests = rest if isinstance(rest, tuple) else (rest,)
    laps = [lap for _ in range(count) for lap in (a_lap(metres, seconds, hr), *rests)]
    return laps[: len(laps) - len(rests)]


def found_in(*laps: Lap) -> IntervalSet:
    found = interval_set(a_session(*laps))
    assert found is not None
    return found


def test_eight_times_400_is_read_off_the_laps() -> None:
    work = reps(8, 402, 90, a_lap(200, 90, 150))
    work[0], work[-1] = a_lap(400, 88, 168), a_lap(404, 92, 176)
    found = found_in(WARM_UP, *work, COOL_DOWN)
    assert found.signature == "8×400 m"
    assert found.work_laps == (1, 3, 5, 7, 9, 11, 13, 15)
    assert {(rep.set_m, rep.set_s) for rep in found.reps} == {(400, None)}
    assert found.recovery_s == 90
    assert found.pace_s_per_km == pytest.approx(720 / 3216 * 1000)
    assert found.fade == pytest.approx((92 / 404) / (88 / 400) - 1)
    assert (found.hr_low_bpm, found.hr_high_bpm) == (168, 176)
    assert found.summary(DistanceUnit.KM) == "8×400 m @ 3:44/km, 90 s jog"
    assert found.summary(DistanceUnit.MI) == "8×400 m @ 6:00/mi, 90 s jog"


@pytest.mark.parametrize("unit", list(DistanceUnit))
def test_laps_that_the_watch_made_are_not_intervals(unit: DistanceUnit) -> None:
    paces = [360, 300, 365, 295, 360, 300, 362, 298]
    laps = [a_lap(unit.metres + 2, pace * unit.metres / 1000) for pace in paces]
    assert interval_set(a_session(*laps, a_lap(430, 130))) is None


def test_a_steady_run_with_pressed_laps_is_not_an_interval_set() -> None:
    laps = [a_lap(1500, seconds) for seconds in (540, 530, 545, 538, 541, 535)]
    assert interval_set(a_session(*laps)) is None


def test_pauses_at_traffic_lights_are_not_rests() -> None:
    pause = a_lap(0, 35)
    laps = [a_lap(2310, 830), pause, a_lap(640, 231), pause, a_lap(1480, 530), pause, a_lap(2900, 1050)]
    assert interval_set(a_session(*laps)) is None


@pytest.mark.parametrize("standing", [a_lap(0, 60), a_lap(0, 60, None), a_lap(3, 60)])
def test_standing_rests_are_rests(standing: Lap) -> None:
    found = found_in(WARM_UP, *reps(6, 200, 40, standing), COOL_DOWN)
    assert (found.signature, found.recovery_s) == ("6×200 m", 60)


def test_a_rest_in_two_laps_is_one_rest() -> None:
    found = found_in(WARM_UP, *reps(5, 1000, 240, (a_lap(150, 60, 150), a_lap(0, 30, 140))), COOL_DOWN)
    assert (found.signature, found.recovery_s) == ("5×1 km", 90)


def test_a_set_without_heart_rates_is_still_a_set() -> None:
    found = found_in(WARM_UP, *reps(4, 800, 190, a_lap(300, 150, None), None), COOL_DOWN)
    assert found.signature == "4×800 m"
    assert (found.hr_low_bpm, found.hr_high_bpm) == (None, None)


def test_one_heart_rate_among_the_reps_is_the_range() -> None:
    work = reps(4, 800, 190, a_lap(300, 150, None), None)
    work[2] = a_lap(800, 190, 171)
    found = found_in(WARM_UP, *work, COOL_DOWN)
    assert (found.hr_low_bpm, found.hr_high_bpm) == (171, 171)


@pytest.mark.parametrize(("seconds", "words"), [(120, "6×2 min"), (90, "6×90 s"), (181.5, "6×3 min")])
def test_reps_by_time_are_named_by_time(seconds: float, words: str) -> None:
    found = found_in(WARM_UP, *reps(6, seconds / 0.235, seconds, a_lap(180, 75)), COOL_DOWN)
    assert all(rep.set_s for rep in found.reps)
    assert found.signature == words


def test_reps_by_time_may_differ_in_distance() -> None:
    work = reps(5, 700, 180, a_lap(200, 90))
    work[0], work[-1] = a_lap(860, 180), a_lap(640, 180)
    assert found_in(WARM_UP, *work, COOL_DOWN).signature == "5×3 min"


def test_reps_of_an_odd_length_are_named_to_ten_metres() -> None:
    assert found_in(WARM_UP, *reps(4, 703, 163, a_lap(200, 90)), COOL_DOWN).signature == "4×700 m"


def test_a_set_needs_no_warm_up_lap() -> None:
    assert found_in(*reps(5, 1000, 230, a_lap(200, 90))).signature == "5×1 km"


def test_two_fast_laps_are_not_a_set() -> None:
    laps = [WARM_UP, *reps(2, 1000, 230, a_lap(200, 90)), COOL_DOWN]
    assert interval_set(a_session(*laps)) is None


def test_a_fartlek_of_unlike_reps_is_not_a_set() -> None:
    easy = a_lap(400, 150)
    laps = [WARM_UP, a_lap(230, 52), easy, a_lap(870, 207), easy, a_lap(1370, 338), COOL_DOWN]
    assert interval_set(a_session(*laps)) is None


def test_laps_with_everything_missing_never_raise() -> None:
    assert interval_set([]) is None
    assert interval_set(a_session(*[a_lap(None, None, None)] * 9)) is None
    assert interval_set(a_session(*[a_lap(0, 0)] * 9)) is None
    assert interval_set(a_session(*[a_lap(0, 40)] * 9)) is None
    work = reps(5, 400, 90, a_lap(None, None, None))
    assert interval_set(a_session(WARM_UP, *work, COOL_DOWN)) is None


def test_work_laps_keep_their_own_numbers_when_a_lap_is_empty() -> None:
    laps = a_session(WARM_UP, a_lap(None, None), *reps(3, 400, 90, a_lap(200, 90)), COOL_DOWN)
    found = interval_set(laps)
    assert found is not None
    assert found.work_laps == (2, 4, 6)
