"""The recent runs: scroll, sort, filter by typing, open one."""

from collections.abc import Callable
from datetime import datetime
from typing import ClassVar

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.reactive import reactive
from textual.widgets import DataTable, Static

from runcoach.domain import units
from runcoach.domain.runs import Run
from runcoach.runner.snapshot import Snapshot
from runcoach.training.intervals.reps import IntervalSet
from runcoach.ui.messages import FilterChanged, FilterEntered, FilterTyped, RunOpened
from runcoach.ui.widgets.table import Table

WINDOWS = (7, 14, 28, 90)
# Sorted downwards; what is missing comes last.
SORTS: dict[str, Callable[[Run], float]] = {
    "date": lambda run: (run.start - datetime.min).total_seconds(),
    "distance": lambda run: run.distance_m or 0,
    "time": lambda run: run.duration_s or 0,
    "pace": lambda run: -(run.pace_s_per_km or float("inf")),
    "heart rate": lambda run: run.avg_hr_bpm or 0,
}
_COLUMNS = ("date", None, "distance", "time", "pace", "heart rate")
_FIXED_WIDTH = 42


class RunsTable(Table, inherit_bindings=False):
    """A table whose left and right keys belong to the screen: they change the coach."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select_cursor", "open", tooltip="Open the run: laps and pace"),
        Binding("up", "cursor_up", show=False),
        Binding("down", "cursor_down", show=False),
        Binding("pageup", "page_up", show=False),
        Binding("pagedown", "page_down", show=False),
        Binding("home", "scroll_home", show=False),
        Binding("end", "scroll_end", show=False),
        Binding("ctrl+home", "scroll_top", show=False),
        Binding("ctrl+end", "scroll_bottom", show=False),
    ]


class RunsPanel(Vertical):
    """The runs of the last ``days`` days, newest first until sorted otherwise."""

    DEFAULT_CSS = """
    RunsPanel {
        height: 1fr;
        min-height: 6;
        border: round $border;
        border-title-color: $foreground;
        border-subtitle-color: $text-muted;
        background: $background;

        &:focus-within {
            border: round $primary;
        }

        RunsTable {
            height: 1fr;
        }

        #runs-empty {
            padding: 1 2;
            color: $text-muted;
        }
    }
    """

    days: reactive[int] = reactive(7, init=False)
    sort: reactive[str] = reactive("date", init=False)
    filter: reactive[str] = reactive("", init=False)

    def __init__(self, snapshot: Snapshot, days: int, first_width: int, id: str) -> None:
        super().__init__(id=id)
        self._snapshot = snapshot
        self.set_reactive(RunsPanel.days, days)
        # Filled for the first layout already: the rows would be a frame late if they waited for the size.
        self._width = first_width
        self._shown: list[Run] = []

    def compose(self) -> ComposeResult:
        """The table, a line for when it is empty, and the filter, hidden until it is wanted."""
        yield RunsTable(cursor_type="row", zebra_stripes=False, cell_padding=1, id="runs-table")
        yield Static(id="runs-empty")

    def on_resize(self) -> None:
        """The name takes what room there is."""
        if self.outer_size.width != self._width:
            self._width = self.outer_size.width
            self.fill()

    def on_mount(self) -> None:
        """The first rows."""
        self.fill()

    def show(self, snapshot: Snapshot) -> None:
        """New data."""
        self._snapshot = snapshot
        self.fill()

    def watch_days(self) -> None:
        """Another window."""
        self.fill()

    def watch_sort(self) -> None:
        """Another order."""
        self.fill()

    def watch_filter(self) -> None:
        """Another filter."""
        self.fill()

    def next_window(self) -> None:
        """Takes the next longer window of days, then the shortest again."""
        self.days = next((days for days in WINDOWS if days > self.days), WINDOWS[0])

    def next_sort(self) -> None:
        """Takes the next order round."""
        names = list(SORTS)
        self.sort = names[(names.index(self.sort) + 1) % len(names)]

    async def start_filter(self) -> None:
        """Opens the filter and puts the cursor in it."""
        from runcoach.ui.widgets.runs_filter import RunsFilter

        if not self.query("RunsFilter"):
            await self.mount(RunsFilter())
            self.post_message(FilterChanged(True))
        self.query_one("RunsFilter").focus()

    async def clear_filter(self) -> bool:
        """Empties and closes the filter; False when there was none."""
        if not self.query("RunsFilter"):
            return False
        self.query_one(RunsTable).focus()
        await self.query("RunsFilter").remove()
        self.filter = ""
        self.post_message(FilterChanged(False))
        return True

    @on(FilterTyped)
    def _filter_typed(self, event: FilterTyped) -> None:
        event.stop()
        self.filter = event.text.strip().lower()

    @on(FilterEntered)
    def _filter_entered(self, event: FilterEntered) -> None:
        event.stop()
        self.query_one(RunsTable).focus()

    @on(DataTable.RowSelected)
    def _open(self, event: DataTable.RowSelected) -> None:
        event.stop()
        if 0 <= event.cursor_row < len(self._shown):
            self.post_message(RunOpened(self._shown[event.cursor_row]))

    @on(DataTable.HeaderSelected)
    def _sort_by_header(self, event: DataTable.HeaderSelected) -> None:
        event.stop()
        name = _COLUMNS[event.column_index]
        if name:
            self.sort = name

    def fill(self) -> None:
        """Writes all rows again, keeping the cursor on its run."""
        snapshot = self._snapshot
        if not self.query(RunsTable):
            return
        table = self.query_one(RunsTable)
        kept = self._shown[table.cursor_row].activity_id if table.cursor_row < len(self._shown) else None
        runs = snapshot.runs_of(self.days)
        matching = [run for run in runs if self._matches(run, snapshot)]
        self._shown = sorted(matching, key=SORTS[self.sort], reverse=True)
        self._write(table, snapshot)
        table.display = bool(self._shown)
        empty = self.query_one("#runs-empty", Static)
        empty.display = not self._shown
        if not self._shown:
            empty.update(Text(self._why_empty(bool(runs), snapshot)))
        rows = [run.activity_id for run in self._shown]
        table.move_cursor(row=rows.index(kept) if kept in rows else 0)
        order = "" if self.sort == "date" else f" · by {self.sort}"
        self.border_title = f"Runs · last {self.days} days{order}"
        self.border_subtitle = snapshot.total(self._shown) if self._shown else ""

    def _write(self, table: RunsTable, snapshot: Snapshot) -> None:
        table.clear(columns=True)
        dated = units.day if self.days <= 14 else units.dated
        day_width = 6 if self.days <= 14 else 10
        name_width = max(8, self._width - _FIXED_WIDTH - day_width)
        for label, width in (
            ("", day_width),
            ("Run", name_width),
            ("Dist", 8),
            ("Time", 7),
            ("Pace", 8),
            ("HR", 4),
        ):
            right = label not in ("", "Run")
            table.add_column(Text(label, style="dim", justify="right" if right else "left"), width=width)
        for run in self._shown:
            found = snapshot.intervals.get(run.activity_id)
            title = Text(units.plain(snapshot.title(run)), style="bold", overflow="ellipsis", no_wrap=True)
            if found:
                title.append(f"\n{_intervals(found, snapshot, name_width)}", style="not bold dim italic")
            table.add_row(
                Text(dated(run.day), style="dim"),
                title,
                _right(units.distance(run.distance_m, snapshot.unit)),
                _right(units.clock(run.duration_s)),
                _right(units.pace(run.pace_s_per_km, snapshot.unit)),
                _right(units.MISSING if run.avg_hr_bpm is None else f"{run.avg_hr_bpm}"),
                height=2 if found else 1,
                key=run.activity_id,
            )

    def _matches(self, run: Run, snapshot: Snapshot) -> bool:
        found = snapshot.intervals.get(run.activity_id)
        words = [
            snapshot.title(run),
            snapshot.kind(run),
            run.surface,
            run.day.isoformat(),
            units.dated(run.day),
        ]
        if found:
            words.append(found.signature)
        text = " ".join(words).lower()
        return all(word in text for word in self.filter.split())

    def _why_empty(self, any_runs: bool, snapshot: Snapshot) -> str:
        if any_runs:
            return f"No run matches “{self.filter}”. Press escape to see all."
        if snapshot.latest is None:
            return "No runs in this cache yet."
        ago = units.days_ago(snapshot.latest, snapshot.today)
        return f"No runs in these {self.days} days.\nThe latest was {ago}. Press w for a longer window."


def _intervals(found: IntervalSet, snapshot: Snapshot, width: int) -> str:
    """As much about the set as fits into the column."""
    full = found.summary(snapshot.unit)
    short = f"{found.signature} @ {units.pace(found.pace_s_per_km, snapshot.unit)}"
    return full if len(full) <= width else short if len(short) <= width else short.rpartition("/")[0]


def _right(words: str) -> Text:
    return Text(words, justify="right")
