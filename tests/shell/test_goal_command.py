"""``goal`` and ``personas`` in the shell."""

import json
from collections.abc import Callable

import pytest

from runcoach.domain.paths import personas_folder
from runcoach.shell import main as cli

type Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def run(*arguments: str) -> tuple[int, str, str]:
        code = cli.run([*arguments])
        return code, *capsys.readouterr()

    return run


def set_marathon(run: Run) -> tuple[int, str, str]:
    return run("goal", "--race", "marathon", "--on", "2027-04-11", "--today", "2026-11-22")


def test_a_goal_is_set_shown_and_changed(run: Run) -> None:
    code, out, _ = set_marathon(run)
    assert code == 0
    assert "Race                   marathon" in out and "Day of the race        2027-04-11" in out
    run("goal", "--rest-day", "mon", "--today", "2026-11-22")
    found = json.loads(run("goal", "--json", "--today", "2026-11-22")[1])
    assert (found["race_m"], found["race_day"], found["rest_day"]) == (42_195, "2027-04-11", 0)


def test_a_goal_is_forgotten(run: Run) -> None:
    set_marathon(run)
    code, out, err = run("goal", "--clear", "--today", "2026-11-22")
    assert code == 0
    assert "marathon" not in out
    assert "sets one" in err


def test_a_line_that_cannot_be_read_names_its_flag(run: Run) -> None:
    code, out, err = run("goal", "--race", "Boston")
    assert (code, out) == (2, "")
    assert "flag --race: 'Boston' is not allowed. Such as 10 km" in err


def test_the_example_runner_s_goal_stays_with_the_example_runner(run: Run) -> None:
    run("goal", "--sample", "--rest-day", "Sunday")
    assert json.loads(run("goal", "--json")[1])["rest_day"] is None
    assert json.loads(run("goal", "--sample", "--json")[1])["rest_day"] == 6


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
    assert names == ["pete", "steve", "jack", "my-jack"]
    assert "My Jack:" in run("personas")[1]
    code, _, err = run("personas", "--copy", "jack")
    assert code == 2 and "is there already" in err


def test_copying_a_coach_whom_nobody_knows_names_those_there_are(run: Run) -> None:
    code, _, err = run("personas", "--copy", "ann")
    assert code == 2
    assert "They are pete, steve, jack." in err


def test_a_bad_file_is_named_and_the_others_are_listed(run: Run) -> None:
    personas_folder().mkdir(parents=True)
    (personas_folder() / "ann.toml").write_text("name = 3", encoding="utf-8")
    code, out, err = run("personas")
    assert code == 2
    assert "Pete" in out
    assert "ann.toml, name: is missing or no text." in err
