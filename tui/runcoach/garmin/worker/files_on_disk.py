"""What GarminDB's folders already hold of each activity and each night."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

import msgspec

from runcoach.garmin.worker.fit_identity import is_complete_fit_file

_SUMMARY = re.compile(r"activity_(\d+)\.json")
_DETAILS = re.compile(r"activity_details_(\d+)\.json")
_FIT = re.compile(r"(\d+)\w*\.(?:fit|FIT)")


class ActivityFiles(msgspec.Struct):
    """The files of one activity that are there."""

    activity_id: str
    summary: Path | None = None
    details: Path | None = None
    fit: Path | None = None

    @property
    def has_complete_fit(self) -> bool:
        """Whether the FIT file is there and complete: a download that was cut off is not."""
        return self.fit is not None and is_complete_fit_file(self.fit)

    @property
    def present(self) -> list[Path]:
        """The files that are there."""
        return [file for file in (self.summary, self.details, self.fit) if file is not None]

    @property
    def stamp(self) -> str:
        """Changes when one of the files changes."""
        return " ".join(f"{file.name}:{file.stat().st_mtime_ns}" for file in self.present)


def activity_files(folder: Path) -> dict[str, ActivityFiles]:
    """By activity id."""
    found: dict[str, ActivityFiles] = {}
    for name, file in _files(folder):
        for pattern, part in ((_SUMMARY, "summary"), (_DETAILS, "details"), (_FIT, "fit")):
            matched = pattern.fullmatch(name)
            if matched:
                activity_id = matched.group(1)
                setattr(found.setdefault(activity_id, ActivityFiles(activity_id)), part, file)
    return found


def files_named(folder: Path, pattern: str) -> list[Path]:
    """The files whose whole names match, newest name first."""
    wanted = re.compile(pattern)
    return sorted((file for name, file in _files(folder) if wanted.fullmatch(name)), reverse=True)


def _files(folder: Path) -> Iterator[tuple[str, Path]]:
    if not folder.is_dir():
        return
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_file():
                yield entry.name, Path(entry.path)
