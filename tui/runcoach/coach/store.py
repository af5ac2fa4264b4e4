"""RunCoach's own SQLite file: opened for each use and closed again, in WAL mode.

Two windows may be open at once, and a crash loses nothing that was finished.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from runcoach.errors import HistoryError

# Append only: each entry brings a file made by the version before it up to date.
MIGRATIONS = (
    """
    CREATE TABLE answers (
        id INTEGER PRIMARY KEY,
        persona TEXT NOT NULL,
        asked_on TEXT NOT NULL,
        day TEXT NOT NULL,
        asked_at TEXT NOT NULL,
        model TEXT NOT NULL,
        offline INTEGER NOT NULL,
        workout TEXT,
        prose TEXT NOT NULL,
        prompt_tokens INTEGER,
        completion_tokens INTEGER,
        cost_usd REAL,
        took_s REAL NOT NULL
    );
    CREATE INDEX answers_by_day ON answers (asked_on, persona, day);
    CREATE TABLE choices (name TEXT PRIMARY KEY, value TEXT NOT NULL);
    """,
)


class Store:
    """The file and its tables. Every use raises HistoryError when the file cannot be used."""

    def __init__(self, file: Path) -> None:
        self.file = file

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
                _migrate(db)
                db.execute("BEGIN")
                yield db
                db.execute("COMMIT")
            finally:
                db.close()
        except (sqlite3.Error, OSError) as error:
            raise HistoryError(
                f"{self.file} cannot be used: {error}.", "Answers are not kept until that is mended."
            ) from None


def _migrate(db: sqlite3.Connection) -> None:
    version = db.execute("PRAGMA user_version").fetchone()[0]
    if version == len(MIGRATIONS):
        return
    if version > len(MIGRATIONS):
        raise sqlite3.DatabaseError("it was made by a newer RunCoach")
    db.execute("PRAGMA journal_mode = WAL")
    db.execute("BEGIN EXCLUSIVE")
    version = db.execute("PRAGMA user_version").fetchone()[0]
    for number, statements in enumerate(MIGRATIONS[version:], start=version + 1):
        for statement in statements.split(";"):
            db.execute(statement)
        db.execute(f"PRAGMA user_version = {number}")
    db.execute("COMMIT")
