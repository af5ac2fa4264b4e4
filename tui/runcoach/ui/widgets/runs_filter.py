"""The box below the runs in which the runner types what to look for.

In a file of its own because Textual's input is only imported when somebody filters.
"""

from textual import on
from textual.widgets import Input

from runcoach.ui.messages import FilterEntered, FilterTyped


class RunsFilter(Input):
    """Tells the panel above what is typed; enter goes back to the runs, escape clears it."""

    DEFAULT_CSS = """
    RunsFilter {
        dock: bottom;
        background: $surface;
    }
    """

    def __init__(self) -> None:
        super().__init__(placeholder="name, kind or date; escape clears", compact=True)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self.post_message(FilterTyped(event.value))

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        event.stop()
        self.post_message(FilterEntered())
