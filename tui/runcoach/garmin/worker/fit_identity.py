"""What a FIT file says about itself: whether it is complete, what it holds, and when and where it was made.

Read with Garmin's SDK from the first bytes of the file.
"""

import re
from pathlib import Path

import msgspec
from garmin_fit_sdk import Decoder, Stream

IDENTITY_BYTES = 512
"""The header and the first message, ``file_id``, are shorter than this."""

ACTIVITY = 4
_HEADER_BYTES = 16
_GARMIN_NAME = re.compile(r"(\d{6,19})(?:_\w+)?\.fit", re.IGNORECASE)


class FileId(msgspec.Struct, frozen=True):
    """The FIT message ``file_id``: type, time of creation (seconds of FIT time), device serial number."""

    kind: int | None
    created: int | None
    serial: int | None

    @property
    def is_activity(self) -> bool:
        """Whether it holds something like a run, rather than a night, settings, or steps."""
        return self.kind == ACTIVITY

    def activity_id(self, name: str) -> str | None:
        """The id under which GarminDB will know it: Garmin's own if the file name has it.

        Else 17 digits that start with 9, made from the time and the device: the same file always has the
        same id, and Garmin's own ids are far shorter. None when the file says neither.
        """
        named = _GARMIN_NAME.fullmatch(name)
        if named:
            return named.group(1)
        if not self.created:
            return None
        return f"9{self.created:010d}{(self.serial or 0) % 1_000_000:06d}"


def is_garmins_name(name: str) -> bool:
    """Whether the file is named by Garmin's own id of the activity."""
    return _GARMIN_NAME.fullmatch(name) is not None


def file_id(content: bytes) -> FileId | None:
    """The ``file_id`` of a FIT file, given its first IDENTITY_BYTES or more; None if it is not a FIT file."""
    start = bytearray(content[:IDENTITY_BYTES])
    messages, _ = Decoder(Stream.from_byte_array(start)).read(
        convert_datetimes_to_dates=False,
        convert_types_to_strings=False,
        enable_crc_check=False,
        merge_heart_rates=False,
        mesg_listener=_stop,
    )
    found = next(iter(messages.get("file_id_mesgs", ())), None)
    if found is None:
        return None
    return FileId(*(_whole(found.get(field)) for field in ("type", "time_created", "serial_number")))


def is_complete_fit_file(file: Path) -> bool:
    """Whether the file starts like a FIT file and is as long as its header says. Raises nothing."""
    try:
        with file.open("rb") as content:
            return is_complete_fit(content.read(_HEADER_BYTES), file.stat().st_size)
    except OSError:
        return False


def is_complete_fit(content: bytes, size: int) -> bool:
    """The same, for a file of ``size`` bytes that starts with ``content``."""
    decoder = Decoder(Stream.from_byte_array(bytearray(content[:_HEADER_BYTES])))
    return decoder.is_fit() and size >= decoder.read_file_header(True).file_total_size


def _whole(value: object) -> int | None:
    return value if isinstance(value, int) else None


class _EnoughError(Exception):
    """Ends the decoding: the SDK returns what it has read until then."""


def _stop(number: int, message: object) -> None:
    raise _EnoughError
