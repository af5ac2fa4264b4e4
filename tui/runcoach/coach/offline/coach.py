"""The built-in coach: no key, no network, the same facts, limits and contracts, streamed the same way."""

import asyncio
from collections.abc import AsyncIterator

import msgspec

from runcoach.coach.answer.workout import Workout
from runcoach.coach.offline.goal import race_ahead
from runcoach.coach.offline.plan import Plan, plan_day
from runcoach.coach.offline.purpose import Purpose
from runcoach.coach.offline.steps import steps_for
from runcoach.coach.prompt import chat_messages, prompt_for
from runcoach.coach.request import OFFLINE, Request, Text, Usage
from runcoach.coach.rules.allowance import run_cap
from runcoach.coach.rules.registry import contract_of
from runcoach.coach.said import SEE_A_DOCTOR, Body, Pain, Wish
from runcoach.domain import units
from runcoach.training.limits import Measure
from runcoach.training.readiness import Verdict

PIECE = 14
MOSTLY = 0.8
EASE_OFF = "If it gets worse, stop and walk home."
UNDERSTOOD = (
    "I go by rules and understand only a few words of a reply: shorter, longer, easier, harder, hills, flat,"
    " rest, why, a distance, the minutes that you have, what hurts, and “forget it”."
)
_HEADLINES = {
    Purpose.REST: "Rest day",
    Purpose.RACE: "Race day",
    Purpose.FINISH: "A little more",
    Purpose.RACE_EVE: "Short and easy before the race",
    Purpose.RECOVERY: "Easy recovery run",
    Purpose.EASY: "Easy run",
    Purpose.LONG: "Long run",
    Purpose.TEMPO: "Tempo run",
    Purpose.INTERVALS: "Intervals",
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
        """What a model would be told."""
        return {"messages": chat_messages(prompt_for(request))}

    async def models(self) -> list[str]:
        """None: it needs no model."""
        return []

    async def close(self) -> None:
        """Nothing to close."""


def prescribe(request: Request) -> Workout:
    """The day's workout for this persona, within every limit and its contract."""
    plan = plan_day(request)
    return Workout(
        headline=_said(request, plan, plan.purpose, _HEADLINES[plan.purpose]),
        kind=plan.purpose.kind,
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
        _about_the_reply(request, plan),
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
        "unit": "kilometre" if unit == "km" else "mile",
    }
    for name, words in numbers.items():
        line = line.replace(f"{{{name}}}", words)
    return line


def _said_total_m(request: Request, plan: Plan) -> float:
    """The metres that this coach speaks of: those to run, or the whole day's."""
    counts_day = any(rule.counts_whole_day for rule in contract_of(request.persona))
    return plan.run_m + (request.facts.day_so_far_m if counts_day else 0.0)


def _is_no_usual_rest(request: Request, plan: Plan) -> bool:
    """No day for a coach's own words: one that has seen a run is no zero, and pain wants no iron."""
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


def _about_the_reply(request: Request, plan: Plan) -> str:
    """What became of the runner's last words: rules know a few of them, and say so of the others."""
    wishes = request.said.wishes
    hard = request.limits.reason(Measure.HARD)
    why_not = f"and not today: {plan.reason}"
    if request.said.last_body and (about_pain := _about_pain(request.said.last_body)):
        return about_pain
    match wishes.last:
        case None:
            return ""
        case Wish.REASON:
            return f"You ask why. {plan.reason} {hard}"
        case Wish.TIME:
            most = request.limits.max_run_s
            if not plan.run_m:
                return "However long you have, there is no run today."
            return f"Your time is one of today's limits: {units.minutes(most)}." if most else UNDERSTOOD
        case Wish.DISTANCE if (wishes.distance_m or 0) > run_cap(request):
            most_m = request.limits.max_run_m
            if not most_m or (wishes.distance_m or 0) <= most_m:
                return f"You want it longer, {why_not} {hard}"
            limit = units.distance(most_m, request.facts.unit)
            return f"You want it longer than today allows: your limit is {limit}."
        case Wish.DISTANCE if plan.run_m < MOSTLY * (wishes.distance_m or 0):
            if plan.run_m > _without_replies(request).run_m:
                return "You want it longer: half as far again as your usual run is enough for one day."
            return f"You want it longer, {why_not}"
        case Wish.DISTANCE:
            return "As far as you wish, as near as my rules let me."
        case Wish.FLAT:
            return "Flat it is."
        case Wish.REST:
            return "" if plan.run_m else "A day off it is."
        case Wish.HILLS if plan.hills:
            return "Over hills, as you wish."
        case Wish.HILLS if request.said.hurts:
            return "No hills while something hurts."
        case Wish.HILLS:
            return "There is no easy run today to take over hills."
        case Wish.HARDER if not plan.purpose.is_hard:
            return f"You want it harder, {why_not} {hard}"
        case Wish.LONGER if plan.run_m <= _without_replies(request).run_m:
            return f"You want it longer, {why_not}"
        case Wish.LONGER | Wish.SHORTER | Wish.EASIER | Wish.HARDER:
            return f"You want it {wishes.last}: as far as the limits and I allow."
        case Wish.NO_STRENGTH:
            return "Strength is what I am for; another coach sends you out without it."
        case Wish.CROSS:
            return "Easy swimming, rowing or riding can take the run's place, for as long."
        case Wish.PACE if (easy := request.facts.paces.easy) and request.facts.paces.easy_slow:
            shown = units.pace_range(easy, request.facts.paces.easy_slow, request.facts.unit)
            return f"The easy pace that you have shown is {shown}."
        case Wish.TOMORROW if not request.facts.is_tomorrow:
            return "That is for tomorrow: d turns to it."
        case _:
            return UNDERSTOOD


def _about_pain(body: Body) -> str:
    """What is said to a runner who writes of pain or illness; empty for any other reply."""
    if body.is_alarming:
        return ""  # That stands first, whatever was said last.
    if body.pain is not Pain.NONE:
        return "You say that something is wrong: it counts as in the check-in."
    if body.is_tired:
        return "You are worn out: it counts as heavy legs in the check-in."
    return ""


def _without_replies(request: Request) -> Plan:
    return plan_day(msgspec.structs.replace(request, said=request.said.without_wishes()))
