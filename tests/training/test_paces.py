"""Paces come from what the runner has shown, and from flat, plausible running only."""

from runcoach.domain.runs import Run
from runcoach.training.paces import EASY_WIDTH, Paces, shown_paces
from tests.builders import CALM, FAST, a_run, an_interval_set


def test_easy_is_the_median_of_the_easy_runs() -> None:
    runs = [a_run(n, 8, pace=pace) for n, pace in enumerate((350, 360, 400), start=1)]
    shown = shown_paces([*runs, a_run(9, 8, pace=260, zones=FAST)], {})
    assert shown.easy == 360
    assert shown.easy_slow == 360 * EASY_WIDTH
    assert shown.easy_rows == tuple(run.activity_id for run in runs)


def test_an_even_number_of_easy_runs_has_a_median_too() -> None:
    assert shown_paces([a_run(n, 8, pace=pace) for n, pace in ((1, 350), (2, 360))], {}).easy == 355


def test_tempo_is_the_fastest_five_km_or_more_on_a_road() -> None:
    runs = [
        a_run(1, 5, pace=290, zones=FAST),
        a_run(2, 4.9, pace=250, zones=FAST),
        a_run(3, 8, pace=240, zones=FAST, surface="treadmill"),
        a_run(4, 8, pace=235, zones=FAST, surface="trail"),
        a_run(5, 8, pace=230, zones=FAST, run_id="reps"),
    ]
    shown = shown_paces(runs, {"reps": an_interval_set(225)})
    assert shown.tempo == 290
    assert shown.reps == 225


def test_without_heart_rates_the_slower_half_stands_in_for_easy() -> None:
    runs = [a_run(n, 8, pace=pace, zones=None) for n, pace in enumerate((300, 340, 360, 380), start=1)]
    race = a_run(6, 10, pace=500, zones=None, name="Mud race")
    assert shown_paces([*runs, race], {}).easy == 370


def test_what_no_watch_can_mean_is_left_out() -> None:
    runs: list[Run] = [
        a_run(1, 8, pace=120, zones=CALM),
        a_run(2, 8, pace=1000),
        a_run(3, 1.9),
        a_run(4, None),
        a_run(5, 8, seconds=0),
    ]
    assert shown_paces(runs, {}) == Paces()


def test_nothing_run_shows_no_pace() -> None:
    shown = shown_paces([], {})
    assert (shown.easy, shown.easy_slow, shown.tempo, shown.reps) == (None, None, None, None)
