"""What the runner trains for, and what they know about themselves."""

from datetime import date

import msgspec

from runcoach.domain import units
from runcoach.domain.units import DistanceUnit

RACES: dict[str, float] = {"5 km": 5000.0, "10 km": 10_000.0, "half marathon": 21_097.5, "marathon": 42_195.0}
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
LONG_RACE_M = 20_000.0
TAPER_DAYS, SHORT_TAPER_DAYS = 14, 7
TAPER_SHARE, LAST_WEEK_SHARE = 0.7, 0.5
TAPER_SOURCE = "Bosquet 2007"


class Goal(msgspec.Struct, frozen=True, kw_only=True):
    """Whatever is known; the rest is None. A race has a distance and a day, never a name.

    ``race_m`` in metres, ``target_s`` in seconds, ``rest_day`` 0 for Monday to 6 for Sunday, heart rates in
    beats a minute.
    """

    race_m: float | None = None
    race_day: date | None = None
    target_s: float | None = None
    days_per_week: int | None = None
    rest_day: int | None = None
    max_hr_bpm: int | None = None
    threshold_hr_bpm: int | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing is known."""
        return self == Goal()

    def days_left(self, day: date) -> int | None:
        """Days from ``day`` to the race, 0 on the day itself; None when there is no race ahead."""
        if self.race_day is None or self.race_day < day:
            return None
        return (self.race_day - day).days

    def is_taper(self, day: date) -> bool:
        """Whether the taper has begun: a week before the race, two before a long one.

        Two weeks with 41-60 % less distance at the same intensity help most (Bosquet 2007, Med Sci Sports
        Exerc 39(8), doi 10.1249/mss.0b013e31806010e0).
        """
        left = self.days_left(day)
        most = TAPER_DAYS if (self.race_m or 0) >= LONG_RACE_M else SHORT_TAPER_DAYS
        return left is not None and left <= most

    def taper_share(self, day: date) -> float | None:
        """How much of the usual distance the taper leaves: 0.7, and half in the last week; None outside."""
        left = self.days_left(day)
        if left is None or not self.is_taper(day):
            return None
        return LAST_WEEK_SHARE if left <= SHORT_TAPER_DAYS else TAPER_SHARE


def race_words(metres: float, unit: DistanceUnit) -> str:
    """``marathon``, ``10 km``, or the distance in the runner's unit."""
    known = next((name for name, length in RACES.items() if abs(length - metres) < 50), None)
    return known or units.short_distance(metres, unit)


def time_left(days: int) -> str:
    """``today``, ``in 5 days``, ``in 19 weeks``, ``in 3 weeks and 2 days``."""
    if days == 0:
        return "today"
    weeks, rest = divmod(days, 7)
    parts = [
        f"{count} {word}{'' if count == 1 else 's'}"
        for count, word in ((weeks, "week"), (rest, "day"))
        if count
    ]
    return f"in {' and '.join(parts)}"
