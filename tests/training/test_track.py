"""A run second by second, and what is computed from it: splits, bests, decoupling, the cost of climbs."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runcoach.domain.laps import Lap, WatchNotes
from runcoach.domain.runs import Series
from runcoach.domain.units import DistanceUnit
from runcoach.training.analysis import analyse
from runcoach.training.best_efforts import best_efforts
from runcoach.training.decoupling import decoupling
from runcoach.training.grade import cost_factor, flat_pace
from runcoach.training.splits import splits
from runcoach.training.track import Track, track


def steady(
    seconds: int, speed: float = 3.0, every_s: int = 1, rates: tuple[int, ...] = (140,), climb: float = 0.0
) -> Series:
    times = list(range(0, seconds + 1, every_s))
    return Series(
        time_s=[float(at) for at in times],
        distance_m=[at * speed for at in times],
        hr_bpm=[rates[min(len(rates) - 1, at * len(rates) // (seconds + 1))] for at in times],
        altitude_m=[20 + at * speed * climb for at in times],
    )


def run_of(series: Series) -> Track:
    found = track(series)
    assert found is not None
    return found


@pytest.mark.parametrize("every_s", [1, 5, 10])
def test_samples_left_out_are_filled_in(every_s: int) -> None:
    run = run_of(steady(600, every_s=every_s))
    assert run.seconds == 600
    assert run.distance_m[300] == pytest.approx(900)
    assert run.speeds()[300] == pytest.approx(3.0)


def test_a_pause_takes_no_moving_time_and_stays_on_the_clock() -> None:
    one, other = steady(300), steady(300)
    series = Series(
        time_s=[*one.time_s, *(time + 400 for time in other.time_s)],
        distance_m=[*one.distance_m, *((metres or 0) + 900 for metres in other.distance_m)],
        hr_bpm=[*one.hr_bpm, *other.hr_bpm],
        altitude_m=[*one.altitude_m, *other.altitude_m],
    )
    run = run_of(series)
    assert run.seconds == pytest.approx(601, abs=2)
    assert run.clock_s[-1] == 700
    assert run.distance_m[-1] == pytest.approx(1800)


def test_a_clock_that_jumps_back_and_a_distance_that_falls_are_passed_over() -> None:
    series = steady(100)
    times, metres = list(series.time_s), list(series.distance_m)
    times[50], metres[60] = 3.0, 10.0
    run = run_of(Series(times, metres, series.hr_bpm, series.altitude_m))
    assert all(after >= before for before, after in zip(run.distance_m, run.distance_m[1:], strict=False))
    assert run.distance_m[-1] == 300


@pytest.mark.parametrize(
    "series", [Series(), steady(5), Series([0.0] * 50, [None] * 50, [None] * 50, [None] * 50)]
)
def test_too_few_samples_are_not_a_track(series: Series) -> None:
    assert track(series) is None


def test_splits_add_up_to_the_run() -> None:
    found = splits(run_of(steady(1200, speed=2.9)), 1000)
    assert [split.number for split in found] == [1, 2, 3, 4]
    assert [split.distance_m for split in found] == pytest.approx([1000, 1000, 1000, 480], abs=1)
    assert sum(split.duration_s for split in found) == pytest.approx(1200, abs=1)
    assert found[0].pace_s_per_km == pytest.approx(1000 / 2.9, abs=1)


def test_the_fastest_kilometre_is_found_inside_a_longer_run() -> None:
    slow, fast = steady(1000, speed=2.5), steady(300, speed=4.0)
    series = Series(
        time_s=[*slow.time_s, *(time + 1001 for time in fast.time_s)],
        distance_m=[*slow.distance_m, *((metres or 0) + 2502.5 for metres in fast.distance_m)],
        hr_bpm=[140] * 1302,
        altitude_m=[None] * 1302,
    )
    found = best_efforts(run_of(series))
    assert found[1000] == pytest.approx(250, abs=1)
    assert found[400] == pytest.approx(100, abs=1)
    assert 5000 not in found


def test_what_nobody_can_run_is_a_lost_gps_and_no_best() -> None:
    assert best_efforts(run_of(steady(600, speed=12))) == {}


def test_decoupling_is_the_efficiency_lost_in_the_second_half() -> None:
    # speed over heart rate: 3/140, then 3/147
    assert decoupling(run_of(steady(3600, rates=(140, 147)))) == pytest.approx(1 - 140 / 147, abs=0.001)


def test_decoupling_of_a_short_run_or_without_heart_rate_is_unknown() -> None:
    assert decoupling(run_of(steady(1200))) is None
    assert decoupling(run_of(steady(3600, rates=(0,)))) is None


@pytest.mark.parametrize(
    ("gradient", "factor"),
    # 155.4 i^5 - 30.4 i^4 - 43.3 i^3 + 46.3 i^2 + 19.5 i + 3.6, over 3.6
    [(0.0, 1.0), (0.1, 1.6578), (-0.1, 0.5977), (-0.2, 0.5001), (0.45, 5.3958), (0.9, 5.3958)],
)
def test_the_cost_of_a_gradient_is_the_published_one(gradient: float, factor: float) -> None:
    assert cost_factor(gradient) == pytest.approx(factor, abs=0.001)


def test_a_pace_uphill_is_a_faster_one_on_the_flat() -> None:
    assert flat_pace(360, 0.1) == pytest.approx(360 / 1.6578, abs=0.1)


NUMBERS = st.one_of(st.none(), st.floats(-1e7, 1e9), st.just(0.0))


@given(
    rows=st.lists(
        st.tuples(st.floats(-10, 200_000), NUMBERS, st.one_of(st.none(), st.integers(-5, 300)), NUMBERS),
        max_size=60,
    ),
    laps=st.lists(st.tuples(NUMBERS, NUMBERS, NUMBERS, NUMBERS), max_size=25),
)
def test_no_rows_make_the_analysis_fail(
    rows: list[tuple[float, float | None, int | None, float | None]],
    laps: list[tuple[float | None, float | None, float | None, float | None]],
) -> None:
    columns = [[row[at] for row in rows] for at in range(4)]
    known = [
        Lap(number, metres, seconds, seconds, ascent_m=up, descent_m=down)
        for number, (metres, seconds, up, down) in enumerate(laps)
    ]
    found = analyse(known, WatchNotes(), Series(*columns))  # type: ignore[arg-type]
    if found.intervals:
        found.intervals.details(DistanceUnit.MI)


def test_a_day_long_run_is_analysed() -> None:
    chance = random.Random(1)
    series = steady(26 * 3600, speed=1.5, every_s=7)
    distance, total = [], 0.0
    for _ in series.time_s:
        distance.append(total)
        total += chance.uniform(5, 16)
    found = analyse([], WatchNotes(), Series(series.time_s, distance, series.hr_bpm, series.altitude_m))
    assert found.intervals is None and found.bests[42195] > 0
