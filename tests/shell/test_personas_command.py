"""``personas`` in the shell: the list, a copy to start from, and what is wrong with a file."""

import json
from pathlib import Path

import pytest

from runcoach.coach.personas.built_in import built_in_names, built_in_text
from runcoach.domain.paths import personas_folder
from tests.shell.commands import Run


def test_the_coaches_are_listed_with_their_contracts(run: Run) -> None:
    code, out, err = run("personas")
    assert (code, err) == (0, "")
    assert "pete         Pete: Slow down." in out
    assert "contract: even-distance" in out
    assert str(personas_folder()) in out


def test_a_copy_is_a_coach_like_any_other(run: Run) -> None:
    code, out, _ = run("personas", "--copy", "jack")
    assert code == 0 and "my-jack.toml" in out
    names = [each["id"] for each in json.loads(run("personas", "--json")[1])]
    assert names == [*built_in_names(), "my-jack"]
    assert "My Jack:" in run("personas")[1]
    code, _, err = run("personas", "--copy", "jack")
    assert code == 2 and "is there already" in err


def test_copying_an_unknown_coach_names_the_known_ones(run: Run) -> None:
    code, _, err = run("personas", "--copy", "nobody")
    assert code == 2
    assert "They are pete, steve, jack" in err


def test_a_bad_file_is_named_and_the_others_are_listed(run: Run) -> None:
    personas_folder().mkdir(parents=True)
    (personas_folder() / "ann.toml").write_text("name = 3", encoding="utf-8")
    code, out, err = run("personas")
    assert code == 2
    assert "Pete" in out
    assert "ann.toml, name: is missing or not text." in err


def test_a_file_anywhere_is_checked_and_its_contract_shown(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "ann.toml"
    file.write_text(built_in_text("jack").replace("Jack", "Ann"), encoding="utf-8")
    code, out, err = run("personas", "--check", file)
    assert (code, err) == (0, "")
    assert out == f"{file}: Ann can be used. Contract: even-distance.\n"
    assert json.loads(run("personas", "--check", file, "--json")[1]) == [{"file": str(file), "problems": []}]


WRONG = """
name = ""
colour = "red"
colour_on_light = "#00aa00"
voice = "Kind."
tagline = "Run."
rules = ["no-hills"]
style = "loud"

[says]
rest = "{sum} and {rest}"
"""


def test_every_problem_of_a_file_is_named_at_once(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "Ann Lee.toml"
    file.write_text(WRONG, encoding="utf-8")
    code, out, err = run("personas", "--check", file)
    assert (code, out) == (2, "")
    lines = err.splitlines()
    assert all(line.startswith(str(file)) for line in lines)
    for words in (
        "'Ann Lee' cannot be the name of a coach. Use small letters",
        "'style' is not known. Use colour, ",
        "rules: 'no-hills' is not allowed. The rules are easy-only, ",
        "says, rest: '{rest}' is not known. Use {left}, ",
        "says, rest: '{sum}' is not known.",
        "name: is missing or not text.",
        "manner: is missing or not text.",
        "colour: 'red' is not a colour. Write it as #rrggbb.",
    ):
        assert len([line for line in lines if words in line]) == 1, words
    assert len(lines) == 8
    (found,) = json.loads(run("personas", "--check", file, "--json")[1])
    assert found["problems"] == lines


@pytest.mark.parametrize(
    ("content", "words"),
    [(None, "cannot be read"), (b"name = ", "is not valid TOML"), (b"\xff", "cannot be read")],
)
def test_a_file_that_is_not_toml_is_named_with_the_others(
    run: Run, tmp_path: Path, content: bytes | None, words: str
) -> None:
    bad, good = tmp_path / "bad.toml", tmp_path / "good.toml"
    if content is not None:
        bad.write_bytes(content)
    good.write_text(built_in_text("pete"), encoding="utf-8")
    code, out, err = run("personas", "--check", bad, good)
    assert code == 2
    assert str(bad) in err and words in err and err.count("\n") == 1
    assert "good.toml: Pete can be used." in out


def test_copying_and_checking_at_once_is_refused(run: Run) -> None:
    with pytest.raises(SystemExit) as ended:
        run("personas", "--copy", "jack", "--check", "jack.toml")
    assert ended.value.code == 2
