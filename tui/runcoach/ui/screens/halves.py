"""A screen of two halves, runs and coach: a wide terminal shows both, a narrow one half of it, with tabs."""

from typing import Literal

from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

WIDE = 100

type Half = Literal["runs", "coach"]
TABS: dict[Half, str] = {"runs": "Runs and weeks", "coach": "Coach"}


class HalfTabs(Static):
    """The tabs of a narrow terminal; a click changes the half as its key does."""

    def on_mount(self) -> None:
        """The coach's half comes first."""
        self.show("coach")

    def show(self, shown: Half) -> None:
        """Marks the half that is shown."""
        tabs = (
            (
                f" {label} ",
                f"@click=screen.show_half('{half}') {'reverse bold' if half == shown else 'dim'}",
            )
            for half, label in TABS.items()
        )
        self.update(Content.assemble(*tabs, ("  v changes", "dim")))


class Halves(Screen[None]):
    """Its classes say which half is shown; the first is the coach's. A HalfTabs is among its widgets."""

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide")]

    def __init__(self, width: int) -> None:
        # The breakpoint's own class from the start, so that the first layout is the right one.
        super().__init__(classes=f"-show-coach {'-wide' if width >= WIDE else '-narrow'}")

    def show_half(self, half: Half) -> None:
        """Chooses the half that a narrow terminal shows, and what the keys then move."""
        if not self.has_class(f"-show-{half}"):
            self.set_class(half == "coach", "-show-coach")
            self.set_class(half == "runs", "-show-runs")
            self.query_one(HalfTabs).show(half)
        if self.has_class("-narrow"):
            self.focus_half(half)

    def focus_half(self, half: Half) -> None:
        """Gives the keys to what is in this half."""
        raise NotImplementedError

    def action_show_half(self, half: Half) -> None:
        """A click on one of the tabs."""
        self.show_half(half)

    def action_view(self) -> None:
        """On a narrow terminal: the other half."""
        self.show_half("runs" if self.has_class("-show-coach") else "coach")
