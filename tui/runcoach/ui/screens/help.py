"""What the keys do, read from the bindings, so that it is never out of date."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from runcoach.ui.screens.dialog import ReadingDialog, box

_ALSO = (
    ("← →", "The coach before or after"),
    ("↑ ↓", "Move in the runs, or scroll the answer"),
    ("tab", "To the next panel"),
    ("mouse", "Click a coach, a run, a column, a key below"),
)


class HelpScreen(ReadingDialog):
    """A list of keys over the screen that they belong to."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("question_mark", "dismiss", show=False)]

    DEFAULT_CSS = """
    HelpScreen .box {
        width: 64;
    }
    """

    def compose(self) -> ComposeResult:
        """The keys of the screen below, then those that need no binding."""
        lines: list[tuple[str, str]] = []
        below = self.app.screen_stack[-2] if len(self.app.screen_stack) > 1 else self.app.screen
        for key, active in below.active_bindings.items():
            binding = active.binding
            another_quit = binding.action == "quit" and not binding.show
            if binding.tooltip and active.enabled is not None and not (binding.system or another_quit):
                lines.append(
                    (binding.key_display or self.app.get_key_display(binding) or key, binding.tooltip)
                )
        with box("Keys"):
            yield Static(
                Content("\n").join(
                    Content.assemble((f"{key:>7}  ", "bold $accent"), words)
                    for key, words in dict.fromkeys((*lines, *_ALSO))
                )
            )
