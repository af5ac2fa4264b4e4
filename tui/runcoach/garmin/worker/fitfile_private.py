"""Where RunCoach depends on the inside of fitfile: making a parsed FIT file small enough for another process.

What GarminDB's processors read of a message is its type and its fields; the rest is most of its size.
"""

from typing import Any

from fitfile.data_message import MessageFields

READ_IN = "1.2"
"""The version of fitfile in which this was read; a test fails for another."""


class Message:
    """A FIT message, as far as GarminDB's processors look at it."""

    __slots__ = ("fields", "type")

    def __init__(self, kind: Any, fields: MessageFields) -> None:
        self.type = kind
        self.fields = fields

    def __reduce__(self) -> tuple[Any, ...]:
        return Message, (self.type, self.fields)

    def __repr__(self) -> str:
        return f"{self.type!r}: {dict(self.fields)!r}"


def without_definitions(parsed: Any) -> Any:
    """The same ``fitfile.file.File`` with its messages reduced, and without what the parser needed."""
    for kind in parsed.message_types:
        vars(parsed)[kind.name] = [Message(kind, message.fields) for message in parsed[kind]]
    parsed.messages = []
    parsed.file_header = None
    parsed._definition_messages = {}
    vars(parsed)["_File__dev_fields"] = {}
    return parsed
