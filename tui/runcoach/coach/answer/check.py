"""One check and what it found."""

import msgspec


class Check(msgspec.Struct, frozen=True):
    """One rule, whether it holds, and what was found. ``rows`` are the activity ids behind the rule.

    ``marked`` are the words of the answer that the check marks: numbers from nowhere, with their units.
    """

    rule: str
    ok: bool
    detail: str
    source: str = ""
    rows: tuple[str, ...] = ()
    marked: tuple[str, ...] = ()
