"""Laps of a run, and what the watch says about them beyond GarminDB."""

import msgspec


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
        """Seconds in motion, or elapsed seconds where the watch does not distinguish them."""
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
