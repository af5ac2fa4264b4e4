"""The invented runner's kinds of run, each as the stretches that it is made of.

Paces are what the runner can do today; ``fitness`` above 1 makes them slower, as they were earlier on.
"""

import random
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a run was for."""

    EASY = "easy"
    LONG = "long"
    TEMPO = "tempo"
    INTERVALS = "intervals"
    STRIDES = "strides"
    RACE = "race"


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of a run at one effort, as long as ``metres`` or as ``seconds``, whichever is given.

    ``heart_bpm`` is where the heart rate would settle at that effort on fresh legs.
    """

    pace_s_per_km: float
    heart_bpm: float
    metres: float | None = None
    seconds: float | None = None


@dataclass(frozen=True, slots=True)
class Repeats:
    """An interval session: equal stretches by distance, or a pyramid of minutes, with jogging between."""

    pace_s_per_km: float
    jog_s: float
    metres: tuple[float, ...] = ()
    minutes: tuple[float, ...] = ()


# The newest interval session is the first of these; those before take turns, a week each.
INTERVAL_SESSIONS = (
    Repeats(230, 90, metres=(400,) * 8),
    Repeats(248, 120, metres=(1000,) * 5),
    Repeats(242, 120, metres=(800,) * 6),
    Repeats(240, 90, minutes=(1, 2, 3, 2, 1)),
    Repeats(256, 150, metres=(1600,) * 3),
    Repeats(231, 75, metres=(400,) * 10),
)

EASY_PACE, LONG_PACE, TEMPO_PACE, TRAIL_PACE, JOG_PACE = 343.0, 335.0, 275.0, 378.0, 420.0
RACE_PACES = {10_000: (265.0, 176.0), 21_097.5: (276.5, 169.0)}
WARM_UP_M, COOL_DOWN_M = 2000.0, 1600.0


def easy(metres: float, fitness: float) -> tuple[Stretch, ...]:
    """An easy run."""
    return (Stretch(EASY_PACE * fitness, 139, metres=metres),)


def long(metres: float, fitness: float) -> tuple[Stretch, ...]:
    """A long run, a little quicker in its last third."""
    return (
        Stretch((LONG_PACE + 5) * fitness, 139, metres=metres * 2 / 3),
        Stretch((LONG_PACE - 8) * fitness, 143, metres=metres / 3),
    )


def trail(metres: float, fitness: float) -> tuple[Stretch, ...]:
    """A long run in the hills."""
    return (Stretch(TRAIL_PACE * fitness, 143, metres=metres),)


def tempo(metres: float, fitness: float) -> tuple[Stretch, ...]:
    """A tempo run with ``metres`` at tempo between two easy parts."""
    return (
        Stretch(EASY_PACE * fitness, 136, metres=WARM_UP_M),
        Stretch(TEMPO_PACE * fitness, 165, metres=metres),
        Stretch((EASY_PACE + 10) * fitness, 140, metres=COOL_DOWN_M),
    )


def race(metres: float, fitness: float) -> tuple[Stretch, ...]:
    """A race: even, with a quicker last kilometre."""
    pace, heart = RACE_PACES[metres]
    return (
        Stretch(pace * fitness, heart, metres=metres - 1000),
        Stretch((pace - 9) * fitness, heart + 7, metres=1000),
    )


def strides(metres: float, fitness: float) -> tuple[Stretch, ...]:
    """An easy run that ends with six strides of 20 s."""
    stride = Stretch(218 * fitness, 176, seconds=20)
    walk = Stretch(520, 118, seconds=60)
    return (Stretch(EASY_PACE * fitness, 138, metres=metres), *(stride, walk) * 6)


def intervals(session: Repeats, fitness: float, chance: random.Random) -> tuple[Stretch, ...]:
    """Warm-up, repetitions with jogging between them, cool-down; the last repetitions fade a little."""
    warm_up = Stretch(EASY_PACE * fitness, 137, metres=WARM_UP_M)
    cool_down = Stretch((EASY_PACE + 12) * fitness, 138, metres=COOL_DOWN_M)
    jog = Stretch(JOG_PACE * fitness, 124, seconds=session.jog_s)
    lengths = [(metres, None) for metres in session.metres] + [(None, m * 60) for m in session.minutes]
    stretches = [warm_up]
    for number, (metres, seconds) in enumerate(lengths):
        tired = number / len(lengths)
        pace = session.pace_s_per_km * fitness * (0.992 + 0.018 * tired + chance.uniform(-0.006, 0.006))
        stretches += [Stretch(pace, 179 + 4 * tired, metres=metres, seconds=seconds), jog]
    return (*stretches[:-1], cool_down)
