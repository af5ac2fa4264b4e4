"""Each widget's and screen's style is in its class, and its colours are the theme's."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.test_no_circles import PACKAGE

FILES = sorted((PACKAGE / "ui").rglob("*.py"))
COLOURS = re.compile(
    r"(?:^|[-\s])(?:color|background|border|outline|tint|background-tint)[\w-]*:\s*([^;]+);", re.M
)
WITHOUT_COLOUR = {"none", "transparent"}


def assigned(file: Path) -> Iterator[tuple[str, ast.expr]]:
    """The names that classes of this file assign, with their values."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ClassDef):
            for line in node.body:
                if isinstance(line, ast.Assign | ast.AnnAssign) and line.value is not None:
                    target = line.targets[0] if isinstance(line, ast.Assign) else line.target
                    yield ast.unparse(target), line.value


def test_there_is_one_way_of_styling() -> None:
    """CSS and CSS_PATH win over DEFAULT_CSS, and Textual does not load those of an app's first screen."""
    assert not list((PACKAGE / "ui").rglob("*.tcss"))
    for file in FILES:
        assert not {name for name, _ in assigned(file)} & {"CSS", "CSS_PATH"}, file


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_colours_are_the_theme_s(file: Path) -> None:
    for name, value in assigned(file):
        if name == "DEFAULT_CSS":
            for colour in COLOURS.findall(ast.unparse(value).replace("\\n", "\n")):
                assert "$" in colour or colour in WITHOUT_COLOUR, f"{file.name}: {colour}"
