"""A workout for the shell: written as it streams, and safe to print."""

import pytest

from runcoach.coach.answer.draft import Draft, GrowingDraft, parse
from runcoach.coach.answer.workout import Step
from runcoach.domain.units import DistanceUnit
from runcoach.shell.markdown import MarkdownWriter, step_line
from tests.loopback.answers import step, workout_json

KM, MI = DistanceUnit.KM, DistanceUnit.MI


def written(text: str, *, pieces: int, unit: DistanceUnit = KM) -> str:
    """What the shell prints when the answer arrives in so many pieces."""
    writer, growing = MarkdownWriter(unit, 360.0), GrowingDraft()
    size = max(1, -(-len(text) // pieces))
    printed = ""
    for start in range(0, len(text), size):
        growing.add(text[start : start + size])
        printed += writer.new_text(growing.draft)
    return printed + writer.new_text(parse(text, finished=True), finished=True)


@pytest.mark.parametrize("pieces", [2, 7, 60, 100_000])
def test_however_it_streams_the_same_is_printed_in_the_end(pieces: int) -> None:
    assert written(workout_json(), pieces=pieces) == written(workout_json(), pieces=1)


def test_headline_steps_totals_and_prose_come_in_this_order() -> None:
    text = workout_json(
        headline="Eight by four hundred",
        kind="intervals",
        steps=[step("warmup", distance_m=2000), step("run", distance_m=400, repeat=8, recovery_s=90)],
        why="Because **you** can.",
        follow_up="Ready?",
    )
    printed = written(text, pieces=9)
    order = [
        "## Eight by four hundred",
        "1. Warm-up 2 km",
        "2. Run 8 × 400 m",
        "**intervals · 5.2 km",
        "Because",
        "*Ready?*",
    ]
    places = [printed.index(part) for part in order]
    assert places == sorted(places)


def test_the_shell_prints_the_runner_s_unit() -> None:
    text = workout_json(
        steps=[step("run", distance_m=16093.44, pace_min_s_per_km=360, pace_max_s_per_km=372)]
    )
    assert "10 mi, 9:39–9:59/mi" in written(text, pieces=1, unit=MI)


def test_an_answer_in_prose_is_printed_as_it_is() -> None:
    assert written("Run **easy** today.", pieces=3) == "Run **easy** today.\n"


def test_no_escape_sequence_of_a_model_reaches_the_terminal() -> None:
    evil = "\x1b[2J\x1b]0;owned\x07"
    text = workout_json(headline=f"Easy{evil}", why=f"Run{evil} on", follow_up=f"Well{evil}?")
    printed = written(text, pieces=5)
    assert "\x1b" not in printed and "\x07" not in printed


def test_a_step_s_note_and_exercise_are_plain_text() -> None:
    line = step_line(
        Step(action="strength", exercise="Lunge\x1b[31m", repeat=3, reps=12, note="slow\nly"), KM
    )
    assert line.startswith("Lunge") and "3 × 12" in line
    assert "\x1b" not in line and "\n" not in line


def test_a_draft_that_says_nothing_prints_nothing() -> None:
    assert MarkdownWriter(KM, None).new_text(Draft()) == ""
