"""Every run with its analysis, for the trends; analysed some at a time."""

from collections.abc import Mapping, Sequence
from datetime import date

import msgspec

from runcoach.domain.nights import Night
from runcoach.domain.runs import Run
from runcoach.runner.analyses import analyse_runs
from runcoach.runner.source import Source
from runcoach.training.analysis import Analysis
from runcoach.training.load import DayLoad
from runcoach.training.load_history import heart_rates, load_days, run_loads

EVER = date(1990, 1, 1)


class RunHistory(msgspec.Struct, frozen=True):
    """All runs, newest first; ``pending`` of them were not analysed yet."""

    today: date
    runs: Sequence[Run]
    nights: Sequence[Night]
    analyses: Mapping[str, Analysis]
    loads: Sequence[DayLoad]
    pending: int


def read_history(source: Source, today: date, at_most: int, max_hr_bpm: int | None = None) -> RunHistory:
    """Reads everything and analyses up to ``at_most`` more runs. Raises CacheError."""
    with source.open() as reader:
        runs = reader.runs(EVER, today)
        nights = reader.nights(EVER, today)
        found = analyse_runs(source, reader, runs, at_most)
    loads = run_loads(runs, found.by_run, heart_rates(runs, nights, max_hr_bpm))
    return RunHistory(today, runs, nights, found.by_run, load_days(runs, loads, today), found.pending)
