"""Numbers read as runners write them, and text from outside cannot steer the terminal."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runcoach.domain import units
from runcoach.domain.units import DistanceUnit

KM, MI = DistanceUnit.KM, DistanceUnit.MI


@pytest.mark.parametrize(
    ("metres", "unit", "digits", "words"),
    [
        (21_300, KM, 1, "21.3 km"),
        (5_592, KM, 2, "5.59 km"),
        (21_097.5, MI, 1, "13.1 mi"),
        (1609.344, MI, 2, "1.00 mi"),
        (0, KM, 1, "0.0 km"),
        (None, KM, 1, units.MISSING),
    ],
)
def test_distance_is_in_the_runners_unit(
    metres: float | None, unit: DistanceUnit, digits: int, words: str
) -> None:
    assert units.distance(metres, unit, digits) == words


@pytest.mark.parametrize(
    ("metres", "unit", "words"),
    [
        (400, KM, "400 m"),
        (400, MI, "400 m"),
        (1200, MI, "1200 m"),
        (8000, KM, "8 km"),
        (5500, KM, "5.5 km"),
        (2410, KM, "2.41 km"),
        (5000, MI, "3.11 mi"),
        (2 * 1609.344, MI, "2 mi"),
    ],
)
def test_a_steps_distance_is_short_and_reps_stay_metric(
    metres: float, unit: DistanceUnit, words: str
) -> None:
    assert units.short_distance(metres, unit) == words


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(3130, "52:10"), (7158, "1:59:18"), (59.6, "1:00"), (3599.7, "1:00:00"), (5, "0:05"), (None, "–")],
)
def test_the_clock_rounds_to_whole_seconds_and_never_shows_sixty(seconds: float | None, words: str) -> None:
    assert units.clock(seconds) == words


def test_a_pace_is_converted_to_the_runners_unit() -> None:
    assert units.pace(337) == "5:37/km"
    assert units.pace(337, MI) == "9:02/mi"
    assert units.pace(None, MI) == units.MISSING


@pytest.mark.parametrize(
    ("fast", "slow", "unit", "words"),
    [
        (370, 400, KM, "6:10–6:40/km"),
        (400, 370, KM, "6:10–6:40/km"),
        (370, 370.3, KM, "6:10/km"),
        (None, 370, KM, "6:10/km"),
        (370, None, KM, "6:10/km"),
        (None, None, KM, ""),
        (300, 330, MI, "8:03–8:51/mi"),
    ],
)
def test_a_pace_range_reads_fast_to_slow(
    fast: float | None, slow: float | None, unit: DistanceUnit, words: str
) -> None:
    assert units.pace_range(fast, slow, unit) == words


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (90, "90 s"),
        (120, "2 min"),
        (2280, "38 min"),
        (3600, "1 h"),
        (3598, "1 h"),
        (3900, "1 h 05 min"),
        (None, "–"),
    ],
)
def test_minutes_read_as_people_say_them(seconds: float | None, words: str) -> None:
    assert units.minutes(seconds) == words


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (7158, "1 hour 59 mins 18 seconds"),
        (7261, "2 hours 1 min 1 second"),
        (60, "1 min"),
        (0, "0 seconds"),
        (None, "–"),
    ],
)
def test_a_duration_in_words_knows_its_plurals(seconds: float | None, words: str) -> None:
    assert units.duration_in_words(seconds) == words


def test_a_missing_heart_rate_is_a_dash() -> None:
    assert units.heart_rate(148.4) == "148 bpm"
    assert units.heart_rate(None) == units.MISSING


@pytest.mark.parametrize(
    ("gap", "words"),
    [(0, "today"), (1, "yesterday"), (4, "4 days ago"), (60, "60 days ago"), (61, "Fri 18 Sep 2026")],
)
def test_days_ago_becomes_a_date_after_two_months(gap: int, words: str) -> None:
    today = date(2026, 11, 18)
    assert units.days_ago(today - timedelta(days=gap), today) == words


@pytest.mark.parametrize(
    ("gap", "words"),
    [
        (timedelta(seconds=-30), "just now"),
        (timedelta(seconds=90), "just now"),
        (timedelta(minutes=12), "12 min ago"),
        (timedelta(hours=2, minutes=40), "2 h ago"),
        (timedelta(hours=26), "26 h ago"),
        (timedelta(days=3), "3 days ago"),
    ],
)
def test_age_is_given_in_the_largest_unit_that_fits(gap: timedelta, words: str) -> None:
    now = datetime(2026, 11, 18, 12)
    assert units.age(now - gap, now) == words


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31mred\x1b[0m", "[31mred[0m"),
        ("\x1b]0;title\x07run", "]0;titlerun"),
        ("\x9b31mred\x90q\x9c", "31mredq"),
        ("left\u202egnp.exe\u2066\u2069\u200f", "leftgnp.exe"),
        ("zero\u200b\u200c\u200d\u2060\ufeffwidth", "zerowidth"),
        ("line\nline\r\nline\x85line\u2028line\u2029end\ttab", "line line line line line end tab"),
        ("  many   spaces\u00a0here ", "many spaces here"),
        ("half \ud800 a pair", "half a pair"),
        ("Läufe über 100 %, 早朝ラン 🏃", "Läufe über 100 %, 早朝ラン 🏃"),
    ],
)
def test_plain_text_is_one_line_that_cannot_steer_a_terminal(text: str, shown: str) -> None:
    assert units.plain(text) == shown


def _steers(text: str) -> list[str]:
    hidden = [*range(0x20), *range(0x7F, 0xA0), 0x061C, *range(0x200B, 0x2010), *range(0x2028, 0x202F)]
    hidden += [*range(0x2060, 0x206A), *range(0xD800, 0xE000), 0xFEFF]
    return [hex(code) for code in hidden if chr(code) in text]


def test_no_hidden_character_survives() -> None:
    everything = "".join(map(chr, range(0x20000)))
    assert _steers(units.plain(everything)) == []
    assert _steers(units.plain_lines(everything)) == ["0xa"]


@given(st.text())
def test_plain_text_is_plain_already(text: str) -> None:
    assert units.plain(units.plain(text)) == units.plain(text)


def test_prose_keeps_its_lines_and_indentation() -> None:
    assert units.plain_lines("one\r\ntwo\rthree\n\tfour\x1b[2J") == "one\ntwo\nthree\n    four[2J"
