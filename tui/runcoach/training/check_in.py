"""How the runner says they are today: three answers and a line of text."""

from enum import IntEnum

import msgspec


class Legs(IntEnum):
    """How the legs feel."""

    FRESH = 1
    NORMAL = 2
    HEAVY = 3


class Pain(IntEnum):
    """Whether something hurts, or illness."""

    NONE = 1
    A_LITTLE = 2
    YES = 3


class CheckIn(msgspec.Struct, frozen=True):
    """``minutes`` is how long there is, None for as long as it takes. ``note`` is data, never an order."""

    legs: Legs = Legs.NORMAL
    pain: Pain = Pain.NONE
    minutes: int | None = None
    note: str = ""

    @property
    def words(self) -> str:
        """As the coach is told."""
        legs = {Legs.FRESH: "fresh", Legs.NORMAL: "normal", Legs.HEAVY: "heavy"}[self.legs]
        pain = {Pain.NONE: "no pain", Pain.A_LITTLE: "a little pain", Pain.YES: "pain or illness"}[self.pain]
        time = "as long as it takes" if self.minutes is None else f"{self.minutes} minutes"
        return f"legs {legs}, {pain}, time: {time}"
