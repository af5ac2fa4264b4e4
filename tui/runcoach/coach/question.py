"""A question to a coach, made from the runner's data and the conversation; and whether it was answered."""

from datetime import date

from runcoach.coach.answer.answer import Answer
from runcoach.coach.answer.workout import HARD_KINDS, totals
from runcoach.coach.memory.adherence import notes_for
from runcoach.coach.memory.conversation import Conversation
from runcoach.coach.personas.persona import Persona
from runcoach.coach.request import Request, Turn
from runcoach.coach.rules.day import day_of_workout
from runcoach.coach.rules.judging import all_checks, binding_failures
from runcoach.coach.said import Said
from runcoach.runner.snapshot import Snapshot
from runcoach.training.facts import Planned, gather
from runcoach.training.goal import Goal
from runcoach.training.kinds import is_as_long
from runcoach.training.limits import todays_limits


def request_from(
    conversation: Conversation,
    snapshot: Snapshot,
    persona: Persona,
    personas: tuple[Persona, ...],
    day: date | None = None,
) -> Request:
    """A question to this coach with everything that was said, for ``day`` or for the day that is next.

    ``personas`` are all coaches, for their names in the notes on what was prescribed before.
    """
    today, settings = snapshot.today, conversation.settings
    day = day or day_for(snapshot, persona)
    return request_without_conversation(
        snapshot,
        persona,
        day,
        conversation.said(today, persona.id, day),
        conversation.goal,
        planned=_planned(conversation, snapshot) if day > today else None,
        turns=conversation.turns(today, persona.id),
        notes=notes_for(conversation.past, snapshot, personas, persona.id, day),
        language=settings.language,
        run_names=settings.run_names,
    )


def answer_before(conversation: Conversation, request: Request, model: str) -> Answer | None:
    """This model's answer to the request from before, if nothing was said since and it keeps every rule.

    A night or a run that was synced since may have lowered the limits.
    """
    facts = request.facts
    answer = conversation.last_answer(request.persona.id, facts.today, facts.day)
    if answer is None or answer.model != model or binding_failures(all_checks(request, answer.draft)):
        return None
    return answer


def _planned(conversation: Conversation, snapshot: Snapshot) -> Planned | None:
    """The workout for today that the runner goes by, while nothing was run yet."""
    today = snapshot.today
    taken = next((answer for answer in conversation.past if answer.day == today and answer.is_taken), None)
    if taken is None or taken.workout is None or any(run.day == today for run in snapshot.runs):
        return None
    added = totals(taken.workout.steps)
    is_long = is_as_long(added.duration_s, added.distance_m, snapshot.average_week_m)
    return Planned(added.distance_m, taken.workout.kind in HARD_KINDS or is_long)


def request_without_conversation(
    snapshot: Snapshot,
    persona: Persona,
    day: date | None = None,
    said: Said | None = None,
    goal: Goal | None = None,
    *,
    planned: Planned | None = None,
    turns: tuple[Turn, ...] = (),
    notes: tuple[str, ...] = (),
    language: str = "English",
    run_names: bool = False,
) -> Request:
    """A question to a coach, for ``day`` or for the day that this persona answers for now.

    ``said`` is what counts of the runner's words for that day; ``planned`` as in Facts, the rest as in
    Request.
    """
    facts = gather(
        snapshot.runs,
        snapshot.intervals,
        snapshot.nights,
        snapshot.today,
        snapshot.unit,
        day or day_for(snapshot, persona),
        snapshot.load,
        goal,
        planned,
    )
    said = said or Said()
    limits = todays_limits(facts, said.constraints(facts))
    return Request(persona, facts, limits, turns, notes, said, language, run_names)


def day_for(snapshot: Snapshot, persona: Persona) -> date:
    """The day that this coach answers for now."""
    run_today_m = sum(run.distance_m or 0 for run in snapshot.runs if run.day == snapshot.today)
    return day_of_workout(persona, snapshot.today, run_today_m, snapshot.unit)
