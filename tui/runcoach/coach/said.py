"""What the runner said that counts for one day: check-in, note and replies, read once (see ``replies``)."""

from collections.abc import Iterator
from enum import IntEnum, StrEnum

import msgspec

from runcoach.training.facts import Facts
from runcoach.training.limits import HEURISTIC, Limit, at_most, no_hard_session, short_run_s


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
    """The check-in as the runner gave it: ``minutes`` is how long there is, None for as long as it takes.

    ``note`` is data, never an order.
    """

    legs: Legs = Legs.NORMAL
    pain: Pain = Pain.NONE
    minutes: int | None = None
    note: str = ""


class Wish(StrEnum):
    """One thing that a runner may want of the day."""

    REASON = "why"
    REST = "rest"
    TIME = "minutes"
    DISTANCE = "distance"
    FLAT = "flat"
    HILLS = "hills"
    SHORTER = "shorter"
    EASIER = "easier"
    LONGER = "longer"
    HARDER = "harder"
    NO_STRENGTH = "no strength"
    CROSS = "cross-training"
    PACE = "pace"
    TOMORROW = "tomorrow"
    UNKNOWN = "unknown"


class Wishes(msgspec.Struct, frozen=True):
    """What stands of the day's replies: the last word on effort, on length and on hills, and the last of all.

    ``distance_m`` is a distance that was named, in metres.
    """

    effort: Wish | None = None
    length: Wish | None = None
    distance_m: float | None = None
    hills: bool = False
    last: Wish | None = None

    @property
    def is_for_running(self) -> bool:
        """Whether the runner asked for a run of some kind, so that a rule of thumb is no reason for none."""
        return self.hills or self.effort is Wish.HARDER or self.length in (Wish.LONGER, Wish.DISTANCE)


class Said(msgspec.Struct, frozen=True):
    """Everything that the runner said and that counts for the day of the workout.

    ``pain`` is pain or illness; ``is_alarming`` what a doctor should see first; ``is_tired`` a worn-out body.
    ``minutes`` is how long there is, None for as long as it takes. ``wishes`` are for the coach who is asked.
    ``words`` are the runner's own, the check-in's note first; ``note`` is what of it goes to the coach.
    ``last_body`` is what the last reply alone said of the body. ``checked_in`` says whether there is anything
    beside wishes.
    """

    legs: Legs = Legs.NORMAL
    pain: Pain = Pain.NONE
    is_alarming: bool = False
    is_tired: bool = False
    minutes: int | None = None
    wishes: Wishes = Wishes()
    note: str = ""
    words: tuple[str, ...] = ()
    checked_in: bool = False
    last_body: "Body | None" = None

    @property
    def hurts(self) -> bool:
        """Whether something hurts, or the runner is ill."""
        return self.pain is not Pain.NONE

    @property
    def has_heavy_legs(self) -> bool:
        """Whether the legs, or the whole runner, are worn out."""
        return self.legs is Legs.HEAVY

    @property
    def in_words(self) -> str:
        """As the coach is told: ``legs normal, no pain, time: 45 minutes``."""
        legs = {Legs.FRESH: "fresh", Legs.NORMAL: "normal", Legs.HEAVY: "heavy"}[self.legs]
        pain = {Pain.NONE: "no pain", Pain.A_LITTLE: "a little pain", Pain.YES: "pain or illness"}[self.pain]
        time = "as long as it takes" if self.minutes is None else f"{self.minutes} minutes"
        return f"legs {legs}, {pain}, time: {time}"

    def constraints(self, facts: Facts) -> Iterator[Limit]:
        """What it takes from the day; it can only lower the load."""
        if self.pain is Pain.YES:
            why = f"You have pain or are ill: no running ({HEURISTIC})."
            yield from (*at_most(0.0, facts, why), no_hard_session(why))
        elif self.pain is Pain.A_LITTLE:
            why = f"Something hurts a little: easy and short ({HEURISTIC})."
            yield from (*at_most(short_run_s(facts), facts, why), no_hard_session(why))
        if self.has_heavy_legs:
            yield no_hard_session(f"Your legs are heavy, or you are worn out: no hard session ({HEURISTIC}).")
        if self.minutes is not None:
            yield from at_most(self.minutes * 60.0, facts, f"You have {self.minutes} minutes.")

    def without_wishes(self) -> "Said":
        """The same, as if no reply had asked for anything."""
        return msgspec.structs.replace(self, wishes=Wishes())


class Body(msgspec.Struct, frozen=True):
    """What one sentence or more say of the runner's body."""

    pain: Pain = Pain.NONE
    is_alarming: bool = False
    is_tired: bool = False
