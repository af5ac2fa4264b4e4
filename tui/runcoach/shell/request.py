"""What a coach is asked for today, with the data and the conversation behind it."""

import sys

from runcoach.coach.all_personas import all_personas
from runcoach.coach.memory.conversation import Conversation
from runcoach.coach.memory.history import History
from runcoach.coach.personas.persona import persona_named
from runcoach.coach.question import request_from
from runcoach.coach.request import Request
from runcoach.domain.paths import personas_folder
from runcoach.domain.settings import Settings
from runcoach.runner.snapshot import Snapshot, read_snapshot
from runcoach.shell.invocation import Invocation


def request_today(
    invocation: Invocation, settings: Settings, persona_id: str, days: int = 0
) -> tuple[Snapshot, Conversation, Request]:
    """The runner's data with ``days`` of runs, what was said, and what this coach is asked for.

    Raises CacheError, and ConfigError for a coach that there is not.
    """
    source, today = invocation.source(), invocation.today
    personas, problems = all_personas(personas_folder())
    for problem in problems:
        print(problem, file=sys.stderr)
    persona = persona_named(persona_id, personas)
    conversation = Conversation(
        History(invocation.store), settings, lambda words: print(words, file=sys.stderr)
    )
    snapshot = read_snapshot(source, today, settings.units, days, max_hr_bpm=conversation.goal.max_hr_bpm)
    conversation.look_back(today)
    return snapshot, conversation, request_from(conversation, snapshot, persona, personas)
