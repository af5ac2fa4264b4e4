"""Trends over months and years, bests inside longer runs, and runs compared with those like them."""

from datetime import date, timedelta

import msgspec

from runcoach.domain.nights import Night
from runcoach.training.analysis import Analysis
from runcoach.training.similar import compared
from runcoach.training.trends import (
    TrendMeasure,
    distance_by_month,
    distance_by_week,
    easy_pace,
    longest_by_month,
    night_trend,
    personal_bests,
    rep_distances,
    rep_pace,
    usual_band,
    zone_shares,
)
from tests.builders import TODAY, a_run, an_interval_set

FIRST = TODAY - timedelta(days=60)


def test_a_week_or_month_without_runs_is_a_bar_of_nothing() -> None:
    runs = [a_run(1, 8), a_run(2, 4), a_run(40, 10)]
    weeks = distance_by_week(runs, FIRST, TODAY)
    assert weeks.bars and weeks.points[-1] == (date(2026, 11, 16), 12_000)
    assert len(weeks.points) == 9 + 1 and sum(value for _, value in weeks.points) == 22_000
    months = distance_by_month(runs, FIRST, TODAY)
    assert [day.month for day, _ in months.points] == [9, 10, 11]
    assert dict(months.points)[date(2026, 9, 1)] == 0


def test_a_week_that_is_not_over_is_said_to_be_open() -> None:
    runs = [a_run(1, 8), a_run(9, 8)]
    assert distance_by_week(runs, FIRST, date(2026, 11, 21)).is_open
    assert not distance_by_week(runs, FIRST, date(2026, 11, 22)).is_open, "a Sunday ends it"


def test_the_longest_run_of_each_month() -> None:
    trend = longest_by_month([a_run(1, 8), a_run(2, 14), a_run(40, 10)], FIRST, TODAY)
    assert [value for _, value in trend.points] == [0, 10_000, 14_000]


def test_easy_pace_counts_only_seconds_at_the_usual_heart_rate() -> None:
    runs = [a_run(10, run_id="a"), a_run(3, run_id="b"), a_run(2, run_id="short")]
    analyses = {
        "a": Analysis(steady={140: (2500.0, 900.0), 150: (900.0, 300.0)}),
        "b": Analysis(steady={140: (2600.0, 900.0)}),
        "short": Analysis(steady={140: (500.0, 100.0)}),
    }
    assert usual_band(analyses) == 140
    trend = easy_pace(runs, analyses, FIRST, TODAY)
    assert trend.measure is TrendMeasure.PACE and "140-144" in trend.title
    assert [round(pace) for _, pace in trend.points] == [360, 346]
    assert easy_pace(runs, {}, FIRST, TODAY).points == ()


def test_reps_of_one_length_are_followed_over_time() -> None:
    runs = [a_run(20, run_id="old"), a_run(2, run_id="new")]
    analyses = {"old": Analysis(an_interval_set(240)), "new": Analysis(an_interval_set(230))}
    assert rep_distances(analyses) == ["400 m"]
    trend = rep_pace(runs, analyses, "400 m", FIRST, TODAY)
    assert [round(pace) for _, pace in trend.points] == [240, 230]


def test_bests_are_the_fastest_stretches_and_not_on_treadmills() -> None:
    runs = [a_run(9, run_id="old"), a_run(2, run_id="new"), a_run(1, run_id="belt", surface="treadmill")]
    analyses = {
        "old": Analysis(bests={1000: 240.0, 5000: 1300.0}),
        "new": Analysis(bests={1000: 236.0}),
        "belt": Analysis(bests={1000: 180.0}),
    }
    found = [(best.metres, best.seconds, best.run.activity_id) for best in personal_bests(runs, analyses)]
    assert found == [(1000, 236.0, "new"), (5000, 1300.0, "old")]


def test_nights_are_shown_with_the_median_of_the_four_weeks_before() -> None:
    nights = [Night(TODAY - timedelta(days=n), resting_hr_bpm=50) for n in range(1, 30)]
    nights.append(Night(TODAY, resting_hr_bpm=58))
    trend = night_trend(
        nights,
        "Resting",
        TrendMeasure.BPM,
        lambda night: night.resting_hr_bpm,
        TODAY - timedelta(days=3),
        TODAY,
    )
    assert dict(trend.points)[TODAY] == 58 and dict(trend.second)[TODAY] == 50


def test_zones_are_shares_of_the_time_with_zones() -> None:
    runs = [a_run(1, zones=(600, 600, 0, 0, 0)), a_run(2, zones=(0, 600, 600, 0, 0)), a_run(3, zones=None)]
    assert zone_shares(runs, FIRST, TODAY) == (0.25, 0.5, 0.25, 0, 0)
    assert zone_shares(runs[2:], FIRST, TODAY) is None


def test_a_run_is_compared_with_runs_of_its_length_before_it() -> None:
    run = a_run(0, 8, pace=350, run_id="now")
    others = [a_run(n, 8.1, pace=360) for n in (5, 9, 14)] + [a_run(20, 20, pace=300)]
    found = compared(run, [run, *others], {})
    assert found is not None
    assert (found.runs, round(found.pace_s_per_km or 0), found.hr_bpm) == (3, -10, 0)
    assert compared(run, [run, *others[:2]], {}) is None, "two are too few"


def test_a_set_is_compared_with_the_same_set() -> None:
    runs = [a_run(n, run_id=str(n)) for n in (1, 8, 15, 22)]
    intervals = {run.activity_id: an_interval_set(240 - index) for index, run in enumerate(runs)}
    intervals["1"] = msgspec.structs.replace(an_interval_set(230))
    found = compared(runs[0], runs, intervals)
    assert found is not None
    assert (found.of, found.runs, round(found.pace_s_per_km or 0)) == ("8×400 m", 3, -8)
