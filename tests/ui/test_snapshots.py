"""How it looks: 80x24 and 120x36, in both themes. Update on purpose with --snapshot-update, and look."""

from datetime import datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from runcoach.domain import units
from runcoach.garmin.sync.folders import GarminFolders
from runcoach.ui.screens.connect import ConnectScreen
from runcoach.ui.screens.main import MainScreen
from runcoach.ui.screens.run import RunScreen
from tests.ui.conftest import FakeCoach, MakeApp, until
from tests.ui.screen import text_of
from tests.ui.services import TODAY
from tests.ui.test_numbers import is_whole

SIZES = [(80, 24), (120, 36)]
TRENDS = [([], "Weekly distance"), (["down"] * 3, "Easy pace at"), (["down"] * 10, "Personal bests")]
DIALOGS = [
    ("i", "Time to run?"),
    ("slash", "revised"),
    ("a", "Rest day"),
    ("c", "may not run"),
    ("k", "longest run"),
    ("m", "a million tokens"),
    ("h", "this month"),
]
THEMES = ["runcoach-dark", "runcoach-light"]


@pytest.fixture(autouse=True)
def steady(monkeypatch: pytest.MonkeyPatch) -> None:
    """The age of the sample and the time an answer took are not part of the looks."""
    monkeypatch.setattr(units, "age", lambda moment, now: "2 h ago")
    monkeypatch.setattr("runcoach.coach.session.time", SimpleNamespace(monotonic=lambda: 0.0))
    monkeypatch.setattr("runcoach.ui.widgets.coach_panel.datetime", _SteadyClock)


class _SteadyClock:
    @staticmethod
    def now() -> datetime:
        return datetime(2026, 11, 22, 8, 0)


async def answered(pilot: Pilot[None]) -> None:
    """Waits until the whole answer and the footer that goes with it have been painted."""
    parts = ("You ran yesterday, so today is easy.", "tokens", "g again")
    await until(lambda: all(part in text_of(pilot.app) for part in parts))
    await pilot.pause()


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_the_main_screen(snap_compare: Any, make_app: MakeApp, theme: str, size: tuple[int, int]) -> None:
    async def settled(pilot: Pilot[None]) -> None:
        app = pilot.app
        await answered(pilot)
        await until(lambda: app.screen.has_class("-narrow") or "now" in text_of(app))

    assert snap_compare(make_app(theme=theme), terminal_size=size, run_before=settled)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_one_run(snap_compare: Any, make_app: MakeApp, size: tuple[int, int]) -> None:
    async def settled(pilot: Pilot[None]) -> None:
        app = pilot.app
        await answered(pilot)
        await pilot.press("f", *"interval")
        await until(lambda: "1 run " in text_of(app))
        await pilot.press("enter", "enter")
        await until(lambda: isinstance(app.screen, RunScreen) and "work laps" in text_of(app))
        await pilot.pause()

    assert snap_compare(make_app(), terminal_size=size, run_before=settled)


def test_a_narrow_screen_with_the_runs(snap_compare: Any, make_app: MakeApp) -> None:
    async def settled(pilot: Pilot[None]) -> None:
        await answered(pilot)
        await pilot.press("v")
        await until(lambda: "now" in text_of(pilot.app))
        await pilot.pause()

    assert snap_compare(make_app(), terminal_size=(80, 24), run_before=settled)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_connecting(snap_compare: Any, make_app: MakeApp, size: tuple[int, int]) -> None:
    async def settled(pilot: Pilot[None]) -> None:
        await answered(pilot)
        folders = GarminFolders(Path("GarminDb"), Path("HealthData"))
        screen = ConnectScreen(folders, TODAY, email="you@example.org", message="Garmin did not accept it.")
        await pilot.app.push_screen(screen)
        screen.query_one("#password", Input).cursor_blink = False
        await pilot.pause()

    assert snap_compare(make_app(), terminal_size=size, run_before=settled)


def test_help(snap_compare: Any, make_app: MakeApp, coach: FakeCoach) -> None:
    async def settled(pilot: Pilot[None]) -> None:
        await answered(pilot)
        await pilot.press("question_mark")
        await pilot.pause()

    assert snap_compare(make_app(), terminal_size=(120, 36), run_before=settled)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize(("keys", "ready"), TRENDS, ids=[ready for _, ready in TRENDS])
def test_a_trend(
    snap_compare: Any, make_app: MakeApp, keys: list[str], ready: str, size: tuple[int, int]
) -> None:
    async def settled(pilot: Pilot[None]) -> None:
        app = pilot.app
        await answered(pilot)
        await pilot.press("r", *keys)
        await until(lambda: f"─ {ready}" in text_of(app) and "looked at" not in text_of(app), 30)
        await pilot.pause()

    assert snap_compare(make_app(), terminal_size=size, run_before=settled)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize(("key", "ready"), DIALOGS, ids=[ready for _, ready in DIALOGS])
def test_a_dialog(snap_compare: Any, make_app: MakeApp, key: str, ready: str, size: tuple[int, int]) -> None:
    async def settled(pilot: Pilot[None]) -> None:
        app = pilot.app
        await answered(pilot)
        await until(lambda: isinstance(app.screen, MainScreen) and is_whole(app.screen), 30)
        await pilot.press(key)
        await until(lambda: ready in text_of(app) and not isinstance(app.screen, MainScreen))
        for line in app.screen.query(Input):
            line.cursor_blink = False
        await until(lambda: "thinking" not in text_of(app) and "writing" not in text_of(app))
        await pilot.pause()

    assert snap_compare(make_app(), terminal_size=size, run_before=settled)


def test_the_limits(snap_compare: Any, make_app: MakeApp) -> None:
    async def settled(pilot: Pilot[None]) -> None:
        app = pilot.app
        await answered(pilot)
        await until(lambda: isinstance(app.screen, MainScreen) and is_whole(app.screen), 30)
        await pilot.press("l")
        await until(lambda: "Readiness" in text_of(app))
        await pilot.pause()

    assert snap_compare(make_app(), terminal_size=(80, 24), run_before=settled)
