"""``disconnect``: forgets the connection to Garmin."""

from runcoach.shell.invocation import Invocation


def run(invocation: Invocation) -> int:
    """Removes the token; the data stays. Raises CacheError."""
    folders = invocation.garmin_folders()
    if folders.disconnect():
        print(f"Disconnected: {folders.tokens} is removed. Your data stays where it is.")
    else:
        print(f"There was no connection: no {folders.tokens}.")
    return 0
