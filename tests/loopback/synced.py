"""Syncs with the real worker in a process of its own, and the rows that come of them."""

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from runcoach.garmin.sync.folders import GarminFolders
from runcoach.garmin.sync.process import SyncProcess
from runcoach.garmin.sync.protocol import CodeNeeded, Done, Failed, Job, SyncEvent
from tests.loopback.garmin_account import CODE, EMAIL, PASSWORD

TODAY = date(2026, 11, 23)

type Tables = dict[str, list[tuple[Any, ...]]]


class Garmin:
    """A runner's folders, and what a sync into them says."""

    def __init__(self, home: Path, environment: Mapping[str, str]) -> None:
        self.folders = GarminFolders(home / ".GarminDb", home / "HealthData")
        self.state = home / "state"
        self._environment = dict(environment)

    def job(self, **about: Any) -> Job:
        """A job for these folders, with the right password and no pauses."""
        given: dict[str, Any] = {
            "task": "sync",
            "email": EMAIL,
            "password": PASSWORD,
            "since": TODAY,
            "request_interval_s": 0.0,
        } | about
        return Job(
            config_folder=str(self.folders.config),
            base_folder=str(self.folders.base),
            state_folder=str(self.state),
            today=TODAY,
            **given,
        )

    async def sync(self, *, code: str = CODE, **about: Any) -> list[SyncEvent]:
        """All events of the worker."""
        events = []
        process = SyncProcess(self.job(**about))
        with self.led_here():
            async for message in process.messages():
                events.append(message)
                if isinstance(message, CodeNeeded):
                    await process.send_code(code)
        return events

    async def result(self, **about: Any) -> Done | Failed:
        """The last word."""
        last = (await self.sync(**about))[-1]
        assert isinstance(last, Done | Failed)
        return last

    @contextmanager
    def led_here(self) -> Iterator[None]:
        """Inside, new processes find the loopback Garmin."""
        with pytest.MonkeyPatch.context() as patch:
            for name, value in self._environment.items():
                patch.setenv(name, value)
            yield

    def tables(self) -> Tables:
        """Every row of both databases, without the moments of writing."""
        found: Tables = {}
        for file in ("garmin.db", "garmin_activities.db"):
            with closing(sqlite3.connect(self.folders.base / "DBs" / file)) as db:
                names = [row[0] for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
                for name in names:
                    found[f"{file}:{name}"] = rows_of(db, name)
        return found


def rows_of(db: sqlite3.Connection, table: str) -> list[tuple[Any, ...]]:
    """Sorted; the time at which an attribute was written says nothing."""
    skipped = {"timestamp"} if table in ("attributes", "_attributes") else set()
    columns = [row[1] for row in db.execute(f'PRAGMA table_info("{table}")') if row[1] not in skipped]
    selected = ", ".join(f'"{column}"' for column in columns)
    return sorted(db.execute(f'SELECT {selected} FROM "{table}"').fetchall(), key=repr)
