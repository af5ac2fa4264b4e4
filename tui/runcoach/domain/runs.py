"""Runs and their samples as frozen values: metres, seconds, beats per minute, local naive times.

A missing value is ``None`` and stays ``None``; nothing here is estimated.
"""

from collections.abc import Sequence
from datetime import date, datetime

import msgspec


class Run(msgspec.Struct, frozen=True):
    """One recorded run. ``zone_s`` holds the seconds in heart-rate zones 1-5, when the watch had zones.

    ``training_load`` is Garmin's; ``effort`` is the runner's own rating, from the watch.
    """

    activity_id: str
    start: datetime
    name: str | None = None
    surface: str = "generic"
    distance_m: float | None = None
    moving_s: float | None = None
    elapsed_s: float | None = None
    avg_hr_bpm: int | None = None
    max_hr_bpm: int | None = None
    cadence_spm: int | None = None
    ascent_m: float | None = None
    descent_m: float | None = None
    calories: int | None = None
    laps: int | None = None
    training_effect: float | None = None
    training_load: float | None = None
    effort: str | None = None
    zone_s: tuple[float, float, float, float, float] | None = None

    @property
    def day(self) -> date:
        """The local day on which the run started."""
        return self.start.date()

    @property
    def duration_s(self) -> float | None:
        """Seconds in motion, or elapsed seconds where the watch does not distinguish them."""
        return self.moving_s or self.elapsed_s

    @property
    def pace_s_per_km(self) -> float | None:
        """Moving time over distance, in seconds per km; None without both."""
        if not self.distance_m or not self.duration_s:
            return None
        return self.duration_s / self.distance_m * 1000


class Record(msgspec.Struct, frozen=True):
    """One sample of the watch during a run; ``distance_m`` is cumulative."""

    time: datetime
    distance_m: float | None = None
    hr_bpm: int | None = None
    speed_m_per_s: float | None = None
    cadence_spm: int | None = None
    altitude_m: float | None = None


class Series(msgspec.Struct, frozen=True):
    """The samples of one run, column by column: seconds since the first, cumulative metres, bpm, metres."""

    time_s: Sequence[float] = ()
    distance_m: Sequence[float | None] = ()
    hr_bpm: Sequence[int | None] = ()
    altitude_m: Sequence[float | None] = ()
