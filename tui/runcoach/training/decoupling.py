"""Aerobic decoupling: how much more heart beats a steady run costs in its second half.

Efficiency is speed over heart rate; its loss from the first half of a run to the second is Friel's Pa:Hr
(Friel 2009, The Triathlete's Training Bible, 3rd ed.). Below 5 % counts as the heart held steady.
"""

from runcoach.training.track import Track

SHORTEST_S = 30 * 60
LEAST_KNOWN = 0.9
MOVING_M_PER_S = 1.0


def decoupling(run: Track) -> float | None:
    """The share of efficiency lost in the second half; None for short runs and gaps in the heart rate."""
    moving = [
        (run.distance_m[at + 1] - run.distance_m[at], run.hr_bpm[at])
        for at in range(run.seconds)
        if run.distance_m[at + 1] - run.distance_m[at] >= MOVING_M_PER_S
    ]
    known = [(step, rate) for step, rate in moving if rate]
    if len(known) < SHORTEST_S or len(known) < LEAST_KNOWN * len(moving):
        return None
    half = len(known) // 2
    first, second = (
        sum(step for step, _ in part) / sum(rate for _, rate in part) for part in (known[:half], known[half:])
    )
    return (first - second) / first
