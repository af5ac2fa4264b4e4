"""Kilometres or miles per week as bars, the current week in its own colour."""

from textual import events
from textual.color import Color
from textual.widgets import Static

from runcoach.runner.snapshot import Snapshot
from runcoach.training.weeks import weeks

MIN_WEEKS = 12
MAX_WEEKS = 26
COLUMN = 4
AXIS = 4


class WeeklyChart(Static):
    """The last 12 weeks, or more where there is room. Redrawn on resize, theme change and new data."""

    DEFAULT_CSS = """
    WeeklyChart {
        height: 1fr;
        min-height: 6;
        padding: 0 1;
        border: round $border;
        border-title-color: $foreground;
        border-subtitle-color: $text-muted;
        background: $background;
    }
    """

    def __init__(self, snapshot: Snapshot, id: str) -> None:
        super().__init__(id=id)
        self._snapshot = snapshot
        self.border_title = "Weekly distance"
        self._started = False

    def start(self) -> None:
        """Draws from now on: plotext takes too long to import before the first paint."""
        self._started = True
        self.draw()

    def on_mount(self) -> None:
        """Draws again when the theme changes."""
        self.app.theme_changed_signal.subscribe(self, lambda _: self.draw())

    def on_resize(self, event: events.Resize) -> None:
        """Draws to the new size."""
        self.draw()

    def show(self, snapshot: Snapshot) -> None:
        """Draws the new data."""
        self._snapshot = snapshot
        self.draw()

    def draw(self) -> None:
        """Draws the chart to the size there is; nothing when there is no room for bars."""
        if not self._started:
            return
        from runcoach.ui.charts import bars

        width, height = self.content_size
        if width < AXIS + 2 * MIN_WEEKS or height < 4:
            self.update("")
            return
        unit = self._snapshot.unit
        count = min(MAX_WEEKS, max(MIN_WEEKS, (width - AXIS) // COLUMN))
        shown = weeks(self._snapshot.runs, self._snapshot.today, count)
        total = shown[-1].distance_m / unit.metres
        self.border_title = f"Weekly distance · {unit}"
        self.border_subtitle = f"this week {total:.1f} {unit}"
        colours = self.app.theme_variables
        self.update(
            bars(
                [week.distance_m / unit.metres for week in shown],
                [*(week.label for week in shown[:-1]), "now"],
                width=width,
                height=height,
                colour=_rgb(colours["primary"]),
                last_colour=_rgb(colours["accent"]),
                text_style=colours["secondary"],
            )
        )


def _rgb(colour: str) -> tuple[int, int, int]:
    return Color.parse(colour).rgb
