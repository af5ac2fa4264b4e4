"""What good coaches write every day, and no check may take for a broken rule or an invented number."""

import msgspec
import pytest

from runcoach.coach.answer.draft import Draft
from runcoach.coach.answer.workout import Kind, Step, Workout
from runcoach.coach.rules.judging import all_checks
from tests.coach.rules.checking import after_a_hard_day, after_reps, lift, run

EASY = (
    "Run by feel, RPE 3-4.",
    "Keep it conversational: full sentences.",
    "If it feels hard, walk for a minute.",
    "Don't push the pace.",
    "Walk the hills if needed.",
    "Run easy to recover from yesterday.",
    "Walk for 5 minutes, then start your run.",
    "Finish feeling you could do it again.",
    "Easy effort throughout, never hard.",
    "As easy as your last 8 km run.",
    "No faster than 6:00/km, a bit slower than race pace.",
    "Like a recovery run, not a workout.",
)
REPS = (
    "Jog easy between reps.",
    "Walk or jog between.",
    "Repeat 6 times.",
    "At 5k pace, hard but not all-out.",
    "Strong and smooth, 90 % effort.",
)
STRIDES = (
    "Relaxed and quick, not sprinting.",
    "Build up to near sprint.",
    "Accelerate to 5K race pace, then float.",
    "About 85-90% of max effort.",
)
STRENGTH = ("Running lunge", "Runner's lunge", "Running arms drill", "A-skip", "Single-leg step-up")
RIDES = (
    ("Elliptical", "As if running easy."),
    ("Cycling", "Instead of running today."),
    ("Yoga", "Good for runners."),
    ("Pool running", "Run in deep water with a belt."),
    ("Rowing machine", "Do not go all-out."),
)
WALKS = ("Easy walk after your run.", "Walk before you run.", "Walk; no running today.", "Slower than a run.")
HEADLINES = (
    "Easy run after a hard session",
    "Easy after yesterday's hard effort",
    "Easy 6K with strides",
    "Easy miles, not race pace",
    "No hard running today",
    "Half marathon build",
)
PROSE = (
    "You ran yesterday, so keep to 6:00–6:30/km.",
    "Run easy today so that you can run hard on Saturday.",
    "Pain is a signal: stop. Don't run through pain.",
    "We keep the 80/20 rule.",
    "Sprint work comes next week.",
    "Easy runs should not be run at race pace.",
    "Give your legs 48 hours before the next hard session.",
    "Your nights are fine; go hard another day.",
)


def failed(
    *steps: Step, kind: Kind, headline: str = "Today", why: str = "", tired: bool = False
) -> list[str]:
    """What any check says of it, for a coach without a contract."""
    asked = after_a_hard_day() if tired else after_reps()
    free = msgspec.structs.replace(asked, persona=msgspec.structs.replace(asked.persona, rules=()))
    draft = Draft.of(Workout(headline=headline, kind=kind, steps=steps, why=why))
    return [check.detail for check in all_checks(free, draft) if not check.ok]


@pytest.mark.parametrize("tired", [False, True])
@pytest.mark.parametrize("note", EASY)
def test_notes_of_an_easy_run(note: str, tired: bool) -> None:
    assert failed(run(6, rpe=3, note=note), kind="easy", tired=tired) == []


@pytest.mark.parametrize("note", REPS)
def test_notes_of_reps(note: str) -> None:
    reps = run(0.4, repeat=6, recovery_s=90, pace_min_s_per_km=240, pace_max_s_per_km=250, rpe=8, note=note)
    assert failed(run(2), reps, run(1), kind="intervals") == []


@pytest.mark.parametrize("tired", [False, True])
@pytest.mark.parametrize("note", STRIDES)
def test_notes_of_strides(note: str, tired: bool) -> None:
    strides = run(action="strides", repeat=4, duration_s=20, recovery_s=60, rpe=7, note=note)
    assert failed(run(4), strides, kind="easy", tired=tired) == []


@pytest.mark.parametrize("exercise", STRENGTH)
def test_exercises_that_have_running_in_their_name(exercise: str) -> None:
    assert failed(lift(exercise), kind="strength") == []


@pytest.mark.parametrize(("exercise", "note"), RIDES)
def test_cross_training_that_speaks_of_running(exercise: str, note: str) -> None:
    assert failed(Step(action="cross", exercise=exercise, duration_s=2400, note=note), kind="cross") == []


@pytest.mark.parametrize("note", WALKS)
def test_walks_that_speak_of_running(note: str) -> None:
    assert failed(run(5), Step(action="walk", duration_s=300, note=note), kind="easy") == []


@pytest.mark.parametrize("tired", [False, True])
@pytest.mark.parametrize("headline", HEADLINES)
def test_headlines_of_an_easy_run(headline: str, tired: bool) -> None:
    assert failed(run(6), kind="easy", headline=headline, tired=tired) == []


@pytest.mark.parametrize("tired", [False, True])
@pytest.mark.parametrize("why", PROSE)
def test_prose_of_an_easy_run(why: str, tired: bool) -> None:
    assert failed(run(6), kind="easy", why=why, tired=tired) == []


def test_headlines_that_name_a_part() -> None:
    tempo = run(duration_s=1200, pace_min_s_per_km=310, pace_max_s_per_km=320, rpe=7)
    assert failed(run(1.5), tempo, run(1), kind="tempo", headline="20 min tempo") == []
    reps = run(0.4, repeat=6, recovery_m=200)
    assert failed(run(2), reps, run(1), kind="intervals", headline="6x400m at 5k pace") == []
    assert failed(run(duration_s=2700), kind="easy", headline="45 minutes easy") == []
