"""Training sessions run by a simulated runner and recorded as FIT files, with what a watch gets wrong.

A session is a list of parts. Running it gives a true distance each second; recording it adds the error of GPS
tracks, lap keys pressed early, late or never, pauses, and samples that are left out.
"""

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Literal

from garmin_fit_sdk import Decoder, Encoder, Profile, Stream

from runcoach.domain.laps import Lap, WatchNotes
from runcoach.domain.runs import Series
from runcoach.domain.units import short_distance
from runcoach.garmin.reader.fit_file import read_notes
from runcoach.training.intervals.reps import signature, time_words

Laps = Literal["steps", "pressed", "auto"]
START = datetime(2026, 11, 19, 6, 0, tzinfo=UTC)
RAMP_S = 3.0


@dataclass(frozen=True)
class Part:
    """Some running at one effort, by distance or by time; ``grade`` is rise over run."""

    kind: Literal["warmup", "active", "recovery", "cooldown"]
    speed: float
    metres: float | None = None
    seconds: float | None = None
    grade: float = 0.0


@dataclass(frozen=True)
class Session:
    """What was done; ``lengths`` are its reps as runners write them, empty for a run without any."""

    name: str
    parts: Sequence[Part]
    lengths: Sequence[str] = ()

    @property
    def signature(self) -> str:
        """As it should be read."""
        return signature(self.lengths) if self.lengths else ""


@dataclass(frozen=True)
class Watch:
    """How it was recorded. ``press_s`` is the spread of lap presses; ``missed`` the chance of none."""

    laps: Laps = "pressed"
    press_s: float = 1.2
    missed: float = 0.0
    smart: bool = False
    gps: bool = True
    hr: bool = True
    pauses: int = 0


@dataclass
class Recorded:
    """Read back from the file, as the cache would give it."""

    laps: list[Lap]
    notes: WatchNotes
    series: Series


@dataclass
class _Second:
    clock: float
    distance: float
    height: float
    rate: float


@dataclass
class _Run:
    seconds: list[_Second] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)


def record(session: Session, watch: Watch, chance: random.Random, file: Path) -> Recorded:
    """Runs the session, writes what the watch recorded into ``file``, and reads it again."""
    run = _run(session, chance)
    if watch.pauses:
        _pause(run, watch.pauses, chance)
    _measure(run, watch, chance)
    file.write_bytes(_encoded(session, run, watch, chance))
    return read(file)


def read(file: Path) -> Recorded:
    """Laps, notes and samples of a FIT file, decoded by the official SDK."""
    messages, errors = Decoder(Stream.from_file(str(file))).read()
    assert not errors, errors
    laps = [
        Lap(
            number=number,
            distance_m=lap.get("total_distance"),
            moving_s=lap.get("total_timer_time"),
            elapsed_s=lap.get("total_elapsed_time"),
            avg_hr_bpm=lap.get("avg_heart_rate"),
            ascent_m=lap.get("total_ascent"),
            descent_m=lap.get("total_descent"),
        )
        for number, lap in enumerate(messages["lap_mesgs"])
    ]
    records: list[Any] = list(messages["record_mesgs"])
    first: Any = records[0]["timestamp"]
    series = Series(
        time_s=[(each["timestamp"] - first).total_seconds() for each in records],
        distance_m=[each.get("distance") for each in records],
        hr_bpm=[each.get("heart_rate") for each in records],
        altitude_m=[each.get("altitude") for each in records],
    )
    return Recorded(laps, read_notes(file, "1"), series)


def _run(session: Session, chance: random.Random) -> _Run:
    """One true second after the other: efforts drift, starts and stops take a few seconds."""
    run = _Run([_Second(0, 0, 20, 90)])
    speed, drift = session.parts[0].speed, 0.0
    for part in session.parts:
        meant = part.speed * (1 + chance.gauss(0, 0.012))
        begun_at, begun_m = len(run.seconds) - 1, run.seconds[-1].distance
        while True:
            last = run.seconds[-1]
            drift = 0.9 * drift + chance.gauss(0, 0.011)
            speed += (meant * (1 + drift) - speed) / RAMP_S
            rate = last.rate + ((80 + 26 * meant if meant > 1 else 110) - last.rate) / 30
            step = max(0.0, speed)
            run.seconds.append(
                _Second(last.clock + 1, last.distance + step, last.height + part.grade * step, rate)
            )
            done_m = run.seconds[-1].distance - begun_m
            done_s = len(run.seconds) - 1 - begun_at
            if done_s >= (part.seconds or math.inf) or done_m >= (part.metres or math.inf):
                break
        run.ends.append(len(run.seconds) - 1)
    return run


def _pause(run: _Run, count: int, chance: random.Random) -> None:
    """The timer stops and starts again: the clock goes on, the distance does not."""
    for _ in range(count):
        at, length = chance.randrange(60, len(run.seconds) - 60), chance.randrange(20, 90)
        for second in run.seconds[at:]:
            second.clock += length


def _measure(run: _Run, watch: Watch, chance: random.Random) -> None:
    """The distance as the watch has it: a bias for the day, an error that wanders by a metre or two."""
    bias = 1 + chance.gauss(0, 0.008 if watch.gps else 0.015)
    wander, before = 0.0, 0.0
    for second in run.seconds:
        wander = 0.97 * wander + chance.gauss(0, 0.45 if watch.gps else 0.05)
        before = max(before, second.distance * bias + wander)
        second.distance = before
        second.height += chance.gauss(0, 0.15)


def _lap_ends(session: Session, run: _Run, watch: Watch, chance: random.Random) -> list[int]:
    last = len(run.seconds) - 1
    if watch.laps == "steps":
        return run.ends
    if watch.laps == "auto":
        ends, upcoming = [], 1000.0
        for at, second in enumerate(run.seconds):
            if second.distance >= upcoming:
                ends.append(at)
                upcoming += 1000.0
        return [*ends, last]
    ends = []
    for end in run.ends[:-1]:
        if chance.random() < watch.missed:
            continue
        pressed = end + round(max(-3.0, min(4.0, chance.gauss(0.4, watch.press_s))))
        if not ends or pressed > ends[-1] + 3:
            ends.append(min(pressed, last - 1))
    return [*ends, last]


def _encoded(session: Session, run: _Run, watch: Watch, chance: random.Random) -> bytes:
    encoder = Encoder()

    def write(kind: str, **fields: Any) -> None:
        known = {name: value for name, value in fields.items() if value is not None}
        encoder.on_mesg(Profile["mesg_num"][kind], known)

    write("FILE_ID", type="activity", manufacturer="garmin", time_created=START, serial_number=42)
    if watch.laps == "steps":
        for index, part in enumerate(session.parts):
            by_distance = part.metres is not None
            write(
                "WORKOUT_STEP",
                message_index=index,
                intensity=part.kind,
                duration_type="distance" if by_distance else "time",
                # The raw field: centimetres or milliseconds.
                duration_value=round(100 * (part.metres or 0) if by_distance else 1000 * (part.seconds or 0)),
            )
    wait = 0
    for second in run.seconds:
        wait -= 1
        if watch.smart and wait > 0:
            continue
        wait = chance.randrange(2, 8)
        write(
            "RECORD",
            timestamp=START + timedelta(seconds=second.clock),
            distance=second.distance,
            altitude=second.height if watch.gps else None,
            heart_rate=round(second.rate) if watch.hr else None,
        )
    begun = 0
    for number, end in enumerate(_lap_ends(session, run, watch, chance)):
        first, last = run.seconds[begun], run.seconds[end]
        rates = [second.rate for second in run.seconds[begun : end + 1]]
        rise = last.height - first.height
        planned = session.parts[number] if watch.laps == "steps" else None
        write(
            "LAP",
            message_index=number,
            timestamp=START + timedelta(seconds=last.clock),
            start_time=START + timedelta(seconds=first.clock),
            total_timer_time=float(end - begun),
            total_elapsed_time=last.clock - first.clock,
            total_distance=last.distance - first.distance,
            avg_heart_rate=round(sum(rates) / len(rates)) if watch.hr else None,
            total_ascent=round(max(0.0, rise)) if watch.gps else None,
            total_descent=round(max(0.0, -rise)) if watch.gps else None,
            intensity=planned.kind if planned else "active",
            wkt_step_index=number if planned else None,
            lap_trigger={"steps": "manual", "pressed": "manual", "auto": "distance"}[watch.laps],
        )
        begun = end
    return bytes(encoder.close())


# Sessions as runners do them


def a_set(chance: random.Random, *, outside: bool = True) -> Session:
    """Warm-up, one of the kinds of sets, cool-down; no hills on a treadmill, which records none."""
    kind = chance.choice(("distance", "distance", "distance", "time", "time", "mixed", "pyramid", "hills"))
    easy = chance.uniform(2.5, 3.1)
    warm = [Part("warmup", easy, seconds=chance.randrange(500, 1100))]
    cool = [Part("cooldown", easy * 0.97, seconds=chance.randrange(300, 900))]
    jog = chance.uniform(0.72, 0.9) * easy if chance.random() < 0.8 else 1.4
    if kind == "hills" and outside:
        return _hills(chance, easy, warm, cool)
    if kind in ("distance", "hills"):
        metres = chance.choice((200, 300, 400, 400, 500, 600, 800, 800, 1000, 1000, 1200, 1600, 2000))
        count = chance.randrange(4, 13) if metres <= 600 else chance.randrange(3, 8 if metres <= 1000 else 6)
        works = [Part("active", _pace(easy, metres / 4.0, chance), metres=metres)] * count
    elif kind == "time":
        seconds = chance.choice((30, 45, 60, 60, 90, 120, 180, 240, 300))
        works = [Part("active", _pace(easy, seconds, chance), seconds=seconds)] * chance.randrange(4, 9)
    elif kind == "mixed":
        long = Part("active", _pace(easy, 250, chance), metres=1000)
        short = Part("active", _pace(easy, 50, chance), metres=chance.choice((200, 400)))
        works = [long] * chance.randrange(3, 5) + [short] * chance.randrange(3, 5)
    else:
        minutes = chance.choice(((1, 2, 3, 2, 1), (1, 2, 3, 4, 3, 2, 1), (2, 4, 6, 4, 2)))
        works = [Part("active", _pace(easy, 60 * each, chance), seconds=60 * each) for each in minutes]
    rest_s = chance.choice((60, 75, 90, 120)) + (60 if (works[0].metres or 0) >= 1000 else 0)
    rest = Part("recovery", jog, seconds=rest_s)
    return Session(kind, [*warm, *_alternating(works, rest), *cool], [_length(work) for work in works])


def a_run_without_reps(chance: random.Random, kind: str) -> Session:
    """Steady, progressive, hilly, stop-and-go, or with walking breaks."""
    easy = chance.uniform(2.4, 3.3)
    if kind == "steady":
        parts = [Part("active", easy, seconds=chance.randrange(1500, 5400))]
    elif kind == "progressive":
        parts = [
            Part("active", easy * (1 + 0.05 * step), seconds=500) for step in range(chance.randrange(3, 7))
        ]
    elif kind == "hilly":
        parts = []
        for _ in range(chance.randrange(4, 12)):
            grade, seconds = chance.uniform(0.02, 0.07), chance.randrange(60, 300)
            parts.append(Part("active", easy * (1 - 3.2 * grade), seconds=seconds, grade=grade))
            parts.append(Part("active", easy * (1 + 1.3 * grade), seconds=seconds, grade=-grade))
            parts.append(Part("active", easy, seconds=chance.randrange(30, 300)))
    elif kind == "stop-and-go":
        parts = []
        for _ in range(chance.randrange(4, 12)):
            parts.append(Part("active", easy, seconds=chance.randrange(60, 600)))
            parts.append(Part("active", 0.0, seconds=chance.randrange(12, 70)))
        parts.append(Part("active", easy, seconds=300))
    else:
        parts = [Part("active", easy, seconds=600)]
        for _ in range(chance.randrange(3, 7)):
            parts.append(Part("active", 1.5, seconds=chance.randrange(45, 75)))
            parts.append(Part("active", easy, seconds=chance.choice((300, 480, 540))))
    return Session(kind, parts)


RUNS_WITHOUT_REPS = ("steady", "progressive", "hilly", "stop-and-go", "walking breaks")


def strides(chance: random.Random) -> Session:
    """An easy run with strides at its end."""
    easy = chance.uniform(2.5, 3.0)
    count = chance.randrange(4, 9)
    works = [Part("active", easy * 1.75, metres=100)] * count
    rest = Part("recovery", 1.6, seconds=60)
    parts = [
        Part("warmup", easy, seconds=1800),
        *_alternating(works, rest),
        Part("cooldown", easy, seconds=240),
    ]
    return Session("strides", parts, ["100 m"] * count)


def _hills(chance: random.Random, easy: float, warm: list[Part], cool: list[Part]) -> Session:
    seconds = chance.choice((45, 60, 90))
    grade, up = chance.uniform(0.06, 0.09), easy * chance.uniform(1.05, 1.2)
    count = chance.randrange(5, 10)
    work = Part("active", up, seconds=seconds, grade=grade)
    down = Part("recovery", easy * 0.8, metres=up * seconds, grade=-grade)
    return Session(
        "hills", [*warm, *_alternating([work] * count, down), *cool], [time_words(seconds)] * count
    )


def _alternating(works: Sequence[Part], rest: Part) -> list[Part]:
    return [part for work in works for part in (work, rest)][:-1]


def _pace(easy: float, seconds: float, chance: random.Random) -> float:
    """Faster for shorter reps."""
    return easy * (1.22 + 0.28 * math.exp(-seconds / 110)) * chance.uniform(0.98, 1.04)


def _length(part: Part) -> str:
    return short_distance(part.metres) if part.metres is not None else time_words(part.seconds or 0)


def jogged_through(session: Session) -> Session:
    """The same with a jog where it has a walk: nothing else tells reps from run and walk on a treadmill."""
    return replace(session, parts=[replace(part, speed=max(part.speed, 2.0)) for part in session.parts])
