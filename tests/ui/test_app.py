"""What belongs to no single panel: welcome, help, palette, themes, no colour."""

from pathlib import Path

import pytest
from textual.widgets import Input

from runcoach.domain.errors import CacheError
from runcoach.garmin.reader.cache import GarminCache
from runcoach.garmin.reader.locate import CacheLocation
from runcoach.garmin.sync.folders import garmin_folders
from runcoach.runner.source import Source
from runcoach.shell.source import find_source
from runcoach.ui.app import RunCoachApp
from runcoach.ui.screens.help import HelpScreen
from runcoach.ui.screens.main import MainScreen
from runcoach.ui.screens.welcome import WelcomeScreen
from tests.ui.conftest import FakeCoach, MakeApp, until
from tests.ui.screen import text_of, words_of
from tests.ui.services import services


@pytest.fixture
def without_cache(coach: FakeCoach, sample_databases: Path, tmp_path: Path) -> RunCoachApp:
    return RunCoachApp(
        services(
            tmp_path,
            coach,
            locate_sample=lambda: GarminCache(CacheLocation(sample_databases)),
            history_for=lambda sample: tmp_path / f"history-{sample}.db",
            garmin_folders=garmin_folders,
        )
    )


async def test_without_a_cache_the_welcome_says_where_it_looked(without_cache: RunCoachApp) -> None:
    async with without_cache.run_test(size=(120, 36)):
        shown = words_of(without_cache, "VerticalScroll").replace(" ", "")
        assert "NoGarminDBcachewasfound." in shown
        assert "GarminConnectConfig.json:nosuchfile" in shown
        assert "HealthData:nosuchfolder" in shown
        assert "Welcome to RunCoach" in text_of(without_cache)


async def test_the_welcome_opens_the_example_runner(without_cache: RunCoachApp) -> None:
    async with without_cache.run_test(size=(120, 36)) as pilot:
        await pilot.press("enter")
        await until(lambda: isinstance(without_cache.screen, MainScreen))
        await until(lambda: "example" in text_of(without_cache) and "Pete's run" in text_of(without_cache))


async def test_the_welcome_opens_a_folder_that_is_typed(
    without_cache: RunCoachApp, sample_databases: Path
) -> None:
    async with without_cache.run_test(size=(120, 36)) as pilot:
        await pilot.press("2")
        without_cache.screen.query_one(Input).value = "/nowhere/at/all"
        await pilot.press("enter")
        await until(lambda: "There is no GarminDB cache here." in text_of(without_cache))
        without_cache.screen.query_one(Input).value = str(sample_databases)
        await pilot.press("enter")
        await until(lambda: isinstance(without_cache.screen, MainScreen))


async def test_the_welcome_offers_to_connect_a_garmin(without_cache: RunCoachApp) -> None:
    async with without_cache.run_test(size=(120, 36)) as pilot:
        await pilot.press("3")
        await until(lambda: "Connect your Garmin" in text_of(without_cache))
        await pilot.press("escape")
        await until(lambda: isinstance(without_cache.screen, WelcomeScreen))


async def test_a_damaged_cache_is_explained_on_the_welcome_screen(coach: FakeCoach, tmp_path: Path) -> None:
    (tmp_path / "garmin_activities.db").write_text("this is not a database, whatever its name says" * 40)
    app = RunCoachApp(services(tmp_path, coach, locate=lambda: find_source(tmp_path)))
    async with app.run_test(size=(120, 36)):
        assert isinstance(app.screen, WelcomeScreen)
        assert "is damaged or no SQLite file" in words_of(app, "VerticalScroll")


async def test_a_garmindb_of_another_database_is_explained_on_the_welcome_screen(
    coach: FakeCoach, tmp_path: Path, own_folders: Path
) -> None:
    config = own_folders / ".GarminDb" / "GarminConnectConfig.json"
    config.parent.mkdir()
    config.write_text('{"db": {"type": "mysql"}}')
    app = RunCoachApp(services(tmp_path, coach, locate=lambda: find_source(None)))
    async with app.run_test(size=(120, 36)):
        shown = words_of(app, "VerticalScroll").replace(" ", "")
        assert "GarminDBissetupformysqlin" in shown
        assert "setdb.typetosqlitethere." in shown


async def test_a_sample_that_cannot_be_made_is_explained(coach: FakeCoach, tmp_path: Path) -> None:
    def fails() -> Source:
        raise CacheError("The disk is full.", "Make room.")

    app = RunCoachApp(services(tmp_path, coach, locate_sample=fails))
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("1")
        await until(lambda: "The disk is full." in text_of(app))


async def test_help_lists_every_key_and_escape_closes_it(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("question_mark")
        await until(lambda: isinstance(app.screen, HelpScreen))
        shown = text_of(app)
        for words in ("Ask the coach again", "Filter the runs by typing", "Leave RunCoach", "Open the run"):
            assert words in shown
        await pilot.press("escape")
        await until(lambda: isinstance(app.screen, MainScreen))


async def test_the_palette_has_every_action(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await until(lambda: "g again" in text_of(app))
        names = {command.title for command in app.get_system_commands(app.screen)}
        assert {
            "Coach Pete",
            "Coach Steve",
            "Coach Jack",
            "Ask the coach again",
            "Filter the runs by typing",
            "Sort the runs by another column",
            "Change between dark and light",
            "Change theme",
            "Leave RunCoach",
        } <= names
        await pilot.press("ctrl+p", *"coach jack", "enter")
        await until(lambda: "Jack's run" in text_of(app))


async def test_t_changes_the_theme_and_the_next_start_remembers(make_app: MakeApp) -> None:
    first = make_app()
    async with first.run_test(size=(120, 36)) as pilot:
        assert first.theme == "runcoach-dark"
        await pilot.press("t")
        assert first.theme == "runcoach-light"
        await until(lambda: "Pete's run" in text_of(first))
    assert make_app().theme == "runcoach-light"


async def test_the_footer_follows_the_state(make_app: MakeApp, coach: FakeCoach) -> None:
    coach.gate.clear()
    app = make_app()
    async with app.run_test(size=(120, 36)):
        await until(lambda: "esc stop" in text_of(app) and "g again" not in text_of(app))
        coach.gate.set()
        await until(lambda: "g again" in text_of(app) and "esc stop" not in text_of(app))


async def test_without_colour_the_chosen_coach_and_the_current_week_can_be_told(
    make_app: MakeApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = make_app()
    async with app.run_test(size=(120, 36)):
        await until(lambda: "now" in text_of(app) and "Pete's run" in text_of(app))
        assert "1 ● Pete" in text_of(app)


async def test_q_leaves(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("q")
    assert app.return_code == 0


async def test_a_crash_leaves_no_traceback_on_the_terminal(
    make_app: MakeApp, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def breaks(self: MainScreen) -> None:
        raise ZeroDivisionError("inside")

    monkeypatch.setattr(MainScreen, "action_sort", breaks)
    app = make_app()
    with pytest.raises(ZeroDivisionError):
        async with app.run_test(size=(120, 36)) as pilot:
            await pilot.press("o")
    assert isinstance(app.crash, ZeroDivisionError)
    assert "Traceback" not in capsys.readouterr().err
