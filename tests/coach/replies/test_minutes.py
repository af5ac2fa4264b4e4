"""How long there is for a run: caps said with a "not", commas left out, and lengths of something else."""

import pytest

from runcoach.coach.replies.reading import read_reply
from runcoach.coach.said import Said, Wish
from tests.builders import TODAY


def read(words: str) -> Said:
    return read_reply(words, TODAY)


@pytest.mark.parametrize(
    ("words", "minutes"),
    [
        ("not longer than 40 minutes", 40),
        ("no longer than 40 min", 40),
        ("don't have more than 30 minutes", 30),
        ("won't have more than 35 minutes", 35),
        ("don't go over 30 minutes", 30),
        ("don't exceed 30 minutes", 30),
        ("without exceeding 35 minutes", 35),
        ("never more than 45 minutes", 45),
        ("never over 40 minutes", 40),
        ("not over 1h15", 75),
        ("nothing longer than 30 minutes", 30),
        ("nothing over half an hour", 30),
        ("there isn't more than 30 minutes", 30),
        ("isn't much more than 30 minutes", 30),
        ("there isn't even half an hour", 30),
        ("we don't even have 20 minutes", 20),
        ("not quite an hour", 60),
        ("I don't quite have an hour", 60),
        ("I don't want to be out for more than 50 minutes", 50),
        ("30 minutes and not longer", 30),
        ("40 minutes no more", 40),
        ("keep it under 40 minutes", 40),
        ("not past 40 minutes", 40),
        ("I have under an hour", 60),
        ("not more than 3/4 hour", 45),
        ("nicht länger als 40 Minuten", 40),
        ("höchstens 40 Minuten", 40),
        ("nicht mehr als 40 Minuten", 40),
        ("nicht über 30 Minuten", 30),
        ("nie mehr als eine Stunde", 60),
        ("ich hab nicht mal eine halbe Stunde", 30),
        ("nicht ganz eine Stunde", 60),
        ("länger als 40 Minuten geht nicht", 40),
        ("mehr als 30 Minuten habe ich nicht", 30),
        ("40 Minuten nicht länger", 40),
        ("pas plus de 30 minutes", 30),
        ("no más de una hora", 60),
        ("non più di mezz'ora", 30),
    ],
)
def test_a_cap_that_is_said_with_a_not_is_a_cap(words: str, minutes: int) -> None:
    assert read(words).minutes == minutes


@pytest.mark.parametrize(
    ("words", "minutes"),
    [
        ("I don't have an hour", 60),
        ("I haven't got an hour", 60),
        ("there is not an hour today", 60),
        ("ich habe keine 30 Minuten", 30),
        ("keine ganze Stunde", 60),
        ("I don't have an hour, only 40", 40),
        ("I don't have more than 60 minutes, only 30", 30),
        ("not more than an hour, 45 minutes is better", 45),
        ("not more than 60 minutes, back by 7", 60),
        ("I don't have 60 minutes but 45 minutes", 45),
        ("not 30 minutes, 45 minutes", 45),
        ("not 30 minutes, longer", None),
        ("forget the 30 minutes", None),
    ],
)
def test_minutes_that_are_not_there_are_more_than_there_are(words: str, minutes: int | None) -> None:
    assert read(words).minutes == minutes


@pytest.mark.parametrize(
    ("words", "minutes"),
    [
        ("not much time today 20 minutes", 20),
        ("no time 20 minutes", 20),
        ("no time today 20 minutes maybe 30 minutes", 20),
        ("without stopping 30 minutes", 30),
        ("haven't got much time 20 min", 20),
        ("no hills 30 minutes", 30),
        ("not tired 40 minutes", 40),
        ("keine Zeit 20 Minuten", 20),
        ("ohne Pause 30 Minuten", 30),
    ],
)
def test_minutes_without_a_comma_before_them_are_not_denied(words: str, minutes: int) -> None:
    said = read(words)
    assert said.minutes == minutes


@pytest.mark.parametrize(
    "words",
    [
        "wait a minute, why so short?",
        "just a minute",
        "give me a minute",
        "hang on one minute",
        "in a minute",
        "one minute please",
        "I'll decide in 2 minutes",
        "walk for a minute",
        "1 minute strides please",
    ],
)
def test_less_than_five_minutes_are_no_time_for_a_run(words: str) -> None:
    assert read(words).minutes is None


def test_a_minute_to_wait_hides_no_time_that_there_is() -> None:
    assert read("give me a minute, I have 40 minutes").minutes == 40


@pytest.mark.parametrize(
    "words",
    [
        "I want a sub-4 h marathon",
        "sub-3 hour marathon",
        "sub-40 min 10k",
        "I worked 9 hours today",
        "I drove 5 hours today",
        "I cycled over 2 hours yesterday",
        "I slept over 40 minutes this afternoon",
        "on my feet for 8 hours",
        "I sat in meetings for 6 hours",
        "9 hour shift today",
        "8 hours of work today",
        "2 hours in the car",
        "8.5 hours sleep",
        "5 min/km",
        "5:30 min/km please",
    ],
)
def test_lengths_of_something_else_are_no_time_for_a_run(words: str) -> None:
    said = read(words)
    assert (said.minutes, said.wishes.last) in ((None, Wish.UNKNOWN), (None, Wish.CROSS))


@pytest.mark.parametrize(
    ("words", "minutes"),
    [("worked all day so 30 minutes", 30), ("drove 3 hours, now I have 40 minutes", 40), ("1:30 h", 90)],
)
def test_time_for_a_run_is_found_beside_them(words: str, minutes: int) -> None:
    assert read(words).minutes == minutes
