"""Makes the pictures of the README from the sample runner: python screenshots/make.py [FOLDER].

They show the offline coach, so they can be made anywhere, and the same day, so they change only with the app.
"""

import asyncio
import sys
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

from textual.pilot import Pilot

from runcoach.coach.offline.coach import OfflineCoach
from runcoach.coach.personas.built_in import built_in_personas
from runcoach.domain.errors import CacheNotFoundError
from runcoach.domain.settings import Settings
from runcoach.garmin.reader.cache import GarminCache
from runcoach.garmin.reader.locate import CacheLocation
from runcoach.garmin.sample.build import sample_cache
from runcoach.garmin.sync.folders import GarminFolders
from runcoach.garmin.sync.protocol import Progress, Stage
from runcoach.runner.source import Source
from runcoach.shell.source import find_source
from runcoach.ui.app import RunCoachApp
from runcoach.ui.screens.main import MainScreen
from runcoach.ui.screens.sync_bar import SyncBar
from runcoach.ui.services import Services

TODAY = date(2026, 11, 22)
SYNC = Progress(stage=Stage.ACTIVITIES, done=12, total=43, what="Tue 17 Nov Morning run", left_s=130)
WAIT_S = 30

# name, size, theme, keys to press, text that is on the screen when it is ready
PICTURES: tuple[tuple[str, tuple[int, int], str, tuple[str, ...], str], ...] = (
    ("main", (120, 36), "runcoach-dark", ("3",), "my friend"),
    ("light", (120, 36), "runcoach-light", ("2",), "Strong runners"),
    ("narrow", (80, 24), "runcoach-dark", ("1",), "offline coach"),
    ("run", (120, 36), "runcoach-dark", ("down", "down", "down", "enter"), "work laps"),
    ("trends", (120, 36), "runcoach-dark", ("r", "down", "down", "down"), "Easy pace at"),
    ("limits", (120, 36), "runcoach-light", ("l",), "Readiness"),
    ("compare", (150, 36), "runcoach-dark", ("c",), "✓ numbers"),
)


def shown(app: RunCoachApp) -> str:
    """What is on the screen, on one line."""
    lines = (strip.text for strip in app.screen._compositor.render_strips())
    return " ".join("\n".join(lines).split())


async def until(pilot: Pilot[None], condition: Callable[[], bool]) -> None:
    """Waits until something is on the screen."""
    async with asyncio.timeout(WAIT_S):
        while not condition():
            await pilot.pause(0.05)
    await pilot.pause(0.2)


def is_whole(screen: MainScreen) -> bool:
    """Whether every run of the year has been looked at."""
    return not screen.snapshot.pending


def show_sync(app: RunCoachApp) -> None:
    """The bar of a sync under way, without a Garmin account."""
    bar = app.screen.query_one(SyncBar)
    bar.syncing = True
    bar.show(SYNC)


async def picture(
    app: RunCoachApp,
    size: tuple[int, int],
    keys: tuple[str, ...],
    ready: str,
    then: Callable[[RunCoachApp], None] = lambda app: None,
) -> str:
    """The app as SVG after some keys."""
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: "coach · 0." in shown(app) or "Welcome" in shown(app))
        await until(pilot, lambda: not isinstance(app.screen, MainScreen) or is_whole(app.screen))
        await pilot.press(*keys)
        await until(pilot, lambda: ready in shown(app) and "looked at" not in shown(app))
        then(app)
        await pilot.pause(0.2)
        return app.export_screenshot()


def main() -> None:
    """Writes one SVG a picture."""
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else Path(__file__).parent)
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as home:
        source = GarminCache(CacheLocation(sample_cache(Path(home), TODAY)))

        def keep(name: str, svg: str) -> None:
            (folder / f"{name}.svg").write_text(svg, encoding="utf-8")
            print(folder / f"{name}.svg")

        def app_on(find: Callable[[], Source], theme: str, name: str) -> RunCoachApp:
            return RunCoachApp(
                Services(
                    settings=Settings(theme=theme),
                    personas=built_in_personas(),
                    clock=lambda: TODAY,
                    locate=find,
                    locate_sample=lambda: source,
                    source_in=find_source,
                    history_for=lambda sample: Path(home) / f"{name}.db",
                    garmin_folders=lambda: GarminFolders(Path("~/.GarminDb"), Path("~/HealthData")),
                    coach_for=lambda settings: OfflineCoach(pause_s=0),
                    sample=True,
                )
            )

        for name, size, theme, keys, ready in PICTURES:
            svg = asyncio.run(picture(app_on(lambda: source, theme, name), size, keys, ready))
            keep(name, svg)

        def nothing() -> Source:
            raise CacheNotFoundError(
                "No GarminDB cache was found.",
                ("~/.GarminDb/GarminConnectConfig.json: no such file", "~/HealthData: no such folder"),
            )

        welcome = app_on(nothing, "runcoach-dark", "welcome")
        keep("welcome", asyncio.run(picture(welcome, (120, 30), (), "Welcome")))
        connect = app_on(nothing, "runcoach-dark", "connect")
        keep("connect", asyncio.run(picture(connect, (120, 30), ("3",), "How far back")))
        syncing = app_on(lambda: source, "runcoach-dark", "sync")
        keep("sync", asyncio.run(picture(syncing, (120, 30), (), "offline coach", show_sync)))


if __name__ == "__main__":
    main()
