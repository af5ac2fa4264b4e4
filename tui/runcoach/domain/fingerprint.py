"""A cheap sign of whether a runner's data has changed since it was last read."""

import msgspec


class Fingerprint(msgspec.Struct, frozen=True):
    """``stamp`` differs whenever the data may differ; ``written`` is the last change, a Unix time."""

    stamp: str
    written: float
