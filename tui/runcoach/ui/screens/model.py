"""The models that the server offers, and the offline coach, to choose who answers."""

from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from runcoach.coach.coach import OFFLINE, Coach
from runcoach.coach.providers.prices import known
from runcoach.domain import units
from runcoach.domain.errors import CoachError
from runcoach.ui.controllers.opening import Opening
from runcoach.ui.remedies import error_words
from runcoach.ui.screens.dialog import Dialog, box


class ModelScreen(Dialog[str | None]):
    """Gives the name of a model, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,m,q", "dismiss(None)", "Cancel", show=False)]

    DEFAULT_CSS = """
    ModelScreen {
        .box {
            width: 78;
        }

        OptionList {
            height: auto;
            max-height: 20;
            background: $surface;
        }

        OptionList, OptionList:focus {
            border: none;
        }
    }
    """

    def __init__(self, server: Coach, now: str) -> None:
        super().__init__()
        self._server = server
        self._now = now
        self._names = [OFFLINE]

    def compose(self) -> ComposeResult:
        """A word on what happens, then the list."""
        with box("Choose the model", "enter chooses · escape leaves it"):
            yield Static("Asking the server what it offers …", id="message")
            yield OptionList()

    def on_mount(self) -> None:
        """The offline coach is there at once; the server is asked."""
        self._list()
        self._ask()

    @work
    async def _ask(self) -> None:
        if self._server.is_offline:
            self._say("For a model, set OPENAI_API_KEY or OPENAI_BASE_URL.")
            return
        try:
            names = await self._server.models()
        except CoachError as error:
            self._say(error_words(error))
            return
        self._names = [*names, OFFLINE]
        self._say(f"Now: {self._now}" if names else "The server lists no models.")
        self._list()

    def _say(self, words: str) -> None:
        self.query_one("#message", Static).update(Content(units.plain(words)))

    def _list(self) -> None:
        options = self.query_one(OptionList)
        options.clear_options()
        options.add_options([Option(_line(name)) for name in self._names])
        options.highlighted = self._names.index(self._now) if self._now in self._names else 0
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


async def open_from(opening: Opening) -> None:
    """Lists what the server offers and the offline coach, and changes to the one that is chosen."""
    model = opening.coach.model
    server, now = model.server(), model.coach().model
    chosen = await opening.result_of(ModelScreen(server, now))
    if server is not model.coach():
        await server.close()
    if chosen is not None and chosen != now:
        await opening.coach.change_model(chosen)
