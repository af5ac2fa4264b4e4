"""The rooms keep to themselves: what one part imports, a fresh interpreter tells."""

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import runcoach
from runcoach.coach.personas import built_in

REPOSITORY = Path(__file__).resolve().parents[1]
PACKAGE = Path(runcoach.__file__).parent
BELOW_THE_UI = [
    *sorted(
        ".".join(("runcoach", *file.relative_to(PACKAGE).with_suffix("").parts)).removesuffix(".__init__")
        for room in PACKAGE.iterdir()
        if room.is_dir() and room.name not in ("shell", "ui", "domain", "__pycache__")
        for file in room.rglob("*.py")
    ),
    *(
        "runcoach.domain.settings",
        "runcoach.domain.paths",
        "runcoach.domain.units",
        "runcoach.domain.runs",
        "runcoach.domain.errors",
    ),
]


def loaded_after(*modules: str) -> set[str]:
    """The top-level packages that a fresh interpreter has after importing these modules."""
    code = f"import {', '.join(modules)}, sys; print(*{{name.split('.')[0] for name in sys.modules}})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return set(done.stdout.split())


def test_opening_the_app_loads_nothing_slow() -> None:
    slow = {"openai", "garmindb", "sqlalchemy", "pydantic", "plotext", "numpy"}
    loaded = loaded_after("runcoach.shell.main", "runcoach.ui.app")
    assert "textual" in loaded
    assert not loaded & slow


def test_the_shell_commands_do_not_load_the_screen() -> None:
    assert not loaded_after("runcoach.shell.main") & {"textual", "openai", "garmindb", "sqlalchemy"}


def test_nothing_below_the_ui_knows_the_screen() -> None:
    assert "runcoach.coach.session" in BELOW_THE_UI
    assert not loaded_after(*BELOW_THE_UI) & {"textual", "rich"}


def test_the_version_is_written_once() -> None:
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["version"] == runcoach.__version__


@pytest.mark.parametrize("name", built_in.built_in_names())
def test_a_built_in_coach_is_next_to_its_module(name: str) -> None:
    folder = Path(built_in.__file__).parent
    assert (folder / f"{name}.toml").is_file()
    assert PACKAGE in folder.parents


def test_every_coach_that_ships_is_built_in() -> None:
    folder = Path(built_in.__file__).parent
    assert sorted(file.stem for file in folder.glob("*.toml")) == sorted(built_in.built_in_names())
