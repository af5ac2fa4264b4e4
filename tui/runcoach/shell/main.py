"""The command ``runcoach-tui``: reads the flags and settings and runs one command.

Exit codes: 0 done, 1 the coach could not answer or a sync is not complete, 2 a wrong flag or setting, 3 no
cache that can be read, 70 an unexpected error (RUNCOACH_DEBUG=1 in the environment shows its traceback), 130
interrupted.
"""

import os
import sys
import traceback
from collections.abc import Callable, Sequence
from contextlib import suppress
from importlib import import_module
from typing import NoReturn

from runcoach.domain import units
from runcoach.domain.errors import CacheError, CacheNotFoundError, ConfigError, Remedy, RunCoachError
from runcoach.shell import exit_codes
from runcoach.shell.arguments import command_named, read_arguments
from runcoach.shell.exit_codes import DEBUG
from runcoach.shell.invocation import Invocation
from runcoach.shell.remedies import WORDS, error_words


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
        code = exit_codes.DONE
    except KeyboardInterrupt:
        code = exit_codes.INTERRUPTED
    except Exception as error:
        # The only broad except, and the last resort: a runner has no use for a traceback.
        if os.environ.get(DEBUG):
            traceback.print_exc()
        name = type(error).__name__
        print(f"RunCoach stopped on an unexpected error ({name}). {DEBUG}=1 shows where.", file=sys.stderr)
        _forget_output()
        code = exit_codes.UNEXPECTED
    raise SystemExit(code)


def _forget_output() -> None:
    """Drops what standard output could not take, so that Python does not try again at the end."""
    with suppress(OSError, ValueError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def run(arguments: Sequence[str] | None = None) -> int:
    """Does what the arguments say and returns the exit code; messages go to stderr."""
    try:
        invocation = read_arguments(arguments)
        return _runner(invocation.command)(invocation)
    except CacheNotFoundError as error:
        places = (f"  {place}" for place in error.looked)
        print(error.message, *places, WORDS[Remedy.FIND_CACHE], sep="\n", file=sys.stderr)
        return exit_codes.NO_CACHE
    except RunCoachError as error:
        print(units.plain(error_words(error)), file=sys.stderr)
        return {ConfigError: exit_codes.USAGE, CacheError: exit_codes.NO_CACHE}.get(
            type(error), exit_codes.INCOMPLETE
        )


def _runner(name: str | None) -> Callable[[Invocation], int]:
    """What carries out this command, or opens the app; nothing else is loaded."""
    if name is None:
        from runcoach.shell.open_app import open_app

        return open_app
    command: Callable[[Invocation], int] = import_module(command_named(name).module).run
    return command
