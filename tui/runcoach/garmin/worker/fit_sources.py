"""FIT files wherever the runner has them: single files, folders, and zips in zips such as Garmin's export."""

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import msgspec

MAX_FIT_BYTES = 100_000_000
MAX_ZIP_BYTES = 4_000_000_000
# Garmin's export is a zip of zips; deeper than that is no export.
MAX_DEPTH = 2
ACTIVITY = 4
_GARMIN_NAME = re.compile(r"(\d{6,19})(?:_\w+)?\.fit", re.IGNORECASE)


class FoundFit(msgspec.Struct, frozen=True):
    """A FIT file; ``shown`` says where it was found."""

    shown: str
    name: str
    content: bytes


class Refused(msgspec.Struct, frozen=True):
    """Something that could not be opened, and why."""

    shown: str
    why: str


class FileId(msgspec.Struct, frozen=True):
    """What a FIT says of itself first: its type, when it was made (seconds of FIT time), by which device."""

    kind: int | None
    created: int | None
    serial: int | None

    @property
    def is_activity(self) -> bool:
        """Whether it holds something like a run, rather than a night, settings, or steps."""
        return self.kind == ACTIVITY

    def activity_id(self, name: str) -> str | None:
        """The id under which GarminDB will know it: Garmin's own if the name has it.

        Else 17 digits that start with 9, made of moment and device: the same file always has the same, and
        Garmin's own ids are far shorter. None when the file says neither.
        """
        named = _GARMIN_NAME.fullmatch(name)
        if named:
            return named.group(1)
        if not self.created:
            return None
        return f"9{self.created:010d}{(self.serial or 0) % 1_000_000:06d}"


def is_garmins_name(name: str) -> bool:
    """Whether the file is named by Garmin's own id of the activity."""
    return _GARMIN_NAME.fullmatch(name) is not None


def fit_sources(path: Path) -> Iterator[FoundFit | Refused]:
    """Every FIT file in a file, folder or zip, one at a time; folders and zips by name. Raises nothing."""
    try:
        if path.is_dir():
            for each in sorted(path.iterdir()):
                if not each.name.startswith("."):
                    yield from fit_sources(each)
        elif not path.exists():
            yield Refused(str(path), "there is no such file or folder")
        elif path.suffix.lower() == ".zip":
            if zipfile.is_zipfile(path):
                with zipfile.ZipFile(path) as packed:
                    yield from _of_zip(packed, str(path), 1)
            else:
                yield Refused(str(path), "it is no zip file, or a damaged one")
        elif path.suffix.lower() == ".fit":
            if path.stat().st_size > MAX_FIT_BYTES:
                yield Refused(str(path), "it is larger than any FIT file")
            else:
                yield FoundFit(str(path), path.name, path.read_bytes())
    except (OSError, zipfile.BadZipFile) as error:
        yield Refused(str(path), f"it cannot be read ({getattr(error, 'strerror', None) or error})")


def file_id(content: bytes) -> FileId | None:
    """Reads the first message of a FIT file; None when it is none (FIT protocol, message file_id)."""
    start = content[0] if content else 0
    if start not in (12, 14) or content[8:12] != b".FIT":
        return None
    head, definition = content[start : start + 1], content[start + 1 :]
    if len(definition) < 5 or not head or head[0] & 0xC0 != 0x40:
        return None
    order = "big" if definition[1] else "little"
    if int.from_bytes(definition[2:4], order) != 0:  # type: ignore[arg-type]
        return None
    count = definition[4]
    fields = [definition[5 + 3 * number : 8 + 3 * number] for number in range(count)]
    developer = 1 + 3 * definition[5 + 3 * count] if head[0] & 0x20 else 0
    at = 5 + 3 * count + developer + 1
    values: dict[int, int] = {}
    for field in fields:
        if len(field) < 3:
            return None
        raw = definition[at : at + field[1]]
        at += field[1]
        if len(raw) == field[1] and raw.strip(b"\xff"):
            values[field[0]] = int.from_bytes(raw, order)  # type: ignore[arg-type]
    return FileId(values.get(0), values.get(4), values.get(3))


def _of_zip(packed: zipfile.ZipFile, shown: str, depth: int) -> Iterator[FoundFit | Refused]:
    for member in sorted(packed.infolist(), key=lambda each: each.filename):
        name, place = Path(member.filename).name, f"{shown} › {member.filename}"
        suffix = Path(name).suffix.lower()
        if member.is_dir() or suffix not in (".fit", ".zip"):
            continue
        limit = MAX_FIT_BYTES if suffix == ".fit" else MAX_ZIP_BYTES
        if member.flag_bits & 1:
            yield Refused(place, "it needs a password")
        elif member.file_size > limit:
            yield Refused(place, "it is larger than it can be")
        else:
            try:
                content = packed.read(member)
                if suffix == ".fit":
                    yield FoundFit(place, name, content)
                elif depth < MAX_DEPTH:
                    with zipfile.ZipFile(io.BytesIO(content)) as inner:
                        yield from _of_zip(inner, place, depth + 1)
                else:
                    yield Refused(place, "zips in zips in zips are not opened")
            except (
                zipfile.BadZipFile,
                OSError,
                EOFError,
                NotImplementedError,
                RuntimeError,
                ValueError,
            ) as error:
                yield Refused(place, f"it is damaged ({error})")
