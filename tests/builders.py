"""Runs, laps, nights, facts and requests for the tests: each builder names only what a test is about."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

import msgspec

from runcoach.coach.personas.built_in import built_in_personas
from runcoach.coach.personas.persona import Persona, persona_named
from runcoach.coach.question import request_without_conversation
from runcoach.coach.replies.merging import merge
from runcoach.coach.replies.reading import read_check_in, read_reply
from runcoach.coach.request import Request, Turn
from runcoach.coach.said import CheckIn, Said
from runcoach.domain.fingerprint import Fingerprint
from runcoach.domain.laps import Lap
from runcoach.domain.nights import Night
from runcoach.domain.runs import Run
from runcoach.domain.units import DistanceUnit
from runcoach.runner.snapshot import Snapshot
from runcoach.training.facts import Facts, gather
from runcoach.training.goal import Goal
from runcoach.training.intervals.reps import IntervalSet, Rep
from runcoach.training.kinds import average_week
from runcoach.training.limits import Limits, todays_limits

TODAY = date(2026, 11, 18)
"""A Wednesday, halfway through a training week."""

EASY_S_PER_KM = 360.0
CALM = (600.0, 1500.0, 300.0, 0.0, 0.0)
FAST = (300.0, 600.0, 300.0, 900.0, 300.0)

# Three that stay three: another built-in coach must not change pictures and keys of the tests.
PERSONAS = tuple(each for each in built_in_personas() if each.id in ("pete", "steve", "jack"))


def a_run(
    days_ago: int = 1,
    km: float | None = 8.0,
    *,
    pace: float = EASY_S_PER_KM,
    seconds: float | None = None,
    name: str | None = None,
    surface: str = "generic",
    zones: tuple[float, float, float, float, float] | None = CALM,
    today: date = TODAY,
    hour: int = 7,
    run_id: str | None = None,
) -> Run:
    """A run some days before today, easy unless a test says otherwise."""
    day = today - timedelta(days=days_ago)
    metres = None if km is None else km * 1000
    return Run(
        activity_id=run_id or f"{day:%y%m%d}{hour:02d}",
        start=datetime.combine(day, time(hour)),
        name=name,
        surface=surface,
        distance_m=metres,
        moving_s=seconds if seconds is not None or km is None else km * pace,
        avg_hr_bpm=140,
        zone_s=zones,
    )


def some_weeks(
    count: int = 8,
    km: Sequence[float] = (8.0, 8.0, 6.0, 8.0),
    on: Sequence[int] = (0, 2, 3, 5),
    *,
    today: date = TODAY,
    until_days_ago: int = 1,
) -> list[Run]:
    """Weeks of easy runs on the same weekdays (Monday is 0), newest first, up to yesterday."""
    first = today - timedelta(days=today.weekday(), weeks=count - 1)
    runs = []
    for week in range(count):
        for weekday, length in zip(on, km, strict=True):
            ago = (today - first - timedelta(weeks=week, days=weekday)).days
            if ago >= until_days_ago:
                runs.append(a_run(ago, length, today=today))
    return newest_first(runs)


def newest_first(runs: Iterable[Run]) -> list[Run]:
    """The order in which the cache gives the runs."""
    return sorted(runs, key=lambda run: run.start, reverse=True)


def a_lap(
    metres: float | None,
    seconds: float | None,
    hr: int | None = 150,
    *,
    number: int = 0,
) -> Lap:
    """One lap; ``a_session`` numbers them."""
    return Lap(number=number, distance_m=metres, moving_s=seconds, elapsed_s=seconds, avg_hr_bpm=hr)


def a_session(*laps: Lap) -> list[Lap]:
    """The laps of one run, numbered from 0 as GarminDB does."""
    return [
        Lap(
            number=number,
            distance_m=lap.distance_m,
            moving_s=lap.moving_s,
            elapsed_s=lap.elapsed_s,
            avg_hr_bpm=lap.avg_hr_bpm,
        )
        for number, lap in enumerate(laps)
    ]


def an_interval_set(pace: float = 240.0) -> IntervalSet:
    """8×400 m, each a lap between two others, two in a hundred slower at the end."""
    return IntervalSet(
        tuple(
            Rep(
                start_s=600.0 + number * 190,
                distance_m=400,
                duration_s=0.4 * pace * (1 + 0.02 * (number - 3.5) / 7),
                laps=(2 * number + 1,),
                set_m=400,
                hr_bpm=(165, 167, 168, 170, 172, 173, 175, 176)[number],
                recovery_s=90 if number < 7 else None,
                recovery_m=210 if number < 7 else None,
            )
            for number in range(8)
        )
    )


def a_night(
    days_ago: int = 0,
    resting: int | None = 50,
    hrv: int | None = 60,
    sleep_h: float | None = 7.5,
    *,
    hrv_low: int | None = None,
    today: date = TODAY,
) -> Night:
    """A night like any other, unless a test says otherwise."""
    return Night(
        day=today - timedelta(days=days_ago),
        resting_hr_bpm=resting,
        hrv_ms=hrv,
        hrv_baseline_low_ms=hrv_low,
        sleep_s=None if sleep_h is None else sleep_h * 3600,
    )


def usual_nights(count: int = 14, today: date = TODAY) -> list[Night]:
    """The nights before last night, all alike."""
    return [a_night(ago, today=today) for ago in range(1, count + 1)]


def a_bad_night(today: date = TODAY) -> Night:
    """Two signs and more against a hard day."""
    return a_night(0, resting=60, hrv=35, sleep_h=4.0, today=today)


def facts_for(
    runs: Iterable[Run] = (),
    *,
    intervals: Mapping[str, IntervalSet] | None = None,
    nights: Sequence[Night] = (),
    unit: DistanceUnit = DistanceUnit.KM,
    today: date = TODAY,
    day: date | None = None,
    goal: Goal | None = None,
) -> Facts:
    """The facts of these runs, in whatever order they come."""
    return gather(newest_first(runs), intervals or {}, nights, today, unit, day, goal=goal)


def persona(persona_id: str) -> Persona:
    """A built-in coach."""
    return persona_named(persona_id, built_in_personas())


def request_for(
    persona_id: str = "pete",
    runs: Iterable[Run] = (),
    *,
    intervals: Mapping[str, IntervalSet] | None = None,
    nights: Sequence[Night] = (),
    unit: DistanceUnit = DistanceUnit.KM,
    today: date = TODAY,
    day: date | None = None,
    check_in: CheckIn | None = None,
    turns: tuple[Turn, ...] = (),
    **more: Any,
) -> Request:
    """The question that the app would ask this coach about these runs, after what the runner said."""
    snapshot = a_snapshot(runs, intervals=intervals, nights=nights, unit=unit, today=today)
    own = [turn.text for turn in turns if turn.by_runner]
    said = said_in(check_in, own)
    return request_without_conversation(snapshot, persona(persona_id), day, said, turns=turns, **more)


def said_in(
    check_in: CheckIn | None = None, replies: Sequence[str] = (), *, is_today: bool = True, on: date = TODAY
) -> Said:
    """What counts of a check-in and of replies to the coach who is asked, read as the conversation does."""
    read = [read_reply(text, on) for text in replies]
    return merge(read_check_in(check_in, on) if check_in else None, read, read, is_today=is_today)


def limits_after(facts: Facts, check_in: CheckIn | None = None) -> Limits:
    """The limits of the day once the runner has checked in."""
    return todays_limits(facts, said_in(check_in).constraints(facts))


def checked_in(asked: Request, check_in: CheckIn | None) -> Request:
    """The same question once the runner has checked in."""
    said = said_in(check_in)
    return msgspec.structs.replace(asked, said=said, limits=limits_after(asked.facts, check_in))


def a_snapshot(
    runs: Iterable[Run] = (),
    *,
    intervals: Mapping[str, IntervalSet] | None = None,
    nights: Sequence[Night] = (),
    unit: DistanceUnit = DistanceUnit.KM,
    today: date = TODAY,
) -> Snapshot:
    """The snapshot on these runs, in whatever order they come."""
    ordered = newest_first(runs)
    return Snapshot(
        today=today,
        unit=unit,
        runs=tuple(ordered),
        intervals=intervals or {},
        nights=tuple(nights),
        latest=ordered[0].day if ordered else None,
        average_week_m=average_week(ordered, today),
        fingerprint=Fingerprint("", 0.0),
    )
