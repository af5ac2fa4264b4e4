"""What a climb costs: the energy of running up or down, relative to the flat.

Minetti et al. 2002, J Appl Physiol 93:1039-1046, doi 10.1152/japplphysiol.01177.2001: cost of running in
J/(kg m) at a gradient i, measured from -0.45 to +0.45.
"""

STEEPEST = 0.45
COST_ON_THE_FLAT = 3.6


def cost_factor(gradient: float) -> float:
    """The cost of a metre at this gradient (rise over run) in metres on the flat; 1.0 on the flat.

    The published polynomial; gradients steeper than were measured count as the steepest.
    """
    i = max(-STEEPEST, min(STEEPEST, gradient))
    cost = ((((155.4 * i - 30.4) * i - 43.3) * i + 46.3) * i + 19.5) * i + COST_ON_THE_FLAT
    return cost / COST_ON_THE_FLAT


def flat_pace(pace_s_per_km: float, gradient: float) -> float:
    """The pace on the flat, in s/km, that costs as much as this pace at this gradient."""
    return pace_s_per_km / cost_factor(gradient)
