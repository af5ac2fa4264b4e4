"""What widgets tell the screen above them."""

from dataclasses import dataclass

from textual.message import Message

from runcoach.coach.session import Answer
from runcoach.models import Run


@dataclass
class PersonaChosen(Message):
    """The runner chose a coach by key or mouse."""

    persona_id: str


@dataclass
class RunOpened(Message):
    """The runner wants to see one run."""

    run: Run


@dataclass
class AnswerFinished(Message):
    """A coach finished; the answer can be kept."""

    answer: Answer


@dataclass
class AskingChanged(Message):
    """A stream began or ended, so the footer has other keys to offer."""

    asking: bool


@dataclass
class FilterChanged(Message):
    """The runs' filter was opened or closed."""

    filtering: bool
