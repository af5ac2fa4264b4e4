"""A source of runs that is a dictionary: what another source than GarminDB has to be, in one page."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date

from runcoach.domain.fingerprint import Fingerprint
from runcoach.domain.laps import Lap, WatchNotes
from runcoach.domain.nights import Night
from runcoach.domain.runs import Run, Series
from runcoach.domain.units import DistanceUnit
from runcoach.runner.source import Source


class DictionarySource:
    """Runs with their laps, notes and samples by activity id."""

    def __init__(
        self,
        runs: Sequence[Run],
        *,
        laps: Mapping[str, list[Lap]] | None = None,
        notes: Mapping[str, WatchNotes] | None = None,
        series: Mapping[str, Series] | None = None,
        nights: Sequence[Night] = (),
        unit: DistanceUnit = DistanceUnit.KM,
    ) -> None:
        self._runs = sorted(runs, key=lambda run: run.start, reverse=True)
        self._laps, self._notes, self._series = laps or {}, notes or {}, series or {}
        self._nights = nights
        self._unit = unit
        self.read: list[str] = []
        """The runs whose samples were asked for, in order."""

    @property
    def identity(self) -> str:
        return "dictionary"

    def fingerprint(self) -> Fingerprint:
        return Fingerprint(f"{len(self._runs)} runs", 0.0)

    @contextmanager
    def open(self) -> Iterator["DictionarySource"]:
        yield self

    def notes(self, activity_id: str) -> WatchNotes:
        return self._notes.get(activity_id, WatchNotes())

    def display_unit(self) -> DistanceUnit:
        return self._unit

    def runs(self, first: date, last: date) -> list[Run]:
        return [run for run in self._runs if first <= run.day <= last]

    def latest_run_day(self, last: date) -> date | None:
        return next((run.day for run in self._runs if run.day <= last), None)

    def laps(self, activity_id: str) -> list[Lap]:
        return self._laps.get(activity_id, [])

    def series(self, activity_id: str) -> Series:
        self.read.append(activity_id)
        return self._series.get(activity_id, Series())

    def nights(self, first: date, last: date) -> list[Night]:
        return [night for night in self._nights if first <= night.day <= last]


def source_of(runs: Sequence[Run]) -> Source:
    """Says to the type checker that a dictionary is a source."""
    return DictionarySource(runs)
