"""How far the runner usually goes on an easy run, and what counts as longer than that."""

from runcoach.training.facts import Facts
from runcoach.training.limits import slow_easy_pace

CLEARLY_LONGER = 1.03
FIRST_RUN_S = 25 * 60.0
FULL_EASY_S = 40 * 60.0
EASY_SHARE_OF_LONGEST = 0.6


def easy_run_m(facts: Facts) -> float:
    """Metres of an easy run: the usual one. A short one grows with the long run, up to 40 minutes."""
    pace = slow_easy_pace(facts)
    usual_m = facts.usual_easy_m or FIRST_RUN_S / pace * 1000
    longest_m = facts.usual_longest_m or 0.0
    return max(usual_m, min(EASY_SHARE_OF_LONGEST * longest_m, FULL_EASY_S / pace * 1000))


def taper_run_m(facts: Facts) -> float:
    """Metres of an easy run, less in a taper."""
    return easy_run_m(facts) * (facts.goal.taper_share(facts.day) or 1.0)


def is_longer_than_usual(metres: float | None, facts: Facts) -> bool:
    """Whether a run is clearly longer than an easy one."""
    return (metres or 0) >= CLEARLY_LONGER * easy_run_m(facts)
