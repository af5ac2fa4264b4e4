"""Finished answers and last choices, in RunCoach's own SQLite file.

Opened for each call and closed again, in WAL mode: two windows may be open at once, and a crash loses
nothing that was finished.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path

import msgspec

from runcoach.coach.draft import Draft
from runcoach.coach.events import Usage
from runcoach.coach.session import Answer
from runcoach.coach.workout import Workout
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


class History:
    """The answers of one runner. Every method raises HistoryError when the file cannot be used."""

    def __init__(self, file: Path) -> None:
        self.file = file

    def save(self, answer: Answer) -> None:
        """Keeps a finished answer."""
        workout = None if answer.workout is None else msgspec.json.encode(answer.workout).decode()
        usage = answer.usage
        with self._open() as db:
            db.execute(
                "INSERT INTO answers (persona, asked_on, day, asked_at, model, offline, workout, prose,"
                " prompt_tokens, completion_tokens, cost_usd, took_s)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    answer.persona_id,
                    answer.asked_on.isoformat(),
                    answer.day.isoformat(),
                    answer.asked_at.isoformat(),
                    answer.model,
                    answer.offline,
                    workout,
                    answer.draft.why,
                    usage.prompt_tokens if usage else None,
                    usage.completion_tokens if usage else None,
                    answer.cost_usd,
                    answer.took_s,
                ),
            )

    def answer(self, persona_id: str, asked_on: date, day: date) -> Answer | None:
        """The last answer that this coach gave on one day for one day."""
        if not self.file.exists():
            return None
        with self._open() as db:
            row = db.execute(
                "SELECT * FROM answers WHERE asked_on = ? AND persona = ? AND day = ?"
                " ORDER BY id DESC LIMIT 1",
                (asked_on.isoformat(), persona_id, day.isoformat()),
            ).fetchone()
        return None if row is None else _answer(row)

    def choice(self, name: str) -> str | None:
        """A last choice of the runner's, such as ``persona`` or ``theme``."""
        if not self.file.exists():
            return None
        with self._open() as db:
            row = db.execute("SELECT value FROM choices WHERE name = ?", (name,)).fetchone()
        return None if row is None else str(row["value"])

    def choose(self, name: str, value: str) -> None:
        """Remembers a choice."""
        with self._open() as db:
            db.execute("INSERT OR REPLACE INTO choices VALUES (?, ?)", (name, value))

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
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


def _answer(row: sqlite3.Row) -> Answer | None:
    try:
        workout = msgspec.json.decode(row["workout"], type=Workout) if row["workout"] else None
    except msgspec.DecodeError:
        return None
    counted = row["prompt_tokens"] is not None and row["completion_tokens"] is not None
    return Answer(
        persona_id=row["persona"],
        asked_on=date.fromisoformat(row["asked_on"]),
        day=date.fromisoformat(row["day"]),
        asked_at=datetime.fromisoformat(row["asked_at"]),
        model=row["model"],
        offline=bool(row["offline"]),
        draft=Draft.of(workout) if workout else Draft(why=row["prose"], structured=False),
        workout=workout,
        usage=Usage(row["prompt_tokens"], row["completion_tokens"]) if counted else None,
        cost_usd=row["cost_usd"],
        took_s=row["took_s"],
    )
