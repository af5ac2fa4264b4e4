"""One run: its numbers, a pace chart, its laps."""

import asyncio
from itertools import zip_longest
from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import Screen
from textual.widgets import DataTable, Footer, Static

from runcoach import units
from runcoach.coach.briefing import Briefing
from runcoach.errors import CacheError
from runcoach.garmin.cache import GarminCache
from runcoach.models import Lap, LapMark, Record, Run
from runcoach.ui.widgets.pace_chart import PaceChart

_COLUMNS = (("Lap", 4), ("Dist", 9), ("Time", 8), ("Pace", 9), ("HR", 9), ("Cadence", 8), ("Climb", 7))

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


class RunScreen(Screen[None]):
    """The run that was opened with enter; escape goes back."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter,backspace", "dismiss", "back", tooltip="Back to the runs"),
    ]

    CSS = """
    RunScreen {
        #run-heading {
            height: auto;
            padding: 1 2 0 2;
        }

        PaceChart {
            height: 2fr;
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

    def __init__(self, run: Run, briefing: Briefing, cache: GarminCache) -> None:
        super().__init__()
        self._run_shown = run
        self._briefing = briefing
        self._cache = cache

    def compose(self) -> ComposeResult:
        """Numbers, chart, laps."""
        yield Static(self._heading(), id="run-heading")
        yield PaceChart(self._briefing.unit, id="run-pace")
        with Vertical(id="run-laps") as laps:
            laps.border_title = "Laps"
            yield DataTable[Text](cursor_type="row", cell_padding=1)
        yield Footer(show_command_palette=False, compact=True)

    def on_mount(self) -> None:
        """Reads the laps and the watch's samples beside the event loop."""
        table = self._table()
        for label, width in _COLUMNS:
            table.add_column(Text(label, style="dim", justify="right"), width=width)
        table.focus()
        self.run_worker(self._read())

    def _table(self) -> "DataTable[Text]":
        return self.query_one(DataTable)

    async def _read(self) -> None:
        try:
            laps, records = await asyncio.to_thread(self._laps_and_records)
        except CacheError as error:
            self.notify(str(error), severity="warning", markup=False)
            return
        marks = await asyncio.to_thread(self._marks, len(laps))
        self._show_laps(laps, marks)
        self.query_one(PaceChart).show(records, laps)

    def _laps_and_records(self) -> tuple[list[Lap], list[Record]]:
        with self._cache.open() as opened:
            return opened.laps(self._run_shown.activity_id), opened.records(self._run_shown.activity_id)

    def _marks(self, count: int) -> tuple[LapMark, ...]:
        """The watch's own words for the laps, when there is one for each and they say something."""
        marks = self._cache.notes([self._run_shown.activity_id])[self._run_shown.activity_id].laps
        telling = len({mark.intensity for mark in marks}) > 1 and len(marks) == count
        return marks if telling else ()

    def _show_laps(self, laps: list[Lap], marks: tuple[LapMark, ...]) -> None:
        unit = self._briefing.unit
        found = self._briefing.intervals.get(self._run_shown.activity_id)
        work = found.work_laps if found else ()
        table = self._table()
        if marks:
            table.add_column(Text("Watch", style="dim"), width=8)
        for lap, mark in zip_longest(laps, marks):
            style = "bold" if lap.number in work else ""
            climb = units.MISSING if lap.ascent_m is None else f"{lap.ascent_m:+.0f} m"
            cells = (
                f"{'▸' if lap.number in work else ''}{lap.number + 1}",
                units.distance(lap.distance_m, unit, 2),
                units.clock(lap.duration_s),
                units.pace(lap.pace_s_per_km, unit),
                units.heart_rate(lap.avg_hr_bpm),
                units.MISSING if lap.cadence_spm is None else f"{lap.cadence_spm} spm",
                climb,
            )
            words = [Text(INTENSITIES.get(mark.intensity, ""), style=style)] if mark else []
            table.add_row(*(Text(cell, style=style, justify="right") for cell in cells), *words)
        box = self.query_one("#run-laps")
        box.border_subtitle = "▸ work laps" if work else ""
        if not laps:
            box.border_title = "Laps · none recorded"

    def _heading(self) -> Content:
        run, unit = self._run_shown, self._briefing.unit
        found = self._briefing.intervals.get(run.activity_id)
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
        if run.training_load:
            numbers.append(f"Garmin load {run.training_load:.0f}")
        lines = [
            Content.assemble(
                (units.plain(self._briefing.title(run)), "bold $accent"),
                (f"   {units.long_day(run.day)}, {run.start:%H:%M}", "dim"),
            ),
            Content(" · ".join(numbers)),
        ]
        if found:
            fade = f", fade {found.fade:+.1%}"
            lines.append(Content.styled(found.described(unit) + fade, "italic"))
        return Content("\n").join(lines)
