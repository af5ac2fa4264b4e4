"""The command ``runcoach-tui``: reads the flags and settings, builds the objects and hands them down.

Exit codes: 0 done, 1 the coach could not answer or a sync is not complete, 2 a wrong flag or setting, 3 no
cache that can be read, 70 an unexpected error (RUNCOACH_DEBUG=1 in the environment shows its traceback), 130
interrupted.
"""

import argparse
import asyncio
import gc
import os
import re
import sys
import traceback
from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import msgspec

from runcoach import __version__, units
from runcoach.coach.choices import last_choice
from runcoach.coach.persona import BUILT_IN
from runcoach.coach.store import history_store
from runcoach.config import SETTINGS, Config, LoadedConfig, load_config, shown_value
from runcoach.errors import CacheError, ConfigError, RunCoachError
from runcoach.garmin.cache import GarminCache
from runcoach.garmin.locate import CacheLocation, CacheNotFoundError, find_cache
from runcoach.paths import config_file, history_file, models_file, personas_folder, sample_folder
from runcoach.store import Store
from runcoach.training.goal_form import FIELDS

if TYPE_CHECKING:
    from runcoach.garmin.sync.folders import GarminFolders

EXIT_COACH, EXIT_USAGE, EXIT_CACHE, EXIT_UNEXPECTED, EXIT_INTERRUPTED = 1, 2, 3, 70, 130
DEFAULT_DAYS = 7
# A list of runs need not wait until a whole year has been analysed.
LOOKED_AT = 40
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
        return self.config.persona or last_choice(self.store, "persona") or BUILT_IN[0]

    def garmin_folders(self) -> "GarminFolders":
        """Where a sync writes. Raises CacheError when GarminDB is set up for another kind of database."""
        from runcoach.garmin.sync.folders import garmin_folders

        return garmin_folders(self.config.cache)

    def location(self) -> CacheLocation:
        """The cache to read. Raises CacheError, CacheNotFoundError among them."""
        if self.sample:
            return sample_location(self.today)
        return find_cache(self.config.cache)


def sample_location(today: date) -> CacheLocation:
    """The example runner's cache, made when it is not there yet."""
    from runcoach.garmin.sample.build import sample_cache

    return CacheLocation(sample_cache(sample_folder(), today))


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """The entry point; always ends the process with one of the documented exit codes."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        code = run(arguments)
        if sys.stdout is not None:
            sys.stdout.flush()
    except BrokenPipeError:
        # The reader of a pipe has seen enough; Python must not complain when it closes the pipe.
        _forget_output()
        code = 0
    except KeyboardInterrupt:
        code = EXIT_INTERRUPTED
    except Exception as error:
        # The only broad except, and the last resort: a runner has no use for a traceback.
        if os.environ.get(DEBUG):
            traceback.print_exc()
        name = type(error).__name__
        print(f"RunCoach stopped on an unexpected error ({name}). {DEBUG}=1 shows where.", file=sys.stderr)
        _forget_output()
        code = EXIT_UNEXPECTED
    raise SystemExit(code)


def _forget_output() -> None:
    """Drops what standard output could not take, so that Python does not try again at the end."""
    with suppress(OSError, ValueError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def run(arguments: Sequence[str] | None = None) -> int:
    """Does what the arguments say and returns the exit code; messages go to stderr."""
    try:
        invocation = _invocation(_parser().parse_args(arguments))
        match invocation.command:
            case "config":
                return _print_config(invocation)
            case "runs":
                return _print_runs(invocation)
            case "today":
                return _print_today(invocation)
            case "goal":
                return _print_goal(invocation)
            case "intervals" | "facts":
                return _print_numbers(invocation)
            case "personas":
                return _print_personas(invocation)
            case "sync" | "import" | "disconnect":
                return _sync(invocation)
            case _:
                return _open_app(invocation)
    except CacheNotFoundError as error:
        print(error.message, *(f"  {place}" for place in error.looked), error.hint, sep="\n", file=sys.stderr)
        return EXIT_CACHE
    except RunCoachError as error:
        # Hints are written for the app; in the shell there is no key to press.
        words = re.sub(r"\bPress [a-z]\b", "Run the command again", units.plain(str(error)))
        print(words, file=sys.stderr)
        return {ConfigError: EXIT_USAGE, CacheError: EXIT_CACHE}.get(type(error), EXIT_COACH)


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


def _invocation(given: argparse.Namespace) -> Invocation:
    flags = {setting.key: getattr(given, setting.key, None) for setting in SETTINGS}
    if getattr(given, "offline", False):
        flags["coach"] = "offline"
    return Invocation(
        command=given.command,
        loaded=load_config(flags=flags),
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


def _print_config(invocation: Invocation) -> int:
    print(f"Settings of RunCoach {__version__}; the file is {config_file()}")
    print("config.toml, then environment, then .env, then flags; the later wins.\n")
    for setting in SETTINGS:
        source = invocation.loaded.sources.get(setting.key, "default")
        print(f"{setting.key} = {shown_value(invocation.config, setting)}")
        print(f"    {setting.about}")
        print(f"    {setting.env}; now from: {source}")
    return 0


def _sync(invocation: Invocation) -> int:
    from runcoach import sync_command

    config, today = invocation.config, invocation.today
    if invocation.sample and invocation.command != "disconnect":
        raise ConfigError(
            f"flag --sample: the example runner has nothing to {invocation.command}.", "Leave it out."
        )
    match invocation.command:
        case "sync":
            return sync_command.sync(
                config, today, since=invocation.since, insist=invocation.insist, as_json=invocation.as_json
            )
        case "import":
            return sync_command.import_paths(
                config, today, list(invocation.paths), as_json=invocation.as_json
            )
        case _:
            return sync_command.disconnect(config)


def _print_personas(invocation: Invocation) -> int:
    from runcoach import personas_command

    if invocation.copy is not None:
        return personas_command.copy(invocation.copy)
    return personas_command.listed(as_json=invocation.as_json)


def _print_numbers(invocation: Invocation) -> int:
    from runcoach import numbers_command, today_command

    cache, config = GarminCache(invocation.location()), invocation.config
    if invocation.command == "intervals":
        numbers_command.intervals(
            cache, invocation.today, invocation.activity, config.units, json=invocation.as_json
        )
    else:
        persona = config.persona or BUILT_IN[0]
        _, _, request = today_command.request_today(
            cache, config, invocation.today, invocation.store, persona
        )
        numbers_command.facts(request, json=invocation.as_json)
    return 0


def _print_runs(invocation: Invocation) -> int:
    from runcoach.coach.briefing import read_briefing
    from runcoach.coach.report import as_json, run_object, runs_markdown

    days = invocation.config.days or DEFAULT_DAYS
    briefing = read_briefing(
        GarminCache(invocation.location()), invocation.today, invocation.config.units, days, LOOKED_AT
    )
    if invocation.as_json:
        print(as_json([run_object(found, briefing) for found in briefing.runs_of(days)]))
    else:
        print(runs_markdown(briefing, days), end="")
    return 0


def _print_today(invocation: Invocation) -> int:
    from runcoach import today_command

    config, store = invocation.config_with_choices(), invocation.store
    asyncio.run(
        today_command.print_today(
            GarminCache(invocation.location()),
            config,
            invocation.today,
            store,
            invocation.persona_id(),
            config.days or DEFAULT_DAYS,
            json=invocation.as_json,
        )
    )
    return 0


def _print_goal(invocation: Invocation) -> int:
    from runcoach import goal_command
    from runcoach.coach.history import History

    goal_command.goal(
        History(invocation.store),
        dict(invocation.goal),
        invocation.today,
        clear=invocation.clear,
        json=invocation.as_json,
    )
    return 0


def _open_app(invocation: Invocation) -> int:
    if not sys.stdout.isatty() or not sys.stdin.isatty():
        print(
            "The app needs a terminal. In a pipe or a script use: runcoach-tui today, or runcoach-tui runs.",
            file=sys.stderr,
        )
        return EXIT_USAGE
    # Nothing that is made before the first paint becomes garbage; the app turns collecting on again.
    gc.disable()
    from runcoach.coach.persona import all_personas
    from runcoach.ui.app import RunCoachApp

    personas, problems = all_personas(personas_folder())
    if models_file().exists():
        from runcoach.coach.known_models import known_models

        try:
            known_models()
        except ConfigError as error:
            problems = (*problems, error)
    app = RunCoachApp(
        invocation.config_with_choices(),
        personas=personas,
        troubles=[str(problem) for problem in problems],
        clock=invocation.clock,
        locate=invocation.location,
        locate_sample=lambda: sample_location(invocation.clock()),
        history_for=invocation.history_for,
        sample=invocation.sample,
        garmin_folders=invocation.garmin_folders,
    )
    app.run()
    if app.crash is not None:
        raise app.crash
    return app.return_code or 0
