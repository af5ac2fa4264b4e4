"""Training weeks run from Monday to Sunday, and a week without runs is still a week."""

from datetime import date, timedelta

from runcoach.domain.units import monday
from runcoach.training.weeks import distance_between, weeks
from tests.builders import TODAY, a_run, some_weeks


def test_a_week_starts_on_its_monday() -> None:
    assert monday(date(2026, 11, 16)) == date(2026, 11, 16)
    assert monday(date(2026, 11, 22)) == date(2026, 11, 16)
    assert monday(date(2026, 11, 23)) == date(2026, 11, 23)


def test_the_last_weeks_come_oldest_first_and_end_with_this_one() -> None:
    found = weeks([], TODAY, 12)
    assert [week.start for week in found] == [monday(TODAY) - timedelta(weeks=n) for n in range(11, -1, -1)]
    assert {(week.distance_m, week.duration_s, week.runs) for week in found} == {(0.0, 0.0, 0)}


def test_sunday_and_monday_are_in_different_weeks() -> None:
    sunday, next_monday = a_run(3, 10), a_run(2, 6)
    before, this = weeks([next_monday, sunday], TODAY, 2)
    assert (before.distance_m, before.runs) == (10_000, 1)
    assert (this.distance_m, this.runs) == (6_000, 1)


def test_a_run_counts_even_when_its_distance_or_time_is_missing() -> None:
    (week,) = weeks([a_run(1, None), a_run(0, 5)], TODAY, 1)
    assert (week.distance_m, week.duration_s, week.runs) == (5_000, 1_800, 2)


def test_runs_older_than_the_weeks_or_after_today_are_left_out() -> None:
    (week,) = weeks([a_run(-1, 9), a_run(7, 9)], TODAY, 1)
    assert week.runs == 0


def test_the_iso_week_is_right_at_new_year() -> None:
    last, first = weeks([], date(2027, 1, 5), 2)
    assert (last.label, first.label) == ("W53", "W01")
    assert last.end == date(2027, 1, 3)


def test_distance_between_counts_both_ends() -> None:
    runs = some_weeks(2)
    first, last = runs[-1].day, runs[0].day
    assert distance_between(runs, first, last) == sum(run.distance_m or 0 for run in runs)
    assert distance_between(runs, first + timedelta(days=1), last) == distance_between(runs[:-1], first, last)
    assert distance_between(runs, last, first) == 0
