"""The laps of a run as segments, each with its start, its speed, and what the watch noted about it."""

from collections.abc import Sequence
from itertools import pairwise

import msgspec

from runcoach.domain.laps import Lap, LapMark, WatchNotes
from runcoach.domain.units import DistanceUnit
from runcoach.training.grade import cost_factor

MIN_REPS = 3
AUTO_LAP = 0.015
CLIMB = 0.02


class Segment(msgspec.Struct, frozen=True):
    """A lap, or consecutive laps that belong to one planned step; starts ``start_s`` seconds into the run."""

    laps: tuple[Lap, ...]
    start_s: float
    mark: LapMark = LapMark()

    @property
    def distance_m(self) -> float:
        """Metres."""
        return sum(lap.distance_m or 0.0 for lap in self.laps)

    @property
    def duration_s(self) -> float:
        """Moving seconds."""
        return sum(lap.duration_s or 0.0 for lap in self.laps)

    @property
    def paused_s(self) -> float:
        """Seconds in which the timer was paused."""
        return sum((lap.elapsed_s or 0.0) - (lap.duration_s or 0.0) for lap in self.laps if lap.elapsed_s)

    @property
    def gradient(self) -> float:
        """Net rise over run; 0 where it is not known."""
        known = [lap for lap in self.laps if lap.ascent_m is not None and lap.descent_m is not None]
        rise = sum((lap.ascent_m or 0) - (lap.descent_m or 0) for lap in known)
        return rise / self.distance_m if len(known) == len(self.laps) and self.distance_m >= 40 else 0.0

    @property
    def speed(self) -> float:
        """Metres a second, converted to the flat where there is a real climb; 0 when standing."""
        if not self.duration_s:
            return 0.0
        factor = cost_factor(self.gradient) if abs(self.gradient) > CLIMB else 1.0
        return self.distance_m / self.duration_s * factor


def segments(laps: Sequence[Lap], notes: WatchNotes) -> list[Segment]:
    """The laps that have a time and a distance, each with its start and the watch's note."""
    marks = notes.laps if len(notes.laps) == len(laps) else (LapMark(),) * len(laps)
    found, clock_s = [], 0.0
    for lap, mark in zip(laps, marks, strict=True):
        if lap.duration_s and lap.distance_m is not None:
            found.append(Segment((lap,), clock_s, mark))
        clock_s += lap.elapsed_s or lap.duration_s or 0.0
    return found


def may_be_planned(laps: Sequence[Lap]) -> bool:
    """Whether the laps may come from a workout on the watch: there are several, and no automatic ones."""
    known = segments(laps, WatchNotes())
    return len(known) >= MIN_REPS and not are_auto_laps(known)


def are_auto_laps(laps: Sequence[Segment]) -> bool:
    """Whether the watch made a lap every km or mile; the last one is a remainder."""
    full = laps[:-1]
    for length in (DistanceUnit.KM.metres, DistanceUnit.MI.metres):
        near = [abs(lap.distance_m / length - 1) <= AUTO_LAP for lap in full]
        pairs = sum(one and other for one, other in pairwise(near))
        if sum(near) > 0.75 * len(full) or (len(full) > 1 and pairs > 0.4 * (len(full) - 1)):
            return True
    return False
