"""The command line as a whole: its help, what it loads, and flags on either side of the command."""

import subprocess
import sys
from collections.abc import Sequence

import pytest

from runcoach.shell import main as cli
from runcoach.shell.arguments import COMMANDS, PROGRAM, Command, parser, read_arguments
from tests.shell.commands import Run


def help_of(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    with pytest.raises(SystemExit) as ended:
        cli.run([*arguments, "--help"])
    assert ended.value.code == 0
    return " ".join(capsys.readouterr().out.split())


def loaded_after(*arguments: str) -> set[str]:
    """The modules that a fresh interpreter has when the command ends."""
    code = (
        "import atexit, sys\n"
        "atexit.register(lambda: print(*sys.modules, sep='\\n', file=sys.stderr))\n"
        "from runcoach.shell.main import main\n"
        "main(sys.argv[1:])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=False
    )
    return set(done.stderr.split("\n"))


def test_the_help_lists_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    shown = help_of(capsys)
    assert all(f"{command.name} {command.about}" in shown for command in COMMANDS)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_each_command_has_a_help_with_an_example_that_can_be_read(
    command: Command, capsys: pytest.CaptureFixture[str]
) -> None:
    shown = help_of(capsys, command.name)
    assert command.about in shown
    assert f"Example: {PROGRAM} {command.example}" in shown
    arguments = command.example.partition(" >")[0].split()
    assert read_arguments(arguments).command == command.name


def test_the_help_and_the_app_load_no_command() -> None:
    modules = {command.module for command in COMMANDS}
    assert "runcoach.shell.runs" in modules & loaded_after("runs")
    for arguments in (["--help"], []):
        loaded = loaded_after(*arguments)
        assert "runcoach.shell.arguments" in loaded
        assert not loaded & (modules | {"shtab"})


@pytest.mark.parametrize(
    "arguments",
    [
        ("--days", "3", "--units", "mi", "--today", "2026-11-22", "--offline", "--sample", "runs"),
        ("runs", "--days", "3", "--units", "mi", "--today", "2026-11-22", "--offline", "--sample"),
        ("--days=3", "--units=mi", "runs", "--today=2026-11-22", "--offline", "--sample"),
        ("--days", "9", "--units", "mi", "runs", "--today=2026-11-22", "--off", "--sample", "--days", "3"),
    ],
)
def test_flags_stand_before_or_after_the_command(arguments: Sequence[str]) -> None:
    found = read_arguments(arguments)
    assert (found.command, found.days, found.settings.units) == ("runs", 3, "mi")
    assert (found.today.isoformat(), found.settings.coach, found.sample) == ("2026-11-22", "offline", True)


def test_what_is_wrong_is_said_in_two_lines(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    for arguments, words in (
        (("fly",), "invalid choice: 'fly' (choose from"),
        (("runs", "--fast"), "--fast is not a known flag."),
        (("runs", "--days"), "argument --days: expected one argument."),
        (("intervals",), "one of the arguments ACTIVITY_ID --all is required."),
        (("completion", "tcsh"), "invalid choice: 'tcsh' (choose from"),
    ):
        with pytest.raises(SystemExit) as ended:
            run(*arguments)
        assert ended.value.code == 2
        first, second = capsys.readouterr().err.splitlines()
        assert words in first and second.endswith("--help shows what there is.")


def test_every_setting_with_a_flag_is_in_the_help(capsys: pytest.CaptureFixture[str]) -> None:
    shown = help_of(capsys, "today")
    assert "--persona NAME The coach to start with, such as pete" in shown
    assert "--units UNIT Units of distance; auto follows the Garmin setting. One of auto, km, mi." in shown
    assert "--api-key" not in shown and "--garmin-password" not in shown
    assert parser().prog == PROGRAM
