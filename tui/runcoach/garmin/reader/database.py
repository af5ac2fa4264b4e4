"""Opening GarminDB's SQLite files: read-only, briefly, and with errors in plain words."""

import sqlite3
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from datetime import date, datetime
from pathlib import Path

from runcoach.domain.errors import CacheError, Remedy

# A writer holds the file for itself only while it commits.
PATIENCE_S = 2.0
WORKER = "runcoach.garmin.worker"
ROLL_BACK = "--roll-back"
ROLL_BACK_PATIENCE_S = 10


@contextmanager
def open_read_only(file: Path) -> Iterator[sqlite3.Connection | None]:
    """A connection with rows by name and one transaction, or None where there is no such file.

    Raises CacheError when SQLite cannot read it, also for what fails inside the block. An import that was
    killed half-way is rolled back first, by another process, as this needs the right to write.
    """
    if not file.is_file():
        yield None
        return
    with plain_errors(file), closing(_connection(file)) as db:
        yield db


def _connection(file: Path) -> sqlite3.Connection:
    try:
        return _begun(file)
    except sqlite3.OperationalError as error:
        if not _was_cut_off(error):
            raise
    # Rare enough to be imported only then: it is on the way to the first paint.
    import subprocess

    with suppress(OSError, subprocess.SubprocessError):
        command = (sys.executable, "-P", "-m", WORKER, ROLL_BACK, str(file.absolute()))
        subprocess.run(command, capture_output=True, check=False, timeout=ROLL_BACK_PATIENCE_S)
    return _begun(file)


def _begun(file: Path) -> sqlite3.Connection:
    db = sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True, timeout=PATIENCE_S)
    try:
        db.row_factory = sqlite3.Row
        db.execute("BEGIN")
        # The transaction begins with its first read, which also shows whether this is a database at all.
        db.execute("SELECT COUNT(*) FROM sqlite_master").fetchone()
    except sqlite3.Error:
        db.close()
        raise
    return db


def _was_cut_off(error: sqlite3.Error) -> bool:
    return getattr(error, "sqlite_errorname", "") == "SQLITE_READONLY_ROLLBACK"


@contextmanager
def plain_errors(file: Path) -> Iterator[None]:
    """What SQLite says about ``file`` inside the block, as a CacheError in plain words."""
    try:
        yield
    except sqlite3.Error as error:
        raise _plain_error(file, error) from error


def columns(db: sqlite3.Connection, table: str) -> frozenset[str]:
    """The names of a table's columns; empty when there is no such table."""
    return frozenset(str(row[1]) for row in db.execute(f"PRAGMA table_info({table})"))


def select(
    db: sqlite3.Connection, table: str, wanted: Sequence[str], where: str, values: tuple[object, ...]
) -> list[sqlite3.Row]:
    """The wanted columns by name; one that an older GarminDB did not have yet reads as missing.

    Raises sqlite3.Error, as for a table that is not there.
    """
    present = columns(db, table)
    wanted_or_null = ", ".join(name if name in present else f"NULL AS {name}" for name in wanted)
    return db.execute(f"SELECT {wanted_or_null} FROM {table} WHERE {where}", values).fetchall()


def text_of(day: date) -> str:
    """GarminDB's text for the first moment of a day; text order is time order."""
    return f"{datetime(day.year, day.month, day.day):%Y-%m-%d %H:%M:%S.%f}"


def _plain_error(file: Path, error: sqlite3.Error) -> CacheError:
    words = str(error)
    if "locked" in words or "busy" in words:
        return CacheError(
            f"{file.name} is being written by another program.",
            "It is free again in a moment.",
            remedy=Remedy.READ_AGAIN,
        )
    if _was_cut_off(error):
        return CacheError(
            f"An import into {file} was cut off half-way.",
            "A sync, or GarminDB itself, repairs the file.",
            remedy=Remedy.SYNC,
        )
    if "not a database" in words or "malformed" in words:
        return CacheError(
            f"{file} is damaged or no SQLite file ({words}).",
            "Restore it, or let GarminDB rebuild it with garmindb_cli.py --rebuild_db.",
        )
    if "no such" in words:
        return CacheError(
            f"{file} is not as GarminDB makes it: {words}.", "Run GarminDB once, so that it makes its tables."
        )
    return CacheError(
        f"{file} cannot be read: {words}.", "Check the file's permissions.", remedy=Remedy.CHOOSE_FOLDER
    )
