"""What the runner says is read in one place: nobody else parses it."""

import ast
from pathlib import Path

import runcoach

PACKAGE = Path(runcoach.__file__).parent
ROOM = "runcoach.coach.replies"
FOR_ANY_TEXT = (f"{ROOM}.context", f"{ROOM}.phrasebook")
"""Negation and phrases are not only for the runner's words."""


def modules_imported(file: Path) -> set[str]:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
        elif isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
    return found


def test_only_the_conversation_reads_what_the_runner_says() -> None:
    importers = {
        str(file.relative_to(PACKAGE))
        for file in PACKAGE.rglob("*.py")
        if file.parent != PACKAGE / "coach" / "replies"
        and any(
            name.startswith(f"{ROOM}.") and not name.startswith(FOR_ANY_TEXT)
            for name in modules_imported(file)
        )
    }
    assert importers == {"coach/memory/conversation.py"}


def test_merging_looks_at_no_words() -> None:
    imported = modules_imported(PACKAGE / "coach" / "replies" / "merging.py")
    assert not {name for name in imported if name.startswith((ROOM, "re"))}
