"""What became of a prescription: done, more, less, something else, or rested."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from enum import StrEnum

import msgspec

from runcoach.coach.answer.answer import Answer
from runcoach.coach.answer.workout import HARD_KINDS, totals
from runcoach.coach.personas.persona import Persona
from runcoach.domain import units
from runcoach.domain.runs import Run
from runcoach.domain.units import DistanceUnit
from runcoach.runner.snapshot import Snapshot
from runcoach.training.intervals.reps import IntervalSet
from runcoach.training.kinds import is_hard

NEAR = 0.15
NEAR_M = 500.0
NOTED = timedelta(days=7)
NOTHING_M = 5.0


class Outcome(StrEnum):
    """In the order of how well it was followed."""

    DONE = "done"
    MORE = "more"
    LESS = "less"
    OTHER = "something else"
    RESTED = "rested"


class Followed(msgspec.Struct, frozen=True):
    """How one prescription was followed: what was asked for and what was run, in metres."""

    answer: Answer
    outcome: Outcome
    asked_m: float
    run_m: float

    @property
    def is_done(self) -> bool:
        """Whether it counts as followed."""
        return self.outcome is Outcome.DONE


def followed(
    answer: Answer, runs: Sequence[Run], intervals: Mapping[str, IntervalSet] | None = None
) -> Followed | None:
    """What was run for the answer on its day; None for an answer without a workout.

    What was already run when the coach was asked does not count. A workout by time is compared by time.
    """
    if answer.workout is None:
        return None
    running = tuple(step for step in answer.workout.steps if step.is_running)
    asked = totals(running)
    own = [run for run in runs if run.day == answer.day]
    run_m = max(0.0, sum(run.distance_m or 0.0 for run in own) - answer.day_so_far_m)
    ratio = run_m / asked.distance_m if asked.distance_m else 0.0
    if running and not any(step.distance_m for step in running) and not answer.day_so_far_m:
        ratio = sum(run.duration_s or 0.0 for run in own) / asked.duration_s
    hard = any(is_hard(run, (intervals or {}).get(run.activity_id)) for run in own)
    ran = run_m > NOTHING_M if answer.day_so_far_m else bool(own)
    return Followed(answer, _outcome(answer, asked.distance_m, ratio, ran, hard), asked.distance_m, run_m)


def _outcome(answer: Answer, asked_m: float, ratio: float, ran: bool, hard: bool) -> Outcome:
    assert answer.workout is not None
    if not ran:
        return Outcome.DONE if asked_m < NEAR_M else Outcome.RESTED
    if asked_m < NEAR_M or (hard and answer.workout.kind not in HARD_KINDS and answer.workout.kind != "long"):
        return Outcome.OTHER
    if abs(ratio - 1) <= max(NEAR, NEAR_M / asked_m):
        return Outcome.DONE
    return Outcome.MORE if ratio > 1 else Outcome.LESS


def last_of_each_day(answers: Sequence[Answer]) -> list[Answer]:
    """The newest answer of each coach for each day, of answers given newest first."""
    seen: dict[tuple[str, date], Answer] = {}
    for answer in answers:
        seen.setdefault((answer.persona_id, answer.day), answer)
    return list(seen.values())


def _taken(answers: Sequence[Answer]) -> list[Answer]:
    """One run cannot follow three coaches: the one that the runner saw last is judged by it."""
    return [answer for answer in last_of_each_day(answers) if answer.is_taken]


def note_on(found: Followed, unit: DistanceUnit, name: str, today: date) -> str:
    """For the next day: ``Pete prescribed 8 km (easy) for Sun 22 Nov 2026; 7.9 km were run: done``."""
    assert found.answer.workout is not None
    asked = units.distance(found.asked_m, unit) if found.asked_m >= NEAR_M else "no running"
    ran = f"{units.distance(found.run_m, unit)} were run" if found.run_m else "nothing was run"
    day = units.long_day(found.answer.day)
    became = f"{ran}: {found.outcome}"
    if found.answer.day == today and not found.run_m:
        became = "it is still to be run" if found.asked_m >= NEAR_M else "the day is not over"
    return f"{name} prescribed {asked} ({found.answer.workout.kind}) for {day}; {became}"


class Record(msgspec.Struct, frozen=True):
    """How often one coach's workouts were followed."""

    done: int
    past: int

    @property
    def words(self) -> str:
        """``3 of 5 followed``."""
        return f"{self.done} of {self.past} followed"


def records(answers: Sequence[Answer], snapshot: Snapshot) -> dict[str, Record]:
    """The record of each coach by its id, of answers whose day is over; coaches without one are not in it."""
    found: dict[str, Record] = {}
    for answer in _taken(answers):
        outcome = followed(answer, snapshot.runs, snapshot.intervals) if answer.day < snapshot.today else None
        if outcome is not None:
            before = found.get(answer.persona_id, Record(0, 0))
            found[answer.persona_id] = Record(before.done + outcome.is_done, before.past + 1)
    return found


def notes_for(
    answers: Sequence[Answer], snapshot: Snapshot, personas: Sequence[Persona], persona_id: str, day: date
) -> tuple[str, ...]:
    """For the coach of ``persona_id``: what was prescribed for the last days before ``day`` and what was run.

    A line a coach and day, for the last two days that have any within a week; then this coach's record.
    """
    names = {persona.id: persona.name for persona in personas}
    recent = [
        answer
        for answer in _taken(answers)
        if timedelta(0) < day - answer.day <= NOTED and answer.day <= snapshot.today
    ]
    last_days = sorted({answer.day for answer in recent}, reverse=True)[:2]
    found = [
        followed(answer, snapshot.runs, snapshot.intervals) for answer in recent if answer.day in last_days
    ]
    lines = [
        note_on(
            each, snapshot.unit, names.get(each.answer.persona_id, each.answer.persona_id), snapshot.today
        )
        for each in found
        if each is not None
    ]
    if record := records(answers, snapshot).get(persona_id):
        lines.append(f"Of your workouts for this runner, {record.words} so far.")
    return tuple(lines)
