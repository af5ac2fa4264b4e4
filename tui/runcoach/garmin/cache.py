"""Reading the GarminDB cache: runs, laps, records and nights, never writing a byte.

Every method opens the files read-only, reads in one short transaction and closes them, so that an import
running beside RunCoach is never kept waiting.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from runcoach.errors import CacheError
from runcoach.garmin import activities, nights, rows
from runcoach.garmin.database import open_read_only, text_of
from runcoach.garmin.locate import CacheLocation
from runcoach.garmin.measure import Measures, claimed_unit
from runcoach.models import DistanceUnit, Lap, Night, Record, Run


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What changes when another program writes the cache; ``written`` is the newest file time, in seconds."""

    files: tuple[tuple[str, int, int], ...]
    written: float


class GarminCache:
    """The GarminDB cache at one place. Every method raises CacheError when the cache cannot be read."""

    def __init__(self, location: CacheLocation) -> None:
        self.location = location

    def fingerprint(self) -> Fingerprint:
        """Cheap to ask every second: file times and sizes only."""
        found = []
        for file in (self.location.activities, self.location.health):
            try:
                stat = file.stat()
            except OSError:
                continue
            found.append((file.name, stat.st_mtime_ns, stat.st_size))
        return Fingerprint(tuple(found), max((mtime for _, mtime, _ in found), default=0) / 1e9)

    def display_unit(self) -> DistanceUnit:
        """Kilometres or miles, as the runner's Garmin is set; GarminDB's own default is statute."""
        with open_read_only(self.location.health) as health:
            return claimed_unit(health)

    def runs(self, first: date, last: date) -> list[Run]:
        """The runs that started from ``first`` to ``last``, newest first."""
        with open_read_only(self.location.activities) as db, open_read_only(self.location.health) as health:
            if db is None:
                raise CacheError(
                    f"{self.location.activities} is gone.", "Choose a folder, or run GarminDB again."
                )
            found = activities.RunReader(db, health, self.location.activity_files).runs(first, last)
        return sorted(found, key=lambda run: (run.start, run.activity_id), reverse=True)

    def latest_run_day(self, last: date) -> date | None:
        """The day of the newest run up to ``last``; None when there is none."""
        with open_read_only(self.location.activities) as db:
            if db is None:
                return None
            row = db.execute(
                "SELECT MAX(start_time) FROM activities WHERE sport = 'running' AND start_time < ?",
                (text_of(last + timedelta(days=1)),),
            ).fetchone()
        return rows.day(row[0]) if row else None

    def laps(self, *activity_ids: str) -> dict[str, list[Lap]]:
        """The laps of each run in order; an empty list where GarminDB has none."""
        with open_read_only(self.location.activities) as db, open_read_only(self.location.health) as health:
            if db is None or not activity_ids:
                return {activity_id: [] for activity_id in activity_ids}
            measures = Measures(db, claimed_unit(health))
            return {
                activity_id: activities.laps(db, measures.of(activity_id), activity_id)
                for activity_id in activity_ids
            }

    def records(self, activity_id: str) -> list[Record]:
        """The watch's samples of one run in order; empty when GarminDB has none."""
        with open_read_only(self.location.activities) as db, open_read_only(self.location.health) as health:
            if db is None:
                return []
            return activities.records(db, Measures(db, claimed_unit(health)).of(activity_id), activity_id)

    def nights(self, first: date, last: date) -> list[Night]:
        """The nights whose morning is from ``first`` to ``last``, oldest first; empty without health data."""
        with open_read_only(self.location.health) as health:
            return [] if health is None else nights.nights(health, first, last)
