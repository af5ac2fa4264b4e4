"""The runner's last choices: coach, theme, model."""

from runcoach.domain.errors import StoreError
from runcoach.domain.store import Store


class Choices:
    """Remembered from one start to the next. Every method raises StoreError when that fails."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def last(self, name: str) -> str | None:
        """The last choice of this name, such as ``persona`` or ``theme``."""
        if self._store.is_new:
            return None
        with self._store.read() as db:
            row = db.execute("SELECT value FROM choices WHERE name = ?", (name,)).fetchone()
        return None if row is None else str(row["value"])

    def remember(self, name: str, value: str) -> None:
        """Keeps a choice."""
        with self._store.open() as db:
            db.execute("INSERT OR REPLACE INTO choices VALUES (?, ?)", (name, value))


def last_choice(store: Store, name: str) -> str | None:
    """The last choice, or None when there was none or it cannot be known."""
    try:
        return Choices(store).last(name)
    except StoreError:
        return None
