"""The answer while it streams: half a JSON document, read as far as it goes.

Models are asked for the schema but may wrap it in a code fence, think aloud first, or write plain Markdown.
"""

from typing import get_args

import msgspec

from runcoach.coach.answer.document import document_in, is_unreadable, spoken
from runcoach.coach.answer.workout import Kind, Step, Workout
from runcoach.domain import units

_KINDS: dict[str, Kind] = {kind: kind for kind in get_args(Kind)}
_STEP_FIELDS = frozenset(Step.__struct_fields__)
_NUMBER_FIELDS = _STEP_FIELDS - {"action", "exercise", "note"}
MOST_STEPS = 60


class Draft(msgspec.Struct, frozen=True):
    """What has arrived so far. ``steps`` are complete ones; ``structured`` is False for plain Markdown.

    ``broken`` says what keeps a finished answer from being read as a whole: it was cut off, has a step that
    cannot be read, or was meant to be JSON and is not. What is left of it is not a workout to follow.
    """

    headline: str = ""
    kind: Kind | None = None
    steps: tuple[Step, ...] = ()
    why: str = ""
    follow_up: str = ""
    evidence: tuple[str, ...] = ()
    structured: bool = True
    broken: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to show yet."""
        return not (self.headline or self.steps or self.why)

    def workout(self) -> Workout | None:
        """The finished workout, or None when the answer was no workout."""
        if not self.structured or self.kind is None or not self.headline:
            return None
        return Workout(
            headline=self.headline,
            kind=self.kind,
            steps=self.steps,
            why=self.why,
            follow_up=self.follow_up,
            evidence=self.evidence,
        )

    @staticmethod
    def of(workout: Workout) -> "Draft":
        """A finished workout, to be shown in the same way."""
        return Draft(
            workout.headline, workout.kind, workout.steps, workout.why, workout.follow_up, workout.evidence
        )


class GrowingDraft:
    """Collects an answer's text piece by piece; nothing is parsed until somebody looks at the draft."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._draft: Draft | None = Draft()

    def add(self, text: str) -> None:
        """Takes the next piece."""
        self._parts.append(text)
        self._draft = None

    @property
    def text(self) -> str:
        """Everything that has arrived."""
        if len(self._parts) > 1:
            self._parts = ["".join(self._parts)]
        return self._parts[0] if self._parts else ""

    @property
    def draft(self) -> Draft:
        """The answer so far."""
        if self._draft is None:
            self._draft = parse(self.text, finished=False)
        return self._draft


def parse(text: str, *, finished: bool) -> Draft:
    """Reads the text of an answer, complete or cut anywhere. Never raises.

    Words count as the answer only when all has arrived and no workout is in it: before, they may be thoughts.
    """
    document = document_in(text, finished=finished)
    if document is not None:
        draft = _draft(document.fields, finished)
        if finished and document.is_cut:
            return msgspec.structs.replace(draft, broken="The answer breaks off before the end")
        return draft
    if not finished:
        return Draft()
    if is_unreadable(text):
        return Draft(broken="The answer cannot be read")
    said = spoken(text)[0].strip()
    return Draft(why=units.plain_lines(said), structured=False) if said else Draft()


def _draft(answer: dict[str, object], finished: bool) -> Draft:
    raw_steps = answer.get("steps")
    raw_steps = raw_steps if isinstance(raw_steps, list) else []
    if not finished and "why" not in answer:
        raw_steps = raw_steps[:-1]
    evidence = answer.get("evidence")
    steps = tuple(step for raw in raw_steps[: MOST_STEPS + 1] if (step := _step(raw)) is not None)
    is_read = len(steps) == len(raw_steps[: MOST_STEPS + 1])
    return Draft(
        headline=units.plain(_text(answer.get("headline"))),
        kind=_KINDS.get(_text(answer.get("kind"))),
        steps=steps[:MOST_STEPS],
        why=units.plain_lines(_text(answer.get("why"))),
        follow_up=units.plain(_text(answer.get("follow_up"))),
        evidence=tuple(units.plain(card) for card in evidence if isinstance(card, str))
        if isinstance(evidence, list)
        else (),
        broken=_unread(len(raw_steps), is_read) if finished else "",
    )


def _unread(count: int, is_read: bool) -> str:
    if count > MOST_STEPS:
        return f"The workout has more than {MOST_STEPS} steps"
    return "" if is_read else "The answer has a step that cannot be read"


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _step(raw: object) -> Step | None:
    """A step from what a model wrote: unknown keys dropped, impossible numbers treated as not given."""
    if not isinstance(raw, dict):
        return None
    known = {key: value for key, value in raw.items() if key in _STEP_FIELDS and value is not None}
    for key, value in list(known.items()):
        if isinstance(value, str) and key in _NUMBER_FIELDS:
            # A number in quotes is held to the same: msgspec would read "NaN" and "-5" as well.
            value = known[key] = _number(value)
        if isinstance(value, str):
            known[key] = units.plain(value)
        elif (
            key not in _NUMBER_FIELDS
            or isinstance(value, bool)
            or not isinstance(value, int | float)
            or not 0 < value < 1e6
        ):
            del known[key]
        elif key in ("repeat", "reps", "rpe", "hr_max_bpm"):
            known[key] = round(value)
    known.setdefault("note", "")
    try:
        return msgspec.convert(known, Step, strict=False)
    except msgspec.ValidationError:
        return None


def _number(words: str) -> float:
    """A number in quotes; zero, which is not given, for anything else."""
    try:
        return float(words)
    except ValueError:
        return 0.0
