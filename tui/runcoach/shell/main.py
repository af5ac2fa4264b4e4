"""The command ``runcoach-tui``: reads the flags and settings, builds the objects and hands them down.

Exit codes: 0 done, 1 the coach could not answer or a sync is not complete, 2 a wrong flag or setting, 3 no
cache that can be read, 70 an unexpected error (RUNCOACH_DEBUG=1 in the environment shows its traceback), 130
interrupted.
"""

import asyncio
import os
import sys
import traceback
from collections.abc import Sequence
from contextlib import suppress
from typing import NoReturn

from runcoach import __version__
from runcoach.coach.personas.built_in import built_in_names
from runcoach.domain import units
from runcoach.domain.errors import CacheError, ConfigError, Remedy, RunCoachError
from runcoach.domain.paths import config_file
from runcoach.domain.settings import SETTINGS, shown_value
from runcoach.garmin.reader.locate import CacheNotFoundError
from runcoach.shell.arguments import DEBUG, DEFAULT_DAYS, Invocation, read_arguments
from runcoach.shell.remedies import WORDS, error_words

EXIT_COACH, EXIT_USAGE, EXIT_CACHE, EXIT_UNEXPECTED, EXIT_INTERRUPTED = 1, 2, 3, 70, 130
# A list of runs need not wait until a whole year has been analysed.
LOOKED_AT = 40


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
        invocation = read_arguments(arguments)
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
                from runcoach.shell.open_app import open_app

                return open_app(invocation)
    except CacheNotFoundError as error:
        places = (f"  {place}" for place in error.looked)
        print(error.message, *places, WORDS[Remedy.FIND_CACHE], sep="\n", file=sys.stderr)
        return EXIT_CACHE
    except RunCoachError as error:
        print(units.plain(error_words(error)), file=sys.stderr)
        return {ConfigError: EXIT_USAGE, CacheError: EXIT_CACHE}.get(type(error), EXIT_COACH)


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
    from runcoach.shell import sync as sync_command

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
    from runcoach.shell import personas as personas_command

    if invocation.copy is not None:
        return personas_command.copy(invocation.copy)
    return personas_command.listed(as_json=invocation.as_json)


def _print_numbers(invocation: Invocation) -> int:
    from runcoach.shell import numbers as numbers_command
    from runcoach.shell import today as today_command

    cache, config = invocation.source(), invocation.config
    if invocation.command == "intervals":
        numbers_command.intervals(
            cache, invocation.today, invocation.activity, config.units, json=invocation.as_json
        )
    else:
        persona = config.persona or built_in_names()[0]
        _, _, request = today_command.request_today(
            cache, config, invocation.today, invocation.store, persona
        )
        numbers_command.facts(request, json=invocation.as_json)
    return 0


def _print_runs(invocation: Invocation) -> int:
    from runcoach.runner.snapshot import read_snapshot
    from runcoach.shell.output import as_json, run_object, runs_markdown

    days = invocation.config.days or DEFAULT_DAYS
    snapshot = read_snapshot(invocation.source(), invocation.today, invocation.config.units, days, LOOKED_AT)
    if invocation.as_json:
        print(as_json([run_object(found, snapshot) for found in snapshot.runs_of(days)]))
    else:
        print(runs_markdown(snapshot, days), end="")
    return 0


def _print_today(invocation: Invocation) -> int:
    from runcoach.shell import today as today_command

    config, store = invocation.config_with_choices(), invocation.store
    asyncio.run(
        today_command.print_today(
            invocation.source(),
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
    from runcoach.coach.memory.history import History
    from runcoach.shell import goal as goal_command

    goal_command.goal(
        History(invocation.store),
        dict(invocation.goal),
        invocation.today,
        clear=invocation.clear,
        json=invocation.as_json,
    )
    return 0
