"""What a reply changes: minutes that are named, and the wishes that the offline coach understands."""

import pytest

from runcoach.coach.events import Turn
from runcoach.coach.turns import heard, minutes_named, takes_back
from runcoach.coach.wishes import Wish, Wishes, wish_of, wishes_of
from runcoach.training.check_in import CheckIn, Legs, Pain


@pytest.mark.parametrize(
    ("words", "minutes"),
    [
        ("only 30 minutes", 30),
        ("ich habe nur 40 Minuten", 40),
        ("25min", 25),
        ("I have half an hour", 30),
        ("an hour at most", 60),
        ("2 hours", 120),
        ("1 min", 5),
        ("999 minutes", 600),
        ("make it hilly", None),
        ("run 8 km", None),
    ],
)
def test_minutes_are_found_in_a_reply(words: str, minutes: int | None) -> None:
    assert minutes_named([Turn(True, words)]) == minutes


def test_the_last_minutes_count_and_the_coach_s_own_do_not() -> None:
    said = [Turn(True, "30 minutes"), Turn(False, "I said 90 minutes"), Turn(True, "50 minutes, fine")]
    assert minutes_named(said) == 50


def test_named_minutes_only_lower_those_of_the_check_in() -> None:
    assert heard(None, []) is None
    heavy = CheckIn(legs=Legs.HEAVY, minutes=45)
    assert heard(heavy, [Turn(True, "I have 90 minutes")]) == heavy
    assert heard(heavy, [Turn(True, "only 30 minutes")]) == CheckIn(legs=Legs.HEAVY, minutes=30)
    assert heard(CheckIn(note="only 20 min today"), []) == CheckIn(minutes=20, note="only 20 min today")


@pytest.mark.parametrize(
    ("words", "pain"),
    [
        ("my calf hurts badly", True),
        ("I am ill", True),
        ("Ich habe Schmerzen", True),
        ("sore throat", True),
        ("no pain at all", False),
        ("still hilly", False),
        ("it will be fine", False),
        ("painfully slow, please", True),
    ],
)
def test_pain_in_words_lowers_the_day_as_the_key_does(words: str, pain: bool) -> None:
    expected = CheckIn(pain=Pain.A_LITTLE) if pain else None
    assert heard(None, [Turn(True, words)]) == expected
    assert heard(CheckIn(pain=Pain.YES), [Turn(True, words)]) == CheckIn(pain=Pain.YES)


def test_what_the_coach_says_of_pain_is_no_pain() -> None:
    assert heard(None, [Turn(False, "No pain, no gain. It hurts.")]) is None


@pytest.mark.parametrize("words", ["forget it", "Never mind!", "please undo that"])
def test_replies_can_be_taken_back(words: str) -> None:
    assert takes_back(words)
    assert not takes_back("do not forget my hills")


@pytest.mark.parametrize(
    ("words", "wish"),
    [
        ("why not intervals?", Wish.REASON),
        ("I want a day off", Wish.REST),
        ("only 30 minutes", Wish.TIME),
        ("make it hilly", Wish.HILLS),
        ("that is too long", Wish.SHORTER),
        ("something easier please", Wish.EASIER),
        ("I am tired", Wish.EASIER),
        ("longer!", Wish.LONGER),
        ("give me intervals", Wish.HARDER),
        ("not hilly please", Wish.FLAT),
        ("no hills", Wish.FLAT),
        ("don't rest me", Wish.UNKNOWN),
        ("not longer", Wish.UNKNOWN),
        ("I want 40 km!!", Wish.DISTANCE),
        ("8 km", Wish.DISTANCE),
        ("tell me about your cat", Wish.UNKNOWN),
    ],
)
def test_the_offline_coach_understands_a_few_words(words: str, wish: Wish) -> None:
    assert wish_of(words) is wish


def test_a_later_word_replaces_an_earlier_one_and_hills_stay() -> None:
    said = ("harder please", "make it hilly", "too long", "easier", "only 30 minutes")
    assert wishes_of(tuple(Turn(True, words) for words in said)) == Wishes(
        effort=Wish.EASIER, length=Wish.SHORTER, hills=True, last=Wish.TIME
    )


def test_a_distance_takes_a_rest_back_and_flat_takes_hills_back() -> None:
    said = ("a day off", "make it hilly", "no hills", "please, 8 km")
    assert wishes_of(tuple(Turn(True, words) for words in said)) == Wishes(
        length=Wish.DISTANCE, distance_m=8000, last=Wish.DISTANCE
    )


def test_what_the_coach_and_the_checks_say_is_no_wish() -> None:
    assert wishes_of(()) == Wishes()
    assert wishes_of((Turn(False, "rest"), Turn(True, "no rest in it", by_checks=True))) == Wishes()
