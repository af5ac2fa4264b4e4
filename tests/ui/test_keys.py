"""The keys of the main screen: a binding is all there is to a key, for help, palette and opening a screen."""

import re
import sys
from pathlib import Path
from types import ModuleType

import pytest
from textual.binding import Binding
from textual.content import Content
from textual.pilot import Pilot
from textual.widgets import Static

from runcoach.ui import app as app_module
from runcoach.ui.app import RunCoachApp
from runcoach.ui.controllers.opening import Opening, opener
from runcoach.ui.screens import main as main_module
from runcoach.ui.screens.dialog import ReadingDialog, box
from runcoach.ui.screens.help import HelpScreen
from runcoach.ui.screens.main import MainScreen
from tests.test_no_circles import PACKAGE, import_graph
from tests.ui.conftest import MakeApp, until
from tests.ui.screen import text_of

BINDINGS = [binding for binding in MainScreen.BINDINGS if isinstance(binding, Binding)]
# The other keys of what another binding says already: "Choose the coach".
SAID_ELSEWHERE = {*"23456789", "left", "right"}
OPENS = {
    binding.key: found[1]
    for binding in BINDINGS
    if (found := re.fullmatch(r"open\('(\w+)'\)", binding.action))
}
SCREENS = {file.stem for file in Path(main_module.__file__).parent.glob("*.py")} - {"__init__"}


async def answered(app: RunCoachApp) -> None:
    """Waits until the first answer is whole and the main screen knows it."""
    main = app.screen
    assert isinstance(main, MainScreen)
    await until(lambda: main.coach.panel.answer is not None and not main.asking)


def palette(app: RunCoachApp) -> dict[str, str]:
    """Title and help of each command on the main screen."""
    return {command.title: command.help for command in app.get_system_commands(app.screen)}


def words_in_help(app: RunCoachApp) -> str:
    """The whole text, also what does not fit on the screen."""
    assert isinstance(app.screen, HelpScreen)
    content = app.screen.query_one(Static).content
    assert isinstance(content, Content)
    return content.plain


def test_every_key_says_what_it_does() -> None:
    assert {binding.key for binding in BINDINGS if not binding.tooltip} == SAID_ELSEWHERE


def test_no_key_has_two_actions() -> None:
    keys = [key for binding in BINDINGS for key in binding.key.split(",")]
    assert len(keys) == len(set(keys))


async def test_every_key_is_in_help_and_in_the_palette(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await answered(app)
        assert isinstance(app.screen, MainScreen)
        app.screen.filtering = True  # "stop" is offered only when there is something to stop
        commands = palette(app)
        await pilot.press("question_mark")
        await until(lambda: isinstance(app.screen, HelpScreen))
        listed = words_in_help(app)
        for binding in BINDINGS:
            if binding.tooltip:
                assert binding.tooltip in listed
                # The palette names each coach instead.
                assert binding.tooltip in commands or binding.action == "choose(0)"


def test_every_screen_is_opened_by_a_key_or_by_another_file() -> None:
    by_key = set(OPENS.values())
    assert by_key <= SCREENS
    imported = {name for names in import_graph(PACKAGE).values() for name in names}
    elsewhere = {name for name in SCREENS if f"runcoach.ui.screens.{name}" in imported}
    assert by_key | elsewhere == SCREENS
    for name in SCREENS - by_key:
        with pytest.raises(AttributeError):
            opener(name)


@pytest.mark.parametrize(("key", "name"), OPENS.items(), ids=OPENS.values())
async def test_the_key_opens_the_screen_of_that_name(make_app: MakeApp, key: str, name: str) -> None:
    app = make_app()
    async with app.run_test(size=(120, 36)) as pilot:
        await answered(app)
        await pilot.press(key)
        await until(lambda: type(app.screen).__module__ == f"runcoach.ui.screens.{name}")
        await pilot.press("escape")
        await until(lambda: isinstance(app.screen, MainScreen))


async def test_a_screen_opens_from_the_palette_too(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(120, 36)) as pilot:
        await answered(app)
        await pilot.press("ctrl+p", *"what today allows", "enter")
        await until(lambda: "Readiness" in text_of(app))


async def test_a_key_pressed_twice_opens_one_screen(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(120, 36)) as pilot:
        await answered(app)
        assert isinstance(app.screen, MainScreen)
        main = app.screen
        main.action_open("check_in")
        main.action_open("check_in")
        await pilot.pause()
        assert len(app.screen_stack) == 2


class ShoesScreen(ReadingDialog):
    """What somebody adds to the app."""

    def compose(self):  # type: ignore[no-untyped-def]
        with box("Shoes"):
            yield Static("Kilometres on each pair")


async def open_from(opening: Opening) -> None:
    opening.show(ShoesScreen())


@pytest.fixture
def shoes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two changes: a file with a screen, and a binding of the main screen."""
    file = ModuleType("runcoach.ui.screens.shoes")
    file.open_from = open_from  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, file.__name__, file)

    class WithShoes(MainScreen):
        BINDINGS = [Binding("j", "open('shoes')", "shoes", tooltip="Your shoes and their kilometres")]

    monkeypatch.setattr(app_module, "MainScreen", WithShoes)


async def shown_in_help(app: RunCoachApp, pilot: Pilot[None]) -> str:
    await pilot.press("question_mark")
    await until(lambda: isinstance(app.screen, HelpScreen))
    listed = words_in_help(app)
    await pilot.press("escape")
    return listed


@pytest.mark.usefixtures("shoes")
async def test_a_new_screen_is_a_file_and_a_binding(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(120, 36)) as pilot:
        await answered(app)
        await until(lambda: "j shoes" in text_of(app))
        assert palette(app)["Your shoes and their kilometres"] == "Key j"
        assert "j  Your shoes and their kilometres" in await shown_in_help(app, pilot)
        await pilot.press("j")
        await until(lambda: "Kilometres on each pair" in text_of(app))
