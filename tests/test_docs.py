"""What the documentation for developers names is there."""

import re
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[1]
PACKAGE = REPOSITORY / "tui" / "runcoach"
PAGES = (REPOSITORY / "tui" / "ARCHITECTURE.md", REPOSITORY / ".github" / "CONTRIBUTING.md")
PLACES = (REPOSITORY, PACKAGE, PACKAGE / "coach", PACKAGE / "coach" / "personas", PACKAGE / "garmin")
_PATH = re.compile(r"`([\w/.*]+(?:\.(?:py|toml|md|tsv)|/))(?::(\w+))?`")
_LINK = re.compile(r"\]\(([^)#:]+)\)")


def named_in(page: Path) -> list[tuple[str, str]]:
    """Paths in code marks, each with the name that is said to be in it; examples in capitals are left out."""
    found = _PATH.findall(page.read_text(encoding="utf-8"))
    return [(path, name) for path, name in found if not re.search(r"[A-Z]{4}", path.removesuffix(".md"))]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_file_that_a_page_names_is_there(page: Path) -> None:
    rooms = [*PLACES, *(folder for folder in PACKAGE.rglob("*") if folder.is_dir())]
    missing = []
    for path, name in named_in(page):
        files = [file for room in rooms for file in room.glob(path)]
        if not files or (name and not any(name in file.read_text(encoding="utf-8") for file in files)):
            missing.append(f"{path}:{name}")
    assert missing == []
    assert len(named_in(page)) > 10


@pytest.mark.parametrize("page", [*PAGES, REPOSITORY / "README.md"], ids=lambda page: page.name)
def test_every_link_of_a_page_leads_somewhere(page: Path) -> None:
    links = _LINK.findall(page.read_text(encoding="utf-8"))
    assert [link for link in links if not link.startswith("http") and not (page.parent / link).exists()] == []


def test_every_path_into_the_code_that_the_readme_names_is_there() -> None:
    text = (REPOSITORY / "README.md").read_text(encoding="utf-8")
    paths = re.findall(r"\b(?:tui|tests|screenshots)/[\w/.-]*\w", text)
    assert paths and [path for path in paths if not (REPOSITORY / path).exists()] == []
