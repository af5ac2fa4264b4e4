"""Marks behind the numbers of an answer that are in no fact, limit or step."""

from collections.abc import Collection

import msgspec

from runcoach.coach.answer.answer import Answer
from runcoach.coach.answer.draft import Draft
from runcoach.coach.prose.quantities import quantities

MARK = "⁇"


def shown_draft(answer: Answer) -> Draft:
    """The answer's draft with a mark behind each number that its checks could not trace."""
    return marked_draft(answer.draft, [words for check in answer.checks for words in check.marked])


def marked(prose: str, strange: Collection[str]) -> str:
    """The prose with a mark behind each number that is not known."""
    if not strange:
        return prose
    parts, at = [], 0
    for quantity in quantities(prose):
        if quantity.words in strange and quantity.end > at:
            parts += [prose[at : quantity.end], MARK]
            at = quantity.end
    return "".join((*parts, prose[at:]))


def marked_draft(draft: Draft, strange: Collection[str]) -> Draft:
    """An answer with its marks, wherever it says a number; plain text as well."""
    if not strange:
        return draft
    return msgspec.structs.replace(
        draft,
        headline=marked(draft.headline, strange),
        why=marked(draft.why, strange),
        follow_up=marked(draft.follow_up, strange),
        steps=tuple(
            msgspec.structs.replace(
                step,
                note=marked(step.note, strange),
                exercise=step.exercise and marked(step.exercise, strange),
            )
            for step in draft.steps
        ),
    )
