"""Our own file of results computed from a runner's data: it can be deleted, and is computed again.

A result belongs to an activity, a kind (what was computed), a version (of the program) and a stamp (of the
data). A result of another version is not loaded; the caller compares the stamp.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path

from runcoach.domain.store import Store

# Older builds of SQLite take at most a thousand values in a statement.
AT_ONCE = 900

_MIGRATIONS = (
    """
    CREATE TABLE derived (
        kind TEXT NOT NULL,
        activity_id TEXT NOT NULL,
        version INTEGER NOT NULL,
        stamp TEXT NOT NULL,
        value BLOB NOT NULL,
        PRIMARY KEY (kind, activity_id)
    ) WITHOUT ROWID
    """,
)


class Derived:
    """Every use raises StoreError when the file cannot be used."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self._store = Store(file, _MIGRATIONS, "Without it everything is computed again at every start.")

    def load(self, kind: str, version: int, activity_ids: Sequence[str]) -> dict[str, tuple[str, bytes]]:
        """The stamp and value of each of the activities that has one."""
        if self._store.is_new or not activity_ids:
            return {}
        rows = []
        with self._store.open() as db:
            for start in range(0, len(activity_ids), AT_ONCE):
                some = activity_ids[start : start + AT_ONCE]
                rows += db.execute(
                    "SELECT activity_id, stamp, value FROM derived WHERE kind = ? AND version = ?"
                    f" AND activity_id IN ({', '.join('?' * len(some))})",
                    (kind, version, *some),
                ).fetchall()
        return {row["activity_id"]: (row["stamp"], row["value"]) for row in rows}

    def save(self, kind: str, version: int, results: Mapping[str, tuple[str, bytes]]) -> None:
        """Adds these, or replaces the earlier ones of their activities."""
        with self._store.open() as db:
            db.executemany(
                "INSERT OR REPLACE INTO derived VALUES (?, ?, ?, ?, ?)",
                [(kind, name, version, stamp, value) for name, (stamp, value) in results.items()],
            )
