"""Half an answer is an answer so far: JSON cut at every byte, fences, thinking, plain text."""

import json
from typing import Any, get_args

import msgspec
import pytest

from runcoach.coach.answer.draft import Draft, parse
from runcoach.coach.answer.workout import Action, Step, Workout, strict_schema, totals
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


THOUGHTS = "25 km at 3:30/km would be mad. So not that."
FORMS = {
    "tags": "<think>{}</think>\n",
    "an end alone": "{}</think>\n",
    "long tags": "<thinking>{}</thinking>",
    "the end of long tags": "Okay. {}</thinking>",
    "brackets": "[THINK]{}[/THINK]",
    "twice": "<think>{}</think> Wait. {}</think>",
    "channels": "<|channel|>analysis<|message|>{}<|end|><|start|>assistant<|channel|>final<|message|>",
    "channels without their marks": "analysis{}assistantfinal",
    "a draft in the thoughts": '{} {{"headline": "25 km", "kind": "long", "steps": [], "why": ""}}</think>',
    "a draft first": '{{"headline": "25 km", "kind": "long", "steps": [], "why": "{}"}}</think>',
}


@pytest.mark.parametrize("form", FORMS.values(), ids=list(FORMS))
@pytest.mark.parametrize("ending", ["", "```"])
def test_thoughts_are_never_shown_however_they_are_marked(form: str, ending: str) -> None:
    text = workout_json()
    fence = f"```json\n{text}\n```" if ending else text
    whole = form.replace("{{", "{").replace("}}", "}").replace("{}", THOUGHTS) + fence
    assert parse(whole, finished=True) == parse(text, finished=True)
    if not form.startswith("{{"):
        assert all("25 km" not in str(parse(whole[:cut], finished=False)) for cut in range(len(whole)))
    plain = whole.replace(fence, "Run easy.")
    assert parse(plain, finished=True) == Draft(why="Run easy.", structured=False)


@pytest.mark.parametrize("opening", ["<think>", "<thinking>", "[THINK]", "<|channel|>analysis<|message|>"])
def test_thoughts_without_an_end_leave_what_was_said_before(opening: str) -> None:
    assert parse(f"{opening}{THOUGHTS}", finished=True).is_empty
    draft = parse(f"Run easy.\n{opening}{THOUGHTS}", finished=True)
    assert (draft.why, draft.structured) == ("Run easy.", False)
    text = workout_json()
    assert parse(f"{text}\n{opening}{THOUGHTS}</think>", finished=True) == parse(text, finished=True)


def test_a_closing_tag_inside_the_workout_is_part_of_it() -> None:
    text = workout_json(why="No </think> here.")
    assert parse(text, finished=True).why == "No </think> here."


def test_words_wait_for_the_end_because_they_may_be_thoughts() -> None:
    said = "Let me see. Run 25 km."
    assert all(parse(said[:cut], finished=False) == Draft() for cut in range(len(said) + 1))
    assert parse(said, finished=True) == Draft(why=said, structured=False)


@pytest.mark.parametrize(
    "wrapping",
    [
        "Here is your workout:\n\n```json\n{}\n```\nEnjoy!",
        "Here is your workout: {} Enjoy!",
        "Here it is:\n```\n{}```",
        "```JSON\n{}\n```\n\nThe steps are {easy}.",
        'I keep {easy} in mind, and {"pace": 5}.\n{}',
        "[{}]",
        '{"workout": {}}',
        "{}<|end|>",
    ],
)
def test_a_workout_is_found_in_whatever_is_around_it(wrapping: str) -> None:
    text = workout_json()
    assert parse(wrapping.replace("{}", text), finished=True) == parse(text, finished=True)


def test_after_the_thoughts_a_workout_behind_words_is_shown_while_it_comes() -> None:
    text = workout_json()
    draft = parse(f"Hm.</think>Here you are: ```json\n{text[:400]}", finished=False)
    assert draft == parse(text[:400], finished=False) and draft.headline


@pytest.mark.parametrize(
    "text",
    [
        "{'headline': 'Run', 'kind': 'easy'}",
        '{"headline": "Run", "kind": "easy", // easy\n "steps": []}',
        'Here: {"headline": "Run" "kind": "easy"}',
        'Here: ```json\n{"plan": {"km": 30}}\n```',
        '[{"action": "run", "distance_m": 30000}]',
        "{headline: Run 30 km}",
        "{" * 300,
    ],
)
def test_what_was_meant_as_json_is_broken_and_never_shown_as_words(text: str) -> None:
    draft = parse(text, finished=True)
    assert draft.broken and not draft.why and not draft.workout()


@pytest.mark.parametrize("mark", ["</think>", "{}</think>", " ", "{ ", "<think>", "<|", "[ ", '"'])
def test_a_text_full_of_marks_is_read_in_one_pass(mark: str) -> None:
    assert parse(mark * (200_000 // len(mark)), finished=True).workout() is None


def test_evidence_cannot_steer_a_terminal() -> None:
    answer = {"headline": "H", "kind": "easy", "steps": [], "why": "", "evidence": ["card\x1b[31m", 5]}
    assert parse(json.dumps(answer), finished=True).evidence == ("card[31m",)


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
    schema: dict[str, Any] = strict_schema()
    structs = [schema, *schema["$defs"].values()]
    assert all(set(part["required"]) == set(part["properties"]) for part in structs)
    assert not any(part["additionalProperties"] for part in structs)
    assert all("type" in value for part in structs for value in part["properties"].values())
    assert set(schema["properties"]) == set(Workout.__struct_fields__)
    assert msgspec.json.decode(workout_json(), type=Workout).steps
    step = schema["$defs"]["Step"]["properties"]
    assert step["distance_m"] == {"type": ["number", "null"]}
    assert step["action"] == {"type": "string", "enum": sorted(get_args(Action))}
