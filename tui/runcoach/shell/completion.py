"""``completion``: the script that lets bash, zsh or fish complete commands, flags and the coaches' names."""

import argparse
import shlex
from collections.abc import Iterator

import shtab

from runcoach.coach.personas.built_in import built_in_names
from runcoach.domain.paths import personas_folder
from runcoach.domain.settings import SETTINGS
from runcoach.shell.arguments import parser
from runcoach.shell.invocation import Invocation


def run(invocation: Invocation) -> int:
    """Prints the script for the shell that was asked for."""
    whole = parser()
    for action in _actions(whole):
        _say_what_completes(action)
    print(shtab.complete(whole, invocation.completion_for))
    return 0


def _actions(parser: argparse.ArgumentParser) -> Iterator[argparse.Action]:
    """Every flag and argument, those of the commands included."""
    for action in parser._actions:  # argparse has no public way to its own flags; shtab goes the same way
        yield action
        if isinstance(action, argparse._SubParsersAction):
            for command in action.choices.values():
                yield from _actions(command)


def _say_what_completes(action: argparse.Action) -> None:
    """Tells shtab the values of a flag; the parser does not know them, as the settings word that error."""
    choices = {setting.key: setting.choices for setting in SETTINGS}
    match action.dest:
        case "persona":
            complete = shtab.cmd(_names_of_coaches())
        case "copy":
            action.choices = built_in_names()
            return
        case "cache":
            complete = shtab.DIRECTORY
        case "paths" | "check":
            complete = shtab.FILE
        case key:
            action.choices = action.choices or choices.get(key) or None
            return
    action.complete = complete  # type: ignore[attr-defined]  # shtab reads this attribute


def _names_of_coaches() -> str:
    """A shell command that lists them; the runner's own are looked for when the key is pressed."""
    own = f"ls {shlex.quote(str(personas_folder()))} 2>/dev/null"
    return f"printf '%s\\n' {' '.join(built_in_names())}; {own} | sed -n 's/[.]toml//p'"
