"""What counts of a day's check-in and replies, and what is not understood."""

from runcoach.coach.replies.merging import merge
from runcoach.coach.replies.reading import read_check_in, read_reply
from runcoach.coach.said import AbsenceReason, CheckIn, Pain, Place, Said, Wish
from tests.builders import TODAY, said_in


def reply(text: str) -> Said:
    return read_reply(text, TODAY)


def test_the_worse_of_all_that_is_said_of_the_body_counts() -> None:
    said = said_in(CheckIn(note="my calf hurts"), ["and my knee hurts badly"])
    assert (said.pain, said.body.places) == (Pain.YES, (Place.CALF, Place.KNEE))
    assert said.last_body is not None and said.last_body.places == (Place.KNEE,)


def test_hills_that_are_withdrawn_are_not_wished_any_more() -> None:
    assert said_in(replies=["make it hilly"]).wishes.hills
    assert not said_in(replies=["make it hilly", "never mind the hills"]).wishes.hills


def test_minutes_that_are_withdrawn_do_not_limit_any_more() -> None:
    assert said_in(replies=["only 30 minutes", "forget the 30 minutes"]).minutes is None
    assert said_in(replies=["only 30 minutes", "forget the 30 minutes, I have an hour"]).minutes == 60


def test_pain_that_has_gone_is_known_and_the_day_stays_careful() -> None:
    said = said_in(replies=["my knee hurts", "the pain is gone"])
    assert said.withdrawn.pain and said.pain is Pain.A_LITTLE


def test_what_nothing_was_read_from_is_kept_as_words() -> None:
    said = said_in(CheckIn(note="the moon is full"), ["tell me about your cat", "shorter"])
    assert said.not_understood == ("the moon is full", "tell me about your cat")
    assert said_in(replies=["shorter", "my knee hurts", "not until Friday"]).not_understood == ()


def test_wishes_are_for_the_coach_who_is_asked_and_pain_for_all() -> None:
    hilly, hurting = reply("make it hilly"), reply("my knee hurts")
    said = merge(None, [hilly, hurting], [hurting])
    assert not said.wishes.hills and said.hurts
    assert said.words == ("my knee hurts",)


def test_days_and_races_of_check_in_and_replies_are_both_there() -> None:
    said = said_in(CheckIn(note="sick until Friday"), ["I have a 10k on Sunday"])
    assert [absence.reason for absence in said.absences] == [AbsenceReason.ILL]
    assert [race.distance_m for race in said.races] == [10_000.0]


def test_a_note_asks_for_nothing() -> None:
    said = read_check_in(CheckIn(note="make it hilly"), TODAY)
    assert said.wishes.last is None and said.not_understood == ("make it hilly",)


def test_a_withdrawal_is_not_a_wish_of_its_own() -> None:
    said = reply("never mind the hills")
    assert said.withdrawn.wishes == (Wish.HILLS,) and said.wishes.last is None and not said.not_understood
