"""One run over distance or time: pace with heart rate, or the height, with the reps marked below."""

from collections.abc import Sequence
from enum import StrEnum

from rich.text import Text
from textual.color import Color
from textual.widgets import Static

from runcoach.domain import units
from runcoach.domain.laps import Lap
from runcoach.domain.units import DistanceUnit
from runcoach.training.intervals.reps import IntervalSet, Rep
from runcoach.training.track import Track
from runcoach.ui.charts import line

SLOWEST_S_PER_KM = 900.0
FLATTEST_M = 10.0


class Over(StrEnum):
    """What runs along the bottom."""

    DISTANCE = "distance"
    TIME = "time"


class RunChart(Static):
    """From the run second by second, or from its laps where there are no samples."""

    def __init__(self, unit: DistanceUnit, id: str) -> None:
        super().__init__(id=id)
        self._unit = unit
        self._track: Track | None = None
        self._laps: Sequence[Lap] = ()
        self._reps: Sequence[Rep] = ()
        self._is_read = False
        self.over = Over.DISTANCE
        self.shows_height = False

    def show(self, track: Track | None, laps: Sequence[Lap], found: IntervalSet | None) -> None:
        """Draws the run."""
        self._track, self._laps, self._is_read = track, laps, True
        self._reps = found.reps if found else ()
        self.draw()

    def turn(self) -> None:
        """Distance to time and back."""
        self.over = Over.TIME if self.over is Over.DISTANCE else Over.DISTANCE
        self.draw()

    def change(self) -> None:
        """Pace to height and back."""
        self.shows_height = not self.shows_height
        self.draw()

    def on_mount(self) -> None:
        """Draws again when the theme changes."""
        self.app.theme_changed_signal.subscribe(self, lambda _: self.draw())

    def on_resize(self) -> None:
        """Draws to the new size."""
        self.draw()

    def draw(self) -> None:
        """Draws to the size there is."""
        width, height = self.content_size
        if not self._is_read or width < 20 or height < 4:
            self.update("")
        elif self.shows_height:
            self._draw_height(width, height)
        else:
            self._draw_pace(width, height)

    def _draw_pace(self, width: int, height: int) -> None:
        factor = self._unit.metres
        self.border_title = f"Pace · min/{self._unit}"
        self.border_subtitle = ""
        curve = pace_curve(self._track, self.over, 2 * width) if self._track else lap_pace(self._laps)
        if len(curve) < 2:
            self.update("No samples to draw.")
            return
        ys = [pace * factor / 1000 for _, pace in curve]
        ordered = sorted(ys)
        fast, slow = ordered[len(ordered) // 50], ordered[-1 - len(ordered) // 20]
        margin = max(10.0, (slow - fast) * 0.1)
        fast, slow = fast - margin, slow + margin
        rates = heart_curve(self._track, self.over, 2 * width) if self._track else []
        second: list[tuple[float, float]] = []
        if len(rates) > 1:
            low, high = min(rate for _, rate in rates), max(rate for _, rate in rates)
            self.border_subtitle = f"━ pace   ┄ HR {low:.0f}-{high:.0f} bpm"
            # Heart rates share the height of the chart: the lowest at its foot, the highest at its top.
            second = [(x, slow - (rate - low) / max(1.0, high - low) * (slow - fast)) for x, rate in rates]
        self._draw(
            [(x, min(slow, max(fast, y))) for (x, _), y in zip(curve, ys, strict=True)],
            [(mark, units.clock(mark)) for mark in (fast + (slow - fast) * part for part in (0.1, 0.5, 0.9))],
            (slow, fast),
            (width, height),
            second,
        )

    def _draw_height(self, width: int, height: int) -> None:
        self.border_title = "Height · m"
        self.border_subtitle = ""
        heights = self._track.altitude_m if self._track else None
        if self._track is None or heights is None:
            self.update("No heights were recorded.")
            return
        step = max(1, len(heights) // (2 * width))
        curve = [(_x(self._track, at, self.over), heights[at]) for at in range(0, len(heights), step)]
        low, high = min(heights), max(heights)
        centre = (low + high) / 2
        reach = max(FLATTEST_M, (high - low) * 1.1) / 2
        marks = [(mark, f"{mark:.0f}") for mark in (centre - reach * 0.8, centre, centre + reach * 0.8)]
        self._draw(curve, marks, (centre - reach, centre + reach), (width, height), [])

    def _draw(
        self,
        curve: Sequence[tuple[float, float]],
        marks: Sequence[tuple[float, str]],
        y_range: tuple[float, float],
        size: tuple[int, int],
        second: Sequence[tuple[float, float]],
    ) -> None:
        width, height = size
        colours = self.app.theme_variables
        scale = self._unit.metres if self.over is Over.DISTANCE or self._track is None else 60.0
        end = curve[-1][0]
        ticks = [end * part / 4 for part in range(5)]
        words = (
            [f"{tick / scale:.1f}" for tick in ticks]
            if scale != 60.0
            else [f"{units.clock(tick)}" for tick in ticks]
        )
        drawn = line(
            [x for x, _ in curve],
            [y for _, y in curve],
            width=width,
            height=height - bool(self._reps),
            colour=Color.parse(colours["primary"]).rgb,
            text_style=colours["secondary"],
            y_labels=marks,
            x_labels=list(zip(ticks, words, strict=True)),
            y_range=y_range,
            second=(second, Color.parse(colours["error"]).rgb) if second else None,
        )
        if self._reps:
            axis = max(len(label) for _, label in marks) + 1
            drawn.append("\n").append_text(self._rep_line(axis, width, curve[0][0], end, colours["accent"]))
        self.update(drawn)

    def _rep_line(self, axis: int, width: int, first: float, last: float, colour: str) -> Text:
        """A block under each rep, so that they are seen without colours too."""
        cells = [" "] * (width - axis)
        for rep in self._reps:
            start = self._x_of(rep.start_s)
            end = self._x_of(rep.start_s + rep.duration_s)
            for cell in range(len(cells)):
                place = first + (cell + 0.5) / len(cells) * (last - first)
                if start <= place <= end:
                    cells[cell] = "▀"
        return Text("reps".ljust(axis)[:axis], style="dim") + Text("".join(cells), style=colour)

    def _x_of(self, clock_s: float) -> float:
        """Where a second of the watch's clock lies along the bottom."""
        if self._track is None:
            done = 0.0
            clock = 0.0
            for lap in self._laps:
                span = lap.elapsed_s or lap.duration_s or 0.0
                if clock + span > clock_s and span:
                    return done + (lap.distance_m or 0.0) * (clock_s - clock) / span
                clock, done = clock + span, done + (lap.distance_m or 0.0)
            return done
        at = next((at for at, second in enumerate(self._track.clock_s) if second >= clock_s), -1)
        return _x(self._track, at, self.over)


def pace_curve(track: Track, over: Over, points: int) -> list[tuple[float, float]]:
    """Seconds per km along the run, smoothed as finely as can be seen."""
    step = max(1, track.seconds // points)
    speeds = track.speeds(max(4, step))
    return [
        (_x(track, at, over), 1000 / speeds[at])
        for at in range(0, len(speeds), step)
        if speeds[at] > 1000 / SLOWEST_S_PER_KM
    ]


def heart_curve(track: Track, over: Over, points: int) -> list[tuple[float, float]]:
    """Beats per minute along the run."""
    step = max(1, track.seconds // points)
    return [
        (_x(track, at, over), float(rate))
        for at in range(0, len(track.hr_bpm), step)
        if (rate := track.hr_bpm[at])
    ]


def lap_pace(laps: Sequence[Lap]) -> list[tuple[float, float]]:
    """Each lap's pace as a step, by cumulative metres."""
    curve: list[tuple[float, float]] = []
    done = 0.0
    for lap in laps:
        if lap.distance_m and lap.pace_s_per_km:
            curve += [(done, lap.pace_s_per_km), (done + lap.distance_m, lap.pace_s_per_km)]
            done += lap.distance_m
    return curve


def _x(track: Track, at: int, over: Over) -> float:
    if over is Over.TIME:
        return track.clock_s[at] - track.clock_s[0]
    return track.distance_m[at] - track.distance_m[0]
