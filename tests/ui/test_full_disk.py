"""The disk fills up while the app is open: it says so, and goes on coaching."""

import sqlite3
from collections.abc import Callable
from typing import Any

import pytest

from runcoach.ui.app import RunCoachApp
from runcoach.ui.screens.history import HistoryScreen
from tests.ui.conftest import FakeCoach, MakeApp, encoded, until, workout
from tests.ui.screen import text_of
from tests.ui.test_coach_panel import finished


@pytest.fixture
def fill_disk(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """From then on SQLite takes no page more than each file has."""
    connect = sqlite3.connect

    def full(*given: Any, **named: Any) -> sqlite3.Connection:
        db: sqlite3.Connection = connect(*given, **named)
        db.execute("PRAGMA max_page_count = 1")
        return db

    return lambda: monkeypatch.setattr(sqlite3, "connect", full)


def notices(app: RunCoachApp) -> str:
    return " ".join(notice.message for notice in app._notifications)


async def test_on_a_full_disk_the_answer_is_shown_and_the_runner_learns_that_it_is_not_kept(
    make_app: MakeApp, coach: FakeCoach, fill_disk: Callable[[], None]
) -> None:
    app = make_app()
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        await finished(app, pilot, "Pete")
        fill_disk()
        coach.enqueue(encoded(workout("Never kept", why="Long words. " * 2000)))
        await pilot.press("g")
        await until(lambda: len(coach.requests) == 2)
        await finished(app, pilot, "Pete")
        await until(lambda: "the disk is full" in notices(app))
        assert "Answers are not kept until that is fixed." in notices(app)
        assert "Never kept" in text_of(app)

        await pilot.press("2")
        await finished(app, pilot, "Steve")
        assert "Steve's run" in text_of(app)


async def test_on_a_full_disk_what_was_kept_is_still_there(
    make_app: MakeApp, coach: FakeCoach, fill_disk: Callable[[], None]
) -> None:
    async with make_app().run_test(size=(120, 36)) as pilot:
        await finished(pilot.app, pilot, "Pete")  # type: ignore[arg-type]
    fill_disk()
    app = make_app()
    async with app.run_test(size=(120, 36)) as pilot:
        await until(lambda: "Pete's run" in text_of(app))
        assert len(coach.requests) == 1
        await pilot.press("h")
        await until(lambda: isinstance(app.screen, HistoryScreen))
        assert "Pete" in text_of(app)
