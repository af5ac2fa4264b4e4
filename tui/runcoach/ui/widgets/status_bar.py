"""The top line: what this is, which day, and how old the data is."""

from datetime import datetime

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static

from runcoach.domain import units
from runcoach.runner.snapshot import Snapshot

PADDING = 4


class StatusBar(Horizontal):
    """One line; the day on the left, the age of the data on the right."""

    DEFAULT_CSS = """
    StatusBar {
        height: 1;
        padding: 0 2;
        background: $panel;

        #status-day {
            width: auto;
        }

        #status-age {
            width: 1fr;
            text-align: right;
            color: $text-muted;
        }
    }
    """

    def __init__(self, snapshot: Snapshot, *, sample: bool, id: str) -> None:
        super().__init__(id=id)
        self._snapshot = snapshot
        self._sample = sample
        self._day = Static(id="status-day")
        self._age = Static(id="status-age")

    def compose(self) -> ComposeResult:
        """The two ends of the line."""
        yield self._day
        yield self._age

    def on_mount(self) -> None:
        """Fills the line and keeps the age of the data true while the app is open."""
        self.refresh_age()
        self.set_interval(30, self.refresh_age)

    def on_resize(self) -> None:
        """Leaves out what there is no room for."""
        self.refresh_age()

    def show(self, snapshot: Snapshot) -> None:
        """New data, new age."""
        self._snapshot = snapshot
        self.refresh_age()

    def refresh_age(self) -> None:
        """Says again how old the data is."""
        today, latest = self._snapshot.today, self._snapshot.latest
        who = "  example" if self._sample else ""
        day = Content.assemble(("RunCoach", "bold $accent"), f"  {units.long_day(today)}", (who, "$warning"))
        self._day.update(day)
        run = f"latest run {units.days_ago(latest, today)}" if latest else "no runs yet"
        age = units.age(self._snapshot.written, datetime.now())
        room = self.app.size.width - PADDING - day.cell_length - 2
        fitting = (words for words in (f"{run} · synced {age}", run) if len(words) <= room)
        self._age.update(Content(next(fitting, "")))
