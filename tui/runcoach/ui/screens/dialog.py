"""What every dialog is: a box over the screen that opened it."""

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import ModalScreen


class Dialog[Given](ModalScreen[Given]):
    """Gives what the runner chose there."""

    DEFAULT_CSS = """
    Dialog {
        align: center middle;

        .box {
            width: 84;
            max-width: 96%;
            height: auto;
            max-height: 94%;
            padding: 1 2;
            border: round $accent;
            background: $surface;
        }

        .box Static {
            height: auto;
        }

        .box Input {
            background: $panel;
        }
    }
    """


class ReadingDialog(Dialog[None]):
    """Paragraphs to read; any of the usual keys closes it."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,q,enter", "dismiss", "Close", show=False)]

    DEFAULT_CSS = """
    ReadingDialog .box Static {
        margin-bottom: 1;
    }
    """


def box(title: str, subtitle: str = "escape closes") -> VerticalScroll:
    """The frame of a dialog; its words scroll when they are too many."""
    frame = VerticalScroll(classes="box")
    frame.border_title, frame.border_subtitle = title, subtitle
    return frame
