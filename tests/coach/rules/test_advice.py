"""What the text advises on top of the steps: what draws a warning, and what is only said."""

import pytest

from runcoach.coach.answer.draft import Draft
from runcoach.coach.answer.workout import Step, Workout
from runcoach.coach.prose.quantities import quantities
from runcoach.coach.rules.text.advice import advice
from tests.builders import a_run, request_for, some_weeks

AFTER_A_HARD_DAY = request_for("jack", [a_run(1, 20), *some_weeks(until_days_ago=2)])
FRESH = request_for("jack", some_weeks(until_days_ago=2))
EASY_ONLY = request_for("pete", some_weeks(until_days_ago=2))


def warned(why: str, note: str = "") -> str:
    """The warning for an answer with this prose on a day without a hard session; empty for none."""
    steps = (Step(action="run", distance_m=6000, note=note),)
    return advice(AFTER_A_HARD_DAY, Draft.of(Workout(headline="Six", kind="easy", steps=steps, why=why)))


@pytest.mark.parametrize(
    ("prose", "warning"),
    [
        ("Your knee? Ignore the pain!", "makes light of pain (“Ignore the pain”): stop when something hurts"),
        ("Run through the pain today.", "makes light of pain"),
        ("Pain is weakness leaving the body.", "makes light of pain"),
        ("Ignore your limits, they are for others.", "makes light of pain"),
        ("Skip the water.", "makes light of pain"),
        ("Take 800 mg ibuprofen before you go.", "mentions medicine"),
        ("A painkiller helps.", "mentions medicine"),
        (
            "Finish with 3 hill sprints.",
            "asks for hard running (“Finish with 3 hill sprints”): follow the steps",
        ),
        ("Run it all out.", "asks for hard running"),
        ("Then push at race pace!", "asks for hard running"),
        ("That ache is normal.", "makes light of pain"),
        ("The knee? Ignore it and it goes away.", "makes light of pain"),
        ("There is no need to see a doctor.", "makes light of pain"),
        ("The limits are wrong today.", "makes light of pain"),
        ("Lauf einfach durch den Schmerz.", "makes light of pain"),
        ("Do it all once again in the evening.", "asks for another run"),
        ("Then the same again tonight.", "asks for another run"),
    ],
)
def test_bad_advice_is_warned_of_in_its_own_words(prose: str, warning: str) -> None:
    assert warning in warned(f"You ran yesterday. {prose} Enjoy it.")


@pytest.mark.parametrize(
    "prose",
    [
        "No sprints today, and nothing all out.",
        "Do not run through the pain.",
        "Never ignore the pain.",
        "Stop if the pain comes back.",
        "Ask a doctor before you take ibuprofen.",
        "No painkillers before a run.",
        "Tomorrow you may run at race pace.",
        "Yesterday you ran all out.",
        "On Sunday, do hill sprints.",
        "Your race pace is 5:20/km.",
        "Keep it well below tempo effort.",
        "Run through the park.",
        "Skip the last hill.",
    ],
)
def test_what_is_denied_or_about_another_day_is_not_advice(prose: str) -> None:
    assert warned(prose) == ""


def test_a_note_is_read_as_well() -> None:
    assert "makes light of pain" in warned("Easy.", note="push through the hurt")


def test_hard_words_are_for_a_coach_and_a_day_that_allow_them() -> None:
    draft = Draft(why="Finish with 3 hill sprints.", structured=False)
    assert not advice(FRESH, draft)
    assert advice(EASY_ONLY, draft)


def test_a_long_sentence_is_cut_at_a_word() -> None:
    assert "(“Ignore the pain, and the dark, and the rain, and the wind, …”)" in warned(
        "Ignore the pain, and the dark, and the rain, and the wind, and everybody else as well."
    )


@pytest.mark.parametrize(
    ("text", "is_order"),
    [
        ("Run 12 km.", True),
        ("Today, just run about **12** km easy.", True),
        ("You run twelve kilometres, and then rest.", True),
        ("Warm up; then jog 3 km.", True),
        ("You run 46 km a week.", False),
        ("You ran 12 km.", False),
        ("Tomorrow, run 8 km.", False),
        ("Run 8 km next Sunday.", False),
        ("If you run 12 km, stop.", False),
        ("Your longest run was 12 km.", False),
    ],
)
def test_a_distance_to_run_today_is_an_order(text: str, is_order: bool) -> None:
    (distance,) = [each for each in quantities(text) if each.kind == "distance"]
    assert distance.is_order is is_order
