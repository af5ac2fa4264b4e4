"""``completion``: the script that a real shell runs when the tab key is pressed."""

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from runcoach.coach.personas.built_in import built_in_names
from runcoach.domain.paths import personas_folder
from runcoach.shell.arguments import COMMANDS
from tests.shell.commands import Run

NAMES = {command.name for command in COMMANDS}
BASH = """
source "$1"; shift
COMP_WORDS=("$@"); COMP_CWORD=$(( $# - 1 )); COMP_LINE="$*"; COMP_POINT=${#COMP_LINE}
read -r -a rule <<< "$(complete -p runcoach-tui)"
for (( i = 0; i < ${#rule[@]}; i++ )); do [ "${rule[i]}" = -F ] && "${rule[i + 1]}"; done
printf '%s\\n' "${COMPREPLY[@]}"
"""

type Complete = Callable[..., set[str]]


def answer(*command: str) -> set[str]:
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    assert not done.stderr
    return {line.partition("\t")[0] for line in done.stdout.splitlines() if line}


@pytest.fixture(params=["bash", "fish"])
def complete(request: pytest.FixtureRequest, run: Run, tmp_path: Path) -> Complete:
    """What the shell offers for the last of the words, which may be empty."""
    shell = shutil.which(request.param)
    if shell is None:
        pytest.skip(f"there is no {request.param} here")
    code, script, err = run("completion", request.param)
    assert (code, err) == (0, "")
    file = tmp_path / "script"
    file.write_text(script, encoding="utf-8")

    def complete(*words: str) -> set[str]:
        line = ("runcoach-tui", *words)
        if request.param == "bash":
            return answer(shell, "--norc", "-c", BASH, "bash", str(file), *line)
        return answer(shell, "--no-config", "-c", f"source {file}; complete -C '{' '.join(line)}'")

    return complete


def test_commands_are_completed(complete: Complete) -> None:
    assert complete("") == NAMES
    assert complete("pers") == {"personas"}
    assert complete("--offline", "to") == {"today"}


def test_flags_are_completed_before_and_after_the_command(complete: Complete) -> None:
    assert complete("--pers") == {"--persona"}
    assert complete("today", "--js") == {"--json"}
    assert complete("goal", "--r") == {"--race", "--rest-day"}


def test_coaches_are_completed_the_runner_s_own_among_them(complete: Complete) -> None:
    assert complete("--persona", "") == set(built_in_names())
    personas_folder().mkdir(parents=True)
    (personas_folder() / "ann.toml").touch()
    assert complete("today", "--persona", "") == {*built_in_names(), "ann"}
    assert complete("today", "--persona", "st") == {"steve"}
    assert complete("personas", "--copy", "") == set(built_in_names())


def test_values_are_completed_where_they_can_be_listed(complete: Complete) -> None:
    assert complete("runs", "--units", "") == {"auto", "km", "mi"}
    assert complete("completion", "") == {"bash", "zsh", "fish"}


def test_the_script_for_zsh_is_one_that_zsh_can_read(run: Run, tmp_path: Path) -> None:
    code, script, err = run("completion", "zsh")
    assert (code, err) == (0, "")
    assert script.startswith("#compdef runcoach-tui")
    assert all(name in script for name in NAMES)
    if zsh := shutil.which("zsh"):
        (tmp_path / "script").write_text(script, encoding="utf-8")
        assert not answer(zsh, "-f", "-n", str(tmp_path / "script"))
