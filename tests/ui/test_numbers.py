"""The run's screen, the trends and the limits, by their keys."""

import pytest
from textual.pilot import Pilot

from runcoach.ui.app import RunCoachApp
from runcoach.ui.screens.limits import LimitsScreen
from runcoach.ui.screens.main import MainScreen
from runcoach.ui.screens.run import RunScreen
from runcoach.ui.screens.trends import TrendsScreen
from tests.ui.conftest import MakeApp, until
from tests.ui.screen import text_of


def is_whole(screen: MainScreen) -> bool:
    """Whether every run of the year has been looked at."""
    return not screen.snapshot.pending


async def shown(app: RunCoachApp, words: str) -> None:
    await until(lambda: words in text_of(app), 30)


async def open_intervals(pilot: Pilot[None]) -> RunCoachApp:
    """Opens the run with the set of 8×400 m."""
    app = pilot.app
    assert isinstance(app, RunCoachApp)
    await until(lambda: "Pete's run" in text_of(app))
    await until(lambda: isinstance(app.screen, MainScreen) and is_whole(app.screen), 30)
    await pilot.press("f", *"interval")
    await until(lambda: "1 run " in text_of(app))
    await pilot.press("enter", "enter")
    await until(lambda: isinstance(app.screen, RunScreen) and "work laps" in text_of(app))
    return app


async def test_a_run_shows_its_set_its_reps_and_where_they_were_read(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(120, 40)) as pilot:
        app = await open_intervals(pilot)
        shown = text_of(app)
        assert "8×400 m @ 3:51/km, 90 s jog, fade +0.9 %, HR 165-170" in shown
        assert "(laps, 95% sure)" in shown
        assert "reps" in shown and "▀▀" in shown, "reps are marked below the chart"
        assert "TRIMP" in shown and "Garmin's load" in shown
        assert "HR 92-184 bpm" in shown


async def test_laps_splits_and_zones_take_turns(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(120, 40)) as pilot:
        app = await open_intervals(pilot)
        await pilot.press("l")
        await until(lambda: "Splits, each km" in text_of(app))
        await pilot.press("l")
        await until(lambda: "Heart-rate zones" in text_of(app) and "██" in text_of(app))
        await pilot.press("l")
        await until(lambda: "work laps" in text_of(app))


async def test_the_chart_turns_to_time_and_to_height(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(120, 40)) as pilot:
        app = await open_intervals(pilot)
        assert "8.3" in text_of(app)
        await pilot.press("x")
        await until(lambda: "43:" in text_of(app).split("reps")[0][-400:])
        await pilot.press("h")
        await until(lambda: "Height · m" in text_of(app))
        await pilot.press("h", "x", "escape")
        await until(lambda: isinstance(app.screen, MainScreen))


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_every_trend_has_something_to_show(make_app: MakeApp, size: tuple[int, int]) -> None:
    app = make_app()
    async with app.run_test(size=size) as pilot:
        await until(lambda: isinstance(app.screen, MainScreen))
        await pilot.press("r")
        await until(lambda: isinstance(app.screen, TrendsScreen) and "looked at" not in text_of(app), 30)
        for words in (
            "Weekly distance",
            "Monthly distance",
            "Longest run of the month",
            "Easy pace at 14",
            "Pace of ",
            "Fitness (CTL) and fatigue (ATL)",
            "Time in zones 1 to 3",
            "Resting heart rate",
            "HRV, ms",
            "Sleep, hours",
            "Personal bests",
        ):
            await shown(app, words)
            assert "Not enough" not in text_of(app)
            await pilot.press("down")


async def test_trends_zoom_and_change_the_length_of_reps(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await until(lambda: isinstance(app.screen, MainScreen))
        await pilot.press("r")
        await until(lambda: "1 year" in text_of(app), 30)
        await pilot.press("z")
        await until(lambda: "everything" in text_of(app))
        await pilot.press("z")
        await until(lambda: "3 months" in text_of(app))
        await until(lambda: "looked at" not in text_of(app), 30)
        await pilot.press("n")
        await until(lambda: "Pace of " in text_of(app))
        first = text_of(app).partition("Pace of ")[2][:8]
        await pilot.press("n")
        await until(lambda: text_of(app).partition("Pace of ")[2][:8] != first)
        await pilot.press("escape")
        await until(lambda: isinstance(app.screen, MainScreen))


async def test_limits_show_the_rule_its_source_and_the_runs_behind_it(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await until(lambda: isinstance(app.screen, MainScreen) and "Pete" in text_of(app))
        await pilot.press("l")
        await until(lambda: isinstance(app.screen, LimitsScreen))
        shown = text_of(app)
        assert "Longest run: 23.2 km" in shown and "110 % of 21.1 km" in shown
        assert "bjsports-2024-109380" in shown and "21.07 km" in shown
        assert "Readiness:" in shown
        await pilot.press("escape")
        await until(lambda: isinstance(app.screen, MainScreen))
