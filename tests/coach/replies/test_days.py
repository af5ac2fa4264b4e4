"""Days that a runner names, as dates counted from the day on which they are said."""

from datetime import date

import pytest

from runcoach.coach.replies.days import named_days
from runcoach.coach.replies.reading import read_reply
from runcoach.coach.said import Absence, AbsenceReason, Pain, Place, Race
from tests.builders import TODAY

FRIDAY, SUNDAY, MONDAY = date(2026, 11, 20), date(2026, 11, 22), date(2026, 11, 23)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Friday", FRIDAY),
        ("on Fri", FRIDAY),
        ("next Friday", date(2026, 11, 27)),
        ("next Monday", MONDAY),
        ("Wednesday", date(2026, 11, 25)),
        ("tomorrow", date(2026, 11, 19)),
        ("the day after tomorrow", FRIDAY),
        ("tonight", TODAY),
        ("in two weeks", date(2026, 12, 2)),
        ("in 10 days", date(2026, 11, 28)),
        ("next week", MONDAY),
        ("this weekend", date(2026, 11, 21)),
        ("6 December", date(2026, 12, 6)),
        ("Dec 6th", date(2026, 12, 6)),
        ("the 24th", date(2026, 11, 24)),
        ("the 3rd", date(2026, 12, 3)),
        ("3 March", date(2027, 3, 3)),
        ("2027-01-31", date(2027, 1, 31)),
        ("6.12.", date(2026, 12, 6)),
        ("am 6. Dezember", date(2026, 12, 6)),
        ("übermorgen", FRIDAY),
        ("in drei Wochen", date(2026, 12, 9)),
    ],
)
def test_a_named_day_is_a_date(text: str, day: date) -> None:
    assert [named.day for named in named_days(text, TODAY)] == [day]


@pytest.mark.parametrize(
    "text", ["heute Morgen", "31 February", "2020-01-01", "I may run", "3 weeks ago", "run 8 km", "in 0 days"]
)
def test_what_is_not_a_day_ahead_is_not_a_date(text: str) -> None:
    assert named_days(text, TODAY) == []


@pytest.mark.parametrize(
    ("text", "reason", "first", "until"),
    [
        ("sick until Friday", AbsenceReason.ILL, TODAY, FRIDAY),
        ("not until Friday", AbsenceReason.OTHER, TODAY, FRIDAY),
        ("back on Monday", AbsenceReason.OTHER, TODAY, MONDAY),
        ("my knee hurts, no running until Monday", AbsenceReason.PAIN, TODAY, MONDAY),
        ("away from Friday to Sunday", AbsenceReason.OTHER, FRIDAY, MONDAY),
        ("I can't run on Sunday", AbsenceReason.OTHER, SUNDAY, MONDAY),
        ("I was told no running until Monday", AbsenceReason.OTHER, TODAY, MONDAY),
        ("it was a long day, not until Friday", AbsenceReason.OTHER, TODAY, FRIDAY),
        ("krank bis Freitag", AbsenceReason.ILL, TODAY, FRIDAY),
    ],
)
def test_days_without_running_have_a_reason_and_both_ends(
    text: str, reason: AbsenceReason, first: date, until: date
) -> None:
    assert read_reply(text, TODAY).absences == (Absence(reason, first, until),)


@pytest.mark.parametrize(
    "text",
    [
        "I can run until Friday",
        "I was ill until Monday",
        "my calf has hurt for two weeks",
        "long run on Sunday",
        "a day off tomorrow",
        "my back hurts since Monday",
    ],
)
def test_other_days_are_not_days_without_running(text: str) -> None:
    assert read_reply(text, TODAY).absences == ()


def test_the_day_is_counted_from_when_it_is_said() -> None:
    assert read_reply("not until Friday", FRIDAY).absences[0].until == date(2026, 11, 27)


@pytest.mark.parametrize(
    ("text", "race"),
    [
        ("I have a 10k on Sunday", Race(10_000.0, SUNDAY)),
        ("half marathon on 6 December", Race(21_097.5, date(2026, 12, 6))),
        ("race on Sunday", Race(None, SUNDAY)),
        ("signed up for a marathon", Race(42_195.0, None)),
    ],
)
def test_a_race_has_a_distance_and_a_day_as_far_as_they_are_said(text: str, race: Race) -> None:
    said = read_reply(text, TODAY)
    assert said.races == (race,)
    assert said.wishes.distance_m is None, "a race is no distance for today"


@pytest.mark.parametrize(
    "text", ["I ran a marathon last year", "no race on Sunday", "marathon pace on Sunday"]
)
def test_what_is_not_a_race_ahead_is_left_out(text: str) -> None:
    assert read_reply(text, TODAY).races == ()


def test_what_is_for_a_doctor_is_read_whatever_day_stands_before_it() -> None:
    said = read_reply("Monday: I fainted this morning", TODAY)
    assert said.is_alarming and said.pain is Pain.YES and said.absences == ()


def test_sharp_pain_has_a_place() -> None:
    body = read_reply("sharp pain in the achilles", TODAY).body
    assert (body.pain, body.places) == (Pain.YES, (Place.ACHILLES,))
