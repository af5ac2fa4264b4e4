"""Negation and context: whether a phrase is said of the runner as they are now."""

import pytest

from runcoach.coach.replies.context import Context, clause_of, context_of, is_negated

NOW = Context()
DENIED = Context(negated=True)
OVER = Context(over=True)
SUPPOSED = Context(hypothetical=True)
OTHERS = Context(of_others=True)
LAST_WEEK = Context(historical=True)
LONG_AGO = Context(historical=True, long_ago=True)
TAKEN_BACK = Context(withdrawn=True)


@pytest.mark.parametrize(
    ("text", "phrase", "context"),
    [
        ("my knee hurts", "hurts", NOW),
        ("no knee pain today", "pain", DENIED),
        ("no pain but dizzy", "dizzy", NOW),
        ("No, my knee hurts", "hurts", NOW),
        ("not a good day my knee hurts", "hurts", NOW),
        ("not only my knee hurts", "hurts", NOW),
        ("it doesn't stop hurting", "hurting", NOW),
        ("it doesn't hurt", "hurt", DENIED),
        ("it doesnt hurt", "hurt", DENIED),
        ("it doesn’t hurt", "hurt", DENIED),
        ("I can't run without pain", "pain", NOW),
        ("nothing at all in this whole wide world is pain", "pain", NOW),
        ("the pain is gone", "pain", OVER),
        ("the pain is not gone", "pain", NOW),
        ("the pain has gone down my leg", "pain", NOW),
        ("what if my knee hurts", "hurts", SUPPOSED),
        ("my knee hurts if I run", "hurts", NOW),
        ("my wife is ill", "ill", OTHERS),
        ("my wife is away and I am ill", "ill", NOW),
        ("my dog pulled and it hurts", "hurts", NOW),
        ("I was sick last week", "sick", LAST_WEEK),
        ("sick since last week", "sick", NOW),
        ("worse than last week, it hurts", "hurts", NOW),
        ("my calf hurts after last week's race", "hurts", NOW),
        ("last week was hard and my calf hurts", "hurts", NOW),
        ("the pain is no longer bearable", "pain", NOW),
        ("if the pain gets worse I stop", "pain", NOW),
        ("I fainted two years ago", "fainted", LONG_AGO),
        ("never mind the hills", "hills", TAKEN_BACK),
        ("don't forget the hills", "hills", NOW),
        ("kein Fieber", "Fieber", DENIED),
        ("nicht nur das Knie schmerzt", "schmerzt", NOW),
        ("die Schmerzen sind weg", "Schmerzen", OVER),
        ("mein Sohn ist krank", "krank", OTHERS),
    ],
)
def test_a_phrase_is_meant_as_what_stands_around_it_says(text: str, phrase: str, context: Context) -> None:
    start = text.index(phrase)
    assert context_of(text, (start, start + len(phrase))) == context


@pytest.mark.parametrize(
    ("text", "is_denied"),
    [
        ("not today pain", True),
        ("never any left knee pain", True),
        ("not a good day pain", True),
        ("not a very good day pain", False),
        ("not a good week for knee pain", False),
    ],
)
def test_a_denial_reaches_three_words_far(text: str, is_denied: bool) -> None:
    start = text.index("pain")
    assert is_negated(text, (start, start + 4)) is is_denied


@pytest.mark.parametrize(
    "text",
    [
        "not sure if my knee hurts",
        "in case you ask my knee hurts",
        "is it ok to run if my knee hurts",
        "not only my knee hurts",
        "never such a knee hurts",
    ],
)
def test_pseudo_triggers_deny_and_suppose_nothing(text: str) -> None:
    start = text.index("hurts")
    assert context_of(text, (start, start + 5)) == NOW


def test_english_alone_can_be_asked_for() -> None:
    text = "kein tempo today"
    span = (5, 10)
    assert context_of(text, span).negated
    assert context_of(text, span, ("en",)) == NOW


def test_a_number_s_point_ends_no_clause() -> None:
    text = "well, 1.5 hours of pain. Then rest"
    start = text.index("pain")
    begin, end = clause_of(text, (start, start + 4))
    assert text[begin:end].strip() == "1.5 hours of pain"
