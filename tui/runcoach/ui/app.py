"""The Textual app: themes, first screen, and the commands that belong to no screen."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, ClassVar

import msgspec
from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.screen import Screen

from runcoach.coach.memory.choices import Choices
from runcoach.coach.memory.history_file import history_store
from runcoach.coach.personas.built_in import built_in_personas
from runcoach.coach.personas.persona import Persona
from runcoach.coach.request import OFFLINE, Coach
from runcoach.domain import units
from runcoach.domain.errors import CacheError, StoreError
from runcoach.domain.settings import Settings
from runcoach.runner.snapshot import read_first_snapshot
from runcoach.runner.source import Source
from runcoach.ui.screens.main import WINDOWS, MainScreen
from runcoach.ui.theme import DARK, LIGHT

if TYPE_CHECKING:
    from runcoach.garmin.sync.folders import GarminFolders


class RunCoachApp(App[None]):
    """RunCoach on one source of runs. ``locate`` finds it and raises CacheError when there is none.

    ``source_in`` opens the one in a folder that the runner names, and raises CacheError, too.

    ``garmin_folders`` says where a sync writes, and raises CacheError when it cannot.
    """

    TITLE = "RunCoach"
    CSS_PATH: ClassVar[list[str | PurePath]] = ["app.tcss", "screens/main.tcss"]
    ENABLE_COMMAND_PALETTE = True

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("t", "switch_theme", "theme", show=False, tooltip="Change between dark and light"),
        Binding("ctrl+p", "command_palette", "more", tooltip="Every action by name"),
        Binding("question_mark", "help", "help", key_display="?", tooltip="What the keys do"),
        Binding("q", "quit", "quit", tooltip="Leave RunCoach"),
    ]

    def __init__(
        self,
        config: Settings,
        *,
        clock: Callable[[], date],
        locate: Callable[[], Source],
        locate_sample: Callable[[], Source],
        source_in: Callable[[Path], Source],
        history_for: Callable[[bool], Path],
        sample: bool = False,
        garmin_folders: Callable[[], "GarminFolders"],
        coach: Coach | None = None,
        personas: tuple[Persona, ...] | None = None,
        troubles: Sequence[str] = (),
    ) -> None:
        super().__init__()
        self._config = self._first_config = config
        self._clock = clock
        self._locate = locate
        self._locate_sample = locate_sample
        self.source_in = source_in
        self._history_for = history_for
        self._sample = sample
        self._troubles = troubles
        self.garmin_folders = garmin_folders
        self._coach = coach
        self._personas = personas or built_in_personas()
        self._store = history_store(history_for(sample))
        for theme in (DARK, LIGHT):
            self.register_theme(theme)
        self.theme = self._first_theme()

    def get_default_screen(self) -> Screen[None]:
        """The main screen when the cache can be read, else the welcome screen, which says why not."""
        try:
            return self.main_screen(self._locate(), sample=self._sample)
        except CacheError as error:
            from runcoach.ui.screens.welcome import WelcomeScreen

            return WelcomeScreen(error)

    def on_mount(self) -> None:
        """Says what was wrong with the runner's own files; the rest works."""
        for trouble in self._troubles:
            self.notify(trouble, severity="warning", timeout=20, markup=False)

    def main_screen(self, source: Source, *, sample: bool) -> MainScreen:
        """The main screen on this source. Raises CacheError when it cannot be read."""
        days = self._config.days or WINDOWS[0]
        snapshot = read_first_snapshot(source, self._clock(), self._config.units, days)
        self._store = history_store(self._history_for(sample))
        return MainScreen(
            source,
            snapshot,
            config=self._config,
            coach=self.coach,
            personas=self._personas,
            store=self._store,
            clock=self._clock,
            sample=sample,
            width=self.size.width,
        )

    def coach(self) -> Coach:
        """Who answers; made when the first question is asked, after the first paint."""
        if self._coach is None:
            from runcoach.coach.providers.choose import coach_for

            self._coach = coach_for(self._config)
        return self._coach

    async def change_model(self, model: str) -> None:
        """From now on this model answers, or the offline coach.

        A model also answers from the next start on, unless the settings name another.
        """
        if self._coach is not None:
            await self._coach.close()
            self._coach = None
        if model == OFFLINE:
            self._config = msgspec.structs.replace(self._config, coach="offline")
            return
        from runcoach.coach.providers.choose import provider_name

        server = provider_name(self._first_config)
        self._config = msgspec.structs.replace(self._config, model=model, coach=server)
        try:
            Choices(self._store).remember("model", model)
        except StoreError as error:
            self.notify(str(error), severity="warning", markup=False)

    def model_server(self) -> Coach:
        """Whom to ask for models: the server of the settings, even while the offline coach answers."""
        from runcoach.coach.providers.choose import coach_for, provider_name

        if self.coach().is_offline and (self._config.api_key or self._config.base_url):
            server = provider_name(self._first_config)
            return coach_for(msgspec.structs.replace(self._config, coach=server))
        return self.coach()

    def sample_source(self) -> Source:
        """The example runner's data; takes about a second when it has to be made."""
        return self._locate_sample()

    @property
    def today(self) -> date:
        """The day that the app shows."""
        return self._clock()

    @property
    def config(self) -> Settings:
        """The settings."""
        return self._config

    def get_key_display(self, binding: Binding) -> str:
        """``1-3`` for the key that stands for all that choose a coach."""
        if binding.action == "choose(0)":
            return f"1-{min(9, len(self._personas))}"
        return super().get_key_display(binding)

    def action_switch_theme(self) -> None:
        """Dark to light and back, whatever theme was chosen in between."""
        self.theme = LIGHT.name if self.current_theme.dark else DARK.name

    def watch_theme(self, theme: str) -> None:
        """Remembers the theme for the next time."""
        if self.is_running:
            try:
                Choices(self._store).remember("theme", theme)
            except StoreError as error:
                self.notify(str(error), severity="warning", markup=False)

    def action_help(self) -> None:
        """Shows what the keys do."""
        from runcoach.ui.screens.help import HelpScreen

        if not isinstance(self.screen, HelpScreen):
            self.push_screen(HelpScreen())

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Every action of the screen and of the app, by name."""
        if isinstance(screen, MainScreen):
            for index, persona in enumerate(self._personas):
                yield SystemCommand(
                    f"Coach {persona.name}",
                    units.plain(persona.tagline),
                    lambda i=index: screen.action_choose(i),
                )
        for active in screen.active_bindings.values():
            binding = active.binding
            if binding.tooltip and active.enabled and binding.action != "choose(0)":
                yield SystemCommand(
                    binding.tooltip,
                    f"Key {self.get_key_display(binding)}",
                    lambda action=binding.action, node=active.node: self._run_later(action, node),
                )
        yield SystemCommand("Change theme", "RunCoach's own themes and Textual's", self.action_change_theme)
        yield SystemCommand(
            "Save a picture", "An SVG of the screen", lambda: self.set_timer(0.1, self._save_picture)
        )

    def _save_picture(self) -> None:
        """Into the downloads, or into the current folder where there are none."""
        downloads = Path.home() / "Downloads"
        file = (
            downloads if downloads.is_dir() else Path.cwd()
        ) / f"runcoach-{datetime.now():%Y-%m-%d-%H%M%S}.svg"
        try:
            file.write_text(self.export_screenshot(), encoding="utf-8")
        except OSError as error:
            self.notify(f"{file} cannot be written: {error.strerror}.", severity="warning", markup=False)
        else:
            self.notify(f"Saved as {file}.", markup=False)

    def _run_later(self, action: str, node: object) -> None:
        self.call_later(self.run_action, action, node)

    def _first_theme(self) -> str:
        """The theme that was asked for, else the last one, else dark; one that is unknown is not used."""
        try:
            wanted = self._config.theme or Choices(self._store).last("theme")
        except StoreError:
            wanted = None
        return wanted if wanted in self.available_themes else DARK.name

    @property
    def crash(self) -> BaseException | None:
        """What ended the app, if it did not end by itself."""
        return self._exception

    def _fatal_error(self) -> None:
        """Leaves without Textual's traceback: it prints local values, and no runner can use it.

        The command that opened the app says what happened.
        """
        self._close_messages_no_wait()

    async def on_unmount(self) -> None:
        """Closes the coach's connections."""
        if self._coach is not None:
            await self._coach.close()
