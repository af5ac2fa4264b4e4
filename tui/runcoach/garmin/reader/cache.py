"""Reading the GarminDB cache: runs, laps, records and nights, never writing a byte.

The files are opened read-only for one short transaction and closed again, so that an import running at
the same time never has to wait.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from sqlite3 import Connection

from runcoach.domain.derived import Derived
from runcoach.domain.errors import CacheError, Remedy
from runcoach.domain.fingerprint import Fingerprint
from runcoach.domain.laps import Lap, WatchNotes
from runcoach.domain.nights import Night
from runcoach.domain.paths import derived_file
from runcoach.domain.runs import Record, Run, Series
from runcoach.domain.units import DistanceUnit
from runcoach.garmin.reader import activities, nights, rows
from runcoach.garmin.reader.database import open_read_only, plain_errors, text_of
from runcoach.garmin.reader.locate import CacheLocation
from runcoach.garmin.reader.measure import RowUnitsOfRuns, claimed_unit


class GarminCache:
    """The GarminDB cache at one place: a ``runcoach.runner.source.Source``."""

    def __init__(self, location: CacheLocation) -> None:
        self.location = location

    @property
    def identity(self) -> str:
        """The folder of the databases."""
        return str(self.location.databases.absolute())

    def notes(self, activity_id: str) -> WatchNotes:
        """What the watch's FIT file says beyond GarminDB: a fifth of a second, once."""
        from runcoach.garmin.reader.watch_notes import watch_notes

        kept = Derived(derived_file(self.identity))
        return watch_notes(self.location.activity_files, kept, activity_id)

    def fingerprint(self) -> Fingerprint:
        """Cheap to ask every second: file times and sizes only."""
        found, written = [], 0
        for file in (self.location.activities, self.location.health):
            try:
                stat = file.stat()
            except OSError:
                continue
            found.append(f"{file.name} {stat.st_mtime_ns} {stat.st_size}")
            written = max(written, stat.st_mtime_ns)
        return Fingerprint(", ".join(found), written / 1e9)

    @contextmanager
    def open(self) -> Iterator["OpenCache"]:
        """The cache for one short reading. Raises CacheError when it cannot be read, here or inside."""
        # An error inside the block is blamed on the file that is opened last.
        with open_read_only(self.location.health) as health, open_read_only(self.location.activities) as db:
            if db is None:
                raise CacheError(
                    f"{self.location.activities} is gone.", "Run GarminDB again.", remedy=Remedy.CHOOSE_FOLDER
                )
            yield OpenCache(db, health, self.location)


class OpenCache:
    """What can be read while the files are open: one consistent state of them."""

    def __init__(self, db: Connection, health: Connection | None, location: CacheLocation) -> None:
        self._db = db
        self._health = health
        self._location = location
        self._measures = RowUnitsOfRuns(db, claimed_unit(health))

    def display_unit(self) -> DistanceUnit:
        """Kilometres or miles, as the runner's Garmin is set; GarminDB's own default is statute."""
        return claimed_unit(self._health)

    def runs(self, first: date, last: date) -> list[Run]:
        """The runs that started from ``first`` to ``last``, newest first."""
        files = self._location.activity_files
        reader = activities.RunReader(self._db, self._health, files, self._measures)
        return sorted(reader.runs(first, last), key=lambda run: (run.start, run.activity_id), reverse=True)

    def latest_run_day(self, last: date) -> date | None:
        """The day of the newest run up to ``last``; None when there is none."""
        row = self._db.execute(
            "SELECT MAX(start_time) FROM activities WHERE sport = 'running' AND start_time < ?",
            (text_of(last + timedelta(days=1)),),
        ).fetchone()
        return rows.day(row[0]) if row else None

    def laps(self, activity_id: str) -> list[Lap]:
        """The laps of one run in order; empty when GarminDB has none."""
        return activities.laps(self._db, self._measures.of(activity_id), activity_id)

    def records(self, activity_id: str) -> list[Record]:
        """The watch's samples of one run in order; empty when GarminDB has none."""
        return activities.records(self._db, self._measures.of(activity_id), activity_id)

    def series(self, activity_id: str) -> Series:
        """The watch's samples of one run, column by column; empty when GarminDB has none."""
        return activities.series(self._db, self._measures.of(activity_id), activity_id)

    def nights(self, first: date, last: date) -> list[Night]:
        """The nights whose morning is from ``first`` to ``last``, oldest first; empty without health data."""
        if self._health is None:
            return []
        with plain_errors(self._location.health):
            return nights.nights(self._health, first, last)
