"""One reading of a source: everything that the panels and the coaches need for one day."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

import msgspec

from runcoach.domain import units
from runcoach.domain.fingerprint import Fingerprint
from runcoach.domain.nights import Night
from runcoach.domain.runs import Run
from runcoach.domain.units import DistanceUnit
from runcoach.runner.analyses import analyse_runs, kept_analyses
from runcoach.runner.source import Source, SourceReader
from runcoach.training.analysis import Analysis
from runcoach.training.intervals.detect import interval_set
from runcoach.training.intervals.reps import IntervalSet
from runcoach.training.kinds import average_week, run_kind
from runcoach.training.load import LoadSummary
from runcoach.training.load_history import heart_rates, load_summary, run_loads

YEAR_DAYS = 53 * 7
NIGHTS_DAYS = 60
INTERVALS_DAYS = 90
ALL = 1_000_000


class Snapshot(msgspec.Struct, frozen=True):
    """The runner as of ``today``: a year of runs or more, newest first, and what was found in them.

    ``latest`` is the day of the newest run ever; ``average_week_m`` metres in an average week. ``pending``
    runs wait for their analysis; until it is zero the load is not known.
    """

    today: date
    unit: DistanceUnit
    runs: tuple[Run, ...]
    intervals: Mapping[str, IntervalSet]
    nights: tuple[Night, ...]
    latest: date | None
    average_week_m: float | None
    fingerprint: Fingerprint
    analyses: Mapping[str, Analysis] = msgspec.field(default_factory=dict)
    loads: Mapping[str, float | None] = msgspec.field(default_factory=dict)
    load: LoadSummary = msgspec.field(default_factory=LoadSummary)
    pending: int = 0

    @property
    def written(self) -> datetime:
        """When the source was last written, in local time."""
        return datetime.fromtimestamp(self.fingerprint.written)

    def runs_of(self, days: int) -> tuple[Run, ...]:
        """The runs of the last ``days`` days, today included, newest first."""
        return tuple(run for run in self.runs if (self.today - run.day).days < days)

    def title(self, run: Run) -> str:
        """The run's own name, or the word for its kind."""
        return run.name or self.kind(run)

    def kind(self, run: Run) -> str:
        """The word for the run's kind."""
        return str(run_kind(run, self.intervals.get(run.activity_id), self.average_week_m))

    def total(self, runs: Sequence[Run]) -> str:
        """``45.5 km · 5 runs · 4:17:03``."""
        metres = sum(run.distance_m or 0 for run in runs)
        seconds = sum(run.duration_s or 0 for run in runs)
        count = f"{len(runs)} run{'' if len(runs) == 1 else 's'}"
        return f"{units.distance(metres, self.unit)} · {count} · {units.clock(seconds)}"


def read_snapshot(
    source: Source,
    today: date,
    units_setting: str = "auto",
    days: int = 0,
    at_most: int = ALL,
    max_hr_bpm: int | None = None,
) -> Snapshot:
    """Reads the source once, for panels of at least ``days`` days. Raises CacheError.

    Up to ``at_most`` more runs are analysed, which takes up to 20 ms a run.
    ``max_hr_bpm`` is the runner's own figure.
    """
    fingerprint = source.fingerprint()
    with source.open() as reader:
        runs = reader.runs(today - timedelta(days=max(days, YEAR_DAYS)), today)
        nights = reader.nights(today - timedelta(days=NIGHTS_DAYS), today)
        found = analyse_runs(source, reader, runs, at_most)
        loads = run_loads(runs, found.by_run, heart_rates(runs, nights, max_hr_bpm))
        return Snapshot(
            today=today,
            unit=_unit(reader, units_setting),
            runs=tuple(runs),
            intervals=_intervals(reader, runs, found.by_run, today),
            nights=tuple(nights),
            latest=runs[0].day if runs else reader.latest_run_day(today),
            average_week_m=average_week(runs, today),
            fingerprint=fingerprint,
            analyses=found.by_run,
            loads=loads,
            load=LoadSummary() if found.pending else load_summary(runs, loads, today),
            pending=found.pending,
        )


def read_first_snapshot(source: Source, today: date, units_setting: str, days: int) -> Snapshot:
    """Only what the runs panel needs for its first ``days`` days, a tenth of the work. Raises CacheError.

    Runs that were not analysed yet show the interval sets of their laps.
    """
    fingerprint = source.fingerprint()
    with source.open() as reader:
        runs = reader.runs(today - timedelta(days=max(days, INTERVALS_DAYS)), today)
        shown = [run for run in runs if (today - run.day).days <= days]
        kept = kept_analyses(source, shown)
        found = {
            run.activity_id: kept[run.activity_id].intervals
            if run.activity_id in kept
            else interval_set(reader.laps(run.activity_id))
            for run in shown
            if run.laps != 1
        }
        return Snapshot(
            today=today,
            unit=_unit(reader, units_setting),
            runs=tuple(runs),
            intervals={run_id: intervals for run_id, intervals in found.items() if intervals},
            nights=(),
            latest=runs[0].day if runs else reader.latest_run_day(today),
            average_week_m=average_week(runs, today),
            fingerprint=fingerprint,
            pending=len(runs),
        )


def _intervals(
    reader: SourceReader, runs: Sequence[Run], analyses: Mapping[str, Analysis], today: date
) -> dict[str, IntervalSet]:
    """From the analyses; from the laps for recent runs that are not analysed yet."""
    found = {run_id: each.intervals for run_id, each in analyses.items()}
    for run in runs:
        if run.activity_id not in found and run.laps != 1 and (today - run.day).days <= INTERVALS_DAYS:
            found[run.activity_id] = interval_set(reader.laps(run.activity_id))
    return {run_id: each for run_id, each in found.items() if each}


def _unit(reader: SourceReader, setting: str) -> DistanceUnit:
    return reader.display_unit() if setting == "auto" else DistanceUnit(setting)
