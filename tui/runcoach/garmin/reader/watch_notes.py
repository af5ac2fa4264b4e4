"""The watch's notes on runs, read from their FIT files when they are needed and kept in a file of ours."""

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

import msgspec

from runcoach.domain.derived import Derived
from runcoach.domain.errors import StoreError
from runcoach.domain.laps import WatchNotes
from runcoach.garmin.reader.fit_file import read_notes, watch_file

KIND, VERSION = "watch notes", 1


def watch_notes(activity_files: Path, derived: Derived, activity_ids: Iterable[str]) -> dict[str, WatchNotes]:
    """The notes of each run; empty ones where there is no file that can be read.

    Without the file of ours it takes longer, and nothing else.
    """
    activity_ids = list(activity_ids)
    try:
        kept = derived.found(KIND, VERSION, activity_ids)
    except StoreError:
        kept = {}
    found, fresh = {}, {}
    for activity_id in activity_ids:
        file = watch_file(activity_files, activity_id)
        try:
            stat = file.stat()
            stamp = f"{stat.st_mtime_ns} {stat.st_size}"
            old_stamp, value = kept.get(activity_id, ("", b""))
            if stamp == old_stamp:
                found[activity_id] = msgspec.json.decode(value, type=WatchNotes)
                continue
            found[activity_id] = read_notes(file, activity_id)
        except OSError:
            found[activity_id] = WatchNotes()
            continue
        fresh[activity_id] = (stamp, msgspec.json.encode(found[activity_id]))
    if fresh:
        with suppress(StoreError):
            derived.keep(KIND, VERSION, fresh)
    return found
