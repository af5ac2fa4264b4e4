"""What a coach is asked."""

import msgspec

from runcoach.coach.personas.persona import Persona
from runcoach.coach.said import Said
from runcoach.training.facts import Facts
from runcoach.training.limits import Limits


class Request(msgspec.Struct, frozen=True):
    """One question to a coach: who answers, and everything that is known for the day.

    ``said`` is what the runner said that counts for the day. ``turns`` are what was said before about this
    day: the coach's answers and the runner's words, or what was wrong with an answer. ``notes`` are lines of
    facts that no run holds, such as yesterday's prescription. ``language`` is what the coach answers in;
    ``run_names`` says whether the runs' own names may be sent.
    """

    persona: Persona
    facts: Facts
    limits: Limits
    turns: tuple["Turn", ...] = ()
    notes: tuple[str, ...] = ()
    said: Said = Said()
    language: str = "English"
    run_names: bool = False


class Turn(msgspec.Struct, frozen=True):
    """Something that was said: by the runner, by the checks on the runner's side, or by the coach."""

    by_runner: bool
    text: str
    by_checks: bool = False
