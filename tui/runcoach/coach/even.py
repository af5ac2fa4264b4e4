"""Jack's arithmetic: even whole days and even whole weeks, in the runner's own unit.

The cap comes first, then rounding *down* to even; below 2 that is 0, a rest, and 0 is even.
"""

import msgspec

from runcoach.models import DistanceUnit

_TOLERANCE = 1e-6


class EvenDay(msgspec.Struct, frozen=True):
    """The day's even total and what is left to run for it, in metres; ``week`` is the total in whole units.

    ``week_can_be_even`` is False when the week before this day is odd: then no even day can mend it.
    """

    total_m: float
    left_m: float
    week: int
    week_can_be_even: bool


def even_day(
    target_m: float, cap_m: float, done_m: float, week_before_m: float, unit: DistanceUnit
) -> EvenDay:
    """The even day nearest below the target.

    ``target_m`` is the day's wanted total; ``cap_m`` the longest run allowed now; ``done_m`` already run on
    the day. A day that began cannot shrink, so its total is at least the next even number over what is done
    when the cap allows it, and stays as it is (not even) when it does not.
    """
    pair = 2 * unit.metres
    most = done_m + cap_m
    total = _floor_to(min(target_m, most), pair)
    if total < done_m - _TOLERANCE:
        total = _floor_to(done_m, pair)
        if total < done_m - _TOLERANCE:
            total += pair
        if total > most + _TOLERANCE:
            total = done_m
    before = whole_units(week_before_m, unit)
    week = whole_units(week_before_m + total, unit)
    return EvenDay(total, max(0.0, total - done_m), week, before % 2 == 0)


def whole_units(metres: float, unit: DistanceUnit) -> int:
    """A total rounded to whole units, halves up: Python's own rounding would favour even numbers."""
    return int(metres / unit.metres + 0.5)


def _floor_to(metres: float, step: float) -> float:
    return (metres + _TOLERANCE) // step * step
