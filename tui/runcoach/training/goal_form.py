"""A goal as the runner types it, and back."""

import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta

import msgspec

from runcoach.domain import units
from runcoach.domain.units import DistanceUnit
from runcoach.training.goal import DAYS, RACES, Goal, race_words

FARTHEST_M = 1_000_000.0
FARTHEST_DAYS = 3 * 366
HEART_RATES = (60, 240)


class Field(msgspec.Struct, frozen=True):
    """One line of the form: its key in ``Goal``, the label, an example, and its flag in the shell."""

    key: str
    label: str
    example: str
    flag: str


FIELDS = (
    Field("race_m", "Race", "10 km, half marathon, 50 km", "--race"),
    Field("race_day", "Day of the race", "2027-04-11", "--on"),
    Field("target_s", "Target time", "3:45:00", "--target"),
    Field("days_per_week", "Days a week", "4", "--days-per-week"),
    Field("rest_day", "Rest day", "Monday", "--rest-day"),
    Field("max_hr_bpm", "Maximum heart rate", "188", "--max-hr"),
    Field("threshold_hr_bpm", "Threshold heart rate", "171", "--threshold-hr"),
)


def read_goal(
    typed: Mapping[str, str], today: date, before: Goal | None = None, unit: DistanceUnit = DistanceUnit.KM
) -> tuple[Goal, dict[str, str]]:
    """The goal that was typed, and what is wrong, by key; an empty line means not known.

    A line that is still as it was shown keeps what it was ``before``: to the metre, and a race that is over.
    """
    shown = typed_goal(before, unit) if before else {}
    readers: dict[str, Callable[[str], float | date]] = {
        "race_m": _race,
        "race_day": lambda text: _race_day(text, today),
        "target_s": _time,
        "days_per_week": lambda text: _whole(text, 1, 7),
        "rest_day": _weekday,
        "max_hr_bpm": lambda text: _whole(text, *HEART_RATES),
        "threshold_hr_bpm": lambda text: _whole(text, *HEART_RATES),
    }
    values: dict[str, float | date] = {}
    wrong: dict[str, str] = {}
    for key, text in typed.items():
        if not text.strip():
            continue
        if before and text == shown[key]:
            values[key] = getattr(before, key)
            continue
        try:
            values[key] = readers[key](text.strip())
        except ValueError as error:
            wrong[key] = str(error)
    goal = msgspec.convert(values, Goal)
    if goal.race_m and goal.target_s and not _is_possible(goal.race_m, goal.target_s):
        # "3:59" for a marathon means hours and minutes.
        in_hours = goal.target_s * 60 if typed["target_s"].count(":") == 1 else goal.target_s
        goal = msgspec.structs.replace(goal, target_s=in_hours)
    if not wrong and (goal.race_m is None) != (goal.race_day is None):
        wrong["race_day" if goal.race_m else "race_m"] = "Missing: a race has a distance and a day."
    if not wrong and goal.target_s and goal.race_m and not _is_possible(goal.race_m, goal.target_s):
        wrong["target_s"] = "Nobody runs this race in that time."
    if not wrong and goal.max_hr_bpm and goal.threshold_hr_bpm and goal.threshold_hr_bpm >= goal.max_hr_bpm:
        wrong["threshold_hr_bpm"] = "The threshold is below the maximum."
    return goal, wrong


def _is_possible(race_m: float, target_s: float) -> bool:
    return 110 <= target_s / race_m * 1000 <= 1200


def typed_goal(goal: Goal, unit: DistanceUnit) -> dict[str, str]:
    """The goal as it would be typed."""
    return {
        "race_m": race_words(goal.race_m, unit) if goal.race_m else "",
        "race_day": goal.race_day.isoformat() if goal.race_day else "",
        "target_s": units.clock(goal.target_s) if goal.target_s else "",
        "days_per_week": str(goal.days_per_week or ""),
        "rest_day": DAYS[goal.rest_day] if goal.rest_day is not None else "",
        "max_hr_bpm": str(goal.max_hr_bpm or ""),
        "threshold_hr_bpm": str(goal.threshold_hr_bpm or ""),
    }


def _race(text: str) -> float:
    words = " ".join(text.lower().replace("-", " ").split())
    words = {"half": "half marathon", "full": "marathon", "5k": "5 km", "10k": "10 km"}.get(words, words)
    if words in RACES:
        return RACES[words]
    words = re.sub(r"^(\d{1,3}),(\d{3} ?m)$", r"\1\2", words)  # 5,000 m
    found = re.fullmatch(r"(\d{1,6}(?:[.,]\d{1,3})?) ?(m|km|k|mi|miles?)?", words)
    if found is None:
        raise ValueError("Such as 10 km, half marathon, 50 km or 100 mi.")
    scale = {"m": 1.0, "mi": DistanceUnit.MI.metres, "mile": DistanceUnit.MI.metres}
    metres = float(found[1].replace(",", ".")) * scale.get((found[2] or "km").removesuffix("s"), 1000.0)
    if not 400 <= metres <= FARTHEST_M:
        raise ValueError("From 400 m to 1000 km.")
    return metres


def _race_day(text: str, today: date) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise ValueError("As year-month-day: 2027-04-11.") from None
    if not today <= day <= today + timedelta(days=FARTHEST_DAYS):
        raise ValueError("Today or later, within three years.")
    return day


def _time(text: str) -> float:
    found = re.fullmatch(r"(?:(\d{1,3}):)?(\d{1,2}):(\d{2})", text)
    if found is None or int(found[3]) > 59 or (found[1] and int(found[2]) > 59):
        raise ValueError("As hours:minutes:seconds, such as 3:45:00 or 44:30.")
    return int(found[1] or 0) * 3600.0 + int(found[2]) * 60 + int(found[3])


def _weekday(text: str) -> int:
    for number, name in enumerate(DAYS):
        if len(text) >= 2 and name.lower().startswith(text.lower()):
            return number
    raise ValueError("A day of the week, such as Monday.")


def _whole(text: str, low: int, high: int) -> int:
    if not text.isascii() or not text.isdigit() or not low <= int(text) <= high:
        raise ValueError(f"A whole number from {low} to {high}.")
    return int(text)
