"""Wishes that are there, and words that only look like one."""

import pytest

from runcoach.coach.replies.reading import read_reply
from runcoach.coach.said import Said, Wish
from tests.builders import TODAY


def read(words: str) -> Said:
    return read_reply(words, TODAY)


@pytest.mark.parametrize(
    "words",
    [
        "My resting heart rate is 51",
        "resting HR 48",
        "resting pulse 45",
        "my VO2max went up",
        "my vo2max is 54",
        "my VO2 max dropped",
        "my threshold is 4:10",
        "back on Monday",
        "return Monday",
        "don't let me rest",
        "don't make me rest",
        "don't give me a rest day",
        "I had no time yesterday",
        "just a minute",
    ],
)
def test_a_fact_is_no_wish(words: str) -> None:
    assert read(words).wishes.last is Wish.UNKNOWN


@pytest.mark.parametrize(
    ("words", "wish"),
    [
        ("my resting heart rate is low, harder please", Wish.HARDER),
        ("I'm resting today", Wish.REST),
        ("vo2max intervals please", Wish.HARDER),
        ("VO2 workout", Wish.HARDER),
        ("no time today", Wish.REST),
        ("no time for a run", Wish.REST),
        ("keine Zeit heute", Wish.REST),
        ("no time for hills", Wish.FLAT),
        ("I don't have time", Wish.REST),
        ("I'd rather not run more than 45 minutes", Wish.TIME),
        ("no time 20 minutes", Wish.TIME),
        ("not much time today", Wish.SHORTER),
        ("wait a minute, why so short?", Wish.REASON),
        ("no running this week, back on Monday", Wish.REST),
        ("down with flu, back next Monday", Wish.REST),
        ("back running on Monday", Wish.REST),
    ],
)
def test_a_wish_is_read_beside_a_fact(words: str, wish: Wish) -> None:
    assert read(words).wishes.last is wish


@pytest.mark.parametrize(
    ("words", "distance_m"),
    [("my 10 km today", 10_000), ("my 10k today please", 10_000), ("doing 5 km today", 5000)],
)
def test_a_distance_of_today_is_a_run_and_no_race(words: str, distance_m: float) -> None:
    said = read(words)
    assert (said.wishes.last, said.wishes.distance_m, said.races) == (Wish.DISTANCE, distance_m, ())


@pytest.mark.parametrize("words", ["racing 10 km today", "I have a 10 km race today", "my 10k on Sunday"])
def test_a_race_is_one_on_its_day_and_before(words: str) -> None:
    said = read(words)
    assert [race.distance_m for race in said.races] == [10_000]
    assert said.wishes.last is Wish.UNKNOWN
