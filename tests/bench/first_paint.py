"""How long until RunCoach has painted real data, compared with a bare Textual app, in a real pseudo-terminal.

    python -m tests.bench.first_paint [--runs 11]

Alternates the two, so that a noisy machine disturbs both alike, and prints the medians and their ratio.
"""

import argparse
import statistics
import sys
import tempfile
from pathlib import Path

from tests.bench.terminal import Terminal, environment_in

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
PROGRAMS = {
    "bare Textual app": ("painted", [sys.executable, "-c", BARE]),
    "RunCoach, sample cache": ("Long run", [sys.executable, "-m", "runcoach", "--sample"]),
}


def main() -> None:
    """Prints one line a program and the ratio; exits 1 when it is over the bound."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=11)
    runs = parser.parse_args().runs
    taken: dict[str, list[float]] = {name: [] for name in PROGRAMS}
    with tempfile.TemporaryDirectory() as home:
        environment = environment_in(Path(home))
        for turn in range(runs + 1):
            for name, (marker, command) in PROGRAMS.items():
                with Terminal(command, environment) as terminal:
                    seconds = terminal.wait_for(marker) - terminal.started
                if turn:  # the first one fills the disk cache and makes the sample
                    taken[name].append(seconds)
    medians = {name: statistics.median(times) for name, times in taken.items()}
    for name, times in taken.items():
        print(f"{name:24} median {medians[name] * 1000:5.0f} ms   min {min(times) * 1000:5.0f} ms")
    bare, ours = medians.values()
    print(f"ratio {ours / bare:.2f} (bound {BOUND})")
    sys.exit(ours / bare > BOUND)


if __name__ == "__main__":
    main()
