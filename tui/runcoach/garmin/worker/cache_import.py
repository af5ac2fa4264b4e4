"""Imports files on disk into the cache, and records it, so that nothing is missed or imported twice."""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from time import monotonic

from runcoach.garmin.reader.database import open_read_only
from runcoach.garmin.reader.locate import CacheLocation
from runcoach.garmin.sync.protocol import Done, Imported, LeftOut, Progress, Reason, Stage
from runcoach.garmin.sync.state import ImportResult, SyncState
from runcoach.garmin.worker.connection import Connection
from runcoach.garmin.worker.files_on_disk import ActivityFiles, activity_files, files_named
from runcoach.garmin.worker.fit_parsing import FitParser
from runcoach.garmin.worker.importing import READER, Importer

NIGHTS = (("sleep", "Sleep"), ("rhr", "RHR"), ("hrv", "RHR"))


class CacheImport:
    """Imports, counts and records. Nothing is recorded before it is in the cache."""

    def __init__(self, importer: Importer, state: SyncState, connection: Connection, base: Path) -> None:
        self._importer = importer
        self._state = state
        self._connection = connection
        self._base = base
        self._location = CacheLocation(base / "DBs")
        self._results = state.import_results()
        self._in_cache = self._ids(self._location.health, "SELECT id FROM files")
        self._before = self._ids(self._location.activities, "SELECT activity_id FROM activities")
        self._began = monotonic()
        self._new: set[str] = set()
        self._runs = 0
        self._nights: set[str] = set()
        self._left: dict[str, LeftOut] = {}

    def settings(self) -> None:
        """The runner's settings, units above all."""
        self._importer.settings()

    def leave_out(self, left: LeftOut, name: str | None = None) -> None:
        """Reports what is not imported, unless a later try under the same name succeeds."""
        self._left[name or left.what] = left
        self._connection.send(left)

    def leftovers(self) -> None:
        """Imports what is on disk but not in the cache, because an earlier sync or import was cut off."""
        files = activity_files(self._location.activity_files).values()
        self.activities([each for each in files if self._is_unread(each)])
        self.nights(
            file
            for kind, folder in NIGHTS
            for file in files_named(self._base / folder, rf"{kind}_\d{{4}}-\d\d-\d\d\.json")
            if self._stamp_of(file) != self._known_stamp(file.name)
        )

    def activities(self, wanted: Sequence[ActivityFiles]) -> None:
        """Each with its summary, its details and its FIT, in the order GarminDB uses; newest first."""
        wanted = sorted(wanted, key=lambda each: int(each.activity_id), reverse=True)
        by_fit = {each.fit: each for each in wanted if each.fit is not None}
        for each in wanted:
            if each.fit is None and not self._connection.is_cancelled:
                self._activity(each, None)
        with FitParser(
            self._importer.measurement_system, 1 if self._importer.has_plugins else None
        ) as parser:
            for number, (file, parsed) in enumerate(parser.parse_all(list(by_fit))):
                if self._connection.is_cancelled:
                    return
                if len(by_fit) > 1:
                    self._connection.send(
                        Progress(stage=Stage.IMPORTING, done=number + 1, total=len(by_fit), what=file.name)
                    )
                self._activity(by_fit[file], parsed)

    def nights(self, files: Iterable[Path]) -> None:
        """Sleep, resting heart rate and HRV, a file a day and kind."""
        read: dict[str, ImportResult] = {}
        for file in files:
            if self._connection.is_cancelled:
                break
            stamp = self._stamp_of(file)
            failure = self._night(file)
            read[file.name] = ImportResult(stamp, READER, failure)
            if failure:
                self.leave_out(LeftOut(file.name, Reason.UNREADABLE, failure))
            else:
                self._nights.add(file.stem.split("_")[1])
        if read:
            self._state.keep_import_results(read)
            self._results |= read

    def done(self) -> Done:
        """What was done so far."""
        return Done(
            activities=len(self._new),
            runs=self._runs,
            nights=len(self._nights),
            left=tuple(self._left.values()),
            cancelled=self._connection.is_cancelled,
            took_s=round(monotonic() - self._began, 1),
        )

    def _activity(self, files: ActivityFiles, parsed: object) -> None:
        stamp, failures = files.stamp, []
        if files.summary is not None:
            failures.append((files.summary, self._importer.summary(files.summary)))
        if files.details is not None:
            failures.append((files.details, self._importer.details(files.details)))
        if files.fit is not None:
            failures.append((files.fit, self._importer.fit(parsed)))
        failed = [(file.name, failure) for file, failure in failures if failure]
        if failed:
            names, reasons = zip(*failed, strict=True)
            self.leave_out(
                LeftOut(", ".join(names), Reason.UNREADABLE, "; ".join(dict.fromkeys(reasons))),
                files.activity_id,
            )
        else:
            self._left.pop(files.activity_id, None)
        result = ImportResult(stamp, READER, failed[0][1] if failed else None)
        self._state.keep_import_results({files.activity_id: result})
        self._results[files.activity_id] = result
        self._count(files.activity_id)

    def _count(self, activity_id: str) -> None:
        """Reports an activity that is in the cache now and was not before this sync."""
        if activity_id in self._before or activity_id in self._new:
            return
        with open_read_only(self._location.activities) as db:
            sports = (
                []
                if db is None
                else [
                    row["sport"]
                    for row in db.execute(
                        "SELECT sport FROM activities WHERE activity_id = ?"
                        " OR activity_id LIKE ? || '\\_%' ESCAPE '\\'",
                        (activity_id, activity_id),
                    )
                ]
            )
        if sports:
            self._new.add(activity_id)
            self._runs += "running" in sports
            self._connection.send(Imported((activity_id,), int("running" in sports)))

    def _night(self, file: Path) -> str | None:
        try:
            if not json.loads(file.read_text(encoding="utf-8")):
                return None
        except (OSError, ValueError):
            return "it is not JSON"
        read = {
            "sleep": self._importer.sleep,
            "rhr": self._importer.resting_hr,
            "hrv": self._importer.hrv,
        }[file.name.split("_")[0]]
        return read(file)

    def _is_unread(self, files: ActivityFiles) -> bool:
        """New, changed, or unreadable for an older version. What GarminDB itself imported is not unread.

        The row of the FIT file is the last one that GarminDB commits.
        """
        known = self._results.get(files.activity_id)
        if known is None:
            return files.activity_id not in self._in_cache
        return known.stamp != files.stamp or (known.failure is not None and known.reader != READER)

    def _stamp_of(self, file: Path) -> str:
        return str(file.stat().st_mtime_ns)

    def _known_stamp(self, name: str) -> str | None:
        known = self._results.get(name)
        return None if known is None or (known.failure and known.reader != READER) else known.stamp

    def _ids(self, file: Path, query: str) -> frozenset[str]:
        with open_read_only(file) as db:
            return frozenset() if db is None else frozenset(str(row[0]) for row in db.execute(query))
