"""What is sent to the coach: the exact request, before it is asked and after."""

from collections.abc import Iterator
from typing import ClassVar

import msgspec
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from runcoach import units
from runcoach.coach.events import Request
from runcoach.coach.prompt import messages
from runcoach.coach.session import Answer
from runcoach.ui.screens.dialog import Reading, box


class SentScreen(Reading):
    """The messages as they go out; escape closes it."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("p", "dismiss", show=False)]

    CSS = """
    SentScreen .box {
        width: 96;
    }
    """

    def __init__(self, request: Request | None, to: str, answer: Answer | None = None) -> None:
        super().__init__()
        self._request = request
        self._to = to
        self._answer = answer

    def compose(self) -> ComposeResult:
        """What was sent for the answer that is shown, and what would be sent now where that differs."""
        sent = sent_messages(self._answer) if self._answer is not None else []
        due = messages(self._request) if self._request is not None else []
        with box("What is sent"):
            if self._answer is not None:
                when = units.long_day(self._answer.asked_on)
                told = "told to the" if self._answer.offline else "sent to"
                yield from _told(f"On {when} {told} {self._answer.model}", sent)
            if due != sent and due:
                yield from _told(f"With the next g: {self._to}", due)


def sent_messages(answer: Answer) -> list[dict[str, str]]:
    """The messages that this answer was asked for with; empty when they were not kept."""
    if answer.request is not None:
        return messages(answer.request)
    try:
        return msgspec.json.decode(answer.sent, type=list[dict[str, str]])
    except msgspec.DecodeError:
        return []


def _told(heading: str, told: list[dict[str, str]]) -> Iterator[Static]:
    yield Static(Content.styled(units.plain(heading), "bold"))
    for message in told:
        text = units.plain_lines(message["content"])
        yield Static(Content.assemble((f"{message['role']}\n", "bold $accent"), text))
    if not told:
        yield Static("It was not kept.")
