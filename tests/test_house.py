"""The house stays small: files, rooms and functions that a stranger can take in."""

import ast
from collections import Counter
from pathlib import Path

import runcoach

PACKAGE = Path(runcoach.__file__).parent
FILES = sorted(PACKAGE.rglob("*.py"))
MOST_LINES, MOST_FILES, MOST_LINES_OF_A_FUNCTION = 300, 12, 50
STRICT_ROOMS = ("coach", "runner", "training", "ui")


def place(file: Path) -> str:
    return str(file.relative_to(PACKAGE))


def test_no_file_is_longer_than_one_subject_needs() -> None:
    lengths = {place(file): file.read_text(encoding="utf-8").count("\n") for file in FILES}
    assert {name: lines for name, lines in lengths.items() if lines > MOST_LINES} == {}


def test_no_room_of_the_coach_has_more_than_a_dozen_files() -> None:
    rooms = Counter(place(file.parent) for file in FILES if place(file).startswith("coach/"))
    assert {room: files for room, files in rooms.items() if files > MOST_FILES} == {}


def test_a_function_tells_one_story() -> None:
    long = {}
    for file in FILES:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = (node.end_lineno or 0) - node.lineno + 1
                if lines > MOST_LINES_OF_A_FUNCTION:
                    long[f"{place(file)}:{node.name}"] = lines
    assert long == {}


def test_any_is_used_only_where_a_library_forces_it() -> None:
    forced = {"coach/answer/workout.py": "msgspec gives a schema as dictionaries of anything"}
    using = set()
    for file in FILES:
        if place(file).partition("/")[0] not in STRICT_ROOMS:
            continue
        tree = ast.parse(file.read_text(encoding="utf-8"))
        if any(isinstance(node, ast.Name) and node.id == "Any" for node in ast.walk(tree)):
            using.add(place(file))
    assert using == forced.keys()
