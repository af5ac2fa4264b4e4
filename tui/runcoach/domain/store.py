"""RunCoach's own SQLite files: opened for each use and closed again, in WAL mode.

Two windows may be open at once, and a crash loses nothing that was finished.
"""

import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from runcoach.domain.errors import StoreError

WAIT_S = 5.0
RETRY_S = 0.005
_NO_ROOM = (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR)
_CANNOT_WRITE = (*_NO_ROOM, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY)


class Store:
    """A file and its tables. Every use raises StoreError when the file cannot be used.

    ``migrations`` is append only: each entry brings a file made by the one before it up to date.
    ``consequence`` says what does not work without the file.
    """

    def __init__(self, file: Path, migrations: Sequence[str], consequence: str) -> None:
        self.file = file
        self._migrations = migrations
        self._consequence = consequence

    @property
    def is_new(self) -> bool:
        """Whether nothing has been stored yet."""
        return not self.file.exists()

    @contextmanager
    def open(self) -> Iterator[sqlite3.Connection]:
        """One transaction, committed at the end."""
        with self._store_errors():
            self.file.parent.mkdir(parents=True, exist_ok=True)
            db = self._connect(str(self.file))
            try:
                self._migrate(db)
                db.execute("BEGIN")
                yield db
                db.execute("COMMIT")
            finally:
                db.close()

    @contextmanager
    def read(self) -> Iterator[sqlite3.Connection]:
        """For reading only: works even where nothing can be written any more."""
        with self._store_errors():
            db = self._connect(str(self.file))
            try:
                try:
                    self._migrate(db)
                except sqlite3.OperationalError as error:
                    if _primary(error) not in _CANNOT_WRITE or self._has_log:
                        raise
                    db.close()
                    # Opened as immutable, it needs no WAL files next to it.
                    db = self._connect(f"{self.file.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
                    if _version(db) != len(self._migrations):
                        raise
                yield db
            finally:
                db.close()

    @contextmanager
    def _store_errors(self) -> Iterator[None]:
        """Turns every error of the file into a StoreError."""
        try:
            yield
        except sqlite3.Error as error:
            why = "the disk is full or broken" if _primary(error) in _NO_ROOM else str(error)
            raise StoreError(f"{self.file} cannot be used: {why}.", self._consequence) from None
        except OSError as error:
            raise StoreError(f"{self.file} cannot be used: {error}.", self._consequence) from None

    @staticmethod
    def _connect(address: str, *, uri: bool = False) -> sqlite3.Connection:
        db = sqlite3.connect(address, timeout=WAIT_S, isolation_level=None, uri=uri)
        db.row_factory = sqlite3.Row
        return db

    @property
    def _has_log(self) -> bool:
        """Whether there are transactions that are not in the file itself yet."""
        log = self.file.with_name(f"{self.file.name}-wal")
        return log.exists() and log.stat().st_size > 0

    def _migrate(self, db: sqlite3.Connection) -> None:
        version = _version(db)
        if version == len(self._migrations):
            return
        if version > len(self._migrations):
            raise sqlite3.DatabaseError("it was made by a newer RunCoach")
        _write_ahead(db)
        db.execute("BEGIN EXCLUSIVE")
        version = _version(db)
        for number, statements in enumerate(self._migrations[version:], start=version + 1):
            for statement in statements.split(";"):
                db.execute(statement)
            db.execute(f"PRAGMA user_version = {number}")
        db.execute("COMMIT")


def _write_ahead(db: sqlite3.Connection) -> None:
    """Switches the file to WAL mode. SQLite does not wait for another window doing the same."""
    give_up = time.monotonic() + WAIT_S
    while True:
        try:
            db.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if _primary(error) != sqlite3.SQLITE_BUSY or time.monotonic() > give_up:
                raise
            time.sleep(RETRY_S)


def _version(db: sqlite3.Connection) -> int:
    return int(db.execute("PRAGMA user_version").fetchone()[0])


def _primary(error: sqlite3.Error) -> int:
    """SQLite's own code, without its details; 0 for errors that Python raised."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF
