"""Reading the cache: at the start, when another program wrote it, and when a new day begins."""

import asyncio

from textual.screen import Screen
from textual.worker import Worker

from runcoach.domain import units
from runcoach.domain.errors import CacheError
from runcoach.runner.snapshot import Snapshot, read_snapshot
from runcoach.runner.source import Source
from runcoach.ui.controllers.coach import CoachController
from runcoach.ui.remedies import error_words
from runcoach.ui.services import Services
from runcoach.ui.widgets.runs_panel import WINDOWS, RunsPanel
from runcoach.ui.widgets.status_bar import StatusBar
from runcoach.ui.widgets.weekly_chart import WeeklyChart

ANALYSED_AT_ONCE = 25
PAUSE_S = 0.1


class CacheController:
    """Gives each new snapshot to the coaches and to the widgets that show it."""

    def __init__(
        self, screen: Screen[None], services: Services, cache: Source, coach: CoachController
    ) -> None:
        self._screen = screen
        self._clock = services.clock
        self._settings = services.settings
        self._cache = cache
        self._coach = coach
        self._reading: Worker[None] | None = None

    def look_for_changes(self) -> None:
        """Reads again if the cache or the day is another one than what is shown."""
        if self._reading is not None and self._reading.is_running:
            return
        snapshot = self._coach.snapshot
        if self._cache.fingerprint() != snapshot.fingerprint or self._clock() != snapshot.today:
            self.read_again()

    def read_again(self) -> None:
        """Reads in a worker; one that still runs is cancelled."""
        self._reading = self._screen.run_worker(self.read, group="read", exclusive=True)

    async def read(self) -> None:
        """Reads the cache; while it cannot be read, says why and leaves what is shown."""
        today = self._clock()
        days = max(self._screen.query_one(RunsPanel).days, WINDOWS[-1])
        max_hr_bpm = self._coach.conversation.goal.max_hr_bpm
        try:
            snapshot = await asyncio.to_thread(
                read_snapshot, self._cache, today, self._settings.units, days, ANALYSED_AT_ONCE, max_hr_bpm
            )
        except CacheError as error:
            # An import may be writing just now: the next look tries again.
            self._coach.warn(error_words(error))
            return
        before = self._coach.snapshot
        self._show(snapshot)
        await asyncio.to_thread(self._coach.conversation.look_back, today)
        if snapshot.pending:
            # The rest of a year that was never looked at, some runs at a time: the coach need not wait.
            self._screen.set_timer(PAUSE_S, self.read_again)
        if before.today != today:
            self._coach.day = None
            await self._coach.show_answer(ask=self._settings.ask_on_start)
        elif snapshot.runs and before.runs[:1] != snapshot.runs[:1]:
            self._announce(snapshot)

    def _show(self, snapshot: Snapshot) -> None:
        self._coach.snapshot = snapshot
        self._screen.query_one(StatusBar).show(snapshot)
        self._screen.query_one(RunsPanel).show(snapshot)
        self._screen.query_one(WeeklyChart).show(snapshot)

    def _announce(self, snapshot: Snapshot) -> None:
        newest = snapshot.runs[0]
        self._screen.notify(
            f"New run: {units.plain(snapshot.title(newest))},"
            f" {units.distance(newest.distance_m, snapshot.unit)}. Press g for a new answer.",
            markup=False,
        )
