"""From a key press to the first repaint of the switched coach, while another streams at 200 deltas a second.

    python -m tests.bench.switch_coach [--switches 30]

Real terminal, real openai client, a model server on this machine with an endless-looking answer.
"""

import argparse
import statistics
import sys
import tempfile
from pathlib import Path

from tests.bench.terminal import Terminal, environment_in
from tests.loopback.answers import Answer, long_prose, workout_json
from tests.loopback.model_server import ModelServer

BOUND_MS = 50.0
NAMES = {"1": "Pete", "2": "Steve", "3": "Jack"}


def main() -> None:
    """Prints median, 95th percentile and maximum; exits 1 when the median is over the bound."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--switches", type=int, default=30)
    switches = parser.parse_args().switches
    endless = Answer(workout_json(why=long_prose(12_000)), delay_s=1 / 200)
    taken: list[float] = []
    with ModelServer(default=endless) as server, tempfile.TemporaryDirectory() as home:
        environment = environment_in(
            Path(home), OPENAI_BASE_URL=server.base_url, OPENAI_API_KEY="test", RUNCOACH_PERSONA="pete"
        )
        command = [sys.executable, "-m", "runcoach", "--sample"]
        with Terminal(command, environment) as terminal:
            terminal.wait_for("Pete · to", "writing · ")
            for turn in range(switches):
                key = "231"[turn % 3]
                pressed = terminal.press(key)
                taken.append((terminal.wait_for(f"{NAMES[key]} · ", timeout_s=5) - pressed) * 1000)
                terminal.wait_for("writing", timeout_s=10)
                terminal.press("")
                terminal.wait_for("writing · ", timeout_s=10)
        closed = sum(request.closed_by_client.is_set() for request in server.requests)
    ordered = sorted(taken)
    median, p95 = statistics.median(ordered), ordered[int(0.95 * (len(ordered) - 1))]
    print(f"switches {switches}, bound {BOUND_MS:.0f} ms")
    print(f"median {median:.0f} ms, p95 {p95:.0f} ms, max {ordered[-1]:.0f} ms")
    print(f"requests {len(server.requests)}, of which cancelled and closed {closed}")
    sys.exit(median > BOUND_MS)


if __name__ == "__main__":
    main()
