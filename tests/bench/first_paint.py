"""How long until RunCoach has painted real data, beside a bare Textual app, in a real pseudo-terminal.

    python -m tests.bench.first_paint [--runs 11]

Alternates the two, so that a noisy machine disturbs both alike, and prints the medians and their ratio.
"""

import argparse
import fcntl
import os
import pty
import select
import signal
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
import time
from pathlib import Path

BARE = """
from textual.app import App
from textual.widgets import Footer, Header, Static

class Bare(App):
    def compose(self):
        yield Header()
        yield Static("painted")
        yield Footer()

Bare().run()
"""
BOUND = 1.3
ROWS, COLUMNS = 36, 120


def seconds_to(
    marker: bytes, command: list[str], environment: dict[str, str], timeout_s: float = 30
) -> float:
    """Seconds from the start of a process to ``marker`` on its terminal."""
    parent, child = pty.openpty()
    fcntl.ioctl(child, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
    started = time.perf_counter()
    process = subprocess.Popen(
        command, stdin=child, stdout=child, stderr=child, env=environment, start_new_session=True
    )
    os.close(child)
    seen = b""
    try:
        while time.perf_counter() - started < timeout_s:
            if select.select([parent], [], [], 0.5)[0]:
                seen += os.read(parent, 65536)
                if marker in seen:
                    return time.perf_counter() - started
        raise TimeoutError(f"{marker!r} was not painted within {timeout_s} s")
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        os.close(parent)


def environment_in(home: Path) -> dict[str, str]:
    """An environment whose folders are all temporary and that has no key."""
    kept = {
        key: value for key, value in os.environ.items() if key in ("PATH", "LANG", "LC_ALL", "VIRTUAL_ENV")
    }
    folders = {f"XDG_{kind}_HOME": str(home / kind.lower()) for kind in ("CONFIG", "DATA", "CACHE", "STATE")}
    return kept | folders | {"HOME": str(home), "TERM": "xterm-256color", "COLORTERM": "truecolor"}


def main() -> None:
    """Prints one line a program and the ratio; exits 1 when it is over the bound."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=11)
    runs = parser.parse_args().runs
    programs = {
        "bare Textual app": (b"painted", [sys.executable, "-c", BARE]),
        "RunCoach, sample cache": (b"Long run", [sys.executable, "-m", "runcoach", "--sample"]),
    }
    taken: dict[str, list[float]] = {name: [] for name in programs}
    with tempfile.TemporaryDirectory() as home:
        environment = environment_in(Path(home))
        for marker, command in programs.values():  # fills the disk cache and makes the sample
            seconds_to(marker, command, environment)
        for _ in range(runs):
            for name, (marker, command) in programs.items():
                taken[name].append(seconds_to(marker, command, environment))
    medians = {name: statistics.median(times) for name, times in taken.items()}
    for name, times in taken.items():
        print(f"{name:24} median {medians[name] * 1000:5.0f} ms   min {min(times) * 1000:5.0f} ms")
    bare, ours = medians.values()
    print(f"ratio {ours / bare:.2f} (bound {BOUND})")
    sys.exit(ours / bare > BOUND)


if __name__ == "__main__":
    main()
