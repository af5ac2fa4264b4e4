"""``goal`` in the shell."""

import json
from collections.abc import Callable

import pytest

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
