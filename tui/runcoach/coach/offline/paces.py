"""The paces that the offline coach asks for: what the runner has shown, a little slower."""

from runcoach.training.facts import Facts
from runcoach.training.intervals.reps import SetKind
from runcoach.training.paces import PLAUSIBLE_S_PER_KM, whole_pace

TEMPO_EASE, REP_EASE = 1.06, 1.02
WORK_WIDTH = 1.03
WORK_BELOW_EASY = 0.92
SHORTEST_REP_M = 350.0


def tempo_pace(facts: Facts) -> float | None:
    """Seconds per km of a tempo run; None where nothing faster than easy running was shown."""
    easy, shown = facts.paces.easy, facts.paces.tempo
    if easy is None or shown is None:
        return None
    return _below_easy(max(shown, min(shown * TEMPO_EASE, easy * WORK_BELOW_EASY)), easy)


def rep_pace(facts: Facts) -> float | None:
    """Seconds per km of 400 m reps, from sets of reps as long: a sprint says nothing about them."""
    easy, (fastest, _) = facts.paces.easy, PLAUSIBLE_S_PER_KM
    shown = [
        found.pace_s_per_km
        for found in facts.intervals.values()
        if found.kind is SetKind.INTERVALS
        and sum(rep.distance_m for rep in found.reps) >= SHORTEST_REP_M * found.count
        and found.pace_s_per_km >= fastest
    ]
    return _below_easy(min(shown) * REP_EASE, easy) if shown and easy else None


def _below_easy(pace: float, easy: float) -> float | None:
    return pace if whole_pace(pace * WORK_WIDTH) < easy else None
