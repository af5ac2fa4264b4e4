"""What a reply changes: minutes that are named, and the wishes that the offline coach understands."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runcoach.coach.replies.reading import read_reply
from runcoach.coach.said import CheckIn, Legs, Pain, Said, Wish, Wishes
from tests.builders import TODAY, said_in


def read(words: str) -> Said:
    return read_reply(words, TODAY)


@pytest.mark.parametrize(
    ("words", "minutes"),
    [
        ("only 30 minutes", 30),
        ("ich habe nur 40 Minuten", 40),
        ("25min", 25),
        ("I have half an hour", 30),
        ("an hour at most", 60),
        ("2 hours", 120),
        ("an hour and a half", 90),
        ("1.5 hours", 90),
        ("two and a half hours", 150),
        ("a quarter of an hour", 15),
        ("I only have 45m today", 45),
        ("90 mins", 90),
        ("an hour and a quarter", 75),
        ("eine halbe Stunde", 30),
        ("1,5 Stunden", 90),
        ("I need 10 minutes to warm up", None),
        ("my 5k time is 22 min", None),
        ("sub 40 minute 10k next month", None),
        ("three quarters of an hour", 45),
        ("I've got 1h15", 75),
        ("only twenty minutes", 20),
        ("only 45'", 45),
        ("90 minutes of sleep, so only 20 min to run", 20),
        ("5 min", 5),
        ("1 min", None),
        ("999 minutes", 600),
        ("make it hilly", None),
        ("run 8 km", None),
        ("make it 10 minutes longer", None),
        ("can I add 15 min?", None),
        ("another 20 minutes would be nice", None),
        ("I slept 20 min this afternoon", None),
        ("it hurt two hours ago", None),
        ("after 20 min my calf hurts", None),
        ("10 minutes later I was well, so 40 minutes", 40),
    ],
)
def test_minutes_are_found_in_a_reply(words: str, minutes: int | None) -> None:
    assert read(words).minutes == minutes


def counted(check_in: CheckIn | None, replies: list[str], *, is_today: bool = True) -> CheckIn | None:
    """What counts of it all, in the form of a check-in; None where nothing does."""
    said = said_in(check_in, replies, is_today=is_today)
    return CheckIn(said.legs, said.pain, said.minutes, said.note) if said.checked_in else None


def test_the_last_minutes_count() -> None:
    assert said_in(replies=["30 minutes", "50 minutes, fine"]).minutes == 50


def test_named_minutes_only_lower_those_of_the_check_in() -> None:
    assert counted(None, []) is None
    heavy = CheckIn(legs=Legs.HEAVY, minutes=45)
    assert counted(heavy, ["I have 90 minutes"]) == heavy
    assert counted(heavy, ["only 30 minutes"]) == CheckIn(legs=Legs.HEAVY, minutes=30)
    assert counted(CheckIn(note="only 20 min today"), []) == CheckIn(minutes=20, note="only 20 min today")


@pytest.mark.parametrize(
    ("words", "pain"),
    [
        ("my calf hurts badly", Pain.YES),
        ("Ich habe Schmerzen", Pain.A_LITTLE),
        ("sore throat", Pain.A_LITTLE),
        ("painfully slow, please", Pain.A_LITTLE),
        ("I strained my calf", Pain.A_LITTLE),
        ("pulled my hamstring", Pain.A_LITTLE),
        ("I have a cold", Pain.A_LITTLE),
        ("my knee is killing me", Pain.YES),
        ("shin splints again", Pain.A_LITTLE),
        ("plantar fasciitis is back", Pain.A_LITTLE),
        ("my calf is very tight", Pain.A_LITTLE),
        ("it doesn't stop hurting", Pain.A_LITTLE),
        ("I never had so much pain", Pain.YES),
        ("Knieprobleme", Pain.A_LITTLE),
        ("keine Probleme", Pain.NONE),
        ("J'ai mal au genou", Pain.A_LITTLE),
        ("me duele la rodilla", Pain.A_LITTLE),
        ("I have a temperature", Pain.YES),
        ("my knee hurts a lot", Pain.YES),
        ("sharp stabbing pain in my calf", Pain.YES),
        ("8/10 pain", Pain.YES),
        ("I can't put weight on it", Pain.YES),
        ("I rolled my ankle", Pain.A_LITTLE),
        ("my foot is numb", Pain.A_LITTLE),
        ("the pain is gone", Pain.NONE),
        ("I had a cold last week but I am fine now", Pain.NONE),
        ("the pain is gone in my knee but my hip hurts", Pain.A_LITTLE),
        ("my kid is sick", Pain.NONE),
        ("no pain but dizzy", Pain.YES),
        ("I threw up all night", Pain.YES),
        ("I'm unwell", Pain.YES),
        ("a stress reaction in my tibia", Pain.YES),
        ("not my best day, my knee hurts", Pain.A_LITTLE),
        ("I am ill", Pain.YES),
        ("I have a fever", Pain.YES),
        ("tore a muscle", Pain.YES),
        ("I cannot run", Pain.YES),
        ("ich habe Fieber", Pain.YES),
        ("no fever, but my knee is injured", Pain.YES),
        ("no pain at all", Pain.NONE),
        ("no knee pain today", Pain.NONE),
        ("it doesn't hurt", Pain.NONE),
        ("it no longer hurts", Pain.NONE),
        ("how do I avoid injury?", Pain.NONE),
        ("I can't run that far", Pain.NONE),
        ("sick of intervals", Pain.NONE),
        ("it was cold", Pain.NONE),
        ("still hilly", Pain.NONE),
        ("it will be fine", Pain.NONE),
    ],
)
def test_pain_in_words_lowers_the_day_as_the_key_does(words: str, pain: Pain) -> None:
    expected = CheckIn(pain=pain) if pain is not Pain.NONE else None
    assert counted(None, [words]) == expected
    assert counted(CheckIn(pain=Pain.YES), [words]) == CheckIn(pain=Pain.YES)


@pytest.mark.parametrize("words", ["forget it", "Never mind!", "please undo that"])
def test_replies_can_be_taken_back(words: str) -> None:
    assert read(words).takes_back


@pytest.mark.parametrize(
    "words", ["do not forget my hills", "My knee hurts as before", "forget it, my knee hurts badly"]
)
def test_more_than_those_words_take_nothing_back(words: str) -> None:
    assert not read(words).takes_back


def test_pain_and_replies_count_for_tomorrow_and_today_s_legs_and_minutes_do_not() -> None:
    today = CheckIn(Legs.HEAVY, Pain.A_LITTLE, 45, "my calf hurts, only 20 minutes")
    found = counted(today, [], is_today=False)
    assert found == CheckIn(pain=Pain.A_LITTLE, note=today.note)
    reply = ["only 30 minutes"]
    assert counted(CheckIn(Legs.HEAVY, minutes=20), reply, is_today=False) == CheckIn(minutes=30)
    assert counted(CheckIn(Legs.HEAVY, minutes=20, note="20 min"), [], is_today=False) is None


@pytest.mark.parametrize(
    ("words", "wish"),
    [
        ("why not intervals?", Wish.REASON),
        ("I want a day off", Wish.REST),
        ("only 30 minutes", Wish.TIME),
        ("make it 10 minutes longer", Wish.LONGER),
        ("make it hilly", Wish.HILLS),
        ("my heart is racing at rest", Wish.UNKNOWN),
        ("last week I ran 18 km, is that enough", Wish.UNKNOWN),
        ("give me 12 km", Wish.DISTANCE),
        ("sick of easy runs, harder", Wish.HARDER),
        ("no need to be easier", Wish.UNKNOWN),
        ("that is too long", Wish.SHORTER),
        ("something easier please", Wish.EASIER),
        ("I am tired", Wish.EASIER),
        ("longer!", Wish.LONGER),
        ("give me intervals", Wish.HARDER),
        ("not hilly please", Wish.FLAT),
        ("no hills", Wish.FLAT),
        ("don't rest me", Wish.UNKNOWN),
        ("not longer", Wish.UNKNOWN),
        ("I don't want to rest", Wish.UNKNOWN),
        ("I do not want to run", Wish.REST),
        ("no, make it longer", Wish.LONGER),
        ("give me a day off tomorrow", Wish.TOMORROW),
        ("no strength today", Wish.NO_STRENGTH),
        ("skip the strength", Wish.NO_STRENGTH),
        ("can I swim instead?", Wish.CROSS),
        ("what pace is my easy pace?", Wish.PACE),
        ("how fast should I run?", Wish.PACE),
        ("how fast was my tempo on Thursday?", Wish.UNKNOWN),
        ("I am short of breath", Wish.UNKNOWN),
        ("I want 40 km!!", Wish.DISTANCE),
        ("8 km", Wish.DISTANCE),
        ("tell me about your cat", Wish.UNKNOWN),
    ],
)
def test_the_offline_coach_understands_a_few_words(words: str, wish: Wish) -> None:
    assert read(words).wishes.last is wish


def test_a_later_word_replaces_an_earlier_one_and_hills_stay() -> None:
    said = ("harder please", "make it hilly", "too long", "easier", "only 30 minutes")
    assert said_in(replies=said).wishes == Wishes(
        effort=Wish.EASIER, length=Wish.SHORTER, hills=True, last=Wish.TIME
    )


def test_a_distance_takes_a_rest_back_and_flat_takes_hills_back() -> None:
    said = ("a day off", "make it hilly", "no hills", "please, 8 km")
    assert said_in(replies=said).wishes == Wishes(length=Wish.DISTANCE, distance_m=8000, last=Wish.DISTANCE)


def test_no_reply_is_not_a_wish() -> None:
    assert said_in().wishes == Wishes()


@pytest.mark.parametrize(
    "words",
    [
        "pain in chest",
        "my heart is racing at rest",
        "I hit my head",
        "Herzrasen",
        "no pain but lightheaded",
        "die Brust tut weh",
        "blood in my urine",
        "my chest hurts when I run",
        "tightness in my chest",
        "I feel dizzy",
        "I'm short of breath",
        "Atemnot",
    ],
)
def test_what_a_doctor_should_see_is_alarming_and_means_no_running(words: str) -> None:
    assert read(words).is_alarming
    assert read(words).pain is Pain.YES


@pytest.mark.parametrize("words", ["no chest pain", "my knee hurts", "not dizzy at all", "I am fine"])
def test_an_ache_or_a_denial_is_not_alarming(words: str) -> None:
    assert not read(words).is_alarming


@pytest.mark.parametrize("words", ["my achilles is swollen", "I sprained my ankle", "I am limping"])
def test_an_injury_by_its_signs_means_no_running(words: str) -> None:
    assert read(words).pain is Pain.YES


@pytest.mark.parametrize(
    ("words", "tired"),
    [
        ("I only slept 3 hours", True),
        ("slept badly", True),
        ("my legs are dead", True),
        ("only got 4 hours of sleep", True),
        ("knackered", True),
        ("ich bin müde", True),
        ("I have a hangover", True),
        ("exhausted", True),
        ("slept 8 hours", False),
        ("not exhausted", False),
        ("my legs are good", False),
    ],
)
def test_a_worn_out_runner_has_heavy_legs_for_the_day(words: str, tired: bool) -> None:
    assert read(words).is_tired is tired
    found = counted(None, [words])
    assert found == (CheckIn(legs=Legs.HEAVY) if tired else None)
    assert counted(None, [words], is_today=False) is None


PIECES = (
    *(
        "no",
        "not",
        "my",
        "knee",
        "hurts",
        "until",
        "Friday",
        "the",
        "31",
        "31st",
        "in",
        "two",
        "weeks",
        "days",
    ),
    *("1h15", "½h", "0", "999", "min", "June", "30.2.", "2026-13-45", "10k", "race", "forget", "hills"),
    *("?", ",", "٣", "’", "…"),
)


@given(st.one_of(st.text(max_size=80), st.lists(st.sampled_from(PIECES), max_size=12).map(" ".join)))
def test_any_text_can_be_read(text: str) -> None:
    said = read(text)
    assert said.minutes is None or 5 <= said.minutes <= 600
    assert all(absence.first < absence.until for absence in said.absences)
