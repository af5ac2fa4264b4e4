"""``runcoach-tui``, and ``python -m runcoach``, which is the same."""

import gc
from typing import NoReturn


def main() -> NoReturn:
    """The entry point. Nothing that is imported becomes garbage, so collecting waits until that is done."""
    gc.disable()
    from runcoach.shell.main import main as run_command

    gc.enable()
    run_command()


if __name__ == "__main__":
    main()
