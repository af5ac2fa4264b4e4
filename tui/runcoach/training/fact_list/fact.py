"""One fact as it is read, sent and pointed at."""

import msgspec


class Fact(msgspec.Struct, frozen=True):
    """One fact. ``value`` is a plain number in ``unit``, or None when missing; ``rows`` are activity ids."""

    id: str
    label: str
    value: float | None
    unit: str
    text: str
    rows: tuple[str, ...] = ()
