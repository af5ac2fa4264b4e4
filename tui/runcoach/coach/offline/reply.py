"""What the offline coach says to a reply: it understands a few wishes, and says so of the others."""

import msgspec

from runcoach.coach.offline.plan import Plan, plan_day
from runcoach.coach.request import Request
from runcoach.coach.rules.allowance import run_cap
from runcoach.coach.said import Body, Pain, Said, Wish
from runcoach.domain import units
from runcoach.training.limits import Measure

# A run of this share of the distance that was asked for is as good as all of it.
NEARLY = 0.8
UNDERSTOOD = (
    "I go by rules and understand only a few words of a reply: shorter, longer, easier, harder, hills, flat,"
    " rest, why, a distance, the minutes that you have, what hurts, and “forget it”."
)
NOTE_NOT_UNDERSTOOD = "I could not make sense of your note; a model would read it."


def about_the_reply(request: Request, plan: Plan) -> str:
    """What became of the runner's last words; empty where there were none, or where the day says it all."""
    if request.said.is_alarming:
        return ""  # What a doctor should see stands first, whatever was said last.
    if request.said.last_body and (about_body := _about_the_body(request.said.last_body)):
        return about_body
    match request.said.wishes.last:
        case None:
            return NOTE_NOT_UNDERSTOOD if request.said.note in request.said.not_understood else ""
        case Wish.REASON:
            return f"You ask why. {plan.reason} {request.limits.reason(Measure.HARD)}"
        case Wish.TIME:
            return _about_time(request, plan)
        case Wish.DISTANCE:
            return _about_distance(request, plan)
        case Wish.HILLS | Wish.FLAT:
            return _about_hills(request, plan)
        case Wish.SHORTER | Wish.LONGER | Wish.EASIER | Wish.HARDER | Wish.REST:
            return _about_effort(request, plan)
        case Wish.NO_STRENGTH:
            return "Strength is what I am for; another coach sends you out without it."
        case Wish.CROSS:
            return "Easy swimming, rowing or riding can take the run's place, for as long."
        case Wish.PACE if (easy := request.facts.paces.easy) and request.facts.paces.easy_slow:
            shown = units.pace_range(easy, request.facts.paces.easy_slow, request.facts.unit)
            return f"The easy pace that you have shown is {shown}."
        case Wish.TOMORROW if not request.facts.is_tomorrow:
            return "This is for today; turn to tomorrow and ask again."
        case _:
            return _about_other_news(request.said)


def _about_other_news(said: Said) -> str:
    """Words without a wish: days off and races are understood, the rest is not."""
    if said.not_understood and said.words[-1:] == said.not_understood[-1:]:
        return UNDERSTOOD
    if said.withdrawn.pain:
        return "Good to hear. Today stays careful all the same."
    if said.absences:
        return "I plan one day at a time: tell me again when the day comes."
    return "A race! Make it your goal, and I will train you for it." if said.races else UNDERSTOOD


def _about_the_body(body: Body) -> str:
    """What is said to a runner who writes of pain or illness; empty for any other reply."""
    if body.pain is not Pain.NONE:
        return "You say that something is wrong: it counts as in the check-in."
    if body.is_tired:
        return "You are worn out: it counts as heavy legs in the check-in."
    return ""


def _about_time(request: Request, plan: Plan) -> str:
    most = request.limits.max_run_s
    if not plan.run_m:
        return "However long you have, there is no run today."
    return f"Your time is one of today's limits: {units.minutes(most)}." if most else UNDERSTOOD


def _about_distance(request: Request, plan: Plan) -> str:
    wanted_m, most_m = request.said.wishes.distance_m or 0.0, request.limits.max_run_m
    if wanted_m > run_cap(request):
        if not most_m or wanted_m <= most_m:
            return f"You want it longer, {_why_not(plan)} {request.limits.reason(Measure.HARD)}"
        limit = units.distance(most_m, request.facts.unit)
        return f"You want it longer than today allows: your limit is {limit}."
    if plan.run_m >= NEARLY * wanted_m:
        return "That is as close to your distance as my rules allow."
    if plan.run_m > _without_wishes(request).run_m:
        return "You want it longer: one and a half times your usual run is enough for one day."
    return f"You want it longer, {_why_not(plan)}"


def _about_hills(request: Request, plan: Plan) -> str:
    if request.said.wishes.last is Wish.FLAT:
        return "Flat it is."
    if plan.hills:
        return "Over hills, as you wish."
    if request.said.hurts:
        return "No hills while something hurts."
    return "There is no easy run today to take over hills."


def _about_effort(request: Request, plan: Plan) -> str:
    wish = request.said.wishes.last
    if wish is Wish.REST:
        return "" if plan.run_m else "A day off it is."
    if wish is Wish.HARDER and not plan.purpose.is_hard:
        return f"You want it harder, {_why_not(plan)} {request.limits.reason(Measure.HARD)}"
    if wish is Wish.LONGER and plan.run_m <= _without_wishes(request).run_m:
        return f"You want it longer, {_why_not(plan)}"
    return f"You want it {wish}: as far as the limits and I allow."


def _why_not(plan: Plan) -> str:
    return f"and not today: {plan.reason}"


def _without_wishes(request: Request) -> Plan:
    return plan_day(msgspec.structs.replace(request, said=request.said.without_wishes()))
