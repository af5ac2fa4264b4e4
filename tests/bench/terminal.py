"""A program in a real pseudo-terminal: write keys, wait for what it paints."""

import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import termios
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self


class Terminal:
    """Runs a command in a terminal of its own; leaving the ``with`` block ends it."""

    def __init__(
        self, command: Sequence[str], environment: Mapping[str, str], *, columns: int = 120, rows: int = 36
    ) -> None:
        self._parent, child = pty.openpty()
        fcntl.ioctl(child, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self.started = time.perf_counter()
        self._process = subprocess.Popen(
            command, stdin=child, stdout=child, stderr=child, env=dict(environment), start_new_session=True
        )
        os.close(child)
        self.painted = b""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._process.poll() is None:
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        os.close(self._parent)

    def press(self, keys: str) -> float:
        """Writes keys and returns the moment; forgets what was painted before."""
        self.painted = b""
        moment = time.perf_counter()
        os.write(self._parent, keys.encode())
        return moment

    def wait_for(self, *markers: str, timeout_s: float = 30) -> float:
        """Waits until all the markers have been painted and returns the moment. Raises TimeoutError."""
        wanted = [marker.encode() for marker in markers]
        deadline = time.perf_counter() + timeout_s
        while not all(marker in self.painted for marker in wanted):
            if time.perf_counter() > deadline:
                raise TimeoutError(f"{markers} were not painted within {timeout_s} s")
            if select.select([self._parent], [], [], 0.2)[0]:
                try:
                    self.painted += os.read(self._parent, 65536)
                except OSError:
                    raise TimeoutError(f"the program ended before it painted {markers}") from None
        return time.perf_counter()

    def wait_for_end(self, timeout_s: float = 10) -> int:
        """Reads until the program ends and returns its exit code."""
        deadline = time.perf_counter() + timeout_s
        while time.perf_counter() < deadline:
            if select.select([self._parent], [], [], 0.1)[0]:
                try:
                    self.painted += os.read(self._parent, 65536)
                except OSError:
                    break
            elif self._process.poll() is not None:
                break
        return self._process.wait(timeout=max(0.1, deadline - time.perf_counter()))


def environment_in(home: Path, **more: str) -> dict[str, str]:
    """An environment whose folders are all temporary, without keys, for a terminal with all colours."""
    kept = {
        key: value for key, value in os.environ.items() if key in ("PATH", "LANG", "LC_ALL", "VIRTUAL_ENV")
    }
    folders = {f"XDG_{kind}_HOME": str(home / kind.lower()) for kind in ("CONFIG", "DATA", "CACHE", "STATE")}
    return kept | folders | {"HOME": str(home), "TERM": "xterm-256color", "COLORTERM": "truecolor"} | more
