"""One coach's answers to the golden runners: what is missing from each workout, and what is wrong with it."""

from dataclasses import dataclass
from datetime import datetime

from runcoach.coach.answer.answer import Answer
from runcoach.coach.answer.workout import Workout
from runcoach.coach.coach import Coach
from runcoach.coach.session import Refused, ask
from tests.golden.runners import Runner


@dataclass(frozen=True)
class Judged:
    """What a workout is not that it should be, and what it is that it should not be, in words."""

    missing: tuple[str, ...]
    wrong: tuple[str, ...]


@dataclass(frozen=True)
class Case:
    """One coach's answer to one runner. ``asked_twice``: the first one broke a rule."""

    runner: Runner
    persona_id: str
    answer: Answer
    asked_twice: bool

    @property
    def judged(self) -> Judged | None:
        """None for an answer in plain text."""
        workout = self.answer.workout
        return None if workout is None else judged(self.runner, self.persona_id, workout)


def judged(runner: Runner, persona_id: str, workout: Workout) -> Judged:
    """Reads nothing but the workout."""
    return Judged(
        tuple(trait.words for trait in runner.expected(persona_id) if not trait.fits(workout, runner.easy)),
        tuple(trait.words for trait in runner.forbidden(persona_id) if trait.fits(workout, runner.easy)),
    )


async def case(coach: Coach, runner: Runner, persona_id: str) -> Case:
    """Asks as the app does: checked, asked once more, repaired. Raises CoachError."""
    asked_twice, answer = False, None
    asked_at = datetime.combine(runner.today, datetime.min.time())
    async for part in ask(coach, runner.request(persona_id), asked_at):
        asked_twice = asked_twice or isinstance(part, Refused)
        answer = part if isinstance(part, Answer) else answer
    assert answer is not None
    return Case(runner, persona_id, answer, asked_twice)
