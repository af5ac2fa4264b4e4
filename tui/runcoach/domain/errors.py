"""Error kinds that a runner may see: each says what happened and what to do about it."""


class RunCoachError(Exception):
    """A problem with a plain message and a hint.

    ``message`` says what happened and where; ``hint`` says what to do or press, and may be empty.
    """

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".strip()


class CacheError(RunCoachError):
    """The GarminDB cache is missing, unreadable, or not what it should be."""


class ConfigError(RunCoachError):
    """A setting has a value that is not allowed; the message names the place and what is allowed."""


class CoachError(RunCoachError):
    """A coach could not answer, or stopped in the middle."""


class StoreError(RunCoachError):
    """A database of RunCoach itself cannot be read or written."""


class SyncError(RunCoachError):
    """A sync or an import cannot go on; what is in the cache stays as it is."""
