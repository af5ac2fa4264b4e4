"""The private parts of Textual that the app uses are there, and do what they did when they were read."""

from importlib.metadata import version

import pytest
from textual.app import App

from runcoach.ui import textual_private
from runcoach.ui.textual_private import READ_IN, PlainCrashApp
from tests.test_no_circles import PACKAGE

COMPARE = (
    f"This is Textual {version('textual')}; {textual_private.__name__} was read in {READ_IN}."
    " Compare how textual/app.py ends after an error in the two."
)


class CrashingApp(PlainCrashApp):
    def on_mount(self) -> None:
        raise ZeroDivisionError("inside")


@pytest.mark.parametrize("name", ["_fatal_error", "_close_messages_no_wait"])
def test_textual_still_has_what_is_used(name: str) -> None:
    assert callable(getattr(App, name, None)), COMPARE


def test_the_version_that_was_read_is_one_that_may_be_installed() -> None:
    assert READ_IN.split(".")[0] == version("textual").split(".")[0], COMPARE


async def test_a_crash_ends_the_app_quietly_and_is_kept_for_the_command(
    capsys: pytest.CaptureFixture[str],
) -> None:
    app = CrashingApp()
    with pytest.raises(ZeroDivisionError):
        async with app.run_test():
            pass
    assert isinstance(app.crash, ZeroDivisionError), COMPARE
    assert "Traceback" not in capsys.readouterr().err, COMPARE


async def test_without_it_textual_would_print_a_traceback(capsys: pytest.CaptureFixture[str]) -> None:
    class Usual(App[None]):
        def on_mount(self) -> None:
            raise ZeroDivisionError("inside")

    app = Usual()
    with pytest.raises(ZeroDivisionError):
        async with app.run_test():
            pass
    assert "Traceback" in capsys.readouterr().err, COMPARE


def test_no_other_file_reaches_into_textual() -> None:
    """By the names that were read, and by those that tests and older code are tempted by."""
    private = ("_exception", "_fatal_error", "_close_messages", "_compositor", "_bindings.", "_notifications")
    for file in (PACKAGE / "ui").rglob("*.py"):
        if file.stem != "textual_private":
            text = file.read_text(encoding="utf-8")
            assert not [name for name in private if f".{name}" in text], file
