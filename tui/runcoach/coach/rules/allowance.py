"""How far and how long may be run today, with the limits and the runner's minutes taken together."""

from runcoach.coach.request import Request
from runcoach.coach.rules.registry import contract_of
from runcoach.training.kinds import LONG_S
from runcoach.training.limits import slow_easy_pace

WALK_S = 20 * 60.0


def run_cap(request: Request, slower: float = 1.0) -> float:
    """Metres that one run may have: by distance, by time, and by 90 minutes where no hard day is allowed.

    The time is that of the slow end of easy, ``slower`` times that where the day asks for it: a runner with
    half an hour is not sent out for longer.
    """
    limits, most_s = request.limits, most_seconds(request)
    pace = slow_easy_pace(request.facts) * slower
    return limits.max_run_m if most_s is None else min(limits.max_run_m, most_s / pace * 1000)


def most_seconds(request: Request) -> float | None:
    """Seconds that one run may take: 90 minutes on a day without a hard session, the limit, the minutes."""
    limits = request.limits
    most = [LONG_S] if not limits.hard_allowed else []
    most += [seconds for seconds in (limits.max_run_s, minutes_left(request)) if seconds is not None]
    return min(most, default=None)


def minutes_left(request: Request) -> float | None:
    """Seconds of the runner's minutes that are for running or walking; None where there is no hurry."""
    minutes = request.said.minutes
    if minutes is None:
        return None
    return minutes * 60 - (time_for_contract(request) or 0.0)


def time_for_contract(request: Request) -> float | None:
    """Seconds of the runner's minutes for the contract's other training; None for no hurry."""
    minutes = request.said.minutes
    if minutes is None:
        return None
    return sum(rule.seconds_for_other_training(minutes) for rule in contract_of(request.persona)) or None


def metres_by_contract(request: Request, wanted_m: float, cap_m: float) -> float | None:
    """Metres to run of those that are wanted, as the contract has it; None where it does not mind."""
    metres = None
    for rule in contract_of(request.persona):
        shaped = rule.metres_to_run(request, wanted_m, cap_m)
        if shaped is not None:
            metres = wanted_m = shaped
    return metres


def walk_s(request: Request) -> float:
    """Seconds of a rest day's walk."""
    most = (WALK_S, request.limits.max_run_s or WALK_S, minutes_left(request))
    return min(seconds for seconds in most if seconds is not None)
