"""``today`` in the shell: the recent runs and the day's workout, streamed as Markdown or given as JSON."""

import sys
from collections.abc import Iterator
from contextlib import aclosing
from datetime import date, datetime
from typing import Any

from runcoach.coach.answer.answer import Answer, usage_line
from runcoach.coach.answer.draft import Transcript
from runcoach.coach.memory.conversation import Conversation
from runcoach.coach.memory.history import History
from runcoach.coach.memory.spending import uncounted
from runcoach.coach.personas.persona import all_personas, persona_named
from runcoach.coach.prose.marking import shown_draft
from runcoach.coach.providers.choose import coach_for
from runcoach.coach.providers.prices import known_models
from runcoach.coach.request import Request
from runcoach.coach.said import SEE_A_DOCTOR
from runcoach.coach.session import Books, Refused, ask
from runcoach.domain import units
from runcoach.domain.errors import CoachError, ConfigError
from runcoach.domain.paths import personas_folder
from runcoach.domain.settings import Config
from runcoach.domain.store import Store
from runcoach.garmin.reader.cache import GarminCache
from runcoach.runner.snapshot import Snapshot, read_snapshot
from runcoach.shell.markdown import MarkdownWriter
from runcoach.shell.output import (
    answer_object,
    as_json,
    facts_object,
    limits_object,
    run_object,
    runs_markdown,
)


def request_today(
    cache: GarminCache, config: Config, today: date, store: Store, persona_id: str, days: int = 0
) -> tuple[Snapshot, Conversation, Request]:
    """The runner's data, what was said, and the question to this coach. Raises CacheError and ConfigError."""
    personas, problems = all_personas(personas_folder())
    for problem in problems:
        print(problem, file=sys.stderr)
    persona = persona_named(persona_id, personas)
    conversation = Conversation(History(store), config, lambda words: print(words, file=sys.stderr))
    snapshot = read_snapshot(cache, today, config.units, days, max_hr_bpm=conversation.goal.max_hr_bpm)
    conversation.look_back(today)
    return snapshot, conversation, conversation.request(snapshot, persona, personas)


async def print_today(
    cache: GarminCache, config: Config, today: date, store: Store, persona_id: str, days: int, *, json: bool
) -> None:
    """Asks and prints. Raises CacheError, ConfigError and CoachError; what had arrived is printed before."""
    snapshot, conversation, request = request_today(cache, config, today, store, persona_id, days)
    _say_what_is_not_counted(config)
    if not json:
        when = "tomorrow" if request.facts.is_tomorrow else "today"
        print(f"# RunCoach · {units.long_day(today)}\n\n{runs_markdown(snapshot, days)}", flush=True)
        print(f"*{request.persona.name}, for {when}, {units.long_day(request.facts.day)}*\n", flush=True)
    if request.said.is_alarming:
        print(SEE_A_DOCTOR, file=sys.stderr if json else sys.stdout, flush=True)
    answer = await _answer(config, request, conversation, silent=json)
    if json:
        print(as_json(_object(snapshot, request, answer, days)))
        return
    print("\n".join(["", *_what_failed(answer), f"*{usage_line(answer)}*"]))


def _what_failed(answer: Answer) -> Iterator[str]:
    """A line a check, and one with every number that is marked: what was streamed carries no marks."""
    for check in answer.checks:
        if not check.ok and check.rule != "numbers":
            yield f"- {check.detail}."
    if marked := [words for check in answer.checks for words in check.marked]:
        yield f"- Not in your facts: {', '.join(marked)}."


def _say_what_is_not_counted(config: Config) -> None:
    """Where prices cannot be read, or the cap cannot count the model: the answer comes all the same."""
    try:
        known_models()
    except ConfigError as error:
        print(error, file=sys.stderr)
    if words := uncounted(config):
        print(words, file=sys.stderr)


async def _answer(config: Config, request: Request, books: Books, *, silent: bool) -> Answer:
    """The finished answer; unless ``silent``, its text is printed as it comes."""
    unit, easy = request.facts.unit, request.facts.paces.easy_slow
    coach, writer = coach_for(config, pause_s=0.0), MarkdownWriter(unit, easy)
    answer: Answer | None = None
    try:
        async with aclosing(ask(coach, request, datetime.now(), books)) as parts:  # type: ignore[type-var]
            async for part in parts:
                match part:
                    case Answer():
                        answer = part
                    case _ if silent:
                        continue
                    case Transcript(is_replaced=True):
                        continue  # It is printed as a whole, below what was streamed.
                    case Refused(checks):
                        wrong = ". ".join(check.detail for check in checks)
                        print(f"\n*{wrong}. The coach is asked again.*\n", flush=True)
                        writer = MarkdownWriter(unit, easy)
                    case _:
                        print(writer.new_text(part.draft, finished=part.finished), end="", flush=True)
    except CoachError:
        if not silent:
            print(flush=True)  # What had arrived keeps a line of its own.
        raise
    finally:
        await coach.close()
    assert answer is not None
    if answer.repair and not silent:
        print(f"\n\n*{answer.repair}*\n")
        print(MarkdownWriter(unit, easy).new_text(shown_draft(answer), finished=True), flush=True)
    return answer


def _object(snapshot: Snapshot, request: Request, answer: Answer, days: int) -> dict[str, Any]:
    facts = request.facts
    return {
        "runs": [run_object(found, snapshot) for found in snapshot.runs_of(days)],
        "facts": facts_object(facts),
        "limits": limits_object(request.limits),
        "today_so_far_m": facts.day_so_far_m,
        "week_so_far_m": facts.before_day_m + facts.day_so_far_m,
    } | answer_object(answer, facts)
