"""Whether the text tells the runner how far to run today: ``Run 12 km``, but not ``you run 46 km a week``."""

import re

_BEFORE = re.compile(
    r"(?:^|[.!?:;,(\n]\s*|[*_]|\b(?:then|and|just|now|please|to|should|must|will|shall|out|so|you)\s+)"
    r"(?:run|jog|go|do|cover|add|log)\b"
    r"(?:\s+(?:for|about|around|roughly|some|another|an|a|easy|out|only|exactly|of|the|extra|more|nearly))*"
    r"\s*[*_]*$",
    re.IGNORECASE,
)
_NOT_TODAY = re.compile(
    r"\b(?:weeks?|weekly|months?|years?|tomorrow|next|later|yesterday|last|usual\w*|average|if|when|until"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)days?)\b",
    re.IGNORECASE,
)
_END = re.compile(r"[.!?\n;](?!\d)|$")
_NEAR = 60


def is_order(text: str, start: int, end: int) -> bool:
    """Whether the distance from ``start`` to ``end`` is one that the runner is to run today."""
    if not _BEFORE.search(text, max(0, start - _NEAR), start):
        return False
    first = max(text.rfind(mark, 0, start) for mark in ".!?\n;") + 1
    behind = _END.search(text, end)
    return _NOT_TODAY.search(text, first, behind.start() if behind else len(text)) is None
