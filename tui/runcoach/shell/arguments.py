"""The command line: its commands, its flags, and the reading of what was given.

A command has a line in ``COMMANDS`` and a file of its own in this folder, which is loaded only to run it.
"""

import argparse
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import NoReturn

import msgspec

from runcoach import __version__
from runcoach.coach.providers.choose import check_provider
from runcoach.domain.errors import ConfigError
from runcoach.domain.settings import SETTINGS
from runcoach.domain.settings_places import load_settings
from runcoach.shell import exit_codes
from runcoach.shell.invocation import Invocation
from runcoach.training.goal_form import FIELDS

PROGRAM = "runcoach-tui"
FIRST_DAY, LAST_DAY = date(1990, 1, 1), date(2100, 12, 31)
SHELLS = ("bash", "zsh", "fish")


class Parser(argparse.ArgumentParser):
    """Says what is wrong in two lines, without the whole usage."""

    def error(self, message: str) -> NoReturn:
        """Ends the process with the exit code for a wrong flag."""
        message = message.removeprefix("argument COMMAND: ")
        self.exit(exit_codes.USAGE, f"{self.prog}: {message}.\n{self.prog} --help shows what there is.\n")


def _no_flags(_: argparse.ArgumentParser) -> None:
    """Nothing but what every command takes."""


def _json_flag(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="Print JSON, for scripts.")


def _intervals_flags(parser: argparse.ArgumentParser) -> None:
    _json_flag(parser)
    which = parser.add_mutually_exclusive_group(required=True)
    which.add_argument("activity", metavar="ACTIVITY_ID", nargs="?", help="The run, by Garmin's number.")
    which.add_argument("--all", action="store_true", help="Every run in the cache.")


def _personas_flags(parser: argparse.ArgumentParser) -> None:
    _json_flag(parser)
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--copy", metavar="NAME", help="Copy this built-in coach's file, for you to change.")
    what.add_argument(
        "--check", metavar="FILE", nargs="+", help="Check these files; the exit code is 2 if one is wrong."
    )


def _goal_flags(parser: argparse.ArgumentParser) -> None:
    _json_flag(parser)
    for field in FIELDS:
        words = f"{field.label}, such as {field.example}."
        parser.add_argument(field.flag, dest=field.key, metavar="X", help=words)
    parser.add_argument("--clear", action="store_true", help="Forget the old goal first.")


def _sync_flags(parser: argparse.ArgumentParser) -> None:
    _json_flag(parser)
    parser.add_argument("--since", metavar="YYYY-MM-DD", help="How far back to fetch. Not given: a year.")
    words = "Ask Garmin even while it wants to be left alone."
    parser.add_argument("--insist", action="store_true", help=words)


def _import_flags(parser: argparse.ArgumentParser) -> None:
    _json_flag(parser)
    parser.add_argument("paths", metavar="PATH", nargs="+", help="A FIT file, a folder or a zip.")


def _completion_flags(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("completion_for", metavar="SHELL", choices=SHELLS, help=", ".join(SHELLS) + ".")


class Command(msgspec.Struct, frozen=True):
    """One command: what it does, an example, its own flags, and the file of this folder that runs it."""

    name: str
    about: str
    example: str
    add_flags: Callable[[argparse.ArgumentParser], None] = _json_flag
    file: str = ""

    @property
    def module(self) -> str:
        """The module whose ``run(invocation)`` carries it out and returns the exit code."""
        return f"runcoach.shell.{self.file or self.name}"


COMMANDS = (
    Command("today", "Print the recent runs and today's workout.", "today --persona jack"),
    Command("runs", "Print the recent runs.", "runs --days 14 --json"),
    Command(
        "intervals",
        "Print the interval sets of one run or of all runs.",
        "intervals --all --json",
        _intervals_flags,
    ),
    Command("facts", "Print what is known about you today, and today's limits.", "facts --json"),
    Command(
        "personas",
        "List the coaches, check your own, or copy one as a start.",
        "personas --copy jack",
        _personas_flags,
    ),
    Command(
        "goal",
        "Show what you are training for, or change it.",
        "goal --race marathon --on 2027-04-11",
        _goal_flags,
    ),
    Command("sync", "Fetch what is new from Garmin into the cache.", "sync --since 2026-01-01", _sync_flags),
    Command(
        "import",
        "Import FIT files, folders, or the zip that Garmin exports.",
        "import export.zip",
        _import_flags,
        file="import_files",
    ),
    Command("disconnect", "Forget the connection to Garmin; your data stays.", "disconnect", _no_flags),
    Command("config", "Show every setting, its value and where it comes from.", "config", _no_flags),
    Command(
        "completion",
        "Print the script that completes commands and flags in your shell.",
        "completion bash >> ~/.bash_completion",
        _completion_flags,
    ),
)


def command_named(name: str) -> Command:
    """The command of this name; the parser has refused all others."""
    return next(command for command in COMMANDS if command.name == name)


def read_arguments(arguments: Sequence[str] | None = None) -> Invocation:
    """What the arguments say, of this process where none are given.

    Raises ConfigError for a value that is not allowed; an unknown flag or command ends the process.
    """
    arguments = sys.argv[1:] if arguments is None else arguments
    whole = parser([command for command in COMMANDS if command.name in arguments])
    namespace, unknown = whole.parse_known_args(arguments)
    given = vars(namespace)
    if unknown:
        whole.error(f"{unknown[0]} is not a known flag")
    flags: dict[str, object] = {setting.key: given.get(setting.key) for setting in SETTINGS}
    if given.get("offline"):
        flags["coach"] = "offline"
    loaded = load_settings(flags=flags)
    check_provider(loaded.settings, loaded.sources.get("coach", "default"))
    return Invocation(
        command=given["command"],
        loaded=loaded,
        asked_today=_day("--today", given.get("today")),
        sample=given.get("sample", False),
        as_json=given.get("json", False),
        since=_day("--since", given.get("since")),
        insist=given.get("insist", False),
        paths=tuple(Path(path) for path in given.get("paths", ())),
        activity=given.get("activity"),
        copy=given.get("copy"),
        check=tuple(Path(path) for path in given.get("check") or ()),
        goal=tuple((field.key, text) for field in FIELDS if (text := given.get(field.key)) is not None),
        clear=given.get("clear", False),
        completion_for=given.get("completion_for", SHELLS[0]),
    )


def parser(commands: Sequence[Command] = COMMANDS) -> Parser:
    """The command line; flags that every command takes stand before or after the command.

    Every command has its name and its help, but only these ``commands`` have their flags: to make those of
    all would take as long as all the rest, which opening the app should not have to wait for.
    """
    shared = _shared_flags()
    whole = Parser(
        prog=PROGRAM,
        add_help=False,
        description="A terminal running coach on your own Garmin data. Without a command it opens the app.",
        epilog=f"Exit codes: {', '.join(f'{code} {words}' for code, words in exit_codes.MEANINGS.items())}.",
        parents=[shared],
    )
    words = "Show the version."
    whole.add_argument("--version", action="version", version=f"{PROGRAM} {__version__}", help=words)
    names = whole.add_subparsers(dest="command", metavar="COMMAND", title="commands")
    for command in COMMANDS:
        if command not in commands:
            names.add_parser(command.name, help=command.about, add_help=False)
            continue
        command.add_flags(
            names.add_parser(
                command.name,
                help=command.about,
                description=command.about,
                epilog=f"Example: {PROGRAM} {command.example}",
                add_help=False,
                parents=[shared],
            )
        )
    return whole


def _shared_flags() -> Parser:
    """The flags that every command takes: those of settings, and a few more."""
    shared = Parser(add_help=False, argument_default=argparse.SUPPRESS)
    flags = shared.add_argument_group("flags that every command takes")
    for setting in SETTINGS:
        if setting.flag:
            flag = f"--{setting.key.replace('_', '-')}"
            flags.add_argument(flag, metavar=setting.flag, help=setting.described)
    flags.add_argument("--offline", action="store_true", help="Ask the offline coach.")
    flags.add_argument("--sample", action="store_true", help="Use the built-in example runner.")
    flags.add_argument("--today", metavar="YYYY-MM-DD", help="Look at the data as of this day.")
    flags.add_argument("-h", "--help", action="help", help="Show this help.")
    return shared


def _day(flag: str, asked: str | None) -> date | None:
    """The day that a flag names. Raises ConfigError; years around it must exist, too."""
    if asked is None:
        return None
    with suppress(ValueError):
        if FIRST_DAY <= (day := date.fromisoformat(asked)) <= LAST_DAY:
            return day
    raise ConfigError(
        f"flag {flag}: {asked!r} is not allowed.", f"It must be YYYY-MM-DD, {FIRST_DAY} to {LAST_DAY}."
    )
