"""Runs a sync or an import: progress goes to stderr, a summary to stdout."""

import asyncio
import signal
import sys
from contextlib import suppress

import msgspec

from runcoach.domain import units
from runcoach.domain.errors import ConfigError
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
from runcoach.shell import exit_codes
from runcoach.shell.invocation import Invocation


def refuse_sample(invocation: Invocation) -> None:
    """Raises ConfigError: the example runner has no account and takes no files."""
    if invocation.sample:
        raise ConfigError(
            f"flag --sample: the example runner has nothing to {invocation.command}.", "Leave it out."
        )


def run_job(job: Job, *, as_json: bool) -> int:
    """Runs the job in its process and prints what it says; returns 0 only when nothing is missing."""
    return asyncio.run(_follow(job, as_json))


async def _follow(job: Job, as_json: bool) -> int:
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
                await process.send_code(await asyncio.to_thread(typed_answer, "The code that Garmin sent: "))
            case _:
                pass
    progress.clear()
    assert isinstance(result, Done | Failed)
    _print(result, as_json)
    if isinstance(result, Done) and result.cancelled:
        return exit_codes.INTERRUPTED
    return exit_codes.DONE if isinstance(result, Done) and result.is_complete else exit_codes.INCOMPLETE


def _print(result: Done | Failed, as_json: bool) -> None:
    if as_json:
        said = msgspec.to_builtins(result) | {"complete": isinstance(result, Done) and result.is_complete}
        print(msgspec.json.format(msgspec.json.encode(said), indent=2).decode())
    elif isinstance(result, Failed):
        print(result_line(result), file=sys.stderr)
    else:
        print(result_line(result))


def typed_answer(words: str) -> str:
    """An answer typed by the runner; the question goes to stderr, as stdout is for the summary."""
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
