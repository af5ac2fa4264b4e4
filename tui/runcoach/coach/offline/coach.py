"""The built-in coach: no key, no network, the same facts, limits and contracts, streamed the same way."""

import asyncio
from collections.abc import AsyncIterator

import msgspec

from runcoach.coach.answer.workout import HEADLINES, Workout
from runcoach.coach.coach import OFFLINE, Text, Usage
from runcoach.coach.offline.goal import race_ahead
from runcoach.coach.offline.plan import Plan, plan_day
from runcoach.coach.offline.purpose import Purpose
from runcoach.coach.offline.reply import about_the_reply
from runcoach.coach.offline.steps import steps_for
from runcoach.coach.prompt import chat_messages, prompt_for
from runcoach.coach.request import Request
from runcoach.coach.rules.registry import contract_of
from runcoach.coach.said import SEE_A_DOCTOR
from runcoach.domain import units
from runcoach.domain.units import DistanceUnit
from runcoach.training.readiness import Verdict

PIECE = 14
EASE_OFF = "If it gets worse, stop and walk home."
_OWN_HEADLINES = {
    Purpose.RACE: "Race day",
    Purpose.FINISH: "A little more",
    Purpose.RACE_EVE: "Short and easy before the race",
    Purpose.RECOVERY: "Easy recovery run",
}


class OfflineCoach:
    """Answers from rules. ``pause_s`` between pieces of text makes it readable as it comes; 0 for tests."""

    model = OFFLINE
    is_offline = True
    price = None

    def __init__(self, pause_s: float = 0.012) -> None:
        self._pause_s = pause_s

    async def stream(self, request: Request) -> AsyncIterator[Text | Usage]:
        """The workout as JSON text, in small pieces."""
        answer = msgspec.json.encode(prescribe(request)).decode()
        for start in range(0, len(answer), PIECE):
            yield Text(answer[start : start + PIECE])
            await asyncio.sleep(self._pause_s)

    def body(self, request: Request) -> dict[str, object]:
        """What a model would be sent."""
        return {"messages": chat_messages(prompt_for(request))}

    async def models(self) -> list[str]:
        """None: it needs no model."""
        return []

    async def close(self) -> None:
        """Nothing to close."""


def prescribe(request: Request) -> Workout:
    """The day's workout for this persona, within every limit and its contract."""
    plan = plan_day(request)
    kind = plan.purpose.kind
    return Workout(
        headline=_said(request, plan, plan.purpose, _OWN_HEADLINES.get(plan.purpose, HEADLINES[kind])),
        kind=kind,
        steps=steps_for(plan, request),
        why=_why(request, plan),
    )


def _why(request: Request, plan: Plan) -> str:
    opening = _said(request, plan, f"opening_{plan.purpose}", "")
    paragraphs = [
        SEE_A_DOCTOR if request.said.is_alarming else "",
        " ".join(part for part in (opening, plan.reason) if part),
        EASE_OFF if request.said.hurts and plan.run_m else "",
        " ".join(_about_the_runner(request)),
        " ".join(_about_the_contract(plan, request)),
        " ".join(_about_limits(request, plan)),
        about_the_reply(request, plan),
        _said(request, plan, "closing", ""),
    ]
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph)


def _said(request: Request, plan: Plan, key: str, otherwise: str) -> str:
    """The persona's own line with its numbers filled in, or the plain one."""
    line = request.persona.says.get(key)
    if request.said.hurts and plan.purpose is Purpose.REST and key in ("closing", f"opening_{Purpose.REST}"):
        return ""  # Words for a rest that was earned.
    if line is None or (plan.purpose is Purpose.REST and _is_no_usual_rest(request, plan)):
        return otherwise
    unit = request.facts.unit
    total = _said_total_m(request, plan)
    numbers = {
        "total": units.run_distance(total, unit),
        "left": units.run_distance(plan.run_m, unit),
        "less": f"{total / unit.metres - 1:.0f}",
        "more": f"{total / unit.metres + 1:.0f}",
        "unit": "kilometre" if unit is DistanceUnit.KM else "mile",
    }
    for name, words in numbers.items():
        line = line.replace(f"{{{name}}}", words)
    return line


def _said_total_m(request: Request, plan: Plan) -> float:
    """The metres that this coach speaks of: those to run, or the whole day's."""
    counts_day = any(rule.counts_whole_day for rule in contract_of(request.persona))
    return plan.run_m + (request.facts.day_so_far_m if counts_day else 0.0)


def _is_no_usual_rest(request: Request, plan: Plan) -> bool:
    """Whether the coach's own words for a rest day do not fit: after a run, or with gentle strength."""
    contract = contract_of(request.persona)
    has_run = any(rule.counts_whole_day for rule in contract) and _said_total_m(request, plan) > 0
    return has_run or (plan.is_gentle and any(rule.has_own_steps for rule in contract))


def _about_the_runner(request: Request) -> list[str]:
    facts = request.facts
    sentences = [race_ahead(facts)]
    last = facts.last_run
    if last and last.distance_m and (facts.day - last.day).days <= 14:
        found = facts.intervals.get(last.activity_id)
        what = f", {found.summary(facts.unit)}" if found else ""
        when = f"on {last.day:%A}" if facts.is_tomorrow else units.days_ago(last.day, facts.today)
        sentences.append(f"Your last run was {units.distance(last.distance_m, facts.unit)} {when}{what}.")
    if facts.before_day_m:
        planned = ", today's workout included" if facts.planned and facts.planned.distance_m else ""
        sentences.append(f"The week stands at {units.distance(facts.before_day_m, facts.unit)}{planned}")
        usual = facts.average_week_m
        sentences[-1] += f"; an average week is {units.distance(usual, facts.unit)}." if usual else "."
    match facts.readiness.verdict:
        case _ if facts.is_tomorrow or request.said.hurts:
            pass
        case Verdict.GREEN:
            sentences.append("Last night's numbers give no reason to hold back.")
        case Verdict.UNKNOWN:
            sentences.append("Last night was not recorded, so listen to your legs.")
    return [sentence for sentence in sentences if sentence]


def _about_the_contract(plan: Plan, request: Request) -> list[str]:
    return [words for rule in contract_of(request.persona) for words in rule.sentences(request, plan.run_m)]


def _about_limits(request: Request, plan: Plan) -> list[str]:
    if not plan.run_m:
        return []
    limits, facts = request.limits, request.facts
    most = units.distance(limits.max_run_m, facts.unit)
    if limits.max_run_s is not None:
        most += f" and {units.minutes(limits.max_run_s)}"
    sentences = [f"Your limit for one run is {most}."]
    if facts.is_tomorrow:
        done = any(run.day == facts.today for run in facts.recent)
        sentences.append("Today's run is done, so this is for tomorrow." if done else "This is for tomorrow.")
    return sentences
