"""Sets are written down as runners write them."""

import msgspec
import pytest

from runcoach.domain.laps import Lap, LapMark, PlannedStep, WatchNotes
from runcoach.domain.units import DistanceUnit
from runcoach.training.intervals.detect import interval_set
from runcoach.training.intervals.reps import SetKind, SetSource, signature
from tests.builders import a_lap, a_session, an_interval_set


@pytest.mark.parametrize(
    ("lengths", "words"),
    [
        (["400 m"] * 8, "8×400 m"),
        (["1 km"] * 4 + ["200 m"] * 4, "4×1 km + 4×200 m"),
        (["60 s", "2 min", "3 min", "2 min", "60 s"], "1-2-3-2-1 min"),
        (["400 m", "800 m", "1 km", "800 m", "400 m"], "400-800-1000-800-400 m"),
        (["800 m", "400 m"] * 3, "3×(800-400 m)"),
        (["2:30"] * 4, "4×2:30"),
        (["2:30", "5 min", "2:30"], "2:30-5 min-2:30"),
        (["2:30", "3:30", "2:30"], "2:30-3:30-2:30"),
    ],
)
def test_signatures(lengths: list[str], words: str) -> None:
    assert signature(lengths) == words


def test_a_set_tells_pace_rest_fade_and_heart_rates() -> None:
    details = an_interval_set(225).details(DistanceUnit.KM)
    assert details == "8×400 m @ 3:45/km, 90 s jog, fade +2.0 %, HR 165-176"


@pytest.mark.parametrize(("metres", "word"), [(210, "jog"), (100, "walk"), (10, "rest")])
def test_recoveries_are_named_by_their_speed(metres: float, word: str) -> None:
    found = an_interval_set()
    reps = tuple(msgspec.structs.replace(rep, recovery_m=metres) for rep in found.reps)
    assert msgspec.structs.replace(found, reps=reps).recovery_word == word


def planned(*laps: tuple[str, int, float, float]) -> tuple[list[Lap], WatchNotes]:
    """Laps as (intensity, step, metres, seconds)."""
    marks = tuple(LapMark(intensity, "manual", step) for intensity, step, _, _ in laps)
    steps = tuple(
        PlannedStep(step, intensity, distance_m=400.0 if intensity == "active" else None)
        for intensity, step, _, _ in laps
    )
    return a_session(*(a_lap(metres, seconds) for _, _, metres, seconds in laps)), WatchNotes(marks, steps)


def test_what_the_workout_calls_work_is_work_even_when_it_is_hardly_faster() -> None:
    laps, notes = planned(
        ("warmup", 0, 1500, 500),
        ("active", 1, 402, 118),
        ("recovery", 2, 200, 70),
        ("active", 1, 398, 117),
        ("cooldown", 3, 1500, 500),
    )
    found = interval_set(laps, notes)
    assert found is not None and found.source is SetSource.STEPS
    assert (found.signature, found.work_laps) == ("2×400 m", (1, 3))
    assert interval_set(laps) is None, "two reps are too few for a set"


def test_a_rep_in_two_laps_is_one_rep_with_both() -> None:
    laps, notes = planned(
        ("warmup", 0, 1500, 500),
        ("active", 1, 250, 60),
        ("active", 1, 150, 36),
        ("recovery", 2, 200, 80),
        ("active", 1, 400, 96),
        ("recovery", 2, 200, 80),
        ("active", 1, 400, 97),
        ("cooldown", 3, 1000, 400),
    )
    found = interval_set(laps, notes)
    assert found is not None
    assert (found.signature, found.work_laps) == ("3×400 m", (1, 2, 4, 6))


def test_the_easy_run_before_the_strides_is_none_of_them() -> None:
    laps, notes = planned(
        ("active", 0, 6000, 2100),
        ("active", 1, 100, 19),
        ("rest", 2, 60, 60),
        ("active", 1, 100, 19),
        ("rest", 2, 60, 60),
        ("active", 1, 100, 20),
        ("cooldown", 3, 500, 190),
    )
    found = interval_set(laps, notes)
    assert found is not None
    assert (found.work_laps, found.kind, found.is_hard) == ((1, 3, 5), SetKind.STRIDES, False)


def test_a_workout_without_rests_is_not_a_set() -> None:
    laps, notes = planned(("warmup", 0, 1500, 500), ("active", 1, 5000, 1300), ("cooldown", 2, 1500, 520))
    assert interval_set(laps, notes) is None


def test_uphill_reps_are_hills_with_the_pace_on_the_flat() -> None:
    up = Lap(0, 200, 60, 60, 170, ascent_m=14, descent_m=0)
    down = Lap(0, 200, 95, 95, 140, ascent_m=0, descent_m=14)
    laps = a_session(a_lap(2000, 720), *[up, down] * 5, a_lap(1500, 560))
    laps = [
        msgspec.structs.replace(lap, ascent_m=like.ascent_m, descent_m=like.descent_m)
        for lap, like in zip(laps, [a_lap(1, 1), *[up, down] * 5, a_lap(1, 1)], strict=True)
    ]
    found = interval_set(laps)
    assert found is not None
    assert (found.signature, found.kind) == ("5×60 s", SetKind.HILLS)
    assert found.flat_pace_s_per_km is not None and found.flat_pace_s_per_km < found.pace_s_per_km
    assert "hill reps 5×60 s" in found.details(DistanceUnit.KM)
