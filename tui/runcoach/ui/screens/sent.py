"""What is sent to the coach: the exact request, before it is asked and after."""

from collections.abc import Iterator, Mapping, Sequence
from typing import ClassVar

import msgspec
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from runcoach.coach.answer.answer import Answer
from runcoach.domain import units
from runcoach.ui.controllers.opening import Opening
from runcoach.ui.screens.dialog import ReadingDialog, box


class SentMessage(msgspec.Struct, frozen=True):
    """One message of a request, from any side."""

    role: str
    content: str


class SentScreen(ReadingDialog):
    """The request as it goes out; escape closes it."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("p", "dismiss", show=False)]

    DEFAULT_CSS = """
    SentScreen .box {
        width: 96;
    }
    """

    def __init__(self, due: Mapping[str, object] | None, to: str, answer: Answer | None = None) -> None:
        super().__init__()
        self._due = due
        self._to = to
        self._answer = answer

    def compose(self) -> ComposeResult:
        """What was sent for the answer that is shown, and what would be sent now where that differs."""
        sent = sent_body(self._answer) if self._answer is not None else {}
        with box("What is sent"):
            if self._answer is not None:
                when = units.long_day(self._answer.asked_on)
                given = "given to the" if self._answer.offline else "sent to"
                heading = f"On {when} {given} {self._answer.model}"
                yield from _paragraphs(heading, sent, self._answer.sent_notes)
            if self._due and self._due != sent:
                yield from _paragraphs(f"With the next g: {self._to}", self._due)


def sent_body(answer: Answer) -> dict[str, object]:
    """What this answer was asked for with; empty when it was not kept. Older ones kept only the messages."""
    try:
        sent = msgspec.json.decode(answer.sent, type=dict[str, object] | list[dict[str, str]])
    except msgspec.DecodeError:
        return {}
    return {"messages": sent} if isinstance(sent, list) else sent


def _paragraphs(heading: str, body: Mapping[str, object], notes: Sequence[str] = ()) -> Iterator[Static]:
    """What the server took of it, the messages, then whatever else is sent, as JSON."""
    yield Static(Content.styled(units.plain(heading), "bold"))
    if notes:
        yield Static(Content.styled("\n".join(units.plain(note) for note in notes), "dim"))
    messages = _messages(body)
    for role, text in messages:
        yield Static(Content.assemble((f"{units.plain(role)}\n", "bold $accent"), units.plain_lines(text)))
    others = {key: value for key, value in body.items() if key != "messages" or not messages}
    if others:
        text = msgspec.json.format(msgspec.json.encode(others), indent=2).decode()
        label = "with the messages" if messages else "the request"
        yield Static(Content.assemble((f"{label}\n", "bold $accent"), units.plain_lines(text)))
    if not body:
        yield Static("It was not kept.")


def _messages(body: Mapping[str, object]) -> list[tuple[str, str]]:
    """Role and text of each chat message; none where the server is asked in another form."""
    try:
        messages = msgspec.convert(body.get("messages"), list[_ChatMessage])
    except msgspec.ValidationError:
        return []
    return [(message.role, message.content) for message in messages]


class _ChatMessage(msgspec.Struct):
    role: str
    content: str


async def open_from(opening: Opening) -> None:
    """Shows what was sent for this answer, and what would be sent now."""
    coach = opening.coach.model.coach()
    to = (
        "given to the offline coach; nothing leaves this computer"
        if coach.is_offline
        else f"sent to {coach.model}"
    )
    opening.show(SentScreen(coach.body(opening.coach.request()), to, opening.coach.panel.answer))
