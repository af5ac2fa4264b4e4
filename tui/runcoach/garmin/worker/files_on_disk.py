"""What GarminDB's folders hold already: of each activity, and of each night."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

import msgspec

_SUMMARY = re.compile(r"activity_(\d+)\.json")
_DETAILS = re.compile(r"activity_details_(\d+)\.json")
_FIT = re.compile(r"(\d+)\w*\.(?:fit|FIT)")


class ActivityFiles(msgspec.Struct):
    """What is there of one activity."""

    activity_id: str
    summary: Path | None = None
    details: Path | None = None
    fit: Path | None = None

    @property
    def has_whole_fit(self) -> bool:
        """Whether the FIT is there and as long as it says: a download that was cut off is not."""
        return self.fit is not None and is_whole_fit(self.fit)

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


def is_whole_fit(file: Path) -> bool:
    """Whether the file begins like a FIT and is as long as it says. Raises nothing."""
    try:
        with file.open("rb") as content:
            return is_whole_fit_content(content.read(14), file.stat().st_size)
    except OSError:
        return False


def is_whole_fit_content(header: bytes, size: int) -> bool:
    """By the FIT header: its own size, ``.FIT``, and the size of the data that follow."""
    if len(header) < 12 or header[8:12] != b".FIT" or header[0] not in (12, 14):
        return False
    return size >= header[0] + int.from_bytes(header[4:8], "little")


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
