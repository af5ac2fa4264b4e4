"""What is read of the body where the words around it mislead: the past, a doubt, a denial, somebody else."""

from time import perf_counter

import pytest

from runcoach.coach.replies.reading import read_reply
from runcoach.coach.said import Pain, Place, Said
from tests.builders import TODAY


def read(words: str) -> Said:
    return read_reply(words, TODAY)


@pytest.mark.parametrize(
    "words",
    [
        "I passed out last month",
        "I blacked out last month",
        "I fainted in my race last month",
        "two months ago I collapsed",
        "six months ago I collapsed",
        "I collapsed last winter",
        "I had chest pain last month",
        "I had chest pain last winter",
        "I had chest pain six months ago",
        "chest pain three years ago",
        "I fainted two years ago",
        "I had chest pain this morning but it's gone",
        "I fainted this morning but I'm fine now",
        "ich war letzten Monat ohnmächtig",
        "me duele el pecho",
        "I had a stroke last month",
        "should I worry if my heart is racing",
        "what if I faint again",
        "worried about my chest pain",
    ],
)
def test_what_was_alarming_stays_alarming_for_long(words: str) -> None:
    said = read(words)
    assert (said.is_alarming, said.pain, said.withdrawn.pain) == (True, Pain.YES, False)


@pytest.mark.parametrize(
    "words",
    [
        "chest pain three years ago, fine now",
        "I had a heart attack two years ago",
        "I fainted once ten years ago",
        "I used to get dizzy as a kid",
        "dizzy spells years ago, fine since",
        "my uncle had a heart attack",
        "my nan had a stroke last month",
        "what are the signs of a heart attack?",
        "no me duele el pecho",
    ],
)
def test_what_was_alarming_years_ago_and_is_over_is_history(words: str) -> None:
    assert not read(words).is_alarming and read(words).pain is Pain.NONE


@pytest.mark.parametrize(
    "words",
    [
        "stress fracture last month",
        "I had a stress fracture last month",
        "tore my calf last month",
        "surgery last month",
        "I had surgery last month",
        "broke my toe three weeks ago",
        "sprained my ankle last month",
        "Ermüdungsbruch letzten Monat",
        "ich hatte letzten Monat eine Operation",
        "not sure if my achilles is injured",
        "don't know if my foot is swollen",
        "how do I know if my foot is broken",
        "ok to run if I have a fever?",
        "never had knee pain this bad",
        "had a fever yesterday but it's gone",
        "not fully recovered from flu",
        "the kids have the flu and so do I",
        "my wife is ill and I caught it",
        "haven't recovered from the flu",
        "I have symptoms of flu",
        "should I rest if I'm sick",
        "weiß nicht ob das Knie entzündet ist",
    ],
)
def test_what_has_not_healed_yet_or_may_be_there_means_no_running(words: str) -> None:
    assert read(words).pain is Pain.YES


@pytest.mark.parametrize(
    "words",
    [
        "is it ok to run if my knee hurts",
        "can I run if my knee hurts?",
        "should I run if my calf hurts",
        "what should I do if my knee hurts",
        "is it ok to run, if my knee hurts",
        "darf ich laufen, wenn mein Knie schmerzt?",
        "worried about my knee pain",
        "I don't think my knee is ok",
        "never without pain",
        "noch nie solche Schmerzen gehabt",
        "in case you ask my knee hurts",
        "in case anyone cares my hip hurts",
        "not sure if it's pain or just soreness",
        "won't go away this pain",
        "this ache never leaves",
        "the knee pain hasn't improved",
        "no end to the pain",
        "no relief from the pain",
        "nothing helps against the pain",
        "never had such knee pain",
        "never felt such pain",
        "haven't had pain like this",
        "my knee was sore yesterday but it isn't gone",
        "my knee hurts but my cold is gone",
        "ran with friends and it hurts",
        "my dog pulled me over and my wrist hurts",
        "me duele la rodilla",
    ],
)
def test_pain_that_is_there_is_not_taken_for_a_mere_thought(words: str) -> None:
    assert read(words).pain is Pain.A_LITTLE


@pytest.mark.parametrize(
    "words",
    [
        "what if my knee hurts tomorrow?",
        "should I stop if my calf starts to hurt?",
        "I've never had any knee pain",
        "I had a stress fracture five years ago",
        "I was sick last month",
        "my knee was sore yesterday but it's gone",
        "my knee was sore this morning, but it's fine now",
        "das Knie tat weh, aber es ist weg",
        "the dog's leg hurts",
        "my dog's leg",
        "my wife's back hurts",
        "my friend's ankle is swollen",
        "my gran has the flu",
        "my nan has the flu",
        "my granny has the flu",
        "meine Oma hat Grippe",
        "dem Hund tut das Bein weh",
        "no me duele",
        "no me duele nada",
        "ya no me duele la rodilla",
        "no tengo dolor",
    ],
)
def test_what_is_supposed_over_denied_or_somebody_else_s_is_no_pain(words: str) -> None:
    assert read(words).pain is Pain.NONE


def test_not_only_this_but_that_too_hurts_in_both_places() -> None:
    assert read("not only my knee hurts but my hip too").body.places == (Place.HIP, Place.KNEE)


@pytest.mark.parametrize(
    ("words", "tired"),
    [
        ("I got 7.5 h of sleep", False),
        ("7.5 hours of sleep", False),
        ("I had 6.5 hours of sleep", False),
        ("7,5 hours of sleep", False),
        ("5 hours of sleep", True),
        ("4.5 hours of sleep", True),
        ("nur 4 Stunden Schlaf", True),
        ("7,5 Stunden Schlaf", False),
        ("legs not tired", False),
        ("legs are not tired", False),
        ("legs aren't tired", False),
        ("my legs are not heavy", False),
        ("my legs don't feel heavy", False),
        ("legs are not so heavy", False),
        ("legs are heavy not tired", True),
        ("not tired just heavy legs", True),
    ],
)
def test_sleep_and_legs_are_read_to_the_end(words: str, tired: bool) -> None:
    assert read(words).is_tired is tired


@pytest.mark.parametrize("words", ["my knee hurts ", "no pain ", "30 minutes ", "in two weeks ", "hills\n"])
def test_reading_a_very_long_text_takes_no_longer_than_a_long_one(words: str) -> None:
    read(words)
    started = perf_counter()
    said = read(words * (100_000 // len(words)))
    assert perf_counter() - started < 1
    assert len(said.words[0]) > 90_000
