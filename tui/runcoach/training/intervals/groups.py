"""Groups the reps of a set by length."""

from collections.abc import Sequence
from statistics import fmean

ALIKE = 0.12
MOST_LENGTHS = 3


def grouped(lengths: Sequence[tuple[float, float]]) -> list[list[int]]:
    """The indexes of reps, given as (metres, seconds), grouped where either is about equal."""
    groups: list[list[int]] = []
    for at in sorted(range(len(lengths)), key=lambda index: lengths[index][1]):
        for group in groups:
            metres = fmean([lengths[index][0] for index in group])
            seconds = fmean([lengths[index][1] for index in group])
            if _near(lengths[at][0], metres) or _near(lengths[at][1], seconds):
                group.append(at)
                break
        else:
            groups.append([at])
    return groups


def repeats_itself(lengths: Sequence[tuple[float, float]]) -> bool:
    """Whether the reps form a pattern: few lengths for many reps, or a pyramid."""
    groups = grouped(lengths)
    if all(len(group) >= 2 for group in groups) and len(groups) <= MOST_LENGTHS:
        return True
    number = {at: which for which, group in enumerate(groups) for at in group}
    order = [number[at] for at in range(len(lengths))]
    return len(order) >= 5 and order == order[::-1]


def is_like_one(metres: float, seconds: float, lengths: Sequence[tuple[float, float]]) -> bool:
    """Whether a rep is about as long as one of the others."""
    return any(_near(metres, other_m) or _near(seconds, other_s) for other_m, other_s in lengths)


def _near(value: float, other: float) -> bool:
    return other > 0 and abs(value / other - 1) <= ALIKE
