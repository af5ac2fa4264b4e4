"""What the runner said, as values: check-in, note and replies, each read once (see ``replies``)."""

from collections.abc import Iterator
from datetime import date
from enum import IntEnum, StrEnum

import msgspec

from runcoach.training.facts import Facts
from runcoach.training.limits import HEURISTIC, Limit, at_most, no_hard_session, short_run_s

SEE_A_DOCTOR = (
    "Do not run with that. See a doctor before you run again; if it does not pass, call for help now."
)
"""What stands first where a runner says something alarming."""


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


class Place(StrEnum):
    """A part of the body."""

    HEAD = "head"
    THROAT = "throat"
    CHEST = "chest"
    NECK = "neck"
    BACK = "back"
    ARM = "arm"
    LEG = "leg"
    HIP = "hip"
    GROIN = "groin"
    THIGH = "thigh"
    HAMSTRING = "hamstring"
    KNEE = "knee"
    SHIN = "shin"
    CALF = "calf"
    ACHILLES = "achilles"
    ANKLE = "ankle"
    FOOT = "foot"
    STOMACH = "stomach"


class Body(msgspec.Struct, frozen=True, omit_defaults=True):
    """What one sentence or more say of the runner's body.

    ``pain`` is how bad pain, injury or illness is; ``places`` where it is; ``is_alarming`` what a doctor
    should see before the next run; ``is_tired`` a worn-out body.
    """

    pain: Pain = Pain.NONE
    places: tuple[Place, ...] = ()
    is_ill: bool = False
    is_alarming: bool = False
    is_tired: bool = False

    def merged_with(self, other: "Body") -> "Body":
        """Both together: the worse of each."""
        return Body(
            max(self.pain, other.pain),
            tuple(dict.fromkeys((*self.places, *other.places))),
            self.is_ill or other.is_ill,
            self.is_alarming or other.is_alarming,
            self.is_tired or other.is_tired,
        )


class Wishes(msgspec.Struct, frozen=True, omit_defaults=True):
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
        """Whether the runner asked for a run of some kind, which a rule of thumb alone must not refuse."""
        return self.hills or self.effort is Wish.HARDER or self.length in (Wish.LONGER, Wish.DISTANCE)

    def then(self, wish: Wish, distance_m: float | None = None) -> "Wishes":
        """What stands after one more reply; ``distance_m`` is what it names."""
        wishes = msgspec.structs.replace(self, last=wish)
        match wish:
            case Wish.REST | Wish.EASIER | Wish.HARDER:
                return msgspec.structs.replace(wishes, effort=wish)
            case Wish.SHORTER | Wish.LONGER | Wish.DISTANCE:
                effort = None if self.effort is Wish.REST else self.effort
                return msgspec.structs.replace(wishes, effort=effort, length=wish, distance_m=distance_m)
            case Wish.HILLS | Wish.FLAT:
                return msgspec.structs.replace(wishes, hills=wish is Wish.HILLS)
        return wishes

    def without(self, wish: Wish) -> "Wishes":
        """What stands when this wish is withdrawn."""
        length = None if self.length is wish else self.length
        return Wishes(
            effort=None if self.effort is wish else self.effort,
            length=length,
            distance_m=self.distance_m if length is Wish.DISTANCE else None,
            hills=self.hills and wish is not Wish.HILLS,
        )


class AbsenceReason(StrEnum):
    """Why there is no running for some days."""

    ILL = "ill"
    PAIN = "pain"
    OTHER = "other"


class Absence(msgspec.Struct, frozen=True, omit_defaults=True):
    """Days without running, as the runner named them: from ``first`` on, up to the day before ``until``."""

    reason: AbsenceReason
    first: date
    until: date


class Race(msgspec.Struct, frozen=True, omit_defaults=True):
    """A race that the runner named: its distance in metres and its day, as far as they said."""

    distance_m: float | None = None
    day: date | None = None


class Withdrawn(msgspec.Struct, frozen=True, omit_defaults=True):
    """What the runner takes back: all of the day ("forget it"), pain that is gone, minutes, or wishes."""

    everything: bool = False
    pain: bool = False
    minutes: bool = False
    wishes: tuple[Wish, ...] = ()


class Number(msgspec.Struct, frozen=True, omit_defaults=True):
    """A number that the runner named, in metres, seconds or whatever else its kind is measured in."""

    value: float
    kind: str | None = None


class Said(msgspec.Struct, frozen=True, omit_defaults=True):
    """What the runner said: in one check-in, in one reply, or, merged, all that counts for a workout's day.

    ``minutes`` is how long there is, None for as long as it takes. ``wishes`` are for the coach who is asked.
    ``note`` is the check-in's note; ``words`` are the runner's own, the note first, and ``numbers``
    those in them: a coach may repeat them. ``absences`` and
    ``races`` are dates as they were meant on the day on which they were said. ``not_understood`` are the
    words that nothing was read from: only a model can make something of them. ``last_body`` is what the last
    words alone, a note or the last reply to this coach, said of the body. ``checked_in`` says whether there
    is anything other than wishes.
    """

    legs: Legs = Legs.NORMAL
    body: Body = Body()
    minutes: int | None = None
    wishes: Wishes = Wishes()
    absences: tuple[Absence, ...] = ()
    races: tuple[Race, ...] = ()
    withdrawn: Withdrawn = Withdrawn()
    note: str = ""
    words: tuple[str, ...] = ()
    numbers: tuple[Number, ...] = ()
    not_understood: tuple[str, ...] = ()
    checked_in: bool = False
    last_body: Body | None = None

    @property
    def pain(self) -> Pain:
        """Pain or illness."""
        return self.body.pain

    @property
    def is_alarming(self) -> bool:
        """Whether it is something that a doctor should see first."""
        return self.body.is_alarming

    @property
    def is_tired(self) -> bool:
        """Whether the body is worn out."""
        return self.body.is_tired

    @property
    def takes_back(self) -> bool:
        """Whether the runner wants nothing of what they said today: "forget it"."""
        return self.withdrawn.everything

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
        """As the prompt says it: ``legs normal, no pain, time: 45 minutes``."""
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
