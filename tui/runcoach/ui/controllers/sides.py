"""The two sides of the main screen: a wide terminal shows both, a narrow one either, chosen by tabs."""

from textual.screen import Screen

from runcoach.ui.widgets.coach_panel import CoachPanel
from runcoach.ui.widgets.runs_panel import RunsTable
from runcoach.ui.widgets.side_tabs import Side, SideTabs

WIDE = 100


class SidesController:
    """Classes on the screen say which side is shown; the first is the coach's."""

    BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide")]

    def __init__(self, screen: Screen[None], width: int) -> None:
        self._screen = screen
        # The breakpoint's own class from the start, so that the first layout is the right one.
        screen.add_class("-show-coach", "-wide" if width >= WIDE else "-narrow", update=False)

    def show(self, side: Side) -> None:
        """Chooses the side that a narrow terminal shows, and what the keys then move."""
        screen = self._screen
        if not screen.has_class(f"-show-{side}"):
            screen.set_class(side == "coach", "-show-coach")
            screen.set_class(side == "runs", "-show-runs")
            screen.query_one(SideTabs).show(side)
        if screen.has_class("-narrow"):
            screen.query_one(RunsTable if side == "runs" else CoachPanel).focus()

    def turn(self) -> None:
        """The other side."""
        self.show("runs" if self._screen.has_class("-show-coach") else "coach")
