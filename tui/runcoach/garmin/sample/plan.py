"""The invented runner's year: what was done on which day. Pure; the same for everyone on the same day.

The calendar hangs on the ISO week of today, so that it stays put through a week. Only in this week and the
last do the main sessions step aside, so that each of them lies within the six days before today, the newest
run was yesterday, and today has an easy run that is still to be run.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from runcoach.domain.units import monday
from runcoach.garmin.sample import sessions
from runcoach.garmin.sample.sessions import Kind, Stretch

MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY = range(7)
HALF_MARATHON_M, TEN_KM_M = 21_097.5, 10_000.0
RACES = {30: TEN_KM_M, 6: HALF_MARATHON_M}

# Oldest first, from 52 weeks ago to this week: planned km, km of the long run, number of runs.
WEEKS = (
    *((25, 8, 3), (27, 9, 3), (30, 10, 3), (26, 8, 3), (32, 11, 4), (34, 12, 4), (37, 13, 4), (28, 10, 3)),
    *((36, 13, 4), (38, 13, 4), (41, 14, 4), (31, 11, 4), (40, 14, 5), (42, 14, 5), (45, 15, 5), (34, 12, 4)),
    # Towards the 10 km race, 30 weeks ago.
    *((42, 15, 5), (44, 15, 5), (47, 16, 5), (36, 12, 4), (44, 15, 5), (32, 11, 4), (32, 10, 4)),
    *((26, 9, 3), (36, 12, 4), (40, 13, 4), (42, 14, 4), (34, 12, 4), (38, 13, 4)),
    # A week without running, 23 weeks ago.
    (0, 0, 0),
    # Towards the half marathon, 6 weeks ago.
    *((28, 10, 3), (36, 13, 4), (40, 14, 4), (34, 12, 4), (43, 15, 5), (46, 16, 5), (49, 17, 5), (38, 13, 4)),
    *((48, 17, 5), (52, 18, 5), (55, 19, 5), (42, 15, 4), (54, 19, 5), (58, 20, 5), (45, 16, 5), (34, 12, 4)),
    (38, 21, 4),
    # Recovery, and a new build up to now.
    *((25, 9, 3), (34, 14, 4), (43, 17, 5), (48, 19, 5), (54, 21, 5), (54, 21, 5)),
)


@dataclass(frozen=True, slots=True)
class PlannedRun:
    """A run to be recorded. With ``lap_per_stretch`` the runner pressed lap; otherwise each km is a lap."""

    start: datetime
    kind: Kind
    stretches: tuple[Stretch, ...]
    name: str | None
    surface: str = "generic"

    @property
    def lap_per_stretch(self) -> bool:
        """Whether each stretch is a lap of its own."""
        return self.kind in (Kind.INTERVALS, Kind.STRIDES)


@dataclass(frozen=True, slots=True)
class OtherActivity:
    """Something that is not a run: a bike ride or an hour of strength."""

    start: datetime
    sport: str
    sub_sport: str
    name: str
    seconds: int
    metres: float | None


@dataclass(frozen=True, slots=True)
class _Slot:
    """A place in the calendar before it is filled; ``ago`` counts weeks back from this one."""

    day: date
    ago: int
    kind: Kind
    metres: float
    surface: str = "generic"


def runs(today: date) -> list[PlannedRun]:
    """The runs of the last 53 weeks, oldest first; the newest was yesterday."""
    slots = sorted((slot for slot in _slots(today) if slot.day < today), key=lambda slot: slot.day)
    newest_hard = max(slot.day for slot in slots if slot.kind is Kind.INTERVALS)
    return [_planned(slot, slot.day == newest_hard) for slot in slots]


def other_activities(today: date) -> list[OtherActivity]:
    """Bike rides and strength training, which must not be counted as runs."""
    found = []
    for ago, (_, _, count) in _weeks():
        week_start = monday(today) - timedelta(weeks=ago)
        chance = random.Random(f"other {week_start}")
        if ago % 4 == 1 and count:
            start = _at(week_start + timedelta(days=MONDAY), 18, chance)
            metres = chance.uniform(19_000, 27_000)
            seconds = round(metres / 6.6)
            found.append(OtherActivity(start, "cycling", "road", "Road cycling", seconds, metres))
        if ago % 2 == 0 and count:
            start = _at(week_start + timedelta(days=FRIDAY), 19, chance)
            seconds = chance.randrange(1800, 2700)
            found.append(OtherActivity(start, "training", "strength_training", "Strength", seconds, None))
    return [activity for activity in found if activity.start.date() < today]


def _weeks() -> Iterator[tuple[int, tuple[int, int, int]]]:
    return ((len(WEEKS) - 1 - index, week) for index, week in enumerate(WEEKS))


def _at(day: date, hour: int, chance: random.Random) -> datetime:
    return datetime.combine(day, time(hour, chance.randrange(60), chance.randrange(60)))


def _slots(today: date) -> Iterator[_Slot]:
    """Every run of every week, those of the rest of this week included."""
    for ago, week in _weeks():
        if week[2]:
            yield from _week_slots(today, ago, *week)


def _week_slots(today: date, ago: int, km: int, long_km: int, count: int) -> Iterator[_Slot]:
    week_start = monday(today) - timedelta(weeks=ago)
    hard_day, tempo_day, long_day, easy_days = _weekdays(today, ago)
    chance = random.Random(f"week {week_start}")
    taken = _Slot(week_start + timedelta(days=long_day), ago, Kind.LONG, long_km * 1000.0)
    if ago in RACES:
        taken = _Slot(taken.day, ago, Kind.RACE, RACES[ago])
    elif ago % 7 == 3:
        taken = _Slot(taken.day, ago, Kind.LONG, long_km * 1000.0, "trail")
    main = [taken]
    if count > 3:
        light = ago in RACES or (count == 4 and ago % 3 == 0)
        kind, metres = (Kind.STRIDES, 5000.0) if light else (Kind.INTERVALS, 9500.0)
        main.append(_Slot(week_start + timedelta(days=hard_day), ago, kind, metres))
    if count > 4:
        metres = 4000.0 + 500.0 * (km > 42) + 500.0 * (km > 46) + 1000.0 * (km > 50)
        main.append(_Slot(week_start + timedelta(days=tempo_day), ago, Kind.TEMPO, metres))
    yield from main
    left_m = km * 1000.0 - sum(slot.metres + 3600 * (slot.kind is Kind.TEMPO) for slot in main)
    easy_count = count - len(main)
    for number, weekday in enumerate(easy_days[:easy_count]):
        metres = left_m / easy_count * (1.08 if number else 0.92) * chance.uniform(0.95, 1.05)
        surface = "treadmill" if ago % 6 == 4 and number == 0 else "generic"
        metres = min(13_000.0, max(4000.0, metres))
        yield _Slot(week_start + timedelta(days=weekday), ago, Kind.EASY, metres, surface)


def _weekdays(today: date, ago: int) -> tuple[int, int, int, list[int]]:
    """The weekdays of intervals, tempo and long run, and those for easy runs in order of preference."""
    hard, tempo, long, easy = TUESDAY, THURSDAY, SUNDAY, [WEDNESDAY, SATURDAY, MONDAY, FRIDAY]
    if ago < 2:
        now = today.weekday()
        hard = WEDNESDAY if now == TUESDAY else TUESDAY
        tempo = FRIDAY if now in (TUESDAY, THURSDAY) else THURSDAY
        long = SATURDAY if now == SUNDAY else SUNDAY
        # Today is an easy day that is still to be run, and the day before comes next; last week the others.
        others = [weekday for weekday in easy if weekday not in (hard, tempo, long, now)]
        others.sort(key=lambda weekday: (weekday > now, ago == 0 and weekday != now - 1))
        easy = [now, *others]
    return hard, tempo, long, easy


def _planned(slot: _Slot, newest_hard: bool) -> PlannedRun:
    chance = random.Random(f"run {slot.day}")
    fitness = (1 + 0.055 * slot.ago / len(WEEKS)) * min(1.015, max(0.985, chance.gauss(1, 0.007)))
    if slot.kind is Kind.RACE or slot.kind is Kind.INTERVALS:
        fitness = 1 + 0.055 * slot.ago / len(WEEKS)
    # Nobody stops the watch on a round number.
    metres = slot.metres + (chance.uniform(5, 95) if slot.kind in (Kind.EASY, Kind.LONG) else 0.0)
    match slot.kind:
        case Kind.EASY:
            stretches = sessions.easy(metres, fitness)
        case Kind.LONG if slot.surface == "trail":
            stretches = sessions.trail(metres, fitness)
        case Kind.LONG:
            stretches = sessions.long(metres, fitness)
        case Kind.TEMPO:
            stretches = sessions.tempo(metres, fitness)
        case Kind.STRIDES:
            stretches = sessions.strides(metres, fitness)
        case Kind.RACE:
            stretches = sessions.race(metres, fitness)
        case Kind.INTERVALS:
            turn = 0 if newest_hard else slot.ago % len(sessions.INTERVAL_SESSIONS)
            session = sessions.INTERVAL_SESSIONS[turn]
            stretches = sessions.intervals(session, fitness, chance)
    early = slot.day.weekday() >= SATURDAY
    start = _at(slot.day, 9 if early else chance.choice((6, 17, 18, 18)), chance)
    return PlannedRun(start, slot.kind, stretches, _name(slot, chance), slot.surface)


def _name(slot: _Slot, chance: random.Random) -> str | None:
    """A name such as Garmin or the runner gives; some runs have none."""
    if slot.kind is Kind.RACE:
        return "Half marathon" if slot.metres == HALF_MARATHON_M else "10 km race"
    if chance.random() < 0.15:
        return None
    if slot.surface != "generic":
        return "Trail run" if slot.surface == "trail" else "Treadmill"
    return {
        Kind.EASY: chance.choice(("Easy run", "Easy run", "Base", "Recovery run")),
        Kind.LONG: "Long run",
        Kind.TEMPO: "Tempo run",
        Kind.STRIDES: "Easy run + strides",
    }.get(slot.kind, "Intervals")
