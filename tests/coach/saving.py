"""A window of its own that does nothing but keep answers, for tests that kill it, crowd it or starve it.

python -m tests.coach.saving [--file-limit BYTES]

Each line of its input is ``FILE FIRST COUNT``: so many answers, numbered from there. It says ``ready`` once,
and each number after ``save`` has returned; then ``kept`` and how many it reads back. What fails, it says.
"""

import argparse
import sys
from pathlib import Path

from runcoach.coach.memory.history import History
from runcoach.coach.memory.history_file import history_store
from runcoach.domain.errors import StoreError
from tests.builders import TODAY
from tests.coach.memory.test_history import an_answer

FAILED = "failed: "
KEPT = "kept "


def main() -> None:
    """Works off its input."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--file-limit", type=int, help="no file of this process may grow beyond it")
    limit = parser.parse_args().file_limit
    if limit is not None:
        _limit_files(limit)
    print("ready", flush=True)
    for line in sys.stdin:
        file, first, count = line.rsplit(" ", 2)
        history = History(history_store(Path(file)))
        try:
            for number in range(int(first), int(first) + int(count)):
                history.save(an_answer(str(number)))
                print(number, flush=True)
        except StoreError as error:
            print(f"{FAILED}{error}", flush=True)
        print(f"{KEPT}{_kept(history)}", flush=True)


def _kept(history: History) -> int | str:
    try:
        return len(history.since(TODAY))
    except StoreError as error:
        return f"nothing that can be read: {error}"


def _limit_files(size: int) -> None:
    """The kernel refuses to make any file longer, as it does on a full disk."""
    import resource

    resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))


if __name__ == "__main__":
    main()
