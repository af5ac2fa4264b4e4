"""The main screen: runs and weeks on the left, the coaches on the right."""

import asyncio
import gc
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.reactive import reactive, var
from textual.widgets import Footer
from textual.worker import Worker

from runcoach.coach.personas.persona import Persona
from runcoach.coach.request import Coach
from runcoach.domain import units
from runcoach.domain.errors import CacheError
from runcoach.domain.settings import Settings
from runcoach.domain.store import Store
from runcoach.runner.snapshot import Snapshot, read_snapshot
from runcoach.runner.source import Source
from runcoach.ui.messages import FilterChanged, MaxHeartRateChanged, RunOpened, RunsImported, SyncingChanged
from runcoach.ui.remedies import error_words
from runcoach.ui.screens.dialogs import Dialogs
from runcoach.ui.screens.halves import WIDE, Half, HalfTabs
from runcoach.ui.widgets.coach_panel import CoachPanel
from runcoach.ui.widgets.persona_bar import PersonaBar
from runcoach.ui.widgets.runs_panel import RunsPanel, RunsTable
from runcoach.ui.widgets.status_bar import StatusBar
from runcoach.ui.widgets.weekly_chart import WeeklyChart

if TYPE_CHECKING:
    from runcoach.ui.widgets.sync_bar import SyncBar

WINDOWS = (7, 14, 28, 90)
WATCH_S = 2.0
LEFT_WIDTH = 64
ANALYSED_AT_ONCE = 25
PAUSE_S = 0.1


class MainScreen(Dialogs):
    """The layout, the keys, the runs' side, and the cache that is read again when it changed."""

    AUTO_FOCUS = "#runs-table"

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("1", "choose(0)", "coach", tooltip="Choose the coach"),
        *(Binding(str(number), f"choose({number - 1})", show=False) for number in range(2, 10)),
        Binding("left", "step_coach(-1)", show=False),
        Binding("right", "step_coach(1)", show=False),
        Binding("g", "ask", "again", tooltip="Ask the coach again"),
        Binding("escape", "stop", "stop", tooltip="Stop the answer and keep what is there"),
        Binding("v", "view", "view", tooltip="Change between the runs and the coach"),
        Binding("d", "other_day", "day", show=False, tooltip="Ask for today or for tomorrow"),
        Binding("w", "window", "days", show=False, tooltip="Show 7, 14, 28 or 90 days of runs"),
        Binding("f", "filter", "filter", show=False, tooltip="Filter the runs by typing"),
        Binding("o", "sort", "order", show=False, tooltip="Sort the runs by another column"),
        Binding(
            "r", "trends", "trends", show=False, tooltip="Months and years: distance, paces, load, bests"
        ),
        Binding("l", "limits", "limits", show=False, tooltip="What today allows, and why"),
        Binding("i", "check_in", "check in", tooltip="Say how you are today: legs, pain, time"),
        Binding("slash", "follow_up", "reply", key_display="/", tooltip="Ask the coach, or object"),
        Binding("c", "compare", "compare", show=False, tooltip="All coaches side by side for the same day"),
        Binding("h", "history", "history", show=False, tooltip="What was prescribed, and what became of it"),
        Binding("p", "sent", "sent", show=False, tooltip="What is sent to the coach, word for word"),
        Binding("k", "checks", "checks", show=False, tooltip="What the answer was held to"),
        Binding("a", "goal", "aim", show=False, tooltip="What you train for: race, day, days a week"),
        Binding("m", "model", "model", show=False, tooltip="Choose the model that answers"),
        Binding("s", "sync", "sync", tooltip="Fetch what is new from Garmin"),
    ]

    days: reactive[int] = reactive(7)
    filtering: var[bool] = var(False, bindings=True)
    syncing: var[bool] = var(False, bindings=True)

    def __init__(
        self,
        cache: Source,
        snapshot: Snapshot,
        *,
        config: Settings,
        coach: Callable[[], Coach],
        personas: tuple[Persona, ...],
        store: Store,
        clock: Callable[[], date],
        sample: bool,
        width: int,
    ) -> None:
        super().__init__(
            snapshot, config=config, coach=coach, personas=personas, store=store, clock=clock, width=width
        )
        self._runs_width = LEFT_WIDTH if width >= WIDE else width - 2
        self._cache = cache
        self._sample = sample
        self._reading: Worker[None] | None = None
        self._sync_bar: SyncBar | None = None
        self.goes_on_syncing = False
        self.set_reactive(MainScreen.days, config.days or WINDOWS[0])

    def compose(self) -> ComposeResult:
        """Status, the two sides, the footer."""
        status = StatusBar(id="status").data_bind(MainScreen.snapshot)
        status.sample = self._sample
        yield status
        yield HalfTabs()
        with Horizontal(id="sides"):
            with Vertical(id="left"):
                yield RunsPanel(self._runs_width, id="runs").data_bind(MainScreen.snapshot, MainScreen.days)
                yield WeeklyChart(id="weeks").data_bind(MainScreen.snapshot)
            with Vertical(id="right"):
                yield PersonaBar(self._personas, id="personas").data_bind(MainScreen.persona_id)
                yield CoachPanel(self.persona, id="coach")
        yield Vertical(id="foot")

    def on_mount(self) -> None:
        """Watches the cache, and turns to the coach once the screen has been painted."""
        self.set_interval(WATCH_S, self._look_for_changes)
        self.call_after_refresh(self._after_first_paint)

    async def _after_first_paint(self) -> None:
        """What can wait until the runs are on the screen: a year of runs, the chart, the coach."""
        gc.freeze()
        gc.enable()
        foot = self.query_one("#foot")
        if not foot.is_attached:  # the runner left already
            return
        await foot.mount(Footer(show_command_palette=False, compact=True))
        self.refresh_bindings()  # A footer that comes late shows no keys before that.
        await self._mount_sync_bar()
        self.query_one(WeeklyChart).start()
        await self._read()
        self.say_once()
        await self.turn_to_coach(stream=self._config.ask_on_start)

    async def _mount_sync_bar(self) -> None:
        from runcoach.ui.widgets.sync_bar import SyncBar

        self._sync_bar = SyncBar("sync", sample=self._sample)
        await self.mount(self._sync_bar)
        if self.goes_on_syncing:
            self._sync_bar.begin()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The footer offers what makes sense now."""
        match action:
            case "ask":
                return not self.asking
            case "stop":
                return self.asking or self.filtering or self.syncing
            case "view":
                return self.has_class("-narrow")
            case _:
                return True

    async def action_stop(self) -> None:
        """Clears the filter if there is one; else stops the stream and keeps what is there; else the sync."""
        if await self.query_one(RunsPanel).clear_filter():
            return
        if self.asking:
            await self.panel.stop()
        elif self._sync_bar is not None:
            self._sync_bar.cancel()

    def action_window(self) -> None:
        """Shows the next longer window of days, then the shortest again."""
        self.days = next((days for days in WINDOWS if days > self.days), WINDOWS[0])
        self.show_half("runs")

    async def action_filter(self) -> None:
        """Filters the runs by typing."""
        self.show_half("runs")
        await self.query_one(RunsPanel).start_filter()

    def action_sort(self) -> None:
        """Sorts the runs by the next column."""
        self.show_half("runs")
        self.query_one(RunsPanel).next_sort()

    def action_sync(self) -> None:
        """Fetches what is new from Garmin; asks for the login first where there is none."""
        if self._sync_bar is not None:
            self._sync_bar.begin()

    def focus_half(self, half: Half) -> None:
        """Gives the keys to the list of runs or to the coach's answer."""
        (self.query_one(RunsTable) if half == "runs" else self.panel).focus()

    def action_trends(self) -> None:
        """Opens the trends."""
        from runcoach.ui.screens.trends import TrendsScreen

        if self.snapshot is not None:
            self.app.push_screen(TrendsScreen(self._cache, self.snapshot.today, self.snapshot.unit))

    @on(RunOpened)
    def _run_opened(self, event: RunOpened) -> None:
        from runcoach.ui.screens.run import RunScreen

        if self.snapshot is not None:
            self.app.push_screen(RunScreen(event.run, self.snapshot, self._cache))

    @on(FilterChanged)
    def _filter_changed(self, event: FilterChanged) -> None:
        self.filtering = event.filtering

    @on(SyncingChanged)
    def _syncing_changed(self, event: SyncingChanged) -> None:
        self.syncing = event.syncing

    @on(RunsImported)
    def _runs_imported(self) -> None:
        self._look_for_changes()

    @on(MaxHeartRateChanged)
    def _max_heart_rate_changed(self) -> None:
        self._read_again()

    def _look_for_changes(self) -> None:
        """Reads again when another program wrote the cache, or when a new day began."""
        snapshot = self.snapshot
        if snapshot is None or (self._reading is not None and self._reading.is_running):
            return
        if self._cache.fingerprint() != snapshot.fingerprint or self._clock() != snapshot.today:
            self._read_again()

    def _read_again(self) -> None:
        self._reading = self.run_worker(self._read, group="read", exclusive=True)

    async def _read(self) -> None:
        today = self._clock()
        try:
            snapshot = await asyncio.to_thread(
                read_snapshot,
                self._cache,
                today,
                self._config.units,
                max(self.days, WINDOWS[-1]),
                ANALYSED_AT_ONCE,
                self.conversation.goal.max_hr_bpm,
            )
        except CacheError as error:
            # An import may be writing just now: what is shown stays, and the next look tries again.
            self.warn(error_words(error))
            return
        before = self.snapshot
        self.snapshot = snapshot
        await asyncio.to_thread(self.conversation.look_back, today)
        if snapshot.pending:
            # The rest of a year that was never looked at, some runs at a time: the coach need not wait.
            self.set_timer(PAUSE_S, self._read_again)
        if before is not None and before.today != today:
            self.day = None
            await self.turn_to_coach(stream=self._config.ask_on_start)
        elif before is not None and before.runs[:1] != snapshot.runs[:1] and snapshot.runs:
            self.notify(
                f"New run: {units.plain(snapshot.title(snapshot.runs[0]))},"
                f" {units.distance(snapshot.runs[0].distance_m, snapshot.unit)}. Press g for a new answer.",
                markup=False,
            )
