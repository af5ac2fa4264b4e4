"""The models that the server offers, to choose the one that answers."""

from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from runcoach import units
from runcoach.coach.events import Coach
from runcoach.coach.known_models import known
from runcoach.errors import CoachError
from runcoach.ui.screens.dialog import Dialog, box


class ModelScreen(Dialog[str | None]):
    """Gives the name of a model, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,m,q", "dismiss(None)", "Cancel", show=False)]

    CSS = """
    ModelScreen {
        .box {
            width: 78;
        }

        OptionList {
            height: auto;
            max-height: 20;
            background: $surface;
            border: none;
        }
    }
    """

    def __init__(self, coach: Coach) -> None:
        super().__init__()
        self._coach = coach
        self._names: list[str] = []

    def compose(self) -> ComposeResult:
        """A word on what happens, then the list."""
        with box("Choose the model", "enter chooses · escape leaves it"):
            yield Static("Asking the server what it offers …", id="said")
            yield OptionList()

    def on_mount(self) -> None:
        """Asks."""
        self.query_one(OptionList).display = False
        self._ask()

    @work
    async def _ask(self) -> None:
        said = self.query_one("#said", Static)
        if self._coach.is_offline:
            words = (
                "The offline coach answers without a model. Set OPENAI_API_KEY or OPENAI_BASE_URL for one."
            )
            said.update(words)
            return
        try:
            self._names = await self._coach.models()
        except CoachError as error:
            said.update(Content(units.plain(str(error))))
            return
        if not self._names:
            said.update("The server lists no models.")
            return
        said.update(Content(f"Now: {units.plain(self._coach.model)}"))
        options = self.query_one(OptionList)
        options.add_options([Option(_line(name)) for name in self._names])
        options.display = True
        if self._coach.model in self._names:
            options.highlighted = self._names.index(self._coach.model)
        options.focus()

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(self._names[event.option_index])


def _line(name: str) -> Content:
    """``gpt-4o  $2.50 and $10.00 a million tokens, ends 2027-01-14``: whatever is known."""
    found = known(name)
    about = f"  ${found.prompt:.2f} in, ${found.completion:.2f} out a million tokens" if found else ""
    ends = f", ends {found.shutdown}" if found and found.shutdown else ""
    return Content.assemble(units.plain(name), (about + ends, "dim"))
