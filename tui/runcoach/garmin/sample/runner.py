"""Turns a planned run into what a watch would have recorded: laps, and samples every few seconds."""

import random
from dataclasses import dataclass, field
from typing import NamedTuple

from runcoach.garmin.sample import courses
from runcoach.garmin.sample.plan import PlannedRun
from runcoach.garmin.sample.sessions import Kind

MAX_HR_BPM = 188
# Lower bounds of heart-rate zones 1-5, as a watch sets them from a threshold of 170 bpm.
ZONE_BOUNDS_BPM = (111, 136, 151, 162, 170)
HEART_LAG_S = 27.0
# A tenth quicker than intended costs ten beats.
BPM_PER_SWAY = 100.0
AUTO_LAP_M = 1000.0


class Sample(NamedTuple):
    """One moment of a run; ``seconds`` since the start (pauses included), ``metres`` run so far."""

    seconds: float
    metres: float
    heart_bpm: float
    speed_m_per_s: float
    cadence: float
    place: tuple[float, float, float] | None


@dataclass(slots=True)
class Totals:
    """What a watch sums up over a lap or a run; heart rate and cadence are summed times seconds."""

    started_s: float = 0.0
    moving_s: float = 0.0
    elapsed_s: float = 0.0
    metres: float = 0.0
    heart_sum: float = 0.0
    max_heart_bpm: float = 0.0
    cadence_sum: float = 0.0
    max_cadence: float = 0.0
    max_speed_m_per_s: float = 0.0
    ascent_m: float = 0.0
    descent_m: float = 0.0
    zone_s: list[float] = field(default_factory=lambda: [0.0] * 5)
    first_place: tuple[float, float, float] | None = None
    last_place: tuple[float, float, float] | None = None

    def add(self, sample: Sample, seconds: float, metres: float) -> None:
        """Count ``seconds`` and ``metres`` that end at ``sample``."""
        self.moving_s += seconds
        self.elapsed_s += seconds
        self.metres += metres
        self.heart_sum += sample.heart_bpm * seconds
        self.cadence_sum += sample.cadence * seconds
        self.max_heart_bpm = max(self.max_heart_bpm, sample.heart_bpm)
        self.max_cadence = max(self.max_cadence, sample.cadence)
        self.max_speed_m_per_s = max(self.max_speed_m_per_s, sample.speed_m_per_s)
        zone = sum(sample.heart_bpm >= bound for bound in ZONE_BOUNDS_BPM)
        if zone:
            self.zone_s[zone - 1] += seconds
        if sample.place:
            if self.last_place:
                climb = sample.place[2] - self.last_place[2]
                self.ascent_m += max(0.0, climb)
                self.descent_m -= min(0.0, climb)
            self.last_place = sample.place


@dataclass(frozen=True, slots=True)
class Recording:
    """A recorded run: the whole, its laps and its samples."""

    plan: PlannedRun
    whole: Totals
    laps: list[Totals]
    samples: list[Sample]


def record(plan: PlannedRun, every_s: float) -> Recording:
    """Run the plan with a watch that keeps a sample every ``every_s`` seconds and at each end of a lap."""
    return _Watch(plan, every_s).run()


class _Watch:
    """The state of one run while it goes on."""

    def __init__(self, plan: PlannedRun, every_s: float) -> None:
        self._plan = plan
        self._every_s = every_s
        self._chance = random.Random(f"watch {plan.start.date()}")
        course = courses.hills() if plan.surface == "trail" else courses.park()
        self._course = None if plan.surface == "treadmill" else course
        self._offset_m = self._chance.uniform(0, 4000)
        self._heart = self._chance.uniform(88, 100)
        self._sway = 0.0
        self._pause_at_m = (
            self._chance.uniform(1500, 9000)
            if plan.kind in (Kind.EASY, Kind.LONG) and self._chance.random() < 0.35
            else None
        )
        self._whole = Totals(first_place=self._place(0.0), last_place=self._place(0.0))
        self._lap = self._new_lap()
        self._laps: list[Totals] = []
        self._samples = [Sample(0.0, 0.0, self._heart, 0.0, 0.0, self._whole.first_place)]

    def run(self) -> Recording:
        """Run every stretch."""
        for stretch in self._plan.stretches:
            speed = 1000 / stretch.pace_s_per_km
            left_m, left_s = stretch.metres, stretch.seconds
            while (left_m is not None and left_m > 0.01) or (left_s is not None and left_s > 0.01):
                now = speed * (1 + self._next_sway())
                seconds = self._every_s
                if left_m is not None:
                    seconds = min(seconds, left_m / now)
                if left_s is not None:
                    seconds = min(seconds, left_s)
                if not self._plan.lap_per_stretch:
                    seconds = min(seconds, (AUTO_LAP_M - self._lap.metres) / now)
                self._step(now, seconds, stretch.heart_bpm + BPM_PER_SWAY * self._sway)
                left_m = None if left_m is None else left_m - now * seconds
                left_s = None if left_s is None else left_s - seconds
            if self._plan.lap_per_stretch:
                self._end_lap()
        if self._lap.moving_s:
            self._end_lap()
        return Recording(self._plan, self._whole, self._laps, self._samples)

    def _step(self, speed: float, seconds: float, effort_bpm: float) -> None:
        chance, metres = self._chance, speed * seconds
        tired_bpm = min(9.0, self._whole.moving_s / 1000)
        settle = seconds / (HEART_LAG_S + seconds)
        self._heart += (effort_bpm + tired_bpm - self._heart) * settle + chance.gauss(0, 0.9)
        self._heart = min(MAX_HR_BPM, self._heart)
        cadence = 86 + 3.4 * (speed - 2.9) + chance.gauss(0, 0.6)
        self._maybe_pause()
        sample = Sample(
            self._whole.elapsed_s + seconds,
            self._whole.metres + metres,
            self._heart,
            speed,
            cadence,
            self._place(self._whole.metres + metres),
        )
        self._samples.append(sample)
        self._whole.add(sample, seconds, metres)
        self._lap.add(sample, seconds, metres)
        if not self._plan.lap_per_stretch and self._lap.metres > AUTO_LAP_M - 0.01:
            self._end_lap()

    def _next_sway(self) -> float:
        """How far the speed wanders from the intended one: slowly, by a few per cent."""
        self._sway = 0.86 * self._sway + self._chance.gauss(0, 0.011)
        return self._sway

    def _maybe_pause(self) -> None:
        """Wait at a crossing once: time passes, the timer stands still."""
        if self._pause_at_m is not None and self._whole.metres > self._pause_at_m:
            wait = self._chance.uniform(12, 80)
            self._whole.elapsed_s += wait
            self._lap.elapsed_s += wait
            self._pause_at_m = None

    def _place(self, metres: float) -> tuple[float, float, float] | None:
        return self._course.at(self._offset_m + metres) if self._course else None

    def _new_lap(self) -> Totals:
        here = self._whole.last_place
        return Totals(started_s=self._whole.elapsed_s, first_place=here, last_place=here)

    def _end_lap(self) -> None:
        self._laps.append(self._lap)
        self._lap = self._new_lap()
