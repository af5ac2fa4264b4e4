"""The Textual app: themes, first screen, and the commands that belong to no screen."""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import ClassVar

from textual.app import SystemCommand
from textual.binding import Binding, BindingType
from textual.screen import Screen

from runcoach.coach.memory.choices import Choices
from runcoach.domain import units
from runcoach.domain.errors import CacheError, StoreError
from runcoach.runner.snapshot import read_first_snapshot
from runcoach.runner.source import Source
from runcoach.ui.current_model import CurrentModel
from runcoach.ui.remedies import error_words
from runcoach.ui.screens.main import MainScreen
from runcoach.ui.services import Services
from runcoach.ui.textual_private import PlainCrashApp
from runcoach.ui.theme import DARK, LIGHT
from runcoach.ui.widgets.runs_panel import WINDOWS


class RunCoachApp(PlainCrashApp):
    """RunCoach on one cache, the runner's own or the sample."""

    TITLE = "RunCoach"
    ENABLE_COMMAND_PALETTE = True

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("t", "switch_theme", "theme", show=False, tooltip="Change between dark and light"),
        Binding("ctrl+p", "command_palette", "more", tooltip="Every action by name"),
        Binding("question_mark", "help", "help", key_display="?", tooltip="What the keys do"),
        Binding("q", "quit", "quit", tooltip="Leave RunCoach"),
    ]

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self.model = CurrentModel(services.settings, services.coach_for)
        for theme in (DARK, LIGHT):
            self.register_theme(theme)
        self.theme = self._first_theme()

    def get_default_screen(self) -> Screen[None]:
        """The main screen when the cache can be read, else the welcome screen, which says why not."""
        try:
            return self._main_screen(self._services, self._services.locate())
        except CacheError as error:
            from runcoach.ui.screens.welcome import WelcomeScreen

            return WelcomeScreen(error, self._services, self.open_main)

    def on_mount(self) -> None:
        """Says what was wrong with the runner's own files; the rest works."""
        for trouble in self._services.troubles:
            self.notify(trouble, severity="warning", timeout=20, markup=False)

    def open_main(self, source: Source, *, sample: bool, syncing: bool = False) -> None:
        """Opens the main screen on this cache; ``syncing`` goes on with a sync that the screen below began.

        Raises CacheError when the cache cannot be read.
        """
        services = self._services.shown_for(sample=sample)
        screen = self._main_screen(services, source, syncing=syncing)
        self._services = services
        self.push_screen(screen)

    def _main_screen(self, services: Services, source: Source, *, syncing: bool = False) -> MainScreen:
        settings = services.settings
        snapshot = read_first_snapshot(source, services.clock(), settings.units, settings.days or WINDOWS[0])
        return MainScreen(
            services, self.model, source, snapshot, width=self.size.width, goes_on_syncing=syncing
        )

    def get_key_display(self, binding: Binding) -> str:
        """``1-3`` for the key that stands for all that choose a coach."""
        if binding.action == "choose(0)":
            return f"1-{min(9, len(self._services.personas))}"
        return super().get_key_display(binding)

    def action_switch_theme(self) -> None:
        """Dark to light and back, whatever theme was chosen in between."""
        self.theme = LIGHT.name if self.current_theme.dark else DARK.name

    def watch_theme(self, theme: str) -> None:
        """Remembers the theme for the next time."""
        if self.is_running:
            try:
                Choices(self._services.store).remember("theme", theme)
            except StoreError as error:
                self.notify(error_words(error), severity="warning", markup=False)

    def action_help(self) -> None:
        """Shows what the keys do."""
        from runcoach.ui.screens.help import HelpScreen

        if not isinstance(self.screen, HelpScreen):
            self.push_screen(HelpScreen())

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Every action of the screen and of the app, by name."""
        if isinstance(screen, MainScreen):
            for index, persona in enumerate(self._services.personas):
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
            wanted = self._services.settings.theme or Choices(self._services.store).last("theme")
        except StoreError:
            wanted = None
        return wanted if wanted in self.available_themes else DARK.name

    async def on_unmount(self) -> None:
        """Closes the coach's connections."""
        await self.model.close()
