"""The top line: what this is, which day, and how old the data is."""

from datetime import datetime

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.reactive import reactive
from textual.widgets import Static

from runcoach.domain import units
from runcoach.runner.snapshot import Snapshot

PADDING = 4


class StatusBar(Horizontal):
    """One line; the day on the left, the age of the data on the right."""

    snapshot: reactive[Snapshot | None] = reactive(None)
    sample: reactive[bool] = reactive(False)

    def __init__(self, id: str) -> None:
        super().__init__(id=id)
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

    def watch_snapshot(self) -> None:
        """New data, new age."""
        if self.is_mounted:
            self.refresh_age()

    def refresh_age(self) -> None:
        """Says again how old the data is."""
        if self.snapshot is None:
            return
        today, latest = self.snapshot.today, self.snapshot.latest
        who = "  example" if self.sample else ""
        day = Content.assemble(("RunCoach", "bold $accent"), f"  {units.long_day(today)}", (who, "$warning"))
        self._day.update(day)
        run = f"latest run {units.days_ago(latest, today)}" if latest else "no runs yet"
        age = units.age(self.snapshot.written, datetime.now())
        room = self.app.size.width - PADDING - day.cell_length - 2
        fitting = (words for words in (f"{run} · synced {age}", run) if len(words) <= room)
        self._age.update(Content(next(fitting, "")))
