"""The main screen: runs and weeks on the left, the coaches on the right."""

import gc
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.reactive import var
from textual.screen import Screen
from textual.widgets import Footer

from runcoach.runner.snapshot import Snapshot
from runcoach.runner.source import Source
from runcoach.ui.controllers.cache import CacheController
from runcoach.ui.controllers.coach import CoachController
from runcoach.ui.controllers.opening import Opening
from runcoach.ui.controllers.sides import WIDE, SidesController
from runcoach.ui.current_model import CurrentModel
from runcoach.ui.messages import (
    AskingChanged,
    FilterChanged,
    MaxHeartRateChanged,
    PersonaChosen,
    RunOpened,
    RunsImported,
    SyncingChanged,
)
from runcoach.ui.services import Services
from runcoach.ui.widgets.coach_panel import CoachPanel
from runcoach.ui.widgets.persona_bar import PersonaBar
from runcoach.ui.widgets.runs_panel import WINDOWS, RunsPanel
from runcoach.ui.widgets.side_tabs import Side, SideTabs
from runcoach.ui.widgets.status_bar import StatusBar
from runcoach.ui.widgets.weekly_chart import WeeklyChart

if TYPE_CHECKING:
    from runcoach.ui.screens.sync_bar import SyncBar

WATCH_S = 2.0
LEFT_WIDTH = 64


def _opens(
    key: str, screen: str, label: str, tooltip: str, *, show: bool = False, key_display: str | None = None
) -> Binding:
    """A key that opens ``ui/screens/<screen>.py``; ``show`` puts it into the footer."""
    return Binding(key, f"open('{screen}')", label, show=show, key_display=key_display, tooltip=tooltip)


class MainScreen(Screen[None]):
    """The layout and the keys; what a key does is a controller's work.

    Help and palette list every binding that has a tooltip.
    """

    AUTO_FOCUS = "#runs-table"
    HORIZONTAL_BREAKPOINTS = SidesController.BREAKPOINTS

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
        _opens("r", "trends", "trends", "Months and years: distance, paces, load, bests"),
        _opens("l", "limits", "limits", "What today allows, and why"),
        _opens("i", "check_in", "check in", "Say how you are today: legs, pain, time", show=True),
        _opens("slash", "follow_up", "reply", "Reply to the coach", show=True, key_display="/"),
        _opens("c", "compare", "compare", "All coaches side by side for the same day"),
        _opens("h", "history", "history", "What was prescribed, and what became of it"),
        _opens("p", "sent", "sent", "What is sent to the coach, word for word"),
        _opens("k", "checks", "checks", "What the answer was held to"),
        _opens("a", "goal", "aim", "What you are training for: race, day, days a week"),
        _opens("m", "model", "model", "Choose the model that answers"),
        Binding("s", "sync", "sync", tooltip="Fetch what is new from Garmin"),
    ]

    DEFAULT_CSS = """
    MainScreen {
        #sides {
            height: 1fr;
            padding: 0 1;
        }

        #left {
            width: 64;
            margin-right: 1;
        }

        #right {
            width: 1fr;
        }

        &.-narrow SideTabs {
            display: block;
        }

        &.-narrow #left, &.-narrow #right {
            width: 1fr;
            margin: 0;
        }

        &.-narrow.-show-coach #left {
            display: none;
        }

        &.-narrow.-show-runs #right {
            display: none;
        }

        #foot {
            dock: bottom;
            height: 1;
            background: $footer-background;
        }
    }
    """

    asking: var[bool] = var(False, bindings=True)
    filtering: var[bool] = var(False, bindings=True)
    syncing: var[bool] = var(False, bindings=True)

    def __init__(
        self,
        services: Services,
        model: CurrentModel,
        cache: Source,
        snapshot: Snapshot,
        *,
        width: int,
        goes_on_syncing: bool = False,
    ) -> None:
        super().__init__()
        self._services = services
        self._runs_width = LEFT_WIDTH if width >= WIDE else width - 2
        self._goes_on_syncing = goes_on_syncing
        self._sync_bar: SyncBar | None = None
        self.sides = SidesController(self, width)
        self.coach = CoachController(self, self.sides, services, model, snapshot)
        self.cache = CacheController(self, services, cache, self.coach)
        self.opening = Opening(self, self.coach, cache)

    def compose(self) -> ComposeResult:
        """Status, the two sides, the footer."""
        snapshot, personas = self.coach.snapshot, self.coach.personas
        days = self._services.settings.days or WINDOWS[0]
        yield StatusBar(snapshot, sample=self._services.sample, id="status")
        yield SideTabs()
        with Horizontal(id="sides"):
            with Vertical(id="left"):
                yield RunsPanel(snapshot, days, self._runs_width, id="runs")
                yield WeeklyChart(snapshot, id="weeks")
            with Vertical(id="right"):
                yield PersonaBar(personas, self.coach.persona.id, id="personas")
                yield CoachPanel(self.coach.persona, id="coach")
        yield Vertical(id="foot")

    def on_mount(self) -> None:
        """Watches the cache, and turns to the coach once the screen has been painted."""
        self.set_interval(WATCH_S, self.cache.look_for_changes)
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
        await self.cache.read()
        self.coach.show_hints()
        await self.coach.show_answer(ask=self._services.settings.ask_on_start)

    async def _mount_sync_bar(self) -> None:
        from runcoach.ui.screens.sync_bar import SyncBar

        self._sync_bar = SyncBar(self._services, id="sync")
        await self.mount(self._sync_bar)
        if self._goes_on_syncing:
            self._sync_bar.begin()

    @property
    def snapshot(self) -> Snapshot:
        """The runs that are shown."""
        return self.coach.snapshot

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

    def action_open(self, name: str) -> None:
        """Opens the screen in this file of ``ui/screens``."""
        self.opening.open(name)

    def action_choose(self, index: int) -> None:
        """Turns to the coach with this number."""
        if index < len(self.coach.personas):
            self.coach.choose(self.coach.personas[index].id)

    def action_step_coach(self, step: int) -> None:
        """Turns to the next coach in the row, or to the one before."""
        self.coach.step(step)

    async def action_ask(self) -> None:
        """Asks again, whatever was answered before."""
        await self.coach.ask()

    async def action_other_day(self) -> None:
        """Asks for tomorrow instead of today, or the other way round."""
        await self.coach.ask_for_other_day()

    async def action_stop(self) -> None:
        """Clears the filter if there is one; else stops the stream and keeps what is there; else the sync."""
        if await self.query_one(RunsPanel).clear_filter():
            return
        if self.asking:
            await self.coach.panel.stop()
        elif self._sync_bar is not None:
            self._sync_bar.cancel()

    def action_show_side(self, side: Side) -> None:
        """A click on one of the tabs."""
        self.sides.show(side)

    def action_view(self) -> None:
        """On a narrow terminal: the other side."""
        self.sides.turn()

    def action_window(self) -> None:
        """Shows the next longer window of days, then the shortest again."""
        self.query_one(RunsPanel).next_window()
        self.sides.show("runs")

    async def action_filter(self) -> None:
        """Filters the runs by typing."""
        self.sides.show("runs")
        await self.query_one(RunsPanel).start_filter()

    def action_sort(self) -> None:
        """Sorts the runs by the next column."""
        self.sides.show("runs")
        self.query_one(RunsPanel).next_sort()

    def action_sync(self) -> None:
        """Fetches what is new from Garmin; asks for the login first where there is none."""
        if self._sync_bar is not None:
            self._sync_bar.begin()

    @on(PersonaChosen)
    def _persona_clicked(self, event: PersonaChosen) -> None:
        self.coach.choose(event.persona_id)

    @on(RunOpened)
    def _run_opened(self, event: RunOpened) -> None:
        from runcoach.ui.screens.run import RunScreen

        self.app.push_screen(RunScreen(event.run, self.snapshot, self.opening.cache))

    @on(AskingChanged)
    def _asking_changed(self, event: AskingChanged) -> None:
        self.asking = event.asking

    @on(FilterChanged)
    def _filter_changed(self, event: FilterChanged) -> None:
        self.filtering = event.filtering

    @on(SyncingChanged)
    def _syncing_changed(self, event: SyncingChanged) -> None:
        self.syncing = event.syncing

    @on(RunsImported)
    def _runs_imported(self) -> None:
        self.cache.look_for_changes()

    @on(MaxHeartRateChanged)
    def _max_heart_rate_changed(self) -> None:
        self.cache.read_again()
