"""Charts drawn by plotext, as Rich text: weekly bars and a line over a run.

plotext draws on one global canvas, so each chart starts by clearing it.
"""

import math
from collections.abc import Sequence

import plotext
from rich.text import Text

AXIS_GAP = " "
TICKS = 4

Colour = tuple[int, int, int]


def bars(
    values: Sequence[float],
    labels: Sequence[str],
    *,
    width: int,
    height: int,
    colour: Colour,
    last_colour: Colour,
    text_style: str,
) -> Text:
    """Separate bars of one width from zero up, the last in its own colour, with labels below.

    Fits ``width`` columns and ``height`` lines by making every bar a whole number of half cells.
    """
    ticks = nice_ticks(max(values, default=0))
    axis = len(f"{ticks[-1]:g}") + len(AXIS_GAP)
    column = min(9, (width - axis) // len(values))
    bar = column - 1
    # plotext maps the first and the last half cell to the ends of xlim; bars then begin on whole cells.
    half_cells = 2 * column
    low = 1 - (bar - 0.5) / half_cells
    _clear(axis + column * len(values), height - 1)
    bar_width = (2 * bar - 1.1) / half_cells
    positions = list(range(1, len(values) + 1))
    plotext.bar(positions[:-1], values[:-1], width=bar_width, marker="hd", color=colour)
    plotext.bar(positions[-1:], values[-1:], width=bar_width, marker="hd", color=last_colour)
    plotext.xlim(low, low + len(values) - 1 / half_cells)
    plotext.ylim(0, ticks[-1])
    plotext.yticks(ticks, [f"{tick:g}{AXIS_GAP}".rjust(axis) for tick in ticks])
    plotext.xticks([], [])
    drawn = _drawn(text_style, lines=height - 1)
    drawn.append("\n" + " " * axis, style=text_style)
    for index, label in enumerate(labels):
        style = f"bold rgb({','.join(map(str, last_colour))})" if index == len(labels) - 1 else text_style
        drawn.append(label[:bar].ljust(column), style=style)
    return drawn


def line(
    xs: Sequence[float],
    ys: Sequence[float],
    *,
    width: int,
    height: int,
    colour: Colour,
    text_style: str,
    y_labels: Sequence[tuple[float, str]],
    x_labels: Sequence[tuple[float, str]],
    y_range: tuple[float, float],
    second: tuple[Sequence[tuple[float, float]], Colour] | None = None,
    dot: str = "·",
) -> Text:
    """A line with labelled axes; ``y_range`` may be turned upside down for paces.

    ``second`` is drawn first and as dots, so that the two can be told apart without their colours.
    """
    _clear(width, height)
    sign = -1 if y_range[0] > y_range[1] else 1
    if second:
        points, other_colour = second
        plotext.scatter([x for x, _ in points], [sign * y for _, y in points], marker=dot, color=other_colour)
    plotext.plot(list(xs), [sign * y for y in ys], marker="hd", color=colour)
    plotext.ylim(sign * y_range[0], sign * y_range[1])
    plotext.yticks([sign * y for y, _ in y_labels], [f"{label}{AXIS_GAP}" for _, label in y_labels])
    plotext.xticks([x for x, _ in x_labels], [label for _, label in x_labels])
    return _drawn(text_style, lines=height)


def nice_ticks(top: float) -> list[float]:
    """Round ticks from zero to at least ``top``, about four of them."""
    if top <= 0:
        return [0, 5, 10]
    rough = top / TICKS
    power = 10 ** math.floor(math.log10(rough))
    step = next(factor * power for factor in (1, 2, 2.5, 5, 10) if factor * power >= rough)
    return [step * index for index in range(math.ceil(top / step) + 1)]


def _clear(width: int, height: int) -> None:
    plotext.clear_figure()
    # Without this plotext cuts the canvas to the size of the terminal that the process was started in.
    plotext.limitsize(False, False)
    plotext.plotsize(width, height)
    plotext.theme("clear")
    plotext.frame(False)


def _drawn(text_style: str, *, lines: int) -> Text:
    """plotext's canvas with its uncoloured parts in the theme's own colour."""
    text = Text.from_ansi(plotext.build())
    drawn = Text("\n").join(text.split("\n", allow_blank=True)[:lines])
    drawn.style = text_style
    drawn.no_wrap = True
    return drawn
