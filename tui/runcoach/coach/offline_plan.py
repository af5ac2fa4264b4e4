"""Which workout a sensible coach gives today, from the facts and limits alone: no chance, no network.

The order: what forbids (a break, red readiness, a hard day just gone), then what is due in the week's
pattern (a long run, a hard session), then easy running. The persona's contract shapes it last.
"""

from enum import StrEnum

import msgspec

from runcoach.coach.even import EvenDay, even_day
from runcoach.coach.events import Request
from runcoach.coach.workout import Kind
from runcoach.models import DistanceUnit
from runcoach.training.facts import Facts
from runcoach.training.kinds import LONG_S, is_long
from runcoach.training.limits import FALLBACK_EASY_S_PER_KM
from runcoach.training.readiness import Verdict

MAX_DAYS_IN_A_ROW = 6
LONG_EVERY_DAYS = 6
RECOVERY_SHARE = 0.7
LONG_SHARE_OF_WEEK = 0.35
LONG_GROWTH = 1.05
SHORTEST_RUN_M = 2000.0
FIRST_RUN_S = 25 * 60.0
LEAST_RUN_M = 500.0


class Purpose(StrEnum):
    """What the day is for."""

    REST = "rest"
    FINISH = "finish"
    RECOVERY = "recovery"
    EASY = "easy"
    LONG = "long"
    TEMPO = "tempo"
    INTERVALS = "intervals"

    @property
    def kind(self) -> Kind:
        """The workout's kind."""
        match self:
            case Purpose.REST:
                return "rest"
            case Purpose.LONG:
                return "long"
            case Purpose.TEMPO:
                return "tempo"
            case Purpose.INTERVALS:
                return "intervals"
            case _:
                return "easy"


class Plan(msgspec.Struct, frozen=True):
    """The day's purpose, metres to run, the reason in a sentence, and Jack's numbers where they apply."""

    purpose: Purpose
    run_m: float
    reason: str
    even: EvenDay | None = None


def plan_day(request: Request) -> Plan:
    """Decides the day for this persona, within the limits."""
    persona, facts = request.persona, request.facts
    purpose, reason = _purpose(request)
    if persona.keeps("easy-only") and purpose in (Purpose.TEMPO, Purpose.INTERVALS):
        purpose, reason = (
            Purpose.EASY,
            "A hard session would be due; slow miles do the same work, only later.",
        )
    run_m = min(_distance(facts, purpose), run_cap(request))
    if run_m < LEAST_RUN_M:
        run_m, purpose = 0.0, Purpose.REST
    if not persona.keeps("even-distance"):
        run_m = _round_down(run_m, facts.unit)
        return Plan(purpose if run_m else Purpose.REST, run_m, reason)
    day = even_day(
        facts.day_so_far_m + run_m, run_cap(request), facts.day_so_far_m, facts.before_day_m, facts.unit
    )
    if facts.day_so_far_m:
        return Plan(Purpose.FINISH if day.left_m else Purpose.REST, day.left_m, reason, day)
    if not day.left_m:
        return Plan(Purpose.REST, 0.0, reason, day)
    return Plan(purpose, day.left_m, reason, day)


def easy_slow(facts: Facts) -> float:
    """The slow end of easy in seconds per km, or a plain jog when the runner has shown none."""
    return facts.paces.easy_slow or FALLBACK_EASY_S_PER_KM


def run_cap(request: Request) -> float:
    """Metres that one run may have: by distance, by time, and by 90 minutes where no hard day is allowed."""
    limits, pace = request.limits, easy_slow(request.facts)
    most_s = [LONG_S] if not limits.hard_allowed else []
    most_s += [limits.max_run_s] if limits.max_run_s is not None else []
    return min([limits.max_run_m, *(seconds / pace * 1000 for seconds in most_s)])


def _purpose(request: Request) -> tuple[Purpose, str]:
    facts, limits = request.facts, request.limits
    if limits.max_run_s == 0:
        return Purpose.REST, limits.listed[0].reason
    if facts.readiness.verdict is Verdict.RED:
        return Purpose.REST, f"Your body asks for it: {'; '.join(facts.readiness.signs)}."
    if facts.days_in_a_row >= MAX_DAYS_IN_A_ROW:
        return Purpose.REST, f"You ran {facts.days_in_a_row} days in a row."
    if facts.day_so_far_m:
        return Purpose.RECOVERY, "You have already run on this day."
    if limits.max_run_s is not None and not limits.hard_allowed:
        return Purpose.EASY, limits.listed[0].reason
    if facts.days_since_hard == 1:
        return Purpose.RECOVERY, "The day before was a hard one."
    if facts.readiness.verdict is Verdict.AMBER:
        return Purpose.EASY, f"One sign speaks against a hard day: {facts.readiness.signs[0]}."
    if not limits.hard_allowed:
        return Purpose.EASY, limits.listed[-1].reason
    if _long_is_due(facts):
        return Purpose.LONG, "Your weekly long run is due."
    if not _did_hard_session_this_week(facts):
        fast = any(run.activity_id in facts.intervals for run in facts.recent)
        if fast or facts.paces.reps is None:
            if facts.paces.tempo is not None:
                return Purpose.TEMPO, "No hard session in the last six days, and the last one was intervals."
        else:
            return Purpose.INTERVALS, "No intervals in the last two weeks, and your legs have had their rest."
    return Purpose.EASY, "Easy running is most of good training."


def _long_is_due(facts: Facts) -> bool:
    """Once a week, at the weekend, or when the last one is more than a week ago."""
    long_days = [run.day for run in facts.recent if is_long(run, facts.average_week_m)]
    gap = min(((facts.day - day).days for day in long_days), default=None)
    if gap is None:
        return facts.runs_30_days >= 8 and facts.day.weekday() >= 5
    return gap >= LONG_EVERY_DAYS and (facts.day.weekday() >= 5 or gap >= 9)


def _did_hard_session_this_week(facts: Facts) -> bool:
    """A hard day other than a long run within the last six days."""
    long_days = {run.day for run in facts.recent if is_long(run, facts.average_week_m)}
    return any((facts.day - day).days <= 6 and day not in long_days for day in facts.hard_days)


def _distance(facts: Facts, purpose: Purpose) -> float:
    easy_m = facts.usual_easy_m or FIRST_RUN_S / easy_slow(facts) * 1000
    match purpose:
        case Purpose.REST:
            return 0.0
        case Purpose.RECOVERY | Purpose.FINISH:
            return max(SHORTEST_RUN_M, RECOVERY_SHARE * easy_m)
        case Purpose.LONG:
            longest_m = (facts.longest.distance_m if facts.longest else None) or easy_m
            wanted = LONG_SHARE_OF_WEEK * (facts.average_week_m or 0)
            return max(easy_m, min(LONG_GROWTH * longest_m, max(wanted, 0.85 * longest_m)))
        case _:
            return easy_m


def _round_down(metres: float, unit: DistanceUnit) -> float:
    """To half a km or mile: nobody runs 7.83 km on purpose."""
    return (metres + 1e-6) // (unit.metres / 2) * (unit.metres / 2)
