"""The protocol of the sync worker: commands in and events out, one JSON object a line.

The first command is a Job. Code and Cancel may follow; the end of the input cancels, too, so that a worker
never outlives the process that started it. The last event is Done or Failed.
"""

from datetime import date, datetime
from enum import StrEnum
from typing import Literal

import msgspec


class Stage(StrEnum):
    """What a sync is doing."""

    SETTING_UP = "setting_up"
    SIGNING_IN = "signing_in"
    LISTING = "listing"
    ACTIVITIES = "activities"
    NIGHTS = "nights"
    IMPORTING = "importing"


class Trouble(StrEnum):
    """Why a sync could not finish, so that the app and the shell know what to offer next."""

    NOT_CONNECTED = "not_connected"
    WRONG_PASSWORD = "wrong_password"
    CODE_REFUSED = "code_refused"
    REVOKED = "revoked"
    TOO_MANY_REQUESTS = "too_many_requests"
    OFFLINE = "offline"
    GARMIN_DOWN = "garmin_down"
    ALREADY_RUNNING = "already_running"
    FOLDERS = "folders"
    BROKEN = "broken"


class Job(msgspec.Struct, frozen=True, kw_only=True, tag_field="say", tag="job"):
    """What the worker is to do.

    ``config_folder`` and ``base_folder`` are GarminDB's; ``state_folder`` is our own. ``since`` is the first
    day that is wanted; None leaves it as it was. ``insist`` asks Garmin even if it said to wait. ``paths``
    are files and folders to import instead of an account. Garmin gets at most one
    request every ``request_interval_s`` seconds.
    """

    task: Literal["sync", "import"]
    config_folder: str
    base_folder: str
    state_folder: str
    today: date
    email: str = ""
    password: str = ""
    since: date | None = None
    insist: bool = False
    request_interval_s: float = 1.0
    paths: tuple[str, ...] = ()


class Code(msgspec.Struct, frozen=True, tag_field="say", tag="code"):
    """The code that Garmin sent to the runner; empty when they have none."""

    code: str


class Cancel(msgspec.Struct, frozen=True, tag_field="say", tag="cancel"):
    """Stop soon; a later sync continues from there."""


class CodeNeeded(msgspec.Struct, frozen=True, tag_field="say", tag="code_needed"):
    """Garmin has sent the runner a code and asks for it; the worker waits for a Code."""


class Progress(msgspec.Struct, frozen=True, kw_only=True, tag_field="say", tag="progress"):
    """``done`` of ``total`` in this stage; ``total`` 0 is not known. ``left_s`` is for the whole sync."""

    stage: Stage
    done: int = 0
    total: int = 0
    what: str = ""
    left_s: float | None = None


class Imported(msgspec.Struct, frozen=True, tag_field="say", tag="imported"):
    """These activities are in the cache now."""

    activities: tuple[str, ...]
    runs: int


class Reason(StrEnum):
    """Why something is not, or not completely, in the cache."""

    NOT_FETCHED = "not_fetched"
    UNREADABLE = "unreadable"
    NO_FILE = "no_file"
    DELETED = "deleted"
    NOT_AN_ACTIVITY = "not_an_activity"

    @property
    def is_a_gap(self) -> bool:
        """Whether the cache lacks something that Garmin or the disk has."""
        return self in (Reason.NOT_FETCHED, Reason.UNREADABLE)


class LeftOut(msgspec.Struct, frozen=True, tag_field="say", tag="left"):
    """Something that was not imported: what it is, and why in plain words."""

    what: str
    reason: Reason
    why: str


class Done(msgspec.Struct, frozen=True, kw_only=True, tag_field="say", tag="done"):
    """A sync that finished, or that was cancelled."""

    activities: int = 0
    runs: int = 0
    nights: int = 0
    left: tuple[LeftOut, ...] = ()
    cancelled: bool = False
    took_s: float = 0.0

    @property
    def is_complete(self) -> bool:
        """Whether everything that could be fetched is in the cache."""
        return not self.cancelled and not any(left.reason.is_a_gap for left in self.left)


class Failed(msgspec.Struct, frozen=True, kw_only=True, tag_field="say", tag="failed"):
    """A sync that could not go on. ``until`` is when Garmin may be asked again."""

    trouble: Trouble
    message: str
    hint: str = ""
    until: datetime | None = None
    activities: int = 0
    runs: int = 0
    left: tuple[LeftOut, ...] = ()


type SyncCommand = Job | Code | Cancel
type SyncEvent = CodeNeeded | Progress | Imported | LeftOut | Done | Failed

_COMMANDS = msgspec.json.Decoder(SyncCommand)
_EVENTS = msgspec.json.Decoder(SyncEvent)


def encode_line(message: SyncCommand | SyncEvent) -> bytes:
    """The message as one line of JSON, with its line end."""
    return msgspec.json.encode(message) + b"\n"


def decode_command(text: bytes) -> SyncCommand:
    """What the worker is to do. Raises msgspec.ValidationError for a line of another kind."""
    command: SyncCommand = _COMMANDS.decode(text)
    return command


def decode_event(text: bytes) -> SyncEvent:
    """What the worker reports. Raises msgspec.ValidationError for a line of another kind."""
    event: SyncEvent = _EVENTS.decode(text)
    return event
