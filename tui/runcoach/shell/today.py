"""``today``: the recent runs and the day's workout, streamed as Markdown or given as JSON."""

import asyncio
import sys
from collections.abc import Iterator
from contextlib import aclosing
from datetime import datetime

from runcoach.coach.answer.answer import Answer, usage_line
from runcoach.coach.answer.draft import GrowingDraft
from runcoach.coach.coach import Text
from runcoach.coach.memory.spending import uncounted
from runcoach.coach.prose.marking import shown_draft
from runcoach.coach.providers.choose import coach_for
from runcoach.coach.providers.prices import known_models
from runcoach.coach.request import Request
from runcoach.coach.rules.registry import severity_of
from runcoach.coach.rules.rule import Severity
from runcoach.coach.said import SEE_A_DOCTOR
from runcoach.coach.session import Event, Memory, Refused, ask
from runcoach.domain import units
from runcoach.domain.errors import CoachError, ConfigError
from runcoach.domain.settings import Settings
from runcoach.runner.snapshot import Snapshot
from runcoach.shell.invocation import Invocation
from runcoach.shell.json_output import answer_object, as_json, facts_object, limits_object, run_object
from runcoach.shell.markdown import MarkdownWriter, runs_markdown
from runcoach.shell.request import request_today


def run(invocation: Invocation) -> int:
    """Asks and prints. Raises CacheError, ConfigError and CoachError."""
    asyncio.run(_print_today(invocation, invocation.settings_with_choices()))
    return 0


async def _print_today(invocation: Invocation, settings: Settings) -> None:
    """What had arrived before an error is printed all the same, unless JSON is asked for."""
    today, days, json = invocation.today, invocation.days, invocation.as_json
    snapshot, conversation, request = request_today(invocation, settings, invocation.persona_id(), days)
    _warn_about_prices(settings)
    if not json:
        when = "tomorrow" if request.facts.is_tomorrow else "today"
        print(f"# RunCoach · {units.long_day(today)}\n\n{runs_markdown(snapshot, days)}", flush=True)
        print(f"*{request.persona.name}, for {when}, {units.long_day(request.facts.day)}*\n", flush=True)
    if request.said.is_alarming:
        print(SEE_A_DOCTOR, file=sys.stderr if json else sys.stdout, flush=True)
    answer = await _answer(settings, request, conversation, silent=json)
    if json:
        print(as_json(_object(snapshot, request, answer, days)))
        return
    print("\n".join(["", *_what_failed(answer), f"*{usage_line(answer)}*"]))


def _what_failed(answer: Answer) -> Iterator[str]:
    """A line for each check that failed, and one with every number that would be marked in the app."""
    for check in answer.checks:
        if not check.ok and severity_of(check) is not Severity.MARK:
            yield f"- {check.detail}."
    if marked := [words for check in answer.checks for words in check.marked]:
        yield f"- Not in your facts: {', '.join(marked)}."


def _warn_about_prices(settings: Settings) -> None:
    """Says where prices cannot be read or the cap cannot count the model; the answer comes all the same."""
    try:
        known_models()
    except ConfigError as error:
        print(error, file=sys.stderr)
    if words := uncounted(settings):
        print(words, file=sys.stderr)


async def _answer(settings: Settings, request: Request, memory: Memory, *, silent: bool) -> Answer:
    """The finished answer; unless ``silent``, its text is printed as it comes."""
    coach = coach_for(settings, pause_s=0.0)
    printer = None if silent else _Printer(request)
    answer: Answer | None = None
    try:
        async with aclosing(ask(coach, request, datetime.now(), memory)) as events:  # type: ignore[type-var]
            async for event in events:
                if isinstance(event, Answer):
                    answer = event
                if printer is not None:
                    printer.print(event)
    except CoachError:
        if not silent:
            print(flush=True)  # What had arrived keeps a line of its own.
        raise
    finally:
        await coach.close()
    assert answer is not None
    return answer


class _Printer:
    """Prints an answer as Markdown while it comes; one that was repaired once more, as a whole, below it."""

    def __init__(self, request: Request) -> None:
        self._unit, self._easy = request.facts.unit, request.facts.paces.easy_slow
        self._begin()

    def print(self, event: Event) -> None:
        """The next thing that a session says."""
        match event:
            case Text(text):
                self._growing.add(text)
                print(self._writer.new_text(self._growing.draft), end="", flush=True)
            case Refused(checks):
                wrong = ". ".join(check.detail for check in checks)
                print(f"\n*{wrong}. The coach is asked again.*\n", flush=True)
                self._begin()
            case Answer(repair=""):
                print(self._writer.new_text(event.draft, finished=True), end="", flush=True)
            case Answer(repair=repair):
                print(f"\n\n*{repair}*\n")
                self._begin()
                print(self._writer.new_text(shown_draft(event), finished=True), flush=True)

    def _begin(self) -> None:
        self._growing = GrowingDraft()
        self._writer = MarkdownWriter(self._unit, self._easy)


def _object(snapshot: Snapshot, request: Request, answer: Answer, days: int) -> dict[str, object]:
    facts = request.facts
    return {
        "runs": [run_object(found, snapshot) for found in snapshot.runs_of(days)],
        "facts": facts_object(facts),
        "limits": limits_object(request.limits),
        "today_so_far_m": facts.day_so_far_m,
        "week_so_far_m": facts.before_day_m + facts.day_so_far_m,
    } | answer_object(answer, facts)
