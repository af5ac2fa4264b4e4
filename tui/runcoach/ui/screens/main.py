"""The main screen: runs and weeks on the left, the coaches on the right."""

import asyncio
from collections.abc import Callable
from datetime import date, timedelta
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.reactive import reactive, var
from textual.screen import Screen
from textual.widgets import Footer, Static
from textual.worker import Worker

from runcoach import units
from runcoach.coach.briefing import Briefing, read_briefing
from runcoach.coach.events import Coach, Request
from runcoach.coach.history import History
from runcoach.coach.persona import Persona, persona_named
from runcoach.coach.session import Answer
from runcoach.config import Config
from runcoach.errors import CacheError, HistoryError
from runcoach.garmin.cache import GarminCache
from runcoach.ui.messages import AnswerFinished, AskingChanged, FilterChanged, PersonaChosen, RunOpened
from runcoach.ui.widgets.coach_panel import CoachPanel
from runcoach.ui.widgets.persona_bar import PersonaBar
from runcoach.ui.widgets.runs_panel import RunsPanel, RunsTable
from runcoach.ui.widgets.status_bar import StatusBar
from runcoach.ui.widgets.weekly_chart import WeeklyChart

if TYPE_CHECKING:
    from runcoach.ui.app import RunCoachApp

WINDOWS = (7, 14, 28, 90)
WATCH_S = 2.0


class MainScreen(Screen[None]):
    """Owns what the panels show: the briefing, the window of days, the coach, the day of the workout."""

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]
    AUTO_FOCUS = "#runs-table"

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("1", "choose(0)", "coach", key_display="1-3", tooltip="Choose the coach"),
        Binding("2", "choose(1)", show=False),
        Binding("3", "choose(2)", show=False),
        Binding("left", "step_coach(-1)", show=False),
        Binding("right", "step_coach(1)", show=False),
        Binding("g", "ask", "again", tooltip="Ask the coach again"),
        Binding("escape", "stop", "stop", tooltip="Stop the answer and keep what is there"),
        Binding("v", "view", "view", tooltip="Change between the runs and the coach"),
        Binding("d", "other_day", "day", show=False, tooltip="Ask for today or for tomorrow"),
        Binding("w", "window", "days", tooltip="Show 7, 14, 28 or 90 days of runs"),
        Binding("f", "filter", "filter", show=False, tooltip="Filter the runs by typing"),
        Binding("o", "sort", "order", show=False, tooltip="Sort the runs by another column"),
        Binding("s", "reload", "reload", tooltip="Read the cache again"),
    ]

    briefing: reactive[Briefing | None] = reactive(None)
    days: reactive[int] = reactive(7)
    persona_id: reactive[str] = reactive("")
    asking: var[bool] = var(False, bindings=True)
    filtering: var[bool] = var(False, bindings=True)
    day: var[date | None] = var(None)

    app: "RunCoachApp"

    def __init__(
        self,
        cache: GarminCache,
        briefing: Briefing,
        *,
        config: Config,
        coach: Coach,
        personas: tuple[Persona, ...],
        history: History,
        clock: Callable[[], date],
        sample: bool,
    ) -> None:
        super().__init__()
        self._cache = cache
        self._config = config
        self._coach = coach
        self._personas = personas
        self._history = history
        self._clock = clock
        self._sample = sample
        self._reading: Worker[None] | None = None
        self.set_reactive(MainScreen.briefing, briefing)
        self.set_reactive(MainScreen.days, config.days or WINDOWS[0])
        self.set_reactive(MainScreen.persona_id, self._first_persona())

    def compose(self) -> ComposeResult:
        """Status, the two sides, the footer."""
        status = StatusBar(id="status").data_bind(MainScreen.briefing)
        status.sample = self._sample
        yield status
        yield Static(id="views")
        with Horizontal(id="sides"):
            with Vertical(id="left"):
                yield RunsPanel(id="runs").data_bind(MainScreen.briefing, MainScreen.days)
                yield WeeklyChart(id="weeks").data_bind(MainScreen.briefing)
            with Vertical(id="right"):
                yield PersonaBar(self._personas, id="personas").data_bind(MainScreen.persona_id)
                yield CoachPanel(id="coach")
        yield Footer(show_command_palette=False, compact=True)

    def on_mount(self) -> None:
        """Watches the cache, and turns to the coach once the screen has been painted."""
        self.show_view("coach")
        self.set_interval(WATCH_S, self._look_for_changes)
        self.call_after_refresh(self._turn_to_coach, stream=self._config.ask_on_start)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The footer offers what makes sense now."""
        match action:
            case "ask":
                return not self.asking
            case "stop":
                return self.asking or self.filtering
            case "view":
                return self.has_class("-narrow")
            case _:
                return True

    def action_choose(self, index: int) -> None:
        """Turns to the coach with this number."""
        if index < len(self._personas):
            self._choose(self._personas[index].id)

    def action_step_coach(self, step: int) -> None:
        """Turns to the coach beside this one."""
        ids = [persona.id for persona in self._personas]
        self._choose(ids[(ids.index(self.persona_id) + step) % len(ids)])

    def action_ask(self) -> None:
        """Asks again, whatever was answered before."""
        self.show_view("coach")
        self._panel.ask(self._coach, self._request())

    def action_stop(self) -> None:
        """Clears the filter if there is one; otherwise stops the stream and keeps what is there."""
        if not self.query_one(RunsPanel).clear_filter():
            self._panel.stop()

    def action_other_day(self) -> None:
        """Asks for tomorrow instead of today, or the other way round."""
        request = self._request()
        today = request.facts.today
        self.day = today if request.facts.is_tomorrow else today + timedelta(days=1)
        self._turn_to_coach(stream=True)

    def action_window(self) -> None:
        """Shows the next longer window of days, then the shortest again."""
        self.days = next((days for days in WINDOWS if days > self.days), WINDOWS[0])
        self.show_view("runs")

    def action_filter(self) -> None:
        """Filters the runs by typing."""
        self.show_view("runs")
        self.query_one(RunsPanel).start_filter()

    def action_sort(self) -> None:
        """Sorts the runs by the next column."""
        self.show_view("runs")
        self.query_one(RunsPanel).next_sort()

    def action_view(self) -> None:
        """On a narrow screen: the other half."""
        self.show_view("runs" if self.has_class("-show-coach") else "coach")

    def action_reload(self) -> None:
        """Reads the cache again, and says how new data gets into it."""
        self._read_again()
        self.notify(
            "Read the cache again. New runs come with GarminDB:"
            " garmindb_cli.py --all --download --import --latest",
            markup=False,
        )

    def show_view(self, view: str) -> None:
        """Chooses the half that a narrow screen shows; a wide one shows both."""
        self.set_class(view == "coach", "-show-coach")
        self.set_class(view == "runs", "-show-runs")
        tabs = {"runs": "Runs and weeks", "coach": "Coach"}
        self.query_one("#views", Static).update(
            Content.assemble(
                *(
                    (
                        f" {label} ",
                        f"@click=screen.show_view('{name}') {'reverse bold' if name == view else 'dim'}",
                    )
                    for name, label in tabs.items()
                ),
                ("  v changes", "dim"),
            )
        )
        if self.has_class("-narrow"):
            (self.query_one(RunsTable) if view == "runs" else self._panel).focus()

    def action_show_view(self, view: str) -> None:
        """A click on one of the tabs of a narrow screen."""
        self.show_view(view)

    @on(PersonaChosen)
    def _persona_clicked(self, event: PersonaChosen) -> None:
        self._choose(event.persona_id)

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

    @on(AnswerFinished)
    def _keep_answer(self, event: AnswerFinished) -> None:
        try:
            self._history.save(event.answer)
        except HistoryError as error:
            self.notify(str(error), severity="warning", markup=False)

    @property
    def _panel(self) -> CoachPanel:
        return self.query_one(CoachPanel)

    def _first_persona(self) -> str:
        """The coach that was asked for, else the last one, else the first."""
        try:
            last = self._config.persona or self._history.choice("persona")
        except HistoryError:
            last = None
        known = [persona.id for persona in self._personas]
        return last if last in known else known[0]

    def _choose(self, persona_id: str) -> None:
        self.show_view("coach")
        if persona_id == self.persona_id:
            return
        self.persona_id = persona_id
        self._remember("persona", persona_id)
        self._turn_to_coach(stream=True)

    def _turn_to_coach(self, *, stream: bool) -> None:
        """Shows today's answer of this coach if there is one; else asks, or waits to be asked."""
        request = self._request()
        known = self._known_answer(request)
        if known is not None:
            self._panel.show_answer(request, known)
        elif stream:
            self._panel.ask(self._coach, request)
        else:
            self._panel.show_waiting(request)

    def _known_answer(self, request: Request) -> Answer | None:
        try:
            return self._history.answer(request.persona.id, request.facts.today, request.facts.day)
        except HistoryError as error:
            self.notify(str(error), severity="warning", markup=False)
            return None

    def _request(self) -> Request:
        assert self.briefing is not None
        return self.briefing.request(persona_named(self.persona_id, self._personas), self.day)

    def _look_for_changes(self) -> None:
        """Reads again when another program wrote the cache, or when a new day began."""
        briefing = self.briefing
        if briefing is None or (self._reading is not None and self._reading.is_running):
            return
        if self._cache.fingerprint() != briefing.fingerprint or self._clock() != briefing.today:
            self._read_again()

    def _read_again(self) -> None:
        self._reading = self.run_worker(self._read(), group="read", exclusive=True)

    async def _read(self) -> None:
        today = self._clock()
        try:
            briefing = await asyncio.to_thread(
                read_briefing, self._cache, today, self._config.units, max(self.days, WINDOWS[-1])
            )
        except CacheError as error:
            # An import may be writing just now: what is shown stays, and the next look tries again.
            self.notify(str(error), severity="warning", markup=False)
            return
        before = self.briefing
        self.briefing = briefing
        if before is not None and before.today != today:
            self.day = None
            self._turn_to_coach(stream=self._config.ask_on_start)
        elif before is not None and before.runs[:1] != briefing.runs[:1] and briefing.runs:
            self.notify(
                f"New run: {units.plain(briefing.title(briefing.runs[0]))},"
                f" {units.distance(briefing.runs[0].distance_m, briefing.unit)}. Press g for a new answer.",
                markup=False,
            )

    def _remember(self, name: str, value: str) -> None:
        try:
            self._history.choose(name, value)
        except HistoryError as error:
            self.notify(str(error), severity="warning", markup=False)
