"""Jack's arithmetic: even whole days and even whole weeks, in the runner's own unit.

The cap comes first, then rounding *down* to even; below 2 that is 0, a rest, and 0 is even.
"""

import msgspec

from runcoach.coach.request import Request
from runcoach.coach.rules.day import SHOWN_AS_EVEN_M, is_even
from runcoach.coach.said import Wish
from runcoach.domain.units import DistanceUnit
from runcoach.training.facts import Facts
from runcoach.training.kinds import is_race
from runcoach.training.readiness import Verdict

_TOLERANCE = 1e-6


class EvenDay(msgspec.Struct, frozen=True):
    """The day's even total and what is left to run for it, in metres; ``week`` is the total in whole units.

    ``week_can_be_even`` is False when the week before this day is odd: then no even day can mend it.
    ``is_even`` is False for a day that began odd and has no even number within reach.
    """

    total_m: float
    left_m: float
    week: int
    week_can_be_even: bool
    is_even: bool = True


def even_day(
    target_m: float, cap_m: float, done_m: float, week_before_m: float, unit: DistanceUnit
) -> EvenDay:
    """The even day nearest below the target.

    ``target_m`` is the day's wanted total; ``cap_m`` the longest run allowed now; ``done_m`` already run on
    the day. A day that began cannot shrink, so its total is at least the next even number over what is done
    when the cap allows it, and stays as it is (not even) when it does not. A day that shows as even on the
    watch stays as it is too: nobody goes out for three metres.
    """
    pair = 2 * unit.metres
    most = done_m + cap_m
    total = _floor_to(min(target_m + SHOWN_AS_EVEN_M, most), pair)
    if total < done_m + SHOWN_AS_EVEN_M:
        total = done_m if is_even(done_m, unit) else _floor_to(done_m, pair) + pair
        if total > most + _TOLERANCE:
            total = done_m
    before = whole_units(week_before_m, unit)
    week = whole_units(week_before_m + total, unit)
    return EvenDay(total, max(0.0, total - done_m), week, before % 2 == 0, is_even(total, unit))


def day_may_stay_odd(request: Request) -> bool:
    """Whether there are better reasons to stop than to be even: a race, a red night, enough of it."""
    facts = request.facts
    races = facts.goal.race_day == facts.day or any(
        is_race(run) for run in facts.recent if run.day == facts.day
    )
    red = facts.readiness.verdict is Verdict.RED
    return races or red or request.said.wishes.effort is Wish.REST


def left_as_it_is(facts: Facts) -> EvenDay:
    """The day without another step."""
    done_m, unit = facts.day_so_far_m, facts.unit
    before = whole_units(facts.before_day_m, unit)
    week = whole_units(facts.before_day_m + done_m, unit)
    return EvenDay(done_m, 0.0, week, before % 2 == 0, is_even(done_m, unit))


def whole_units(metres: float, unit: DistanceUnit) -> int:
    """A total rounded to whole units, halves up: Python's own rounding would favour even numbers."""
    return int(metres / unit.metres + 0.5)


def _floor_to(metres: float, step: float) -> float:
    return (metres + _TOLERANCE) // step * step
