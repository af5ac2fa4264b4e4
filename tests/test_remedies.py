"""Errors say what happened; only the app names its keys, and only the shell its commands."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import runcoach
from runcoach.domain.errors import CoachError, Remedy, RunCoachError
from runcoach.shell import remedies as in_the_shell
from runcoach.ui import remedies as in_the_app

PACKAGE = Path(runcoach.__file__).parent
ROOMS_BELOW = sorted(
    room.name
    for room in PACKAGE.iterdir()
    if room.is_dir() and room.name not in ("shell", "ui", "__pycache__")
)
KEY = re.compile(r"\b(?:[Pp]ress|[Kk]ey) (?:[a-z0-9?/]\b|enter|escape|space|tab|ctrl)")
COMMAND = re.compile(r"runcoach-tui|python -m runcoach|(?<![\w-])--[a-z]")


def messages(file: Path) -> Iterator[tuple[int, str]]:
    """Every text in a file that is more than one word and no docstring, with its line."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    said = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in said:
            # GarminDB's own command is a program of its own, and so is the worker.
            words = re.sub(r"garmindb_cli\.py(?: --\w+)?", "", node.value)
            if " " in words.strip():
                yield node.lineno, words


@pytest.mark.parametrize("room", ROOMS_BELOW)
def test_no_text_below_app_and_shell_names_a_key_or_a_command(room: str) -> None:
    files = [file for file in (PACKAGE / room).rglob("*.py") if file.name != "__main__.py"]
    assert files
    named = [
        f"{file.relative_to(PACKAGE)}:{line}: {words}"
        for file in files
        for line, words in messages(file)
        if KEY.search(words) or COMMAND.search(words)
    ]
    assert named == []


@pytest.mark.parametrize(
    "words", ["Press g to ask again.", "Then run runcoach-tui sync.", "Use --cache DIR."]
)
def test_such_a_text_would_be_found(words: str, tmp_path: Path) -> None:
    file = tmp_path / "module.py"
    file.write_text(f'"""Press g."""\nraise ValueError({words!r})\n', encoding="utf-8")
    ((line, found),) = messages(file)
    assert line == 2 and (KEY.search(found) or COMMAND.search(found))


@pytest.mark.parametrize("words", [in_the_app.WORDS, in_the_shell.WORDS], ids=["app", "shell"])
def test_every_remedy_is_worded(words: dict[Remedy, str]) -> None:
    assert set(words) == set(Remedy)
    assert all(text.endswith(".") for text in words.values())


@pytest.mark.parametrize("remedy", Remedy)
def test_the_app_names_no_flag_and_the_shell_no_key(remedy: Remedy) -> None:
    assert not COMMAND.search(in_the_app.WORDS[remedy])
    assert not KEY.search(in_the_shell.WORDS[remedy])


@pytest.mark.parametrize("remedy", Remedy)
def test_every_remedy_is_given_somewhere(remedy: Remedy) -> None:
    below = (file for room in ROOMS_BELOW for file in (PACKAGE / room).rglob("*.py"))
    assert any(f"remedy=Remedy.{remedy.name}" in file.read_text(encoding="utf-8") for file in below)


def test_an_error_is_one_text_of_what_happened_what_helps_and_what_to_do() -> None:
    error = CoachError("It broke off.", "What had arrived is kept.", remedy=Remedy.ASK_AGAIN)
    assert str(error) == "It broke off. What had arrived is kept."
    assert in_the_app.error_words(error) == f"{error} Press g to ask again."
    again = "Run the command again to ask again. --offline asks the offline coach."
    assert in_the_shell.error_words(error) == f"{error} {again}"
    assert in_the_app.error_words(RunCoachError("It broke.")) == "It broke."
