"""Jack's contract: even whole days and even whole weeks, in the runner's own unit.

The cap comes first, then rounding *down* to even; below 2 that is 0, a rest, and 0 is even.
"""

import msgspec

from runcoach.coach.answer.workout import Totals, Workout
from runcoach.coach.request import Request
from runcoach.coach.rules.allowance import run_cap
from runcoach.coach.rules.rule import ContractRule, Finding, Repair
from runcoach.coach.said import Wish
from runcoach.domain import units
from runcoach.domain.units import DistanceUnit
from runcoach.training.facts import Facts
from runcoach.training.kinds import is_race
from runcoach.training.readiness import Verdict

SHOWN_AS_EVEN_M = 5.0
_TOLERANCE = 1e-6


class EvenDistance(ContractRule):
    """The day's total is even; so is the week's where that is still possible."""

    id = "even-distance"
    title = "contract"
    about = (
        "The day's total, runs already done that day included, is an even whole number of the runner's unit"
        " (km or mi); so is the week's total where that is still possible. Zero is even."
    )
    said_to_model = about
    may_not = "make the day or the week odd"
    counts_whole_day = True
    repairs = (Repair.SHORTEN, Repair.EASE, Repair.KEEP_THE_RUN)
    order = 82

    def check_workout(self, request: Request, workout: Workout, added: Totals) -> Finding:
        """The day is even, or stays as it is where no even number is within reach."""
        facts = request.facts
        total = facts.day_so_far_m + added.distance_m
        stays = bool(facts.day_so_far_m) and not added.distance_m
        ok = is_even(total, facts.unit) or (stays and (_is_out_of_reach(request) or may_stay_odd(request)))
        words = units.distance(total, facts.unit, 2)
        return Finding(ok, f"The day comes to {words}{'' if ok else ', which is not even'}")

    def wants_more_today(self, run_today_m: float, unit: DistanceUnit) -> bool:
        """An odd day is not finished."""
        return not is_even(run_today_m, unit)

    def metres_to_run(self, request: Request, wanted_m: float, cap_m: float) -> float:
        """What makes the day even; nothing where there are better reasons to stop."""
        facts = request.facts
        if facts.day_so_far_m and may_stay_odd(request):
            return 0.0
        return even_day(facts.day_so_far_m + wanted_m, cap_m, facts.day_so_far_m, facts.unit).left_m

    def sentences(self, request: Request, run_m: float) -> tuple[str, ...]:
        """What the day makes of the week."""
        facts, unit = request.facts, request.facts.unit
        total_m = facts.day_so_far_m + run_m
        if not is_even(total_m, unit):
            why = "and even I stop here" if may_stay_odd(request) else "the next even number is out of reach"
            return (f"The day stays at {units.distance(total_m, unit, 2)}: {why}.",)
        before, week = (
            whole_units(facts.before_day_m, unit),
            whole_units(facts.before_day_m + total_m, unit),
        )
        if week % 2 == 0:
            exact = (facts.before_day_m + total_m) / unit.metres
            whole = "" if abs(exact - week) < 0.05 else f"{exact:.1f} {unit}, in whole ones "
            return (f"That takes the week to {whole}{week} {unit}. Even. Beautiful.",)
        return (
            f"The week is spoilt: {before} {unit} before this day is odd, one {unit} off, and an even day"
            f" keeps it odd at {week}. Monday, a clean slate!",
        )

    def tally(self, facts: Facts, run_m: float) -> str:
        """``day 5.59 + 2.41 = 8 km, even · week 46.2 + 8 ≈ 54 km, even``.

        A week's total counts as whole, as this coach rounds it.
        """
        unit = facts.unit
        done, total = facts.day_so_far_m, facts.day_so_far_m + run_m
        before, after = whole_units(facts.before_day_m, unit), whole_units(facts.before_day_m + total, unit)
        day = f"day {_sum(done, run_m, unit)}, {'even' if is_even(total, unit) else 'odd'}"
        parts = (f"{each / unit.metres:.2f}".rstrip("0").rstrip(".") for each in (facts.before_day_m, total))
        week = f"week {' + '.join(parts)} ≈ {after} {unit}"
        if after % 2 == 0:
            return f"{day} · {week}, even"
        return f"{day} · {week}, spoilt by 1 {unit} before today" if before % 2 else f"{day} · {week}, odd"

    def counts(self, facts: Facts, run_m: float) -> tuple[float, ...]:
        """ "Not 7, not 9": the odd neighbours of an even day."""
        day = (facts.day_so_far_m + run_m) / facts.unit.metres
        return (day - 1, day + 1)


class EvenDay(msgspec.Struct, frozen=True):
    """The day's total and what is left to run for it, in metres. A day that began odd may have to stay so."""

    total_m: float
    left_m: float


def even_day(target_m: float, cap_m: float, done_m: float, unit: DistanceUnit) -> EvenDay:
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
    return EvenDay(total, max(0.0, total - done_m))


def is_even(metres: float, unit: DistanceUnit) -> bool:
    """Whether a distance shows as an even whole number of units, to the hundredth that a watch shows."""
    pair = 2 * unit.metres
    return abs(metres - round(metres / pair) * pair) <= SHOWN_AS_EVEN_M


def whole_units(metres: float, unit: DistanceUnit) -> int:
    """A total rounded to whole units, halves up: Python's own rounding would favour even numbers."""
    return int(metres / unit.metres + 0.5)


def may_stay_odd(request: Request) -> bool:
    """Whether there are better reasons to stop than to be even: a race, a red night, enough of it."""
    facts = request.facts
    races = facts.goal.race_day == facts.day or any(
        is_race(run) for run in facts.recent if run.day == facts.day
    )
    return races or facts.readiness.verdict is Verdict.RED or request.said.wishes.effort is Wish.REST


def _is_out_of_reach(request: Request) -> bool:
    facts = request.facts
    return -facts.day_so_far_m % (2 * facts.unit.metres) > run_cap(request)


def _floor_to(metres: float, step: float) -> float:
    return (metres + _TOLERANCE) // step * step


def _sum(done: float, left: float, unit: DistanceUnit) -> str:
    total = units.distance(done + left, unit, 0 if is_even(done + left, unit) else 2)
    if not done:
        return total
    return f"{done / unit.metres:.2f} + {left / unit.metres:.2f} = {total}"


RULE = EvenDistance()
