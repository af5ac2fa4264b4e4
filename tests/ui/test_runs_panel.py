"""The runner's side: windows, order, filter, one run, weeks, and data that changes."""

import asyncio
import hashlib
import shutil
import sqlite3
from pathlib import Path

import pytest

from runcoach.ui.app import RunCoachApp
from runcoach.ui.screens.main import MainScreen
from runcoach.ui.screens.run import RunScreen
from runcoach.ui.widgets.runs_panel import RunsPanel
from tests.ui.conftest import MakeApp, until
from tests.ui.screen import text_of


def runs(app: RunCoachApp) -> RunsPanel:
    return app.screen.query_one(RunsPanel)


def days_shown(app: RunCoachApp) -> list[str]:
    return [run.day.isoformat() for run in runs(app)._shown]


async def test_the_last_seven_days_are_shown_newest_first_with_totals(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(120, 36)):
        assert days_shown(app) == sorted(days_shown(app), reverse=True)
        assert days_shown(app)[0] == "2026-11-21"
        shown = text_of(app)
        assert "Runs · last 7 days" in shown
        assert "21.0 km  1:56:16   5:32/km   144" in shown
        assert f"{len(days_shown(app))} runs" in shown


async def test_w_goes_round_the_windows(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(120, 36)) as pilot:
        counts = []
        for days in (14, 28, 90, 7):
            await pilot.press("w")
            assert f"Runs · last {days} days" in text_of(app)
            counts.append(len(days_shown(app)))
        assert counts[3] < counts[0] < counts[1] < counts[2]


async def test_o_sorts_by_the_next_column(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("o")
        distances = [run.distance_m or 0 for run in runs(app)._shown]
        assert distances == sorted(distances, reverse=True)
        assert "by distance" in text_of(app)


async def test_f_filters_by_typing_and_escape_clears(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(120, 36)) as pilot:
        everything = len(days_shown(app))
        await pilot.press("f", *"tempo")
        await until(lambda: len(days_shown(app)) == 1)
        assert "Tempo run" in text_of(app)
        await pilot.press("escape")
        await until(lambda: len(days_shown(app)) == everything)


async def test_a_filter_that_matches_nothing_says_so(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("f", *"swim")
        await until(lambda: "No run matches “swim”" in text_of(app))


async def test_enter_opens_the_run_with_laps_and_pace_and_escape_goes_back(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("f", *"interval")
        await until(lambda: len(days_shown(app)) == 1)
        await pilot.press("enter", "enter")
        await until(lambda: isinstance(app.screen, RunScreen))
        await until(lambda: "work laps" in text_of(app) and "3:47" in text_of(app))
        shown = text_of(app)
        assert "8×400 m @ 3:51/km, 90 s jog" in shown
        assert "▸2" in shown
        await pilot.press("escape")
        await until(lambda: isinstance(app.screen, MainScreen))


async def test_weeks_are_drawn_with_the_current_one_named_now(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(120, 36)):
        await until(lambda: "W46 now" in text_of(app))
        assert "Weekly distance · km" in text_of(app)
        assert "this week 46.3 km" in text_of(app)


async def test_the_chart_is_drawn_again_on_resize(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(120, 36)) as pilot:
        await until(lambda: "W46 now" in text_of(app))
        await pilot.resize_terminal(80, 24)
        await pilot.press("v")
        await until(lambda: "W31 W32" in text_of(app) and "now" in text_of(app))


async def test_miles_are_shown_to_a_runner_whose_garmin_is_in_miles(make_app: MakeApp) -> None:
    app = make_app(units="mi")
    async with app.run_test(size=(120, 36)):
        await until(lambda: "Weekly distance · mi" in text_of(app))
        assert "13.1 mi" in text_of(app)
        assert "/mi" in text_of(app)


async def test_on_a_narrow_screen_v_changes_between_the_sides(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await until(lambda: "Pete's run" in text_of(app))
        assert "Runs · last 7 days" not in text_of(app)
        await pilot.press("v")
        assert "Runs · last 7 days" in text_of(app)
        assert "Pete's run" not in text_of(app)


@pytest.fixture
def own_cache(sample_databases: Path, tmp_path: Path) -> Path:
    folder = tmp_path / "DBs"
    shutil.copytree(sample_databases, folder)
    return folder


def add_run(folder: Path) -> None:
    with sqlite3.connect(folder / "garmin_activities.db") as db:
        db.execute(
            "INSERT INTO activities (activity_id, name, sport, sub_sport, start_time, stop_time,"
            " elapsed_time, moving_time, distance,"
            " hrz_1_time, hrz_2_time, hrz_3_time, hrz_4_time, hrz_5_time)"
            " VALUES"
            " ('999', 'Lunch [bold]run\x1b[31m', 'running', 'generic', '2026-11-22 12:00:00.000000',"
            " '2026-11-22 12:30:00.000000', '00:30:00.000000', '00:30:00.000000', 5.59,"
            " '00:00:00.000000', '00:00:00.000000', '00:00:00.000000', '00:00:00.000000', '00:00:00.000000')"
        )


async def test_a_run_that_another_program_adds_appears_by_itself(make_app: MakeApp, own_cache: Path) -> None:
    app = make_app(own_cache)
    async with app.run_test(size=(120, 36)):
        await until(lambda: "Pete's run" in text_of(app))
        await asyncio.to_thread(add_run, own_cache)
        assert isinstance(app.screen, MainScreen)
        app.screen.cache.look_for_changes()
        await until(lambda: "5.6 km" in text_of(app))
        shown = text_of(app)
        assert "Lunch [bold]run" in shown
        assert "latest run today" in shown
        assert "\x1b" not in shown


async def test_a_locked_cache_leaves_the_panels_as_they_were(make_app: MakeApp, own_cache: Path) -> None:
    app = make_app(own_cache)
    async with app.run_test(size=(120, 36), notifications=True):
        await until(lambda: "Pete's run" in text_of(app))
        with sqlite3.connect(own_cache / "garmin_activities.db", isolation_level=None) as db:
            db.execute("BEGIN EXCLUSIVE")
            assert isinstance(app.screen, MainScreen)
            app.screen.cache.read_again()
            await until(lambda: "another program" in " ".join(n.message for n in app._notifications))
            db.execute("ROLLBACK")
        assert "21.0 km" in text_of(app)


async def test_a_session_leaves_garmindb_s_files_as_they_were(make_app: MakeApp, own_cache: Path) -> None:
    def digests() -> dict[str, str]:
        return {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in own_cache.iterdir()}

    before = digests()
    app = make_app(own_cache)
    async with app.run_test(size=(120, 36)) as pilot:
        await until(lambda: "Pete's run" in text_of(app))
        for key in ("w", "o", "enter", "escape", "2", "d", "s", "t", "v", "g"):
            await pilot.press(key)
        await app.workers.wait_for_complete()
    assert digests() == before


async def test_the_top_line_leaves_out_what_there_is_no_room_for(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await until(lambda: "synced" in text_of(app))
        await pilot.resize_terminal(62, 24)
        await until(lambda: "synced" not in text_of(app))
        assert "example    latest run yesterday" in text_of(app)
        await pilot.resize_terminal(50, 24)
        await until(lambda: "latest" not in text_of(app))
