"""FIT files wherever the runner has them: single files, folders, and zips in zips such as Garmin's export."""

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import msgspec

MAX_FIT_BYTES = 100_000_000
MAX_ZIP_BYTES = 4_000_000_000
# Garmin's export is a zip of zips; nothing is deeper than that.
MAX_DEPTH = 2


class FoundFit(msgspec.Struct, frozen=True):
    """A FIT file; ``shown`` says where it was found."""

    shown: str
    name: str
    content: bytes


class Refused(msgspec.Struct, frozen=True):
    """Something that could not be opened, and why."""

    shown: str
    why: str


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
                yield Refused(str(path), "it is not a zip file, or it is damaged")
        elif path.suffix.lower() == ".fit":
            if path.stat().st_size > MAX_FIT_BYTES:
                yield Refused(str(path), "it is larger than any FIT file")
            else:
                yield FoundFit(str(path), path.name, path.read_bytes())
    except (OSError, zipfile.BadZipFile) as error:
        yield Refused(str(path), f"it cannot be read ({getattr(error, 'strerror', None) or error})")


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
            yield Refused(place, "it is too large")
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
