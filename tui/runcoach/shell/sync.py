"""``sync``, ``import`` and ``disconnect`` in the shell: progress on stderr, a summary on stdout."""

import asyncio
import getpass
import signal
import sys
from contextlib import suppress
from datetime import date
from pathlib import Path

import msgspec

from runcoach.domain import units
from runcoach.domain.settings import Config
from runcoach.garmin.sync.folders import GarminFolders, garmin_folders
from runcoach.garmin.sync.process import SyncProcess
from runcoach.garmin.sync.protocol import (
    CodeNeeded,
    Done,
    Failed,
    Imported,
    Job,
    LeftOut,
    Progress,
    SyncEvent,
)
from runcoach.garmin.sync.wording import left_line, progress_line, result_line

EXIT_DONE, EXIT_INCOMPLETE, EXIT_INTERRUPTED = 0, 1, 130


def sync(config: Config, today: date, *, since: date | None, insist: bool, as_json: bool) -> int:
    """Fetches from Garmin what is new; exits 0 only when all that could be fetched is in the cache."""
    folders = garmin_folders(config.cache)
    email, password = config.garmin_username or "", config.garmin_password or ""
    if not folders.is_connected and not (email and password) and sys.stdin.isatty():
        print(f"Connect to Garmin. Only a token is kept, in {folders.tokens}.", file=sys.stderr)
        email, password = _asked("Garmin e-mail: "), getpass.getpass("Garmin password: ", sys.stderr)
    job = Job(
        task="sync",
        config_folder=str(folders.config),
        base_folder=str(folders.base),
        state_folder=str(folders.state),
        today=today,
        since=since,
        insist=insist,
        email=str(email),
        password=str(password),
    )
    return asyncio.run(_run(job, as_json))


def import_paths(config: Config, today: date, paths: list[Path], *, as_json: bool) -> int:
    """Imports FIT files, folders and zips without an account."""
    folders = garmin_folders(config.cache)
    job = Job(
        task="import",
        config_folder=str(folders.config),
        base_folder=str(folders.base),
        state_folder=str(folders.state),
        today=today,
        paths=tuple(str(path.absolute()) for path in paths),
    )
    return asyncio.run(_run(job, as_json))


def disconnect(config: Config) -> int:
    """Removes the tokens; the data stays."""
    folders: GarminFolders = garmin_folders(config.cache)
    if folders.disconnect():
        print(f"Disconnected: {folders.tokens} is removed. Your data stays where it is.")
    else:
        print(f"There was no connection: no {folders.tokens}.")
    return EXIT_DONE


async def _run(job: Job, as_json: bool) -> int:
    process = SyncProcess(job)
    loop = asyncio.get_running_loop()
    with suppress(NotImplementedError):  # Windows: Ctrl-C ends the worker with its console
        loop.add_signal_handler(signal.SIGINT, lambda: loop.create_task(process.cancel()))
    result: SyncEvent | None = None
    progress = _ProgressLine()
    async for result in process.messages():
        match result:
            case Progress():
                progress.show(progress_line(result))
            case LeftOut():
                progress.print(left_line(result))
            case Imported() if result.runs:
                progress.print(f"new run: {', '.join(result.activities)}")
            case CodeNeeded():
                progress.clear()
                await process.send_code(await asyncio.to_thread(_asked, "The code that Garmin sent: "))
            case _:
                pass
    progress.clear()
    assert isinstance(result, Done | Failed)
    _print(result, as_json)
    if isinstance(result, Done) and result.cancelled:
        return EXIT_INTERRUPTED
    return EXIT_DONE if isinstance(result, Done) and result.is_complete else EXIT_INCOMPLETE


def _print(result: Done | Failed, as_json: bool) -> None:
    if as_json:
        said = msgspec.to_builtins(result) | {"complete": isinstance(result, Done) and result.is_complete}
        print(msgspec.json.format(msgspec.json.encode(said), indent=2).decode())
    elif isinstance(result, Failed):
        print(result_line(result), file=sys.stderr)
    else:
        print(result_line(result))


def _asked(words: str) -> str:
    """An answer typed by the runner; the question goes to stderr, for stdout is the summary's."""
    if not sys.stdin.isatty():
        return ""
    print(words, end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip()


class _ProgressLine:
    """One line on a terminal's stderr, written over itself; in a pipe, each change of it a line."""

    def __init__(self) -> None:
        self._is_terminal = sys.stderr.isatty()

    def show(self, words: str) -> None:
        if self._is_terminal:
            print(f"\r\x1b[K{words[:110]}", end="", file=sys.stderr, flush=True)
        else:
            print(words, file=sys.stderr, flush=True)

    def print(self, words: str) -> None:
        self.clear()
        print(units.plain(words), file=sys.stderr, flush=True)

    def clear(self) -> None:
        if self._is_terminal:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)
