"""One trend: bars for totals, a line of points with its baseline, or a table of bests."""

from collections.abc import Callable, Sequence
from datetime import date

import msgspec
from rich.text import Text
from textual.color import Color
from textual.widgets import Static

from runcoach.domain import units
from runcoach.domain.units import DistanceUnit
from runcoach.training.trends import Best, Trend, TrendMeasure
from runcoach.ui.charts import bars, line

LEAST_BAR = 3
AXIS = 6
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


class TrendChart(Static):
    """Draws what it is given to the size there is."""

    def __init__(self, unit: DistanceUnit, id: str) -> None:
        super().__init__(id=id)
        self._unit = unit
        self._trend: Trend | None = None
        self._bests: Sequence[Best] = ()

    def show(self, trend: Trend | None, bests: Sequence[Best] = ()) -> None:
        """A trend, or the bests."""
        self._trend, self._bests = trend, bests
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
        if width < 20 or height < 5:
            self.update("")
        elif self._trend is None:
            self.update(self._table())
        elif len(self._trend.points) < 2:
            self.update(self._trend.note or "Not enough is recorded for a line.")
        elif self._trend.bars and len(self._trend.points) <= (width - AXIS) // LEAST_BAR:
            self.update(self._bars(self._trend, width, height))
        else:
            self.update(self._line(_finished(self._trend), width, height))

    def _bars(self, trend: Trend, width: int, height: int) -> Text:
        points = trend.points
        colours = self.app.theme_variables
        scale = self._unit.metres if trend.measure is TrendMeasure.DISTANCE else 1.0
        monthly = len(points) > 1 and (points[1][0] - points[0][0]).days > 7
        labels = [
            (MONTHS[day.month - 1] if monthly else f"{day.isocalendar().week:02d}") for day, _ in points
        ]
        return bars(
            [value / scale for _, value in points],
            labels if (width - AXIS) // len(points) > LEAST_BAR else [label[:2] for label in labels],
            width=width,
            height=height,
            colour=Color.parse(colours["primary"]).rgb,
            last_colour=Color.parse(colours["accent"]).rgb,
            text_style=colours["secondary"],
        )

    def _line(self, trend: Trend, width: int, height: int) -> Text:
        colours = self.app.theme_variables
        values = [value for _, value in (*trend.points, *trend.second)]
        low, high = min(values), max(values)
        margin = max((high - low) * 0.1, 0.02 * abs(high), 0.5)
        # Distances and hours have no room below zero; the form (TSB) has.
        low, high = max(low - margin, min(low, 0.0)), high + margin
        first = min(day for day, _ in trend.points)
        last = max(day for day, _ in trend.points)
        days = max(1, (last - first).days)
        ticks = [round(days * part / 3) for part in range(4)]
        words = [f"{(day := date.fromordinal(first.toordinal() + tick)).day} {day:%b %y}" for tick in ticks]
        write = value_words(trend.measure, self._unit)
        marks = [low + (high - low) * part for part in (0.08, 0.5, 0.92)]
        # Faster is up; all else grows upwards.
        y_range = (high, low) if trend.measure is TrendMeasure.PACE else (low, high)
        main = trend.second if trend.measure is TrendMeasure.PACE and len(trend.second) > 1 else trend.points
        dots = trend.points if main is trend.second else trend.second
        return line(
            [(day - first).days for day, _ in main],
            [value for _, value in main],
            width=width,
            height=height,
            colour=Color.parse(colours["primary"]).rgb,
            text_style=colours["secondary"],
            y_labels=[(mark, write(mark)) for mark in marks],
            x_labels=list(zip(ticks, words, strict=True)),
            y_range=y_range,
            second=(
                [((day - first).days, value) for day, value in dots],
                Color.parse(colours["accent"]).rgb,
            )
            if dots
            else None,
            dot="•",
        )

    def _table(self) -> Text:
        if not self._bests:
            return Text("No run with samples is long enough.")
        rows = [("Distance", "Time", "Pace", "Run")]
        for best in self._bests:
            pace = best.seconds / best.metres * 1000
            name = {1609: "1 mile", 21097: "Half marathon", 42195: "Marathon"}.get(
                best.metres, units.short_distance(best.metres)
            )
            when = f"{best.run.day.day} {best.run.day:%b %Y}"
            rows.append((name, units.clock(best.seconds), units.pace(pace, self._unit), when))
        drawn = Text()
        for number, (name, time, pace_words, when) in enumerate(rows):
            drawn.append(
                f"{name:<16}{time:>9}{pace_words:>11}   {when}\n", style="dim" if number == 0 else ""
            )
        return drawn


def _finished(trend: Trend) -> Trend:
    """Without a week or month that is not over: in a line it looks like a collapse."""
    return msgspec.structs.replace(trend, points=trend.points[:-1]) if trend.is_open else trend


def value_words(measure: TrendMeasure, unit: DistanceUnit) -> Callable[[float], str]:
    """How a value of this measure is written, short enough for an axis."""

    def words(value: float) -> str:
        match measure:
            case TrendMeasure.PACE:
                return units.clock(value * unit.metres / 1000)
            case TrendMeasure.DISTANCE:
                return f"{value / unit.metres:.0f}"
            case TrendMeasure.HOURS:
                return f"{value:.1f}"
            case _:
                return f"{round(value)}"  # No "-0".

    return words
