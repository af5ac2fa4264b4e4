"""Half an answer is an answer so far: JSON cut at every byte, fences, thinking, plain text."""

import json

import msgspec

from runcoach.coach.draft import parse
from runcoach.coach.workout import Step, Workout, strict_schema, totals
from tests.loopback.answers import workout_json


def test_json_cut_anywhere_is_never_an_error_and_steps_only_grow() -> None:
    text = workout_json()
    final = parse(text, finished=True)
    assert final.workout() is not None
    before = 0
    for cut in range(len(text)):
        draft = parse(text[:cut], finished=False)
        assert draft.structured
        assert draft.steps == final.steps[: len(draft.steps)]
        assert len(draft.steps) >= before
        assert final.why.startswith(draft.why)
        before = len(draft.steps)


def test_a_code_fence_and_thinking_aloud_are_taken_off() -> None:
    text = workout_json()
    plain = parse(text, finished=True)
    assert parse(f"```json\n{text}\n```", finished=True) == plain
    assert parse(f"<think>eight or nine?</think>\n{text}", finished=True) == plain
    assert parse("<think>eight or", finished=False).is_empty


def test_plain_markdown_is_prose_without_a_workout() -> None:
    draft = parse("Run **easy**.\x1b[31m", finished=True)
    assert (draft.why, draft.structured, draft.workout()) == ("Run **easy**.[31m", False, None)


def test_impossible_numbers_are_not_given() -> None:
    steps = [{"action": "run", "distance_m": -5, "duration_s": 1e12, "repeat": 0, "rpe": "x"}]
    draft = parse(json.dumps({"headline": "H", "kind": "easy", "steps": steps, "why": ""}), finished=True)
    assert draft.steps in ((Step(action="run"),), ())


def test_reps_and_the_recoveries_between_them_add_up() -> None:
    reps = Step(action="run", repeat=8, distance_m=400, pace_min_s_per_km=225, recovery_m=200, recovery_s=75)
    added = totals((reps,))
    assert added.distance_m == 8 * 400 + 7 * 200
    assert added.duration_s == 8 * 90 + 7 * 75


def test_the_schema_is_strict_and_describes_what_is_read_back() -> None:
    schema = strict_schema()
    structs = [schema, *schema["$defs"].values()]
    assert all(set(part["required"]) == set(part["properties"]) for part in structs)
    assert not any(part["additionalProperties"] for part in structs)
    assert set(schema["properties"]) == set(Workout.__struct_fields__)
    assert msgspec.json.decode(workout_json(), type=Workout).steps
