"""What the keys do, read off the bindings themselves so that it is never out of date."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

_ALSO = (
    ("← →", "The coach before or after"),
    ("↑ ↓", "Move in the runs, or scroll the answer"),
    ("tab", "To the next panel"),
    ("mouse", "Click a coach, a run, a column to sort by, or a key in the footer"),
)


class HelpScreen(ModalScreen[None]):
    """A list of keys over the screen that they belong to."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,question_mark,enter", "dismiss", "Close", show=False),
    ]

    CSS = """
    HelpScreen {
        align: center middle;

        VerticalScroll {
            width: 64;
            max-width: 90%;
            height: auto;
            max-height: 90%;
            padding: 1 2;
            border: round $accent;
            background: $surface;
        }

        Static {
            height: auto;
        }
    }
    """

    def compose(self) -> ComposeResult:
        """The keys of the screen below, then those that need no binding."""
        lines: list[tuple[str, str]] = []
        below = self.app.screen_stack[-2] if len(self.app.screen_stack) > 1 else self.app.screen
        for key, active in below.active_bindings.items():
            binding = active.binding
            if binding.tooltip and active.enabled is not None:
                lines.append(
                    (binding.key_display or self.app.get_key_display(binding) or key, binding.tooltip)
                )
        with VerticalScroll() as box:
            box.border_title = "Keys"
            box.border_subtitle = "escape closes"
            yield Static(
                Content("\n").join(
                    Content.assemble((f"{key:>7}  ", "bold $accent"), words)
                    for key, words in dict.fromkeys((*lines, *_ALSO))
                )
            )
