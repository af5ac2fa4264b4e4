"""Parses FIT files with GarminDB's own parser, on all cores when there are many.

Parsing is most of an import's time. What comes back from another process is the parser's own file object,
reduced to what GarminDB's processors read.
"""

import logging
import multiprocessing
import os
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import Any

import fitfile

from runcoach.garmin.worker.fitfile_private import without_definitions

# With fewer files, starting the other processes costs more than they save.
WORTH_A_POOL = 4
# Parsed files that wait to be written take memory: at most this many a process.
AHEAD = 2


class FitParseError(Exception):
    """The parser cannot read the file; the text says why."""


def parse(file: Path, system: Any) -> Any:
    """The package's ``fitfile.file.File``, small enough to send to another process. Raises FitParseError.

    ``system`` is the package's measurement system: distances are converted while parsing.
    """
    try:
        parsed = fitfile.file.File(str(file), system)
    except Exception as error:  # The parser fails in as many ways as there are damaged files.
        raise FitParseError(_first_line(error)) from None
    return without_definitions(parsed)


class FitParser:
    """Parses files in the order given; ``with`` ends the other processes."""

    def __init__(self, system: Any, processes: int | None = None) -> None:
        self._system = system
        self._processes = processes or os.cpu_count() or 1
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> "FitParser":
        return self

    def __exit__(self, *_: object) -> None:
        if self._pool is not None:
            self._pool.shutdown(wait=False, cancel_futures=True)

    def parse_all(self, files: Sequence[Path]) -> Iterator[tuple[Path, Any]]:
        """Each file with what was parsed, or with the FitParseError that it ended in."""
        if len(files) < WORTH_A_POOL or self._processes < 2:
            for file in files:
                yield file, self._parse_here(file)
            return
        pool = self._pool or self._start_pool()
        waiting: list[tuple[Path, Future[Any]]] = []
        rest = iter(files)
        while True:
            while len(waiting) < self._processes * AHEAD and (upcoming := next(rest, None)) is not None:
                waiting.append((upcoming, self._submitted(pool, upcoming)))
            if not waiting:
                return
            file, parsing = waiting.pop(0)
            error = parsing.exception()
            if error is not None and not isinstance(error, FitParseError):
                # The process died, perhaps for lack of memory: this process parses the file alone.
                yield file, self._parse_here(file)
            else:
                yield file, error or parsing.result()

    def _submitted(self, pool: ProcessPoolExecutor, file: Path) -> "Future[Any]":
        try:
            return pool.submit(parse, file, self._system)
        except BrokenProcessPool as error:
            failed: Future[Any] = Future()
            failed.set_exception(error)
            return failed

    def _parse_here(self, file: Path) -> Any:
        try:
            return parse(file, self._system)
        except FitParseError as error:
            return error

    def _start_pool(self) -> ProcessPoolExecutor:
        context = multiprocessing.get_context("spawn")
        self._pool = ProcessPoolExecutor(self._processes, mp_context=context, initializer=_start_process)
        return self._pool


def _start_process() -> None:
    """Runs in each process of the pool: logs nothing, and ends with the worker, however that ends."""
    logging.disable()
    parent = multiprocessing.parent_process()
    assert parent is not None
    threading.Thread(target=_end_with, args=(parent,), daemon=True).start()


def _end_with(parent: Any) -> None:
    parent.join()
    os._exit(0)


def _first_line(error: BaseException) -> str:
    """The innermost reason, which the parser wraps in those of the outer ones."""
    text = str(error).strip() or type(error).__name__
    return text.splitlines()[0].rsplit(" : ", 1)[-1][:160]
