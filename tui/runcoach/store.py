"""RunCoach's own SQLite files: opened for each use and closed again, in WAL mode.

Two windows may be open at once, and a crash loses nothing that was finished.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from runcoach.errors import StoreError


class Store:
    """A file and its tables. Every use raises StoreError when the file cannot be used.

    ``migrations`` is append only: each entry brings a file made by the one before it up to date.
    ``consequence`` tells the runner what does not work without the file.
    """

    def __init__(self, file: Path, migrations: Sequence[str], consequence: str) -> None:
        self.file = file
        self._migrations = migrations
        self._consequence = consequence

    @property
    def is_new(self) -> bool:
        """Whether nothing was ever kept."""
        return not self.file.exists()

    @contextmanager
    def open(self) -> Iterator[sqlite3.Connection]:
        """One transaction, committed at the end."""
        try:
            self.file.parent.mkdir(parents=True, exist_ok=True)
            db = sqlite3.connect(self.file, timeout=5, isolation_level=None)
            try:
                db.row_factory = sqlite3.Row
                self._migrate(db)
                db.execute("BEGIN")
                yield db
                db.execute("COMMIT")
            finally:
                db.close()
        except (sqlite3.Error, OSError) as error:
            raise StoreError(f"{self.file} cannot be used: {error}.", self._consequence) from None

    def _migrate(self, db: sqlite3.Connection) -> None:
        version = db.execute("PRAGMA user_version").fetchone()[0]
        if version == len(self._migrations):
            return
        if version > len(self._migrations):
            raise sqlite3.DatabaseError("it was made by a newer RunCoach")
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("BEGIN EXCLUSIVE")
        version = db.execute("PRAGMA user_version").fetchone()[0]
        for number, statements in enumerate(self._migrations[version:], start=version + 1):
            for statement in statements.split(";"):
                db.execute(statement)
            db.execute(f"PRAGMA user_version = {number}")
        db.execute("COMMIT")
