"""What a sync remembers between runs, in our own database: what was read, what failed, when to ask again."""

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


class Reading(msgspec.Struct, frozen=True):
    """How a file, or an activity with all its files, was read into the cache.

    ``stamp`` changes with the files, ``reader`` with the program that read them; ``failure`` says what was
    wrong, and is None when all went well.
    """

    stamp: str
    reader: str
    failure: str | None = None


class SyncMemory:
    """Every use raises StoreError when the file cannot be used."""

    def __init__(self, state: Path) -> None:
        self._store = Store(
            state / "sync.db", _MIGRATIONS, "Without it a sync cannot go on where the last one stopped."
        )

    def readings(self) -> dict[str, Reading]:
        """All by name."""
        with self._store.open() as db:
            rows = db.execute("SELECT name, stamp, reader, failure FROM read").fetchall()
        return {row["name"]: Reading(row["stamp"], row["reader"], row["failure"]) for row in rows}

    def keep_readings(self, readings: dict[str, Reading]) -> None:
        """Adds these, or replaces what was known of them."""
        with self._store.open() as db:
            db.executemany(
                "INSERT OR REPLACE INTO read VALUES (?, ?, ?, ?)",
                [(name, each.stamp, each.reader, each.failure) for name, each in readings.items()],
            )

    def absent(self) -> frozenset[str]:
        """The names of what Garmin does not have, such as the file of a run that was typed in.

        Once may have been a mistake of the server's: it counts when two syncs have seen it.
        """
        with self._store.open() as db:
            return frozenset(row["name"] for row in db.execute("SELECT name FROM absent WHERE seen >= 2"))

    def keep_absent(self, name: str) -> None:
        """A sync has seen that Garmin has no such thing."""
        with self._store.open() as db:
            db.execute(
                "INSERT INTO absent VALUES (?, 1) ON CONFLICT (name) DO UPDATE SET seen = seen + 1", (name,)
            )

    @property
    def wait_until(self) -> datetime | None:
        """The moment before which Garmin does not want to be asked."""
        text = self._note("wait_until")
        return datetime.fromisoformat(text) if text else None

    @wait_until.setter
    def wait_until(self, moment: datetime | None) -> None:
        self._keep_note("wait_until", moment.isoformat() if moment else "")

    @property
    def since(self) -> date | None:
        """The first day that the runner wants."""
        text = self._note("since")
        return date.fromisoformat(text) if text else None

    @since.setter
    def since(self, day: date) -> None:
        self._keep_note("since", day.isoformat())

    @property
    def listed_since(self) -> date | None:
        """Garmin's list was once gone through down to this day, and all of it fetched."""
        text = self._note("listed_since")
        return date.fromisoformat(text) if text else None

    @listed_since.setter
    def listed_since(self, day: date) -> None:
        self._keep_note("listed_since", day.isoformat())

    @property
    def first_day(self) -> date | None:
        """The earliest day on which Garmin has an activity, as far as its list was gone through."""
        text = self._note("first_day")
        return date.fromisoformat(text) if text else None

    @first_day.setter
    def first_day(self, day: date) -> None:
        self._keep_note("first_day", day.isoformat())

    @property
    def finished_at(self) -> datetime | None:
        """The end of the last sync that left nothing out."""
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
