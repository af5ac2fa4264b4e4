"""The middle of some numbers: the standard library's costs a millisecond before the first paint."""

from collections.abc import Iterable


def median(values: Iterable[float]) -> float:
    """The middle value, or the mean of the two in the middle. Raises ValueError when there is none."""
    ordered = sorted(values)
    if not ordered:
        raise ValueError("no values, no median")
    half = len(ordered) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2


def mean(values: Iterable[float]) -> float:
    """The arithmetic mean. Raises ValueError when there are no values."""
    known = list(values)
    if not known:
        raise ValueError("no values, no mean")
    return sum(known) / len(known)
