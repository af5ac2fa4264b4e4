"""The main screen: runs and weeks on the left, the coaches on the right."""

import asyncio
import gc
from collections.abc import Callable
from datetime import date, timedelta
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.reactive import reactive, var
from textual.timer import Timer
from textual.widgets import Footer, Static
from textual.worker import Worker

from runcoach import units
from runcoach.coach.briefing import Briefing, read_briefing
from runcoach.coach.choices import Choices, last_choice
from runcoach.coach.events import Coach, Request
from runcoach.coach.persona import Persona, persona_named
from runcoach.config import Config
from runcoach.errors import CacheError, StoreError
from runcoach.garmin.cache import GarminCache
from runcoach.store import Store
from runcoach.ui.messages import (
    AnswerFinished,
    AskingChanged,
    FilterChanged,
    PersonaChosen,
    RunOpened,
    RunsImported,
    SyncingChanged,
)
from runcoach.ui.screens.dialogs import Dialogs
from runcoach.ui.widgets.coach_panel import CoachPanel
from runcoach.ui.widgets.persona_bar import PersonaBar
from runcoach.ui.widgets.runs_panel import RunsPanel, RunsTable
from runcoach.ui.widgets.status_bar import StatusBar
from runcoach.ui.widgets.weekly_chart import WeeklyChart

if TYPE_CHECKING:
    from runcoach.coach.diary import Diary
    from runcoach.ui.app import RunCoachApp
    from runcoach.ui.widgets.sync_bar import SyncBar

WINDOWS = (7, 14, 28, 90)
WATCH_S = 2.0
SWITCH_S = 1 / 30
WIDE = 100
LEFT_WIDTH = 64
ANALYSED_AT_ONCE = 25
PAUSE_S = 0.1


class MainScreen(Dialogs):
    """Owns what the panels show: the briefing, the window of days, the coach, the day of the workout."""

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide")]
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

    briefing: reactive[Briefing | None] = reactive(None)
    days: reactive[int] = reactive(7)
    persona_id: reactive[str] = reactive("")
    asking: var[bool] = var(False, bindings=True)
    filtering: var[bool] = var(False, bindings=True)
    syncing: var[bool] = var(False, bindings=True)
    day: var[date | None] = var(None)

    app: "RunCoachApp"

    def __init__(
        self,
        cache: GarminCache,
        briefing: Briefing,
        *,
        config: Config,
        coach: Callable[[], Coach],
        personas: tuple[Persona, ...],
        store: Store,
        clock: Callable[[], date],
        sample: bool,
        width: int,
    ) -> None:
        # The breakpoint's own class from the start, so that the first layout is the right one.
        is_wide = width >= WIDE
        super().__init__(classes=f"-show-coach {'-wide' if is_wide else '-narrow'}")
        self._runs_width = LEFT_WIDTH if is_wide else width - 2
        self._cache = cache
        self._config = config
        self._coach = coach
        self._personas = personas
        self._store = store
        self._choices = Choices(store)
        self._clock = clock
        self._sample = sample
        self._reading: Worker[None] | None = None
        self._switching: Timer | None = None
        self._sync_bar: SyncBar | None = None
        self.goes_on_syncing = False
        self._kept_diary: Diary | None = None
        self.set_reactive(MainScreen.briefing, briefing)
        self.set_reactive(MainScreen.days, config.days or WINDOWS[0])
        self.set_reactive(MainScreen.persona_id, self._first_persona())

    def compose(self) -> ComposeResult:
        """Status, the two sides, the footer."""
        status = StatusBar(id="status").data_bind(MainScreen.briefing)
        status.sample = self._sample
        yield status
        yield Static(self._view_tabs("coach"), id="views")
        with Horizontal(id="sides"):
            with Vertical(id="left"):
                yield RunsPanel(self._runs_width, id="runs").data_bind(MainScreen.briefing, MainScreen.days)
                yield WeeklyChart(id="weeks").data_bind(MainScreen.briefing)
            with Vertical(id="right"):
                yield PersonaBar(self._personas, id="personas").data_bind(MainScreen.persona_id)
                yield CoachPanel(persona_named(self.persona_id, self._personas), id="coach")
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
        self._say_once()
        await self.turn_to_coach(stream=self._config.ask_on_start)

    def _say_once(self) -> None:
        """What is worth a word once: that the model will end, and that there can be a goal."""
        from runcoach.coach.known_models import shutdown_notice

        model, at_openai = self._config.model, self._config.uses_model and not self._config.base_url
        ends = shutdown_notice(model, self._clock()) if at_openai else None
        if ends and last_choice(self._store, "told-end") != model:
            self.notify(f"{ends} Press m to choose another model.", timeout=20, markup=False)
            self._remember("told-end", model)
        if self.diary.goal.is_empty and last_choice(self._store, "told-goal") is None:
            self.panel.hint = "Do you train for a race, or have a rest day? Press a to say so."
            self._remember("told-goal", "yes")
        self.hint_at_cap()

    def hint_at_cap(self) -> None:
        """Says once for each model that the month's cap cannot hold it back."""
        from runcoach.coach.budget import uncounted

        config = self.app.config
        words = uncounted(config)
        if words and last_choice(self._store, "told-cap") != config.model:
            self.panel.hint = f"{self.panel.hint} {words}".strip()
            self._remember("told-cap", config.model)

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

    def action_choose(self, index: int) -> None:
        """Turns to the coach with this number."""
        if index < len(self._personas):
            self.choose(self._personas[index].id)

    def action_step_coach(self, step: int) -> None:
        """Turns to the coach beside this one."""
        ids = [persona.id for persona in self._personas]
        self.choose(ids[(ids.index(self.persona_id) + step) % len(ids)])

    async def action_ask(self) -> None:
        """Asks again, whatever was answered before."""
        self.show_view("coach")
        await self._ask(self.request())

    async def _ask(self, request: Request) -> None:
        await self.panel.ask(self._coach(), request, self.may_ask)

    def may_ask(self, spent_usd: float) -> None:
        """Raises CoachError when the month's cap allows no other answer; before each try it is looked at."""
        self.diary.keep_to_cap(self._clock(), spent_usd)

    async def action_stop(self) -> None:
        """Clears the filter if there is one; else stops the stream and keeps what is there; else the sync."""
        if await self.query_one(RunsPanel).clear_filter():
            return
        if self.asking:
            await self.panel.stop()
        elif self._sync_bar is not None:
            self._sync_bar.cancel()

    async def action_other_day(self) -> None:
        """Asks for tomorrow instead of today, or the other way round."""
        request = self.request()
        today = request.facts.today
        self.day = today if request.facts.is_tomorrow else today + timedelta(days=1)
        await self.turn_to_coach(stream=True)

    def action_window(self) -> None:
        """Shows the next longer window of days, then the shortest again."""
        self.days = next((days for days in WINDOWS if days > self.days), WINDOWS[0])
        self.show_view("runs")

    async def action_filter(self) -> None:
        """Filters the runs by typing."""
        self.show_view("runs")
        await self.query_one(RunsPanel).start_filter()

    def action_sort(self) -> None:
        """Sorts the runs by the next column."""
        self.show_view("runs")
        self.query_one(RunsPanel).next_sort()

    def action_view(self) -> None:
        """On a narrow screen: the other half."""
        self.show_view("runs" if self.has_class("-show-coach") else "coach")

    def action_sync(self) -> None:
        """Fetches what is new from Garmin; asks for the login first where there is none."""
        if self._sync_bar is not None:
            self._sync_bar.begin()

    def show_view(self, view: str) -> None:
        """Chooses the half that a narrow screen shows; a wide one shows both."""
        if not self.has_class(f"-show-{view}"):
            self.set_class(view == "coach", "-show-coach")
            self.set_class(view == "runs", "-show-runs")
            self.query_one("#views", Static).update(self._view_tabs(view))
        if self.has_class("-narrow"):
            (self.query_one(RunsTable) if view == "runs" else self.panel).focus()

    def _view_tabs(self, shown: str) -> Content:
        tabs = {"runs": "Runs and weeks", "coach": "Coach"}
        return Content.assemble(
            *(
                (
                    f" {label} ",
                    f"@click=screen.show_view('{name}') {'reverse bold' if name == shown else 'dim'}",
                )
                for name, label in tabs.items()
            ),
            ("  v changes", "dim"),
        )

    def action_show_view(self, view: str) -> None:
        """A click on one of the tabs of a narrow screen."""
        self.show_view(view)

    @on(PersonaChosen)
    def _persona_clicked(self, event: PersonaChosen) -> None:
        self.choose(event.persona_id)

    @on(RunOpened)
    def _run_opened(self, event: RunOpened) -> None:
        from runcoach.ui.screens.run import RunScreen

        if self.briefing is not None:
            self.app.push_screen(RunScreen(event.run, self.briefing, self._cache))

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
        self._look_for_changes()

    @on(AnswerFinished)
    def _keep_answer(self, event: AnswerFinished) -> None:
        self.diary.keep(event.answer)

    @property
    def panel(self) -> CoachPanel:
        """Where the answer is."""
        return self.query_one(CoachPanel)

    def _first_persona(self) -> str:
        """The coach that was asked for, else the last one, else the first."""
        last = self._config.persona or last_choice(self._store, "persona")
        known = [persona.id for persona in self._personas]
        return last if last in known else known[0]

    def choose(self, persona_id: str) -> None:
        """Turns to another coach: at once to the eye, then with facts and disk."""
        self.show_view("coach")
        if persona_id == self.persona_id:
            return
        self.persona_id = persona_id
        self.panel.turn_to(persona_named(persona_id, self._personas))
        # The rest comes two frames later, so that the switch is seen at once, whatever facts and disk take.
        if self._switching is not None:
            self._switching.stop()
        self._switching = self.set_timer(SWITCH_S, self._after_switch)

    async def _after_switch(self) -> None:
        await self.turn_to_coach(stream=True)
        self._remember("persona", self.persona_id)

    async def turn_to_coach(self, *, stream: bool) -> None:
        """Shows today's answer of this coach if there is one; else asks, or waits to be asked."""
        request = self.request()
        known = self.diary.answer(request, self._coach().model)
        if known is not None:
            await self.panel.show_answer(request, known)
            self.diary.take(known)
        elif stream:
            await self._ask(request)
        else:
            await self.panel.show_waiting(request)

    @property
    def diary(self) -> "Diary":
        """Opened when it is first needed, after the first paint."""
        if self._kept_diary is None:
            from runcoach.coach.diary import Diary
            from runcoach.coach.history import History

            self._kept_diary = Diary(History(self._store), self._config, self.warn)
        return self._kept_diary

    def warn(self, words: str) -> None:
        """Says what went wrong, in a corner."""
        self.notify(words, severity="warning", markup=False)

    @property
    def persona(self) -> Persona:
        """The coach whose turn it is."""
        return persona_named(self.persona_id, self._personas)

    def request(self) -> Request:
        """The question to the coach whose turn it is."""
        return self.request_to(self.persona, self.day)

    def request_to(self, persona: Persona, day: date | None) -> Request:
        """The question to any coach."""
        assert self.briefing is not None
        return self.diary.request(self.briefing, persona, self._personas, day)

    def _look_for_changes(self) -> None:
        """Reads again when another program wrote the cache, or when a new day began."""
        briefing = self.briefing
        if briefing is None or (self._reading is not None and self._reading.is_running):
            return
        if self._cache.fingerprint() != briefing.fingerprint or self._clock() != briefing.today:
            self.read_again()

    def read_again(self) -> None:
        """Reads the cache again, in a worker."""
        self._reading = self.run_worker(self._read, group="read", exclusive=True)

    async def _read(self) -> None:
        today = self._clock()
        try:
            briefing = await asyncio.to_thread(
                read_briefing,
                self._cache,
                today,
                self._config.units,
                max(self.days, WINDOWS[-1]),
                ANALYSED_AT_ONCE,
                self.diary.goal.max_hr_bpm,
            )
        except CacheError as error:
            # An import may be writing just now: what is shown stays, and the next look tries again.
            self.warn(str(error))
            return
        before = self.briefing
        self.briefing = briefing
        await asyncio.to_thread(self.diary.look_back, today)
        if briefing.pending:
            # The rest of a year that was never looked at, some runs at a time: the coach need not wait.
            self.set_timer(PAUSE_S, self.read_again)
        if before is not None and before.today != today:
            self.day = None
            await self.turn_to_coach(stream=self._config.ask_on_start)
        elif before is not None and before.runs[:1] != briefing.runs[:1] and briefing.runs:
            self.notify(
                f"New run: {units.plain(briefing.title(briefing.runs[0]))},"
                f" {units.distance(briefing.runs[0].distance_m, briefing.unit)}. Press g for a new answer.",
                markup=False,
            )

    @work(group="remember")
    async def _remember(self, name: str, value: str) -> None:
        try:
            await asyncio.to_thread(self._choices.remember, name, value)
        except StoreError as error:
            self.warn(str(error))
