"""The analyses of runs: kept ones from our own file, new ones computed from the source, some at a time."""

from collections.abc import Sequence
from contextlib import suppress

import msgspec

from runcoach.domain.derived import Derived
from runcoach.domain.errors import StoreError
from runcoach.domain.laps import Lap, WatchNotes
from runcoach.domain.paths import derived_file
from runcoach.domain.runs import Run
from runcoach.runner.source import Source, SourceReader
from runcoach.training.analysis import VERSION, Analysis, analyse
from runcoach.training.intervals.segments import may_be_planned

KIND = "analysis"


class Analyses(msgspec.Struct, frozen=True):
    """By activity id; ``pending`` runs have not been analysed yet."""

    by_run: dict[str, Analysis]
    pending: int = 0


def kept_analyses(source: Source, runs: Sequence[Run]) -> dict[str, Analysis]:
    """The kept analyses of these runs, unless a run has changed; none when the file cannot be used."""
    try:
        kept = _store(source).load(KIND, VERSION, [run.activity_id for run in runs])
    except StoreError:
        return {}
    found = {}
    for run in runs:
        stamp, value = kept.get(run.activity_id, ("", b""))
        if stamp == _stamp(run):
            found[run.activity_id] = msgspec.msgpack.decode(value, type=Analysis)
    return found


def analyse_runs(source: Source, reader: SourceReader, runs: Sequence[Run], at_most: int) -> Analyses:
    """Kept analyses, and those of up to ``at_most`` more runs, newest first. Raises CacheError."""
    found = kept_analyses(source, runs)
    missing = [run for run in runs if run.activity_id not in found]
    fresh: dict[str, tuple[str, bytes]] = {}
    for run in missing[:at_most]:
        laps = reader.laps(run.activity_id)
        notes = _notes(source, run, laps)
        result = analyse(laps, notes, reader.series(run.activity_id))
        found[run.activity_id] = result
        fresh[run.activity_id] = (_stamp(run), msgspec.msgpack.encode(result))
    if fresh:
        with suppress(StoreError):  # then they are computed again next time
            _store(source).save(KIND, VERSION, fresh)
    return Analyses(found, max(0, len(missing) - at_most))


def _notes(source: Source, run: Run, laps: Sequence[Lap]) -> WatchNotes:
    """Reading them may take a fifth of a second: only done where a workout on the watch is possible."""
    if not may_be_planned(laps):
        return WatchNotes()
    return source.notes(run.activity_id)


def _store(source: Source) -> Derived:
    return Derived(derived_file(source.identity))


def _stamp(run: Run) -> str:
    """Changes when the run is imported again with other numbers."""
    return f"{run.start.isoformat()} {run.distance_m} {run.moving_s} {run.elapsed_s} {run.laps}"
