"""The file of answers and last choices: RunCoach's own, kept for ever."""

from pathlib import Path

from runcoach.domain.store import Store

_MIGRATIONS = (
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
    """
    ALTER TABLE answers ADD COLUMN checks TEXT;
    ALTER TABLE answers ADD COLUMN repair TEXT NOT NULL DEFAULT '';
    ALTER TABLE answers ADD COLUMN asked TEXT;
    ALTER TABLE answers ADD COLUMN facts TEXT;
    ALTER TABLE answers ADD COLUMN limits TEXT;
    CREATE TABLE check_ins (
        day TEXT PRIMARY KEY,
        said_at TEXT NOT NULL,
        legs INTEGER NOT NULL,
        pain INTEGER NOT NULL,
        minutes INTEGER,
        note TEXT NOT NULL
    );
    CREATE TABLE goals (id INTEGER PRIMARY KEY, set_at TEXT NOT NULL, goal TEXT NOT NULL);
    CREATE TABLE turns (
        id INTEGER PRIMARY KEY,
        day TEXT NOT NULL,
        persona TEXT NOT NULL,
        by_runner INTEGER NOT NULL,
        text TEXT NOT NULL
    );
    CREATE INDEX turns_by_day ON turns (day)
    """,
    """
    ALTER TABLE turns ADD COLUMN said_at TEXT NOT NULL DEFAULT '';
    CREATE TABLE taken (day TEXT PRIMARY KEY, persona TEXT NOT NULL)
    """,
    """
    CREATE TABLE spending (day TEXT NOT NULL, usd REAL NOT NULL);
    INSERT INTO spending SELECT asked_on, cost_usd FROM answers WHERE cost_usd IS NOT NULL;
    CREATE TABLE forgotten (day TEXT PRIMARY KEY, at TEXT NOT NULL)
    """,
    """
    ALTER TABLE answers ADD COLUMN sent_notes TEXT NOT NULL DEFAULT ''
    """,
    """
    ALTER TABLE turns ADD COLUMN said TEXT;
    ALTER TABLE check_ins ADD COLUMN said TEXT
    """,
)


def history_store(file: Path) -> Store:
    """Opens nothing yet. Every use raises StoreError when the file cannot be used."""
    return Store(file, _MIGRATIONS, "Answers are not kept until that is fixed.")
