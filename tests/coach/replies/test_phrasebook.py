"""The phrase files and the few signs that phrases are written with."""

import re
import subprocess
import sys

import pytest

from runcoach.coach.replies.phrasebook import LANGUAGES, compiled, find, sections, source
from runcoach.coach.said import Place

LISTS = [
    (language, section, name)
    for language in LANGUAGES
    for section, lists in sections(language).items()
    for name in lists
]


@pytest.mark.parametrize(
    ("phrase", "text", "matches"),
    [
        ("hurt*", "hurting", True),
        ("hurt*", "hurt", True),
        ("*schmerz*", "knieschmerzen", True),
        ("rolled my *", "rolled my ankle", True),
        ("rolled my *", "rolled my", False),
        ("(cannot|can't) run", "can't run", True),
        ("(cannot|can't) run", "can’t run", True),
        ("(cannot|can't) run", "cant run", True),
        ("legs are [very|so] heavy", "legs are so heavy", True),
        ("legs are [very|so] heavy", "legs are heavy", True),
        ("legs are [very|so] heavy", "legs are too heavy", False),
        ("[* *] pain", "in the pain", True),
        ("light-headed", "lightheaded", True),
        ("light-headed", "light headed", True),
        ("# hours", "4 hours", True),
        ("8/10", "8/10", True),
        ("no. 1", "noX 1", False),
        ("{part} is tight", "calf is tight", True),
        ("{weekday}'s race", "sunday's race", True),
    ],
)
def test_a_phrase_says_what_its_signs_stand_for(phrase: str, text: str, matches: bool) -> None:
    assert bool(re.fullmatch(source(phrase, "en"), text)) is matches


@pytest.mark.parametrize(("language", "section", "name"), LISTS)
def test_every_list_compiles_and_matches_nothing_empty(language: str, section: str, name: str) -> None:
    if section != "names":
        assert not compiled(section, name, (language,)).search(" , ")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_list_of_a_language_is_one_that_english_has(language: str) -> None:
    english = sections("en")
    for section, lists in sections(language).items():
        names = set(lists) - {name for name in lists if name.endswith("_but_not")}
        if section not in ("names", "numbers", "durations", "races"):
            assert names <= set(english[section]), section


def test_every_part_of_the_body_has_words() -> None:
    assert {str(place) for place in Place} == {name for name in sections("en")["places"] if "_" not in name}


def test_an_exception_takes_away_what_it_covers_and_not_what_says_more() -> None:
    assert not list(find("body", "hurts", "pain free at last"))
    assert list(find("body", "hurts", "not pain free"))
    assert not list(find("body", "ill", "sick of hills"))


def test_opening_the_app_reads_no_phrases() -> None:
    code = (
        "import runcoach.ui.app, runcoach.coach.memory.conversation\n"
        "from runcoach.coach.replies import phrasebook\n"
        "print(phrasebook.sections.cache_info().currsize, phrasebook.compiled.cache_info().currsize)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["0", "0"]
