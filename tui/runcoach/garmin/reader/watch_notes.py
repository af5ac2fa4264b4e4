"""The watch's notes on runs, read from their FIT files when needed and kept in our own file."""

from contextlib import suppress
from pathlib import Path

import msgspec

from runcoach.domain.derived import Derived
from runcoach.domain.errors import StoreError
from runcoach.domain.laps import WatchNotes
from runcoach.garmin.reader.fit_file import read_notes, watch_file

KIND, VERSION = "watch notes", 1


def watch_notes(activity_files: Path, derived: Derived, activity_id: str) -> WatchNotes:
    """The notes of one run; empty ones where there is no file that can be read.

    When our own file cannot be used, the FIT file is read again each time.
    """
    file = watch_file(activity_files, activity_id)
    try:
        stat = file.stat()
        stamp = f"{stat.st_mtime_ns} {stat.st_size}"
        kept_stamp, value = _kept(derived, activity_id)
        if kept_stamp == stamp:
            return msgspec.json.decode(value, type=WatchNotes)
        found = read_notes(file, activity_id)
    except OSError:
        return WatchNotes()
    with suppress(StoreError):
        derived.save(KIND, VERSION, {activity_id: (stamp, msgspec.json.encode(found))})
    return found


def _kept(derived: Derived, activity_id: str) -> tuple[str, bytes]:
    try:
        return derived.load(KIND, VERSION, [activity_id]).get(activity_id, ("", b""))
    except StoreError:
        return "", b""
