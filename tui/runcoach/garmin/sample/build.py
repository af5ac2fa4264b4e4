"""Makes the sample cache on disk, once a day, and never shows a half-made one.

A cache is built in a folder next to its place and renamed into it, so two RunCoaches that start together both
end with a good one: the second finds the place taken and throws its own away.
"""

import shutil
import sqlite3
import tempfile
import time
from contextlib import suppress
from datetime import date
from pathlib import Path

from runcoach.domain.errors import CacheError
from runcoach.garmin.reader.locate import ACTIVITIES_DB, HEALTH_DB

# Raise this when the sample itself changes, so that one made earlier the same day is made again.
SAMPLE_VERSION = 2
MARKER = "sample.txt"
UNFINISHED = "unfinished-"
UNFINISHED_KEPT_S = 3600.0


def sample_cache(folder: Path, today: date) -> Path:
    """The folder with the sample's ``garmin_activities.db`` and ``garmin.db`` for ``today``.

    Made under ``folder`` when it is not there whole; the samples of earlier days are removed. Raises
    CacheError when it cannot be written.
    """
    home = folder / today.isoformat()
    try:
        if not _is_whole(home):
            folder.mkdir(parents=True, exist_ok=True)
            _build(home, today)
        _tidy(folder, today)
    except (OSError, sqlite3.Error) as problem:
        raise CacheError(
            f"The example runner could not be made in {folder}: {problem}.",
            "Check that the folder can be written and that the disk is not full.",
        ) from problem
    return _databases(home)


def _databases(home: Path) -> Path:
    return home / "HealthData" / "DBs"


def _build(home: Path, today: date) -> None:
    """Build next to ``home`` and move into place, unless another process was first."""
    # Imported only for building: most starts find the day's sample made.
    from runcoach.garmin.sample.year import write_year

    workshop = Path(tempfile.mkdtemp(prefix=UNFINISHED, dir=home.parent))
    try:
        made = workshop / "home"
        _databases(made).mkdir(parents=True)
        write_year(_databases(made), today)
        (made / MARKER).write_text(_fingerprint(made), encoding="utf-8")
        if home.exists() and not _is_whole(home):
            with suppress(FileNotFoundError):
                home.rename(workshop / "spoilt")
        try:
            made.rename(home)
        except OSError:
            if not _is_whole(home):
                raise
    finally:
        shutil.rmtree(workshop, ignore_errors=True)


def _is_whole(home: Path) -> bool:
    """Whether a sample is there exactly as it was finished."""
    try:
        return (home / MARKER).read_text(encoding="utf-8") == _fingerprint(home)
    except (OSError, UnicodeDecodeError):
        return False


def _fingerprint(home: Path) -> str:
    """The version and the sizes in bytes of the databases; raises OSError when one is missing."""
    sizes = (f"{name} {(_databases(home) / name).stat().st_size}\n" for name in (ACTIVITIES_DB, HEALTH_DB))
    return f"sample {SAMPLE_VERSION}\n{''.join(sizes)}"


def _tidy(folder: Path, today: date) -> None:
    """Remove the samples of earlier days, and what a killed RunCoach left unfinished."""
    for entry in folder.iterdir():
        with suppress(OSError, ValueError):
            if entry.name.startswith(UNFINISHED):
                gone = time.time() - entry.stat().st_mtime > UNFINISHED_KEPT_S
            else:
                gone = date.fromisoformat(entry.name) < today and (entry / MARKER).exists()
            if gone:
                shutil.rmtree(entry, ignore_errors=True)
