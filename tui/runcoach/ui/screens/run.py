"""One run: its numbers, its chart, and its laps, splits or heart-rate zones."""

import asyncio
from collections.abc import Sequence
from itertools import zip_longest
from typing import ClassVar

import msgspec
from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Footer, Static

from runcoach.domain import units
from runcoach.domain.errors import CacheError
from runcoach.domain.laps import Lap, LapMark
from runcoach.domain.runs import Run
from runcoach.domain.units import DistanceUnit
from runcoach.runner.snapshot import Snapshot
from runcoach.runner.source import Source
from runcoach.training.intervals.reps import IntervalSet
from runcoach.training.similar import Comparison, compared
from runcoach.training.splits import Split, splits
from runcoach.training.track import Track, track
from runcoach.ui.remedies import error_words
from runcoach.ui.widgets.run_chart import RunChart
from runcoach.ui.widgets.table import Table

LAP_COLUMNS = (("Lap", 4), ("Dist", 9), ("Time", 8), ("Pace", 9), ("HR", 9), ("Cadence", 8), ("Climb", 7))
SPLIT_COLUMNS = (("Split", 5), ("Dist", 9), ("Time", 8), ("Pace", 9), ("HR", 9), ("Climb", 7))
ZONE_COLUMNS = (("Zone", 5), ("Time", 8), ("Share", 6))
ZONE_BAR = 40
WELL_ENDURED = 0.05

# The FIT profile's lap intensities in a runner's words.
INTENSITIES = {
    "warmup": "warm-up",
    "active": "work",
    "interval": "work",
    "rest": "rest",
    "recovery": "recovery",
    "cooldown": "cool-down",
    "other": "",
    None: "",
}


class Reading(msgspec.Struct, frozen=True):
    """All that the screen shows of the run, read off the event loop."""

    laps: list[Lap]
    marks: tuple[LapMark, ...]
    track: Track | None
    splits: list[Split]


class RunScreen(Screen[None]):
    """The run that was opened with enter; escape goes back."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter,backspace", "dismiss", "back", tooltip="Back to the runs"),
        Binding("l", "table", "laps/splits/zones", tooltip="Laps, splits or heart-rate zones"),
        Binding("x", "turn", "distance/time", tooltip="The chart over distance or over time"),
        Binding("h", "height", "pace/height", tooltip="Pace and heart rate, or the height"),
    ]

    DEFAULT_CSS = """
    RunScreen {
        #run-heading {
            height: auto;
            padding: 0 2;
            margin-top: 1;
        }

        RunChart {
            height: 3fr;
            min-height: 7;
            margin: 0 1;
            padding: 0 1;
            border: round $border;
            border-title-color: $foreground;
            border-subtitle-color: $text-muted;
        }

        #run-laps {
            height: 3fr;
            margin: 0 1;
            border: round $border;
            border-title-color: $foreground;
            border-subtitle-color: $text-muted;

            &:focus-within {
                border: round $primary;
            }
        }
    }
    """

    def __init__(self, run: Run, snapshot: Snapshot, cache: Source) -> None:
        super().__init__()
        self._run_shown = run
        self._snapshot = snapshot
        self._cache = cache
        self._reading: Reading | None = None
        self._table_shown = 0

    def compose(self) -> ComposeResult:
        """Numbers, chart, table."""
        yield Static(self._heading(), id="run-heading")
        yield RunChart(self._snapshot.unit, id="run-chart")
        with Vertical(id="run-laps") as laps:
            laps.border_title = "Laps"
            yield Table(cursor_type="row", cell_padding=1)
        yield Footer(show_command_palette=False, compact=True)

    def on_mount(self) -> None:
        """Reads the laps and the watch's samples off the event loop."""
        self._table.focus()
        self.run_worker(self._read())

    def action_table(self) -> None:
        """The next of laps, splits and zones."""
        self._table_shown = (self._table_shown + 1) % 3
        self._fill()

    def action_turn(self) -> None:
        """Turns the chart from distance to time and back."""
        self.query_one(RunChart).turn()

    def action_height(self) -> None:
        """Changes the chart from pace to height and back."""
        self.query_one(RunChart).change()

    @property
    def _table(self) -> Table:
        return self.query_one(Table)

    @property
    def _found(self) -> IntervalSet | None:
        return self._snapshot.intervals.get(self._run_shown.activity_id)

    async def _read(self) -> None:
        try:
            self._reading = reading = await asyncio.to_thread(self._read_all)
        except CacheError as error:
            self.notify(error_words(error), severity="warning", markup=False)
            return
        self._fill()
        self.query_one(RunChart).show(reading.track, reading.laps, self._found)

    def _read_all(self) -> Reading:
        own = self._run_shown.activity_id
        with self._cache.open() as opened:
            laps, series = opened.laps(own), opened.series(own)
        run = track(series)
        marks = self._cache.notes(own).laps
        telling = len({mark.intensity for mark in marks}) > 1 and len(marks) == len(laps)
        parts = splits(run, self._snapshot.unit.metres) if run else []
        return Reading(laps, marks if telling else (), run, parts)

    def _fill(self) -> None:
        if self._reading is None:
            return
        self._table.clear(columns=True)
        box = self.query_one("#run-laps")
        box.border_subtitle = ""
        (self._fill_laps, self._fill_splits, self._fill_zones)[self._table_shown]()

    def _fill_laps(self) -> None:
        assert self._reading is not None
        laps, marks, unit = self._reading.laps, self._reading.marks, self._snapshot.unit
        work = self._found.work_laps if self._found else ()
        self._columns(LAP_COLUMNS)
        if marks:
            self._table.add_column(Text("Watch", style="dim"), width=9)
        for lap, mark in zip_longest(laps, marks):
            is_work = lap.number in work
            climb = units.MISSING if lap.ascent_m is None else f"{lap.ascent_m:+.0f} m"
            cells = [
                f"{'▸' if is_work else ''}{lap.number + 1}",
                units.distance(lap.distance_m, unit, 2),
                units.clock(lap.duration_s),
                units.pace(lap.pace_s_per_km, unit),
                units.heart_rate(lap.avg_hr_bpm),
                units.MISSING if lap.cadence_spm is None else f"{lap.cadence_spm} spm",
                climb,
            ]
            words = [Text(INTENSITIES.get(mark.intensity, ""))] if mark else []
            self._row(cells, "bold" if is_work else "", words)
        box = self.query_one("#run-laps")
        box.border_title = "Laps" if laps else "Laps · none recorded"
        box.border_subtitle = "▸ work laps" if work else ""

    def _fill_splits(self) -> None:
        assert self._reading is not None
        unit = self._snapshot.unit
        self._columns(SPLIT_COLUMNS)
        for split in self._reading.splits:
            climb = units.MISSING if split.climb_m is None else f"{split.climb_m:+.0f} m"
            self._row(
                [
                    str(split.number),
                    units.distance(split.distance_m, unit, 2),
                    units.clock(split.duration_s),
                    units.pace(split.pace_s_per_km, unit),
                    units.heart_rate(split.hr_bpm),
                    climb,
                ]
            )
        title = f"Splits, each {unit}" if self._reading.splits else "Splits · no samples recorded"
        self.query_one("#run-laps").border_title = title

    def _fill_zones(self) -> None:
        zones = self._run_shown.zone_s
        self.query_one("#run-laps").border_title = "Heart-rate zones" if zones else "Zones · none recorded"
        self._columns(ZONE_COLUMNS)
        self._table.add_column("", width=ZONE_BAR)
        total = sum(zones) if zones else 0.0
        for number, seconds in enumerate(zones or (), start=1):
            share = seconds / total if total else 0.0
            bar = Text("█" * round(share * ZONE_BAR), style="not bold")
            self._row([str(number), units.clock(seconds), f"{share:.0%}"], "", [bar])

    def _columns(self, columns: Sequence[tuple[str, int]]) -> None:
        for label, width in columns:
            self._table.add_column(Text(label, style="dim", justify="right"), width=width)

    def _row(self, cells: Sequence[str], style: str = "", more: Sequence[Text] = ()) -> None:
        self._table.add_row(*(Text(cell, style=style, justify="right") for cell in cells), *more)

    def _heading(self) -> Content:
        run, unit = self._run_shown, self._snapshot.unit
        numbers = [
            units.distance(run.distance_m, unit, 2),
            units.clock(run.duration_s),
            units.pace(run.pace_s_per_km, unit),
            f"{units.heart_rate(run.avg_hr_bpm)} (max {run.max_hr_bpm or units.MISSING})",
        ]
        if run.cadence_spm:
            numbers.append(f"{run.cadence_spm} spm")
        if run.ascent_m:
            numbers.append(f"{run.ascent_m:.0f} m climb")
        lines = [
            Content.assemble(
                (units.plain(self._snapshot.title(run)), "bold $accent"),
                (f"   {units.long_day(run.day)}, {run.start:%H:%M}", "dim"),
            ),
            Content(" · ".join(numbers)),
        ]
        if self._found:
            read = f"  ({self._found.source}, {self._found.confidence:.0%} sure)"
            lines.append(Content.assemble((self._found.details(unit), "italic"), (read, "dim")))
        findings = [*self._analysis_findings(), *_comparison_findings(self._comparison(), unit)]
        if findings:
            lines.append(Content.styled(" · ".join(findings), "$text-muted"))
        return Content("\n").join(lines)

    def _analysis_findings(self) -> list[str]:
        own = self._snapshot.analyses.get(self._run_shown.activity_id)
        findings = []
        if own and own.decoupling is not None:
            judged = "the heart held steady" if own.decoupling < WELL_ENDURED else "the heart drifted"
            findings.append(f"decoupling {own.decoupling * 100:+.1f} %, {judged}")
        load = self._snapshot.loads.get(self._run_shown.activity_id)
        if load is not None:
            findings.append(f"load {load:.0f} TRIMP")
        if self._run_shown.training_load:
            findings.append(f"Garmin's load {self._run_shown.training_load:.0f}")
        return findings

    def _comparison(self) -> Comparison | None:
        return compared(self._run_shown, self._snapshot.runs, self._snapshot.intervals)


def _comparison_findings(against: Comparison | None, unit: DistanceUnit) -> list[str]:
    """``4 s/km faster, 3 bpm lower than 6 runs of this length``."""
    if against is None:
        return []
    parts = []
    if against.pace_s_per_km is not None:
        seconds = round(against.pace_s_per_km * unit.metres / 1000)
        parts.append(
            f"{abs(seconds)} s/{unit} {'slower' if seconds > 0 else 'faster'}" if seconds else "as fast"
        )
    if against.hr_bpm is not None:
        beats = round(against.hr_bpm)
        parts.append(f"{abs(beats)} bpm {'higher' if beats > 0 else 'lower'}" if beats else "the same HR")
    what = against.of if against.of.startswith("runs") else f"times {against.of}"
    return [f"{', '.join(parts)} than {against.runs} {what}"] if parts else []
