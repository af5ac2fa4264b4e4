"""How far and how long may be run today, with the limits and the runner's minutes taken together."""

from runcoach.coach.request import Request
from runcoach.training.kinds import LONG_S
from runcoach.training.limits import FALLBACK_EASY_S_PER_KM

STRENGTH_S, STRENGTH_SHARE = 10 * 60.0, 0.45


def run_cap(request: Request, slower: float = 1.0) -> float:
    """Metres that one run may have: by distance, by time, and by 90 minutes where no hard day is allowed.

    The time is that of the slow end of easy, ``slower`` times that where the day asks for it: who has half an
    hour is not sent out for longer.
    """
    limits, most_s = request.limits, most_seconds(request)
    pace = (request.facts.paces.easy_slow or FALLBACK_EASY_S_PER_KM) * slower
    return limits.max_run_m if most_s is None else min(limits.max_run_m, most_s / pace * 1000)


def most_seconds(request: Request) -> float | None:
    """Seconds that one run may take: 90 minutes on a day without a hard session, the limit, the minutes."""
    limits = request.limits
    most = [LONG_S] if not limits.hard_allowed else []
    most += [seconds for seconds in (limits.max_run_s, minutes_left(request)) if seconds is not None]
    return min(most, default=None)


def minutes_left(request: Request) -> float | None:
    """Seconds of the runner's minutes that are for running or walking; None where time is no matter."""
    minutes = request.said.minutes
    if minutes is None:
        return None
    return minutes * 60 - (time_for_strength(request) or 0.0)


def time_for_strength(request: Request) -> float | None:
    """Seconds of the runner's minutes for a strength block that the contract asks for; None for no limit."""
    minutes = request.said.minutes
    if minutes is None or not request.persona.keeps("strength-block"):
        return None
    return min(STRENGTH_S, STRENGTH_SHARE * minutes * 60)
