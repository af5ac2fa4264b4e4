"""Writes one SQLite file of the sample: GarminDB's own schema, then the rows."""

import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Table:
    """Rows for one table, each in the order of ``columns``."""

    name: str
    columns: Sequence[str]
    rows: Iterable[Sequence[Any]]


def table(name: str, rows: Sequence[dict[str, Any]]) -> Table:
    """A table from rows that all have the keys of the first one, in the same order."""
    return Table(name, tuple(rows[0]), [tuple(row.values()) for row in rows])


def write_database(path: Path, schema: str, created: str, tables: Iterable[Table]) -> None:
    """Make the database ``path`` with the schema of the packaged file ``schema``.

    ``created`` is the moment that GarminDB would note as the creation of its tables. Raises sqlite3.Error or
    OSError.
    """
    statements = resources.files(__package__).joinpath(schema).read_text(encoding="utf-8")
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        # Nobody sees this file before it is whole, so a crash may spoil it. Neither setting is kept in it.
        db.execute("PRAGMA journal_mode = OFF")
        db.execute("PRAGMA synchronous = OFF")
        db.executescript(f"BEGIN;\n{statements}")
        db.execute("UPDATE _attributes SET timestamp = ?", (created,))
        for content in tables:
            columns = ", ".join(f'"{column}"' for column in content.columns)
            marks = ", ".join("?" * len(content.columns))
            db.executemany(f"INSERT INTO {content.name} ({columns}) VALUES ({marks})", content.rows)
        db.execute("COMMIT")
