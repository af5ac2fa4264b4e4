"""Personas as data: what a coach's file must hold, and what is said when it does not."""

import re
from pathlib import Path

import pytest

from runcoach.coach.all_personas import all_personas
from runcoach.coach.personas.built_in import built_in_names, built_in_personas, built_in_text
from runcoach.coach.personas.persona import Persona, persona_named
from runcoach.coach.personas.persona_file import check_persona
from runcoach.coach.rules.registry import contract_rules
from runcoach.domain.errors import ConfigError

WHOLE = {
    "name": '"Ann"',
    "manner": '"hills only"',
    "tagline": '"Up."',
    "colour": '"#a1b2c3"',
    "colour_on_light": '"#102030"',
    "voice": '"You are Ann."',
}


RULES = [rule.id for rule in contract_rules()]


def read_persona(persona_id: str, text: str, place: str) -> Persona:
    """The persona in a text; raises the first of its problems."""
    found, problems = check_persona(persona_id, text, place, RULES)
    for problem in problems:
        raise problem
    assert found is not None
    return found


def toml(**changes: str | None) -> str:
    values = {**WHOLE, **changes}
    return "\n".join(f"{key} = {value}" for key, value in values.items() if value is not None)


def test_the_built_in_coaches_come_in_the_order_of_their_keys() -> None:
    assert [persona.name for persona in built_in_personas()][:3] == ["Pete", "Steve", "Jack"]


def test_each_built_in_coach_has_a_contract_and_a_colour_of_its_own() -> None:
    personas = built_in_personas()
    assert all(persona.rules for persona in personas)
    assert len({persona.rules for persona in personas}) == len(personas)
    assert len({persona.colour for persona in personas}) == len(personas)
    assert len({persona.colour_on_light for persona in personas}) == len(personas)


def test_a_coach_of_the_runner_s_own_is_read_from_its_text() -> None:
    ann = read_persona("ann", toml(rules='["easy-only"]') + '\n[says]\neasy = "Up we go"', "ann.toml")
    assert (ann.id, ann.name, ann.voice) == ("ann", "Ann", "You are Ann.")
    assert ann.rules == ("easy-only",)
    assert ann.says["easy"] == "Up we go"


@pytest.mark.parametrize("key", WHOLE)
def test_a_missing_text_is_named_with_its_file(key: str) -> None:
    with pytest.raises(ConfigError, match=f"ann.toml, {key}: "):
        read_persona("ann", toml(**{key: None}), "ann.toml")


@pytest.mark.parametrize("value", ['"red"', '"#12345"', '"#12345g"', '""', "7"])
def test_a_colour_that_is_none_says_how_to_write_one(value: str) -> None:
    with pytest.raises(ConfigError, match=r"ann\.toml, colour: ") as caught:
        read_persona("ann", toml(colour=value), "ann.toml")
    assert caught.value.hint


@pytest.mark.parametrize("rules", ['["fly"]', '"easy-only"', "3", '[["easy-only"]]', "[{a = 1}]", "[1]"])
def test_a_rule_that_code_does_not_know_is_refused_with_those_it_knows(rules: str) -> None:
    with pytest.raises(ConfigError, match="rules") as caught:
        read_persona("ann", toml(rules=rules), "ann.toml")
    assert all(rule in caught.value.hint for rule in RULES)


def test_text_that_is_not_toml_names_the_line() -> None:
    with pytest.raises(ConfigError, match=re.compile("ann.toml is not valid TOML.*line 1")):
        read_persona("ann", "name = \nmanner = 1", "ann.toml")


def test_a_name_that_could_leave_the_folder_is_not_a_name() -> None:
    with pytest.raises(ConfigError, match="cannot be the name of a coach"):
        read_persona("../ann", toml(), "ann.toml")


def test_asking_for_an_unknown_coach_lists_the_known_ones() -> None:
    with pytest.raises(ConfigError, match="no coach called 'nobody'") as caught:
        persona_named("nobody", built_in_personas())
    assert caught.value.hint.startswith("The coaches are: pete, steve, jack")


def test_own_coaches_stand_behind_the_built_in_ones_and_bad_files_are_named(tmp_path: Path) -> None:
    (tmp_path / "ann.toml").write_text(toml(rules='["easy-only"]'))
    (tmp_path / "bad.toml").write_text(toml(rules='["fly"]'))
    (tmp_path / "latin.toml").write_bytes(b'name = "\xff"')
    (tmp_path / "notes.txt").write_text("no coach")
    personas, problems = all_personas(tmp_path)
    assert [each.id for each in personas] == [*built_in_names(), "ann"]
    assert "bad.toml, rules" in str(problems[0])
    assert "latin.toml cannot be read" in str(problems[1])


def test_a_file_with_a_built_in_name_takes_its_place(tmp_path: Path) -> None:
    (tmp_path / "pete.toml").write_text(toml())
    personas, _ = all_personas(tmp_path)
    assert (personas[0].id, personas[0].name) == ("pete", "Ann")


def test_without_a_folder_there_are_the_built_in_coaches(tmp_path: Path) -> None:
    assert all_personas(tmp_path / "none") == (built_in_personas(), ())


@pytest.mark.parametrize("built_in", built_in_personas(), ids=lambda persona: persona.id)
def test_a_built_in_coach_is_what_the_runner_s_own_would_be(built_in: Persona) -> None:
    assert read_persona(built_in.id, built_in_text(built_in.id), "copy") == built_in


def test_every_rule_says_what_may_not_be_done() -> None:
    assert all(rule.may_not for rule in contract_rules())


@pytest.mark.parametrize("line", ["{totl}", "{total, and gently", "left}"])
def test_a_placeholder_that_is_none_is_refused_with_those_there_are(line: str) -> None:
    with pytest.raises(ConfigError, match="says, easy") as caught:
        read_persona("ann", toml() + f'\n[says]\neasy = "{line}"', "ann.toml")
    assert "{total}" in caught.value.hint


def test_a_misspelt_key_is_named_because_it_would_be_a_coach_without_a_contract() -> None:
    with pytest.raises(ConfigError, match=r"ann\.toml: 'rule' is not known") as caught:
        read_persona("ann", toml(rule='["easy-only"]'), "ann.toml")
    assert "rules" in caught.value.hint


def test_nothing_in_a_file_is_an_escape_sequence() -> None:
    ann = read_persona(
        "ann", toml(name='"\\u001b[31mAnn"') + '\n[says]\neasy = "\\u001b]0;x\\u0007Up"', "ann.toml"
    )
    assert "\x1b" not in ann.name + ann.says["easy"] and ann.name.endswith("Ann")
