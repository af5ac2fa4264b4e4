"""A table in the app's own look."""

from rich.text import Text
from textual.widgets import DataTable


class Table(DataTable[Text]):
    """On the background of its screen, with a quiet header."""

    DEFAULT_CSS = """
    Table {
        background: $background;
        scrollbar-size-vertical: 1;

        &:focus {
            background-tint: $background 0%;
        }

        & > .datatable--header, & > .datatable--header-hover {
            background: $background;
            color: $text-muted;
        }
    }
    """
