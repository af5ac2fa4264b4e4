"""Which workout a sensible coach gives today, from the facts and limits alone: no chance, no network.

The day's purpose comes first, then its metres within the limits; the persona's contract shapes it last.
"""

import msgspec

from runcoach.coach.offline.goal import taper_reason
from runcoach.coach.offline.purpose import Purpose, purpose_of
from runcoach.coach.offline.week import long_run_m
from runcoach.coach.request import Request
from runcoach.coach.rules.allowance import WALK_S, metres_by_contract, run_cap, walk_s
from runcoach.coach.rules.registry import why_no_hard_session
from runcoach.coach.rules.rule import OtherWork
from runcoach.coach.said import Wish
from runcoach.domain.units import DistanceUnit
from runcoach.training.facts import Facts
from runcoach.training.usual_runs import easy_run_m, is_longer_than_usual

RECOVERY_SHARE = 0.7
RACE_EVE_SHARE = 0.5
SHORTEST_RUN_M = 2000.0
LEAST_RUN_M = 500.0
SHORT_RUN = 5
SHORTER_SHARE, LONGER_SHARE = 0.65, 1.3
MOST_WISHED = 1.5
MIN_QUALITY_M = 5000.0
SLOWEST_FACTOR = 1.08


class Plan(msgspec.Struct, frozen=True):
    """The day's purpose, metres to run, and the reason in a sentence.

    ``is_gentle`` is a day on which strength is a few minutes of mobility: pain, recovery, a race or its eve.
    ``hills`` is an easy run over hills, because the runner wants some; ``walk_s`` the walk of a rest day.
    """

    purpose: Purpose
    run_m: float
    reason: str
    is_gentle: bool = False
    hills: bool = False
    walk_s: float = WALK_S

    @property
    def other_work(self) -> OtherWork:
        """How much other than running fits the day."""
        if self.is_gentle:
            return OtherWork.MOBILITY
        return OtherWork.FULL if self.purpose in (Purpose.EASY, Purpose.REST) else OtherWork.LIGHT


def plan_day(request: Request) -> Plan:
    """Decides the day for this persona, within the limits.

    What the runner wants of it comes after everything that forbids, and before the rules of thumb.
    """
    plan = _planned(request)
    hills = request.said.wishes.hills and plan.run_m > 0 and not (plan.purpose.is_hard or request.said.hurts)
    return msgspec.structs.replace(plan, hills=hills, walk_s=walk_s(request))


def _planned(request: Request) -> Plan:
    purpose, why = purpose_of(request)
    taper = taper_reason(request.facts, is_hard=purpose.is_hard)
    plan = _shaped(request, purpose, f"{why} {taper}".rstrip())
    if why_not := _why_only_easy(request, purpose, plan.run_m):
        taper = taper_reason(request.facts, is_hard=False)
        return _shaped(request, Purpose.EASY, f"{why_not} {taper}".rstrip())
    is_gentle = purpose in (Purpose.RACE, Purpose.RACE_EVE, Purpose.RECOVERY) or request.said.hurts
    return msgspec.structs.replace(plan, is_gentle=is_gentle)


def _why_only_easy(request: Request, purpose: Purpose, run_m: float) -> str:
    """What keeps a session that is due from being one; empty when nothing does."""
    if purpose is Purpose.LONG and not is_longer_than_usual(run_m, request.facts):
        return "A long run is due, but there is no room for one."
    if purpose.is_hard and run_m < MIN_QUALITY_M:
        return "A hard session is due, but there is no room for one."
    return why_no_hard_session(request.persona) if purpose.is_hard else ""


def _shaped(request: Request, purpose: Purpose, reason: str) -> Plan:
    """The purpose with its metres, cut to the limits and to the persona's contract."""
    facts = request.facts
    done_before = Purpose.FINISH if facts.day_so_far_m else purpose
    cap = run_cap(request, SLOWEST_FACTOR if done_before.is_slow or done_before.is_hard else 1.0)
    run_m = min(_wanted(request, purpose), cap)
    if run_m < LEAST_RUN_M:
        run_m = 0.0
    by_contract = metres_by_contract(request, run_m, cap)
    run_m = _round_down(run_m, facts.unit) if by_contract is None else by_contract
    if not run_m:
        return Plan(_without_running(purpose), 0.0, reason)
    is_rest_of_day = by_contract is not None and facts.day_so_far_m > 0
    return Plan(Purpose.FINISH if is_rest_of_day else purpose, run_m, reason)


def _wanted(request: Request, purpose: Purpose) -> float:
    """The distance that the runner asked for, where there is to be a run: half as far again as usual at most.

    On a careful day and in a taper it is never more than planned.
    """
    usual_m, wishes = _distance(request.facts, purpose), request.said.wishes
    if not usual_m:
        return 0.0
    shares = {Wish.SHORTER: SHORTER_SHARE, Wish.LONGER: LONGER_SHARE}
    wanted_m = wishes.distance_m or usual_m * (shares.get(wishes.length, 1.0) if wishes.length else 1.0)
    is_held = purpose.is_slow or request.facts.goal.taper_share(request.facts.day) is not None
    return min(wanted_m, usual_m * (1.0 if is_held else MOST_WISHED))


def _without_running(purpose: Purpose) -> Purpose:
    return purpose if purpose is Purpose.RACE else Purpose.REST


def _distance(facts: Facts, purpose: Purpose) -> float:
    """Metres still to run: less in a taper, and on a day that has seen a run what a usual one leaves."""
    easy_m = easy_run_m(facts)
    share = facts.goal.taper_share(facts.day) or 1.0
    if purpose in (Purpose.REST, Purpose.RACE):
        return 0.0
    if facts.day_so_far_m:
        return max(0.0, share * easy_m - facts.day_so_far_m)
    match purpose:
        case Purpose.RACE_EVE:
            return max(SHORTEST_RUN_M, RACE_EVE_SHARE * easy_m)
        case Purpose.RECOVERY | Purpose.FINISH:
            return max(SHORTEST_RUN_M, RECOVERY_SHARE * share * easy_m)
        case Purpose.LONG:
            return max(easy_m, long_run_m(facts))
        case _:
            return share * easy_m


def _round_down(metres: float, unit: DistanceUnit) -> float:
    """To half a km or mile, short runs to a tenth: nobody runs 7.83 km on purpose."""
    step = unit.metres / (2 if metres >= SHORT_RUN * unit.metres else 10)
    return (metres + 1e-6) // step * step
