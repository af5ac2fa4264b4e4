"""``python -m runcoach`` is ``runcoach-tui``."""

from runcoach.cli import main

if __name__ == "__main__":
    main()
