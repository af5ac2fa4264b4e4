"""``python -m runcoach`` is ``runcoach-tui``."""

from runcoach.shell.main import main

if __name__ == "__main__":
    main()
