"""No file imports a file that imports it back, in however many steps, late or for its types only."""

import ast
from collections.abc import Iterable, Mapping
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

import runcoach

PACKAGE = Path(runcoach.__file__).parent


def import_graph(package: Path) -> dict[str, set[str]]:
    """Each module and the modules of the same package that it imports anywhere in its text."""
    files = {_name(file, package): file for file in sorted(package.rglob("*.py"))}
    return {
        name: set(_imported(file, files)) - {name} - _rooms_around(name, files)
        for name, file in files.items()
    }


def _name(file: Path, package: Path) -> str:
    parts = (package.name, *file.relative_to(package).with_suffix("").parts)
    return ".".join(parts).removesuffix(".__init__")


def _imported(file: Path, modules: Mapping[str, Path]) -> Iterable[str]:
    """Modules only: what is imported from a module is a use of that module."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        match node:
            case ast.Import(names=names):
                named = [each.name for each in names]
            case ast.ImportFrom(module=str(module), names=names):
                named = [
                    f"{module}.{each.name}" if f"{module}.{each.name}" in modules else module
                    for each in names
                ]
            case _:
                continue
        yield from (name for name in named if name in modules)


def _rooms_around(name: str, modules: Mapping[str, Path]) -> set[str]:
    """The ``__init__`` files above a module, which Python imports first anyway."""
    parts = name.split(".")
    return {".".join(parts[:count]) for count in range(1, len(parts))} & modules.keys()


def circle_in(graph: Mapping[str, set[str]]) -> list[str]:
    """The files of one circle in order, the first again at the end; empty when there is none."""
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return list(reversed(error.args[1]))
    return []


def test_no_files_import_each_other_in_a_circle() -> None:
    assert circle_in(import_graph(PACKAGE)) == []


@pytest.mark.parametrize(
    "text",
    [
        "from house.second import x",
        "import house.second",
        "from house import second",
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from house.second import x",
        "def late() -> None:\n    from house.second import x",
    ],
)
def test_a_circle_is_found_however_it_is_imported(text: str, tmp_path: Path) -> None:
    house = tmp_path / "house"
    house.mkdir()
    (house / "__init__.py").touch()
    (house / "first.py").write_text(text)
    (house / "second.py").write_text("from house.third import x")
    (house / "third.py").write_text("from house.first import x")
    assert set(circle_in(import_graph(house))) == {"house.first", "house.second", "house.third"}
