"""The runner's load day by day, from each run's analysis."""

from collections.abc import Mapping, Sequence
from datetime import date
from statistics import median

from runcoach.domain.nights import Night
from runcoach.domain.runs import Run
from runcoach.training.analysis import Analysis
from runcoach.training.load import (
    DayLoad,
    HeartRates,
    LoadSummary,
    daily_loads,
    on_one_scale,
    session_rpe,
    summary,
    trimp,
)

MIN_NIGHTS = 7
MIN_RUNS = 5
HIGHEST_PLAUSIBLE = 225
LEAST_COVERED = 0.5


def heart_rates(
    runs: Sequence[Run], nights: Sequence[Night], max_hr_bpm: int | None = None
) -> HeartRates | None:
    """The usual resting and the highest recorded heart rate; None where either is not known.

    ``max_hr_bpm`` is the runner's own figure and goes first. Else the highest but one of a year's runs: a
    single one may be a strap's mistake.
    """
    resting = [night.resting_hr_bpm for night in nights if night.resting_hr_bpm]
    highest = sorted(run.max_hr_bpm for run in runs if run.max_hr_bpm and run.max_hr_bpm <= HIGHEST_PLAUSIBLE)
    most = max_hr_bpm or (highest[-2] if len(highest) >= MIN_RUNS else None)
    if len(resting) < MIN_NIGHTS or most is None or most <= median(resting) + 40:
        return None
    return HeartRates(median(resting), float(most))


def run_loads(
    runs: Sequence[Run], analyses: Mapping[str, Analysis], rates: HeartRates | None
) -> dict[str, float | None]:
    """The load of each run; None where neither heart rate nor effort is known."""
    by_heart = [_by_heart(run, analyses.get(run.activity_id), rates) for run in runs]
    by_effort = [session_rpe(run.effort, run.duration_s) for run in runs]
    loads = on_one_scale(by_heart, by_effort)
    return {run.activity_id: load for run, load in zip(runs, loads, strict=True)}


def load_days(runs: Sequence[Run], loads: Mapping[str, float | None], today: date) -> list[DayLoad]:
    """Every day from the first run to today."""
    if not runs:
        return []
    by_day: dict[date, float] = {}
    for run in runs:
        if load := loads.get(run.activity_id):
            by_day[run.day] = by_day.get(run.day, 0.0) + load
    return daily_loads(by_day, min(run.day for run in runs), today)


def load_summary(runs: Sequence[Run], loads: Mapping[str, float | None], today: date) -> LoadSummary:
    """The figures of the last weeks."""
    unknown = sum(loads.get(run.activity_id) is None for run in runs if (today - run.day).days < 28)
    return summary(load_days(runs, loads, today), unknown)


def _by_heart(run: Run, analysis: Analysis | None, rates: HeartRates | None) -> float | None:
    """From the samples; from the average where there are none; nothing where most of the run has no rate."""
    if rates is None:
        return None
    seconds = sum(analysis.heart_s.values()) if analysis else 0.0
    if analysis and run.duration_s and seconds >= LEAST_COVERED * run.duration_s:
        return trimp(analysis.heart_s, rates)
    if run.avg_hr_bpm and run.duration_s:
        return trimp({run.avg_hr_bpm: run.duration_s}, rates)
    return None
