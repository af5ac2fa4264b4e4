"""Load by hand-computed values: TRIMP, session-RPE, CTL and ATL, monotony; and what is unknown stays so."""

import math
from datetime import date, timedelta

import pytest

from runcoach.training.analysis import Analysis
from runcoach.training.load import (
    DayLoad,
    HeartRates,
    LoadSummary,
    daily_loads,
    monotony,
    on_one_scale,
    session_rpe,
    summary,
    trimp,
)
from runcoach.training.load_history import heart_rates, load_summary, run_loads
from tests.builders import TODAY, a_run, usual_nights

RATES = HeartRates(resting=50, highest=200)
FIRST = date(2026, 1, 1)


def test_half_an_hour_at_two_thirds_of_the_reserve() -> None:
    # 30 min x 0.6667 x 0.64 x e^(1.92 x 0.6667) = 30 x 0.6667 x 0.64 x 3.5966
    assert trimp({150: 1800}, RATES) == pytest.approx(46.04, abs=0.01)


def test_an_hour_at_rest_costs_nothing_and_above_the_highest_no_more_than_at_it() -> None:
    assert trimp({50: 3600, 40: 3600}, RATES) == 0
    assert trimp({230: 60}, RATES) == trimp({200: 60}, RATES) == pytest.approx(0.64 * math.exp(1.92))


@pytest.mark.parametrize(
    ("effort", "minutes", "load"), [("Hard", 60, 300), ("Light", 45, 90), ("Maximum", 10, 100)]
)
def test_session_rpe_is_effort_times_minutes(effort: str, minutes: float, load: float) -> None:
    assert session_rpe(effort, minutes * 60) == load


def test_an_effort_that_was_not_given_is_not_a_load() -> None:
    assert session_rpe(None, 3600) is session_rpe("Hard", None) is session_rpe("So-so", 3600) is None


def test_efforts_come_to_the_scale_of_heart_rates_by_the_runner_s_own_ratio() -> None:
    by_heart = [50.0, 60.0, 70.0, 80.0, 90.0, None]
    by_effort = [100.0, 120.0, 140.0, 160.0, 180.0, 300.0]
    assert on_one_scale(by_heart, by_effort)[-1] == 150
    assert on_one_scale(by_heart[2:], by_effort[2:])[-1] is None, "three runs with both are too few"


def test_fitness_after_42_equal_days_is_63_percent_of_the_load() -> None:
    days = daily_loads({FIRST + timedelta(n): 100.0 for n in range(42)}, FIRST, FIRST + timedelta(41))
    assert days[-1].ctl == pytest.approx(100 * (1 - math.exp(-1)))
    assert days[6].atl == pytest.approx(100 * (1 - math.exp(-1)))
    assert days[-1].tsb == pytest.approx(days[-1].ctl - days[-1].atl)


def test_fatigue_halves_in_five_days_of_rest() -> None:
    days = daily_loads({FIRST: 100.0}, FIRST, FIRST + timedelta(5))
    assert days[5].atl / days[0].atl == pytest.approx(math.exp(-5 / 7))


def test_monotony_is_the_mean_over_the_deviation() -> None:
    # mean 36.43, population deviation 33.88
    assert monotony([60, 0, 45, 0, 60, 0, 90]) == pytest.approx(1.075, abs=0.001)


@pytest.mark.parametrize("week", [[50.0] * 7, [0.0] * 7])
def test_a_week_of_equal_days_has_no_monotony(week: list[float]) -> None:
    assert monotony(week) is None


def test_short_histories_leave_the_long_figures_unknown() -> None:
    days = [DayLoad(FIRST + timedelta(n), 50.0 + n, 40, 50) for n in range(10)]
    found = summary(days)
    assert found.last_7 == sum(50 + n for n in range(3, 10))
    assert (found.last_28, found.acwr, found.ctl) == (None, None, None)
    assert found.atl == 50
    assert summary([]) == LoadSummary()


def test_acute_to_chronic_is_one_when_every_week_is_alike() -> None:
    days = [DayLoad(FIRST + timedelta(n), 70.0 * (n % 7 == 0), 40, 50) for n in range(56)]
    assert summary(days).acwr == pytest.approx(1)


def test_the_runner_s_heart_rates_are_their_own_or_unknown() -> None:
    import msgspec

    runs = [msgspec.structs.replace(a_run(n), max_hr_bpm=180 + n) for n in range(1, 8)]
    assert heart_rates(runs, usual_nights()) == HeartRates(50, 186), "the highest but one"
    assert heart_rates(runs, []) is None
    assert heart_rates(runs[:3], usual_nights()) is None


def test_a_run_without_heart_rate_and_effort_has_an_unknown_load() -> None:
    import msgspec

    run = msgspec.structs.replace(a_run(1, run_id="bare"), avg_hr_bpm=None)
    loads = run_loads([run], {}, RATES)
    assert loads == {"bare": None}
    assert load_summary([run], loads, TODAY).unknown_runs == 1


def test_samples_count_before_the_average() -> None:
    run = a_run(1, run_id="one", seconds=1800)
    sampled = run_loads([run], {"one": Analysis(heart_s={150: 1700.0})}, RATES)["one"]
    assert sampled == pytest.approx(trimp({150: 1700}, RATES))
    mostly_missing = run_loads([run], {"one": Analysis(heart_s={150: 300.0})}, RATES)["one"]
    assert mostly_missing == pytest.approx(trimp({140: 1800}, RATES))
