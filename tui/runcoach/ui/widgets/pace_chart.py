"""Pace over the distance of one run, faster upwards."""

from collections.abc import Sequence
from statistics import median

from textual.color import Color
from textual.widgets import Static

from runcoach import units
from runcoach.models import DistanceUnit, Lap, Record
from runcoach.ui.charts import line

POINTS = 240
SMOOTH = 5
SLOWEST_S_PER_KM = 900.0


class PaceChart(Static):
    """From the watch's samples, or from the laps where there are none."""

    def __init__(self, unit: DistanceUnit, id: str) -> None:
        super().__init__(id=id)
        self._unit = unit
        self._curve: list[tuple[float, float]] = []
        self.border_title = f"Pace · min/{unit}"

    def show(self, records: Sequence[Record], laps: Sequence[Lap]) -> None:
        """Draws the run."""
        self._curve = smoothed_pace(records) or lap_pace(laps)
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
        if len(self._curve) < 2 or width < 20 or height < 4:
            self.update(
                "" if not self.is_mounted or height < 1 else "No samples to draw." if not self._curve else ""
            )
            return
        factor = self._unit.metres
        xs = [metres / factor for metres, _ in self._curve]
        ys = [pace * factor / 1000 for _, pace in self._curve]
        ordered = sorted(ys)
        fast, slow = ordered[len(ordered) // 50], ordered[-1 - len(ordered) // 20]
        margin = max(10.0, (slow - fast) * 0.1)
        fast, slow = fast - margin, slow + margin
        marks = [fast + (slow - fast) * part for part in (0.1, 0.5, 0.9)]
        colours = self.app.theme_variables
        end = xs[-1]
        ticks = [end * part / 4 for part in range(5)]
        self.update(
            line(
                xs,
                [min(slow, max(fast, y)) for y in ys],
                width=width,
                height=height,
                colour=Color.parse(colours["primary"]).rgb,
                text_style=colours["secondary"],
                y_labels=[(mark, units.clock(mark)) for mark in marks],
                x_labels=[(tick, f"{tick:.1f}") for tick in ticks],
                y_range=(slow, fast),
            )
        )
        self.border_subtitle = f"{end:.1f} {self._unit}"


def smoothed_pace(records: Sequence[Record]) -> list[tuple[float, float]]:
    """Metres and seconds per km along the run, from moving samples, thinned to what a chart can show."""
    moving = [
        (record.distance_m, 1000 / record.speed_m_per_s)
        for record in records
        if record.distance_m is not None
        and record.speed_m_per_s
        and 1000 / record.speed_m_per_s <= SLOWEST_S_PER_KM
    ]
    size = max(SMOOTH, len(moving) // POINTS)
    if len(moving) < 2 * SMOOTH:
        return []
    groups = [moving[start : start + size] for start in range(0, len(moving) - size + 1, size)]
    return [(group[-1][0], median(pace for _, pace in group)) for group in groups]


def lap_pace(laps: Sequence[Lap]) -> list[tuple[float, float]]:
    """Each lap's pace as a step, by cumulative metres."""
    curve: list[tuple[float, float]] = []
    done = 0.0
    for lap in laps:
        if lap.distance_m and lap.pace_s_per_km:
            curve += [(done, lap.pace_s_per_km), (done + lap.distance_m, lap.pace_s_per_km)]
            done += lap.distance_m
    return curve
