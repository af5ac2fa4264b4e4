"""What is kept from one sync to the next, in our own database: what was imported, and what failed."""

from datetime import date, datetime
from pathlib import Path

import msgspec

from runcoach.domain.store import Store

_MIGRATIONS = (
    """
    CREATE TABLE read (name TEXT PRIMARY KEY, stamp TEXT NOT NULL, reader TEXT NOT NULL, failure TEXT);
    CREATE TABLE absent (name TEXT PRIMARY KEY, seen INTEGER NOT NULL);
    CREATE TABLE notes (name TEXT PRIMARY KEY, value TEXT NOT NULL)
    """,
)


class ImportResult(msgspec.Struct, frozen=True):
    """How the import of a file, or of an activity with all its files, went.

    ``stamp`` changes with the files, ``reader`` with the program that read them; ``failure`` says what
    went wrong; None if nothing did.
    """

    stamp: str
    reader: str
    failure: str | None = None


class SyncState:
    """Every use raises StoreError when the file cannot be used."""

    def __init__(self, state: Path) -> None:
        self._store = Store(
            state / "sync.db", _MIGRATIONS, "Without it a sync cannot go on where the last one stopped."
        )

    def import_results(self) -> dict[str, ImportResult]:
        """All of them, by name."""
        with self._store.open() as db:
            rows = db.execute("SELECT name, stamp, reader, failure FROM read").fetchall()
        return {row["name"]: ImportResult(row["stamp"], row["reader"], row["failure"]) for row in rows}

    def keep_import_results(self, results: dict[str, ImportResult]) -> None:
        """Adds these, or replaces the earlier ones of the same names."""
        with self._store.open() as db:
            db.executemany(
                "INSERT OR REPLACE INTO read VALUES (?, ?, ?, ?)",
                [(name, each.stamp, each.reader, each.failure) for name, each in results.items()],
            )

    def absent(self) -> frozenset[str]:
        """The names of what Garmin does not have, such as the file of a run that was typed in.

        Once may be a mistake of the server: it counts after two syncs.
        """
        with self._store.open() as db:
            return frozenset(row["name"] for row in db.execute("SELECT name FROM absent WHERE seen >= 2"))

    def keep_absent(self, name: str) -> None:
        """Notes that Garmin did not have this."""
        with self._store.open() as db:
            db.execute(
                "INSERT INTO absent VALUES (?, 1) ON CONFLICT (name) DO UPDATE SET seen = seen + 1", (name,)
            )

    @property
    def wait_until(self) -> datetime | None:
        """When Garmin may be asked again; None if it may be asked now."""
        text = self._note("wait_until")
        return datetime.fromisoformat(text) if text else None

    @wait_until.setter
    def wait_until(self, moment: datetime | None) -> None:
        self._keep_note("wait_until", moment.isoformat() if moment else "")

    @property
    def since(self) -> date | None:
        """The first day to fetch."""
        text = self._note("since")
        return date.fromisoformat(text) if text else None

    @since.setter
    def since(self, day: date) -> None:
        self._keep_note("since", day.isoformat())

    @property
    def listed_since(self) -> date | None:
        """Everything in Garmin's list since this day has been fetched once."""
        text = self._note("listed_since")
        return date.fromisoformat(text) if text else None

    @listed_since.setter
    def listed_since(self, day: date) -> None:
        self._keep_note("listed_since", day.isoformat())

    @property
    def first_day(self) -> date | None:
        """The day of the earliest activity seen in Garmin's list."""
        text = self._note("first_day")
        return date.fromisoformat(text) if text else None

    @first_day.setter
    def first_day(self, day: date) -> None:
        self._keep_note("first_day", day.isoformat())

    @property
    def finished_at(self) -> datetime | None:
        """When the last complete sync ended."""
        text = self._note("finished_at")
        return datetime.fromisoformat(text) if text else None

    @finished_at.setter
    def finished_at(self, moment: datetime) -> None:
        self._keep_note("finished_at", moment.isoformat())

    def _note(self, name: str) -> str:
        if self._store.is_new:
            return ""
        with self._store.open() as db:
            row = db.execute("SELECT value FROM notes WHERE name = ?", (name,)).fetchone()
        return str(row["value"]) if row else ""

    def _keep_note(self, name: str, value: str) -> None:
        with self._store.open() as db:
            db.execute("INSERT OR REPLACE INTO notes VALUES (?, ?)", (name, value))
