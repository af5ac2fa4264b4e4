"""The tabs of a narrow terminal, which has room for one side of the main screen."""

from typing import Literal

from textual.content import Content
from textual.widgets import Static

type Side = Literal["runs", "coach"]
TABS: dict[Side, str] = {"runs": "Runs and weeks", "coach": "Coach"}


class SideTabs(Static):
    """A click changes the side as its key does."""

    DEFAULT_CSS = """
    SideTabs {
        display: none;
        height: 1;
        padding: 0 1;
    }
    """

    def on_mount(self) -> None:
        """The coach's side comes first."""
        self.show("coach")

    def show(self, shown: Side) -> None:
        """Marks the side that is shown."""
        tabs = (
            (
                f" {label} ",
                f"@click=screen.show_side('{side}') {'reverse bold' if side == shown else 'dim'}",
            )
            for side, label in TABS.items()
        )
        self.update(Content.assemble(*tabs, ("  v changes", "dim")))
