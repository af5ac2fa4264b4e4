"""What RunCoach uses of the inside of other packages lives in three files, each read in a known version."""

import ast
from importlib.metadata import version
from pathlib import Path

import pytest

import runcoach.garmin.worker
from runcoach.garmin.worker import fitfile_private, garminconnect_private, garmindb_private

WORKER = Path(runcoach.garmin.worker.__file__).parent
FENCED = {
    "garmindb": garmindb_private,
    "fitfile": fitfile_private,
    "garminconnect": garminconnect_private,
}


@pytest.mark.parametrize("package", FENCED)
def test_the_package_is_the_one_whose_inside_was_read(package: str) -> None:
    fenced = FENCED[package]
    installed = ".".join(version(package).split(".")[:2])
    assert installed == fenced.READ_IN, (
        f"{package} {installed} is installed, but {fenced.__name__} was written for {fenced.READ_IN}: "
        "read again what it uses, run the tests of tests/garmin, then change READ_IN."
    )


def test_no_other_file_of_the_worker_touches_a_private_name_of_another_object() -> None:
    found = [
        f"{file.name}:{node.lineno} {node.attr}"
        for file in sorted(WORKER.glob("*.py"))
        if not file.stem.endswith("_private")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute)
        and node.attr.startswith("_")
        and not node.attr.startswith("__")
        and not (isinstance(node.value, ast.Name) and node.value.id in ("self", "cls"))
    ]
    # What a process does at its very end has no public name.
    assert [place for place in found if not place.endswith(" _exit")] == []
