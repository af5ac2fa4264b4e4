"""Syncing in the app: the real worker against a Garmin Connect on this machine, driven by keys."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from textual.pilot import Pilot

from runcoach.garmin.sync.folders import GarminFolders
from runcoach.ui.app import RunCoachApp
from runcoach.ui.screens.connect import CodeScreen, ConnectScreen
from runcoach.ui.screens.main import MainScreen
from tests.loopback.garmin_account import CODE, EMAIL, PASSWORD, GarminAccount, account_with
from tests.loopback.garmin_connect import Fault, GarminConnect
from tests.ui.conftest import FakeCoach, MakeApp, until
from tests.ui.screen import text_of
from tests.ui.services import services

TODAY = date(2026, 11, 23)


@pytest.fixture
def account() -> GarminAccount:
    return account_with(2, TODAY, first_night=TODAY - timedelta(days=1))


@pytest.fixture
def garmin(account: GarminAccount, monkeypatch: pytest.MonkeyPatch) -> Iterator[GarminConnect]:
    with GarminConnect(account) as connect:
        for name, value in connect.environment.items():
            monkeypatch.setenv(name, value)
        yield connect


@pytest.fixture
def app(coach: FakeCoach, own_folders: Path, tmp_path: Path) -> RunCoachApp:
    """The app on a machine that has nothing yet."""
    folders = GarminFolders(own_folders / ".GarminDb", own_folders / "HealthData")
    return RunCoachApp(services(tmp_path, coach, clock=lambda: TODAY, garmin_folders=lambda: folders))


async def connect(pilot: Pilot[None], password: str = PASSWORD) -> None:
    """Types the login into the screen that asks for it."""
    await until(lambda: isinstance(pilot.app.screen, ConnectScreen) and pilot.app.focused is not None)
    if pilot.app.focused and pilot.app.focused.id == "email":
        await pilot.press(*EMAIL, "enter")
    for letter in password:
        await pilot.press("space" if letter == " " else letter)
    await pilot.press("enter")


async def test_from_the_welcome_to_runs_on_the_screen(app: RunCoachApp, garmin: GarminConnect) -> None:
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        await pilot.press("3")
        await connect(pilot)
        await until(lambda: "Sync: " in text_of(app))
        await until(lambda: isinstance(app.screen, MainScreen), 30)
        await until(lambda: "Morning run 22" in text_of(app) and "Morning run 21" in text_of(app))
        await until(lambda: "Sync: night" in text_of(app), 30)
        await pilot.press("escape", "escape")
        await until(lambda: "Stopped." in text_of(app))
        assert "Sync: " not in text_of(app)


async def test_a_wrong_password_asks_again_and_keeps_the_address(
    app: RunCoachApp, garmin: GarminConnect
) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("3")
        await connect(pilot, "nonsense")
        await until(lambda: "did not accept the e-mail" in text_of(app), 30)
        assert EMAIL in text_of(app)
        assert len(garmin.attempts) == 1


async def test_garmin_s_code_is_asked_for_in_the_app(
    app: RunCoachApp, garmin: GarminConnect, account: GarminAccount
) -> None:
    account.code = CODE
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("3")
        await connect(pilot)
        await until(lambda: isinstance(app.screen, CodeScreen) and app.focused is not None, 30)
        await pilot.pause()
        await pilot.press(*CODE, "enter")
        await until(lambda: isinstance(app.screen, MainScreen), 30)


async def test_what_was_left_out_is_shown_at_the_end(app: RunCoachApp, garmin: GarminConnect) -> None:
    garmin.fail("/activitylist-service/", Fault.TOO_MANY)
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        await pilot.press("3")
        await connect(pilot)
        await until(lambda: "asked too often" in text_of(app), 30)


async def test_both_boxes_are_needed(app: RunCoachApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("3")
        await until(lambda: isinstance(app.screen, ConnectScreen))
        await pilot.press("enter", "enter")
        await until(lambda: "Both are needed" in text_of(app))


async def test_the_example_runner_has_nothing_to_sync(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        await until(lambda: "Pete's run" in text_of(app))
        await pilot.press("s")
        await until(lambda: "This is the example runner" in text_of(app))
