"""The runner's data as frozen values: metres, seconds, beats per minute, local naive times.

A missing value is ``None`` and stays ``None``; nothing here is estimated.
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from enum import StrEnum

import msgspec


class DistanceUnit(StrEnum):
    """The unit that the runner reads distances and paces in."""

    KM = "km"
    MI = "mi"

    @property
    def metres(self) -> float:
        """Metres in one unit."""
        return 1000.0 if self is DistanceUnit.KM else 1609.344


class Run(msgspec.Struct, frozen=True):
    """One recorded run. ``zone_s`` holds the seconds in heart-rate zones 1-5, when the watch had zones.

    ``training_load`` is Garmin's; ``effort`` is the runner's own word for it, from the watch.
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
        """Seconds in motion, or elapsed seconds where the watch did not tell them apart."""
        return self.moving_s or self.elapsed_s

    @property
    def pace_s_per_km(self) -> float | None:
        """Moving time over distance, in seconds per km; None without both."""
        if not self.distance_m or not self.duration_s:
            return None
        return self.duration_s / self.distance_m * 1000


class Lap(msgspec.Struct, frozen=True):
    """One lap of a run, numbered from 0 as GarminDB does."""

    number: int
    distance_m: float | None = None
    moving_s: float | None = None
    elapsed_s: float | None = None
    avg_hr_bpm: int | None = None
    max_hr_bpm: int | None = None
    cadence_spm: int | None = None
    ascent_m: float | None = None
    descent_m: float | None = None

    @property
    def duration_s(self) -> float | None:
        """Seconds in motion, or elapsed seconds where the watch did not tell them apart."""
        return self.moving_s or self.elapsed_s

    @property
    def pace_s_per_km(self) -> float | None:
        """Moving time over distance, in seconds per km; None without both."""
        if not self.distance_m or not self.duration_s:
            return None
        return self.duration_s / self.distance_m * 1000


class LapMark(msgspec.Struct, frozen=True):
    """What the watch says about one lap: its FIT ``intensity`` (warmup, active, interval, rest, recovery,
    cooldown), what ended it (manual, distance, time, ...), and the index of the planned step it belongs to.
    """

    intensity: str | None = None
    trigger: str | None = None
    step: int | None = None


class PlannedStep(msgspec.Struct, frozen=True):
    """One step of the workout on the watch, or a repeat: back to ``repeat_from``, ``repeats`` times in all.

    Without a distance and a duration it lasts until the lap key is pressed.
    """

    index: int
    intensity: str | None = None
    distance_m: float | None = None
    duration_s: float | None = None
    repeat_from: int | None = None
    repeats: int | None = None


class WatchNotes(msgspec.Struct, frozen=True):
    """What the FIT file says beyond GarminDB, with ``laps`` in its order; empty where there is no file."""

    laps: tuple[LapMark, ...] = ()
    steps: tuple[PlannedStep, ...] = ()


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


class Night(msgspec.Struct, frozen=True):
    """What the watch recorded about one night and the morning after it; ``day`` is the morning."""

    day: date
    resting_hr_bpm: int | None = None
    hrv_ms: int | None = None
    hrv_baseline_low_ms: int | None = None
    hrv_baseline_high_ms: int | None = None
    sleep_s: float | None = None
    sleep_score: int | None = None


class Week(msgspec.Struct, frozen=True):
    """One training week, Monday to Sunday; ``start`` is its Monday."""

    start: date
    distance_m: float = 0.0
    duration_s: float = 0.0
    runs: int = 0

    @property
    def end(self) -> date:
        """The Sunday of the week."""
        return self.start + timedelta(days=6)

    @property
    def label(self) -> str:
        """The ISO week, such as ``W47``."""
        return f"W{self.start.isocalendar().week:02d}"
