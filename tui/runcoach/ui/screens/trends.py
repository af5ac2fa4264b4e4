"""Trends: one line or bar chart at a time, over three months, a year, or all there is."""

import asyncio
from collections.abc import Callable
from datetime import date, timedelta
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Footer, OptionList, Static

from runcoach.domain import units
from runcoach.domain.errors import CacheError
from runcoach.domain.units import DistanceUnit
from runcoach.runner.run_history import RunHistory, read_history
from runcoach.runner.source import Source
from runcoach.training import trends
from runcoach.training.trends import Trend, TrendMeasure
from runcoach.ui.controllers.opening import Opening
from runcoach.ui.remedies import error_words
from runcoach.ui.widgets.trend_chart import TrendChart, value_words

SPANS = (("3 months", 92), ("6 months", 183), ("1 year", 365), ("everything", 36_500))
A_YEAR = 2
AT_ONCE = 40


class TrendsScreen(Screen[None]):
    """Opened from the main screen; escape goes back."""

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,backspace,r", "dismiss", "back", tooltip="Back to the runs"),
        Binding("z", "zoom", "months/year/all", tooltip="Three months, a year, or everything"),
        Binding("n", "next_length", "rep length", tooltip="The next length of reps"),
    ]

    DEFAULT_CSS = """
    TrendsScreen {
        #trend-list {
            width: 26;
            height: 1fr;
            border: round $border;
            background: $background;

            &:focus {
                border: round $primary;
            }
        }

        #trend-side {
            width: 1fr;
            height: 1fr;
            border: round $border;
            border-title-color: $foreground;
            border-subtitle-color: $text-muted;
            padding: 0 1;
        }

        TrendChart {
            height: 1fr;
        }

        #trend-note {
            height: auto;
            color: $text-muted;
        }
    }
    """

    def __init__(self, cache: Source, today: date, unit: DistanceUnit) -> None:
        super().__init__()
        self._cache = cache
        self._today = today
        self._unit = unit
        self._history: RunHistory | None = None
        self._span = A_YEAR
        self._length = 0

    def compose(self) -> ComposeResult:
        """The list of trends, the chart and its note."""
        with Horizontal():
            yield OptionList(*(name for name, _ in self._trends), id="trend-list")
            with Vertical(id="trend-side"):
                yield TrendChart(self._unit, id="trend-chart")
                yield Static(id="trend-note")
        yield Footer(show_command_palette=False, compact=True)

    def on_mount(self) -> None:
        """Reads all runs off the event loop, some at a time."""
        self.query_one(OptionList).focus()
        self.run_worker(self._read(), exclusive=True)

    def action_zoom(self) -> None:
        """The next span of time."""
        self._span = (self._span + 1) % len(SPANS)
        self._draw()

    def action_next_length(self) -> None:
        """The next length of reps, most often run first."""
        self._length += 1
        names = [name for name, _ in self._trends]
        self.query_one(OptionList).highlighted = names.index("Rep pace")
        self._draw()

    @on(OptionList.OptionHighlighted)
    def _chosen(self) -> None:
        self._draw()

    async def _read(self) -> None:
        pending = 1
        while pending and self.is_attached:
            try:
                self._history = await asyncio.to_thread(read_history, self._cache, self._today, AT_ONCE)
            except CacheError as error:
                self.notify(error_words(error), severity="warning", markup=False)
                return
            pending = self._history.pending
            self._draw()

    @property
    def _trends(self) -> list[tuple[str, Callable[[RunHistory, date], Trend | None]]]:
        return [
            ("Weekly distance", lambda all, first: trends.distance_by_week(all.runs, first, self._today)),
            ("Monthly distance", lambda all, first: trends.distance_by_month(all.runs, first, self._today)),
            ("Longest run", lambda all, first: trends.longest_by_month(all.runs, first, self._today)),
            (
                "Easy pace",
                lambda all, first: trends.easy_pace(all.runs, all.analyses, first, self._today),
            ),
            ("Rep pace", self._rep_pace),
            ("Fitness and fatigue", lambda all, first: trends.load_trend(all.loads, first, self._today)),
            ("Time in zones", lambda all, first: trends.easy_share(all.runs, first, self._today)),
            ("Resting heart rate", self._resting),
            ("HRV", self._hrv),
            ("Sleep", self._sleep),
            ("Personal bests", lambda all, first: None),
        ]

    def _rep_pace(self, history: RunHistory, first: date) -> Trend:
        lengths = trends.rep_distances(history.analyses)
        if not lengths:
            return Trend("Rep pace", TrendMeasure.PACE, (), note="No interval sets were found.")
        length = lengths[self._length % len(lengths)]
        return trends.rep_pace(history.runs, history.analyses, length, first, self._today)

    def _resting(self, history: RunHistory, first: date) -> Trend:
        return trends.night_trend(
            history.nights,
            "Resting heart rate",
            TrendMeasure.BPM,
            lambda night: night.resting_hr_bpm,
            first,
            self._today,
        )

    def _hrv(self, history: RunHistory, first: date) -> Trend:
        return trends.night_trend(
            history.nights, "HRV, ms", TrendMeasure.MS, lambda night: night.hrv_ms, first, self._today
        )

    def _sleep(self, history: RunHistory, first: date) -> Trend:
        return trends.night_trend(
            history.nights,
            "Sleep, hours",
            TrendMeasure.HOURS,
            lambda night: night.sleep_s / 3600 if night.sleep_s else None,
            first,
            self._today,
        )

    def _draw(self) -> None:
        history = self._history
        side, note = self.query_one("#trend-side"), self.query_one("#trend-note", Static)
        if history is None:
            note.update("Reading all runs…")
            return
        name, span = SPANS[self._span]
        began = min((run.day for run in history.runs), default=self._today)
        first = max(began, self._today - timedelta(days=span))
        make = self._trends[self.query_one(OptionList).highlighted or 0][1]
        trend = make(history, first)
        bests = trends.personal_bests(history.runs, history.analyses) if trend is None else ()
        side.border_title = trend.title if trend else "Personal bests, inside longer runs too"
        side.border_subtitle = name if trend else ""
        self.query_one(TrendChart).show(trend, bests)
        words = [self._newest(trend)] if trend else ["By the clock: pauses count. Treadmills do not."]
        if trend and trend.title == "Time in zones 1 to 3":
            words.append(self._zones(history, first))
        if history.pending:
            words.append(f"{history.pending} runs are still being looked at.")
        note.update(Content("\n".join(word for word in words if word)))

    def _newest(self, trend: Trend) -> str:
        """The newest value in words, so that nobody has to read it off the axis; then how it was made."""
        if not trend.points:
            return ""
        write = value_words(trend.measure, self._unit)
        unit = {
            TrendMeasure.PACE: f"/{self._unit}",
            TrendMeasure.DISTANCE: f" {self._unit}",
            TrendMeasure.BPM: " bpm",
            TrendMeasure.MS: " ms",
            TrendMeasure.HOURS: " h",
            TrendMeasure.SHARE: " %",
            TrendMeasure.LOAD: "",
        }[trend.measure]
        day, value = trend.points[-1]
        words = f"{units.long_day(day)}: {write(value)}{unit}"
        if trend.second:
            words += f" · {trend.second_name}: {write(trend.second[-1][1])}{unit}"
        return f"{words}\n{trend.note}" if trend.note else words

    def _zones(self, history: RunHistory, first: date) -> str:
        shares = trends.zone_shares(history.runs, first, self._today)
        if shares is None:
            return ""
        return "  ".join(f"zone {number}: {share:.0%}" for number, share in enumerate(shares, start=1))


async def open_from(opening: Opening) -> None:
    """Shows months and years of the runs."""
    opening.show(TrendsScreen(opening.cache, opening.coach.snapshot.today, opening.coach.snapshot.unit))
