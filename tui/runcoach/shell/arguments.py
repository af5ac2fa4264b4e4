"""The command line: its flags, its commands, and what was asked for with the settings that go with it."""

import argparse
from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from runcoach import __version__
from runcoach.coach.memory.choices import last_choice
from runcoach.coach.memory.history_file import history_store
from runcoach.coach.personas.built_in import built_in_names
from runcoach.coach.providers.choose import provider_name
from runcoach.domain.errors import ConfigError
from runcoach.domain.paths import history_file, sample_folder
from runcoach.domain.settings import SETTINGS, Config, LoadedConfig, load_config
from runcoach.domain.store import Store
from runcoach.runner.source import Source
from runcoach.shell.source import find_source, sample_source
from runcoach.training.goal_form import FIELDS

if TYPE_CHECKING:
    from runcoach.garmin.sync.folders import GarminFolders

DEFAULT_DAYS = 7
FIRST_DAY, LAST_DAY = date(1990, 1, 1), date(2100, 12, 31)
DEBUG = "RUNCOACH_DEBUG"


class Invocation(msgspec.Struct, frozen=True):
    """What was asked for on the command line, with the settings that go with it."""

    command: str | None
    loaded: LoadedConfig
    asked_today: date | None
    sample: bool
    as_json: bool
    since: date | None = None
    insist: bool = False
    paths: tuple[Path, ...] = ()
    activity: str | None = None
    copy: str | None = None
    goal: tuple[tuple[str, str], ...] = ()
    clear: bool = False

    @property
    def config(self) -> Config:
        """The settings."""
        return self.loaded.config

    @property
    def today(self) -> date:
        """The day that was asked for, or today's."""
        return self.clock()

    def clock(self) -> date:
        """Asked again and again: an app that stays open sees the next day begin."""
        return self.asked_today or date.today()

    def history_for(self, sample: bool) -> Path:
        """Answers for the example runner stay with the example runner."""
        return sample_folder() / "history.db" if sample else history_file()

    @property
    def store(self) -> Store:
        """The file of answers and choices."""
        return history_store(self.history_for(self.sample))

    def config_with_choices(self) -> Config:
        """The settings, with the model that was chosen in the app where no setting names one."""
        chosen = None if "model" in self.loaded.sources else last_choice(self.store, "model")
        return msgspec.structs.replace(self.config, model=chosen) if chosen else self.config

    def persona_id(self) -> str:
        """The coach that was asked for, else the last one, else the first."""
        return self.config.persona or last_choice(self.store, "persona") or built_in_names()[0]

    def garmin_folders(self) -> "GarminFolders":
        """Where a sync writes. Raises CacheError when GarminDB is set up for another kind of database."""
        from runcoach.garmin.sync.folders import garmin_folders

        return garmin_folders(self.config.cache)

    def source(self) -> Source:
        """The data to read. Raises CacheError, CacheNotFoundError among them."""
        return sample_source(self.today) if self.sample else find_source(self.config.cache)


def read_arguments(arguments: Sequence[str] | None = None) -> Invocation:
    """What the arguments say, of this process where none are given.

    Raises ConfigError for a value that is not allowed; argparse ends the process for a flag that is unknown.
    """
    given = _parser().parse_args(arguments)
    flags = {setting.key: getattr(given, setting.key, None) for setting in SETTINGS}
    if getattr(given, "offline", False):
        flags["coach"] = "offline"
    loaded = load_config(flags=flags)
    provider_name(loaded.config, loaded.sources.get("coach", "default"))  # Raises for one that is not listed.
    return Invocation(
        command=given.command,
        loaded=loaded,
        asked_today=_day("--today", getattr(given, "today", None)),
        sample=getattr(given, "sample", False),
        as_json=getattr(given, "json", False),
        since=_day("--since", getattr(given, "since", None)),
        insist=getattr(given, "insist", False),
        copy=getattr(given, "copy", None),
        goal=tuple(
            (field.key, getattr(given, field.key))
            for field in FIELDS
            if getattr(given, field.key, None) is not None
        ),
        clear=getattr(given, "clear", False),
        activity=getattr(given, "activity", None),
        paths=tuple(Path(path) for path in getattr(given, "paths", ())),
    )


def _parser() -> argparse.ArgumentParser:
    shared = argparse.ArgumentParser(add_help=False, argument_default=argparse.SUPPRESS)
    shared.add_argument("--cache", metavar="DIR", help="folder of the GarminDB cache")
    shared.add_argument("--sample", action="store_true", help="use the built-in example runner")
    shared.add_argument("--persona", metavar="NAME", help="the coach: pete, steve or jack")
    shared.add_argument("--days", metavar="N", help=f"days of runs to show (default {DEFAULT_DAYS})")
    shared.add_argument("--today", metavar="YYYY-MM-DD", help="look at the data as of this day")
    shared.add_argument("--units", metavar="UNIT", help="auto, km or mi")
    shared.add_argument("--model", metavar="NAME", help="the model that answers")
    shared.add_argument("--base-url", metavar="URL", help="an OpenAI-compatible server")
    shared.add_argument("--offline", action="store_true", help="ask the built-in offline coach")

    parser = argparse.ArgumentParser(
        prog="runcoach-tui",
        description="A terminal running coach on your own Garmin data. Without a command it opens the app.",
        epilog=(
            "Exit codes: 0 done, 1 the coach could not answer or a sync is incomplete, 2 wrong flag or"
            " setting, 3 no cache,"
            f" 70 an unexpected error ({DEBUG}=1 shows its traceback), 130 interrupted."
        ),
        parents=[shared],
    )
    parser.add_argument("--theme", metavar="NAME", default=None, help="runcoach-dark, runcoach-light, ...")
    parser.add_argument("--version", action="version", version=f"runcoach-tui {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    for name, words in (
        ("today", "print the recent runs and today's workout"),
        ("runs", "print the recent runs"),
        ("intervals", "print the interval sets that were read off one run, or off all"),
        ("facts", "print what code knows about you today, and today's limits"),
        ("personas", "list the coaches and check your own, or copy one as a start"),
        ("goal", "show what you train for, or change it"),
        ("sync", "fetch what is new from Garmin into the cache"),
        ("import", "take over FIT files, folders, or the zip that Garmin exports"),
        ("disconnect", "forget the connection to Garmin; the data stays"),
        ("config", "show every setting, its value and where it comes from"),
    ):
        command = commands.add_parser(
            name, help=words, description=f"{words[0].upper()}{words[1:]}.", parents=[shared]
        )
        if name not in ("config", "disconnect"):
            command.add_argument("--json", action="store_true", help="print JSON for scripts")
        if name == "sync":
            command.add_argument("--since", metavar="YYYY-MM-DD", help="how far back (default: a year)")
            command.add_argument(
                "--insist", action="store_true", help="ask Garmin although it wants to be left alone"
            )
        if name == "intervals":
            which = command.add_mutually_exclusive_group(required=True)
            which.add_argument(
                "activity", metavar="ACTIVITY_ID", nargs="?", help="Garmin's number of the run"
            )
            which.add_argument("--all", action="store_true", help="every run in the cache")
        if name == "personas":
            command.add_argument("--copy", metavar="NAME", help="write this coach's file to change it")
        if name == "goal":
            for field in FIELDS:
                command.add_argument(field.flag, dest=field.key, metavar="X", help=f"such as {field.example}")
            command.add_argument("--clear", action="store_true", help="forget it first")
        if name == "import":
            command.add_argument("paths", metavar="PATH", nargs="+", help="FIT file, folder or zip")
    return parser


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
