"""Error kinds that a runner may see: each says what happened, and what to do about it.

No text in a room below ``ui`` and ``shell`` names a key or a command of RunCoach. What the runner can do in
RunCoach is a remedy: the app words it with its key, the shell with its command.
"""

from enum import StrEnum


class Remedy(StrEnum):
    """What the runner can do about an error, where the app and the shell word it differently."""

    ASK_AGAIN = "ask_again"
    WAIT = "wait"
    CHOOSE_MODEL = "choose_model"
    CHECK_KEY = "check_key"
    CHECK_ADDRESS = "check_address"
    RAISE_CAP = "raise_cap"
    CHOOSE_FOLDER = "choose_folder"
    FIND_CACHE = "find_cache"
    READ_AGAIN = "read_again"
    SYNC = "sync"


class RunCoachError(Exception):
    """A problem in plain words.

    ``message`` says what happened and where. ``hint`` says what else is worth knowing, such as what to do
    outside of RunCoach; it may be empty. ``remedy`` is what can be done in RunCoach, None for nothing.
    """

    def __init__(self, message: str, hint: str = "", *, remedy: Remedy | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".strip()


class CacheError(RunCoachError):
    """A source of runs, such as the GarminDB cache, is missing, unreadable, or not what it should be."""


class CacheNotFoundError(CacheError):
    """There are no runs to read; ``looked`` says where and what was found there, one line a place."""

    def __init__(self, message: str, looked: tuple[str, ...]) -> None:
        super().__init__(message, remedy=Remedy.FIND_CACHE)
        self.looked = looked


class ConfigError(RunCoachError):
    """A setting has a value that is not allowed; the message names the place and what is allowed."""


class CoachError(RunCoachError):
    """A coach could not answer, or stopped before the end."""


class StoreError(RunCoachError):
    """A database of RunCoach itself cannot be read or written."""


class SyncError(RunCoachError):
    """A sync or an import cannot go on; what is in the cache stays as it is."""
