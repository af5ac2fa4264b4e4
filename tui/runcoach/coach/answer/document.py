"""Which part of an answer's text is the answer: without what was thought aloud, without what is around JSON.

A text that begins with JSON can be shown while it arrives. One that begins with words cannot: a server that
opens the thinking itself sends only its end (``</think>``), so they may be thoughts until the last word.
"""

import re
from collections.abc import Iterator

import jiter
import msgspec

_TAGS = r"think|thinking|thought|reasoning|seed:think"
_OPENING = re.compile(
    rf"<(?:{_TAGS})>|\[THINK\]|◁think▷|<\|channel\|>\s*(?:analysis|commentary)|\Aanalysis(?=[A-Z])",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    rf"</(?:{_TAGS})>|\[/THINK\]|◁/think▷|<\|channel\|>\s*final[^{{<]*(?:<\|constrain\|>[^{{<]*)?<\|message\|>"
    r"|assistantfinal",
    re.IGNORECASE,
)
_END_TOKEN = re.compile(r"<\|\w+\|>\Z")
_FENCE = re.compile(r"\s*(?:```[ \t]*\w*\s*)?(?=\{)")
_OBJECT = re.compile(r"""\{\s*["'“]?\w{1,40}["'”]?\s*:|\[\s*\{""")
_MARK = re.compile(r'\\.|["{}]', re.DOTALL)
MOST_OBJECTS = 50


class Document(msgspec.Struct, frozen=True):
    """A JSON object as far as it can be read; ``is_cut`` when it ends too soon."""

    fields: dict[str, object]
    is_cut: bool = False

    @property
    def is_workout(self) -> bool:
        """Whether it is, or begins as, what was asked for."""
        return isinstance(self.fields.get("headline"), str) or isinstance(self.fields.get("steps"), list)


def spoken(text: str) -> tuple[str, bool]:
    """What was said once the thinking was over, and whether the text says itself that it is over.

    A closing tag inside a JSON string is part of what is said. What thinks to the end says nothing more.
    """
    text = _END_TOKEN.sub("", text.rstrip())
    start, is_over = 0, False
    while True:
        end = _end_of_json(text, start)
        closing = _CLOSING.search(text, end)
        if closing is None or (end > start and _OPENING.search(text, end, closing.start())):
            opening = _OPENING.search(text, end)
            return text[start : opening.start() if opening else len(text)], is_over
        start, is_over = closing.end(), True


def document_in(text: str, *, finished: bool) -> Document | None:
    """The workout in what was said, fenced or not, with or without prose around it.

    While the text arrives only what it begins with counts, or what comes once the thinking is over. None when
    there is no object.
    """
    body, is_over = spoken(text)
    start = _FENCE.match(body)
    first = _read(body[start.end() :]) if start else None
    if first is not None and (first.is_workout or not finished):
        return first
    if finished or is_over:
        found = (_read(body[at:]) for at in _objects(body))
        return next((document for document in found if document and document.is_workout), first)
    return None


def is_unreadable(text: str) -> bool:
    """Whether what was said was meant as data but cannot be read, so that it must not be shown as words."""
    body, _ = spoken(text)
    return body.lstrip().startswith("{") or _OBJECT.search(body) is not None


def is_whole(text: str) -> bool:
    """Whether a JSON document ends in this text: some servers never say that they have finished."""
    document = document_in(text, finished=True)
    return document is not None and not document.is_cut


def _objects(text: str) -> Iterator[int]:
    for number, match in enumerate(re.finditer(r"\{", text)):
        if number == MOST_OBJECTS:
            return
        yield match.start()


def _end_of_json(text: str, at: int) -> int:
    """Where the document that begins here ends: the text's end when it does not; ``at`` without one."""
    start = _FENCE.match(text, at)
    if start is None:
        return at
    depth, in_string = 0, False
    for match in _MARK.finditer(text, start.end()):
        mark = match.group()
        if mark == '"':
            in_string = not in_string
        elif not in_string and mark in "{}":
            depth += 1 if mark == "{" else -1
            if not depth:
                return match.end()
    return len(text)


def _read(text: str) -> Document | None:
    """The object that begins here, whole or cut; what is behind its end does not matter."""
    document = _to_last_brace(text).encode(errors="replace")
    try:
        fields = jiter.from_json(document, partial_mode="trailing-strings")
    except ValueError:
        return None
    return Document(fields, _is_cut(document)) if isinstance(fields, dict) else None


def _is_cut(document: bytes) -> bool:
    try:
        jiter.from_json(document)
    except ValueError as error:
        return not str(error).startswith("trailing characters")
    return False


def _to_last_brace(text: str) -> str:
    """Drops what follows a complete document, such as the end of a code fence."""
    fence = text.rfind("}\n```")
    return text[: fence + 1] if fence >= 0 else text.rstrip("`\n ")
