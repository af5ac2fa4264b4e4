"""The first screen on a machine without a cache: what was looked for, and what to do about it."""

import asyncio
from pathlib import Path
from typing import ClassVar, Protocol

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Footer, Input, OptionList, Static
from textual.widgets.option_list import Option

from runcoach.domain import units
from runcoach.domain.errors import CacheError, CacheNotFoundError
from runcoach.garmin.sync.protocol import Done
from runcoach.runner.source import Source
from runcoach.ui.messages import RecentRunsImported, SyncEnded
from runcoach.ui.remedies import error_words
from runcoach.ui.screens.sync_bar import SyncBar
from runcoach.ui.services import Services


class OpenMain(Protocol):
    """How the main screen is opened on a cache that was found; raises CacheError when it cannot be read."""

    def __call__(self, source: Source, *, sample: bool, syncing: bool = False) -> None:
        """``syncing`` goes on with a sync that was begun here."""


class WelcomeScreen(Screen[None]):
    """Offers the example runner, a folder of the runner's own, and how to connect a Garmin."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("1", "sample", "example runner", tooltip="Open the example runner"),
        Binding("2", "folder", "choose a folder", tooltip="Choose the folder of a GarminDB cache"),
        Binding("3", "connect", "connect Garmin", tooltip="Connect your Garmin account"),
        Binding("escape", "back", "back", show=False),
    ]

    DEFAULT_CSS = """
    WelcomeScreen {
        align: center middle;

        VerticalScroll {
            width: 90%;
            max-width: 92;
            height: auto;
            max-height: 100%;
            padding: 1 2;
            border: round $accent;
        }

        Static, OptionList {
            height: auto;
        }

        OptionList {
            margin: 1 0;
            background: $surface;
        }

        #looked {
            color: $text-muted;
        }

        #message {
            margin-top: 1;
            color: $warning;
        }
    }
    """

    def __init__(self, error: CacheError, services: Services, open_main: OpenMain) -> None:
        super().__init__()
        self._error = error
        # Whatever was asked for at the start: connecting a Garmin is for the runner's own cache.
        self._services = services.shown_for(sample=False)
        self._open_main = open_main
        self._busy = False

    def compose(self) -> ComposeResult:
        """What happened, where RunCoach looked, and the three ways on."""
        with VerticalScroll(can_focus=False) as box:
            box.border_title = "Welcome to RunCoach"
            yield Static(Content.styled(units.plain(self._error.message), "bold"))
            looked = (
                self._error.looked if isinstance(self._error, CacheNotFoundError) else (self._error.hint,)
            )
            places = "\n".join(f"  {units.plain(place)}" for place in looked)
            yield Static(
                Content(f"Looked in:\n{places}" if len(looked) > 1 or ":" in places else places), id="looked"
            )
            yield OptionList(
                Option("1  Look around with the example runner", id="sample"),
                Option("2  Choose the folder of my GarminDB cache", id="folder"),
                Option("3  Connect my Garmin", id="connect"),
                id="ways",
            )
            yield Input(placeholder="folder, such as ~/HealthData", id="folder")
            yield Static(id="message")
        yield SyncBar(self._services, id="sync")
        yield Footer(show_command_palette=False, compact=True)

    def on_mount(self) -> None:
        """The box for a folder is hidden until it is asked for."""
        self.query_one("#folder").display = False
        self.query_one("#ways").focus()

    @on(OptionList.OptionSelected)
    async def _chosen(self, event: OptionList.OptionSelected) -> None:
        await self.run_action(str(event.option_id))

    def action_sample(self) -> None:
        """Makes the example runner, if there is none for today, and opens it."""
        if not self._busy:
            self._busy = True
            self._say("Making the example runner…")
            self.run_worker(self._open_sample(), exclusive=True)

    def action_folder(self) -> None:
        """Asks for a folder."""
        self._say("Type the folder that holds garmin_activities.db, or the one above it, and press enter.")
        box = self.query_one("#folder", Input)
        box.display = True
        box.focus()

    def action_connect(self) -> None:
        """Asks for the Garmin login and syncs; the main screen opens with the first runs."""
        self.query_one(SyncBar).begin()

    @on(RecentRunsImported)
    def _hand_over(self) -> None:
        """The main screen takes over: its own sync goes on where this one stops."""
        self.query_one(SyncBar).cancel(quietly=True)

    @on(SyncEnded)
    def _sync_ended(self, event: SyncEnded) -> None:
        if not event.result.activities:
            return
        handed_over = isinstance(event.result, Done) and event.result.cancelled
        try:
            source = self._services.source_in(self._services.garmin_folders().base / "DBs")
            self._open_main(source, sample=False, syncing=handed_over)
        except CacheError as error:
            self._say(error_words(error))

    def action_back(self) -> None:
        """Puts the folder's box away."""
        self.query_one("#folder").display = False
        self._say("")
        self.query_one("#ways").focus()

    @on(Input.Submitted)
    def _folder_typed(self, event: Input.Submitted) -> None:
        if event.value.strip():
            self._open(Path(event.value.strip()).expanduser())

    async def _open_sample(self) -> None:
        try:
            source = await asyncio.to_thread(self._services.locate_sample)
            self._open_main(source, sample=True)
        except (CacheError, OSError) as error:
            self._say(f"The example runner could not be made: {error}")
        finally:
            self._busy = False

    def _open(self, folder: Path) -> None:
        try:
            self._open_main(self._services.source_in(folder), sample=False)
        except CacheNotFoundError as error:
            self._say(f"{error.message} {' '.join(error.looked)}")
        except CacheError as error:
            self._say(error_words(error))

    def _say(self, words: str) -> None:
        self.query_one("#message", Static).update(Content(units.plain_lines(words)))
