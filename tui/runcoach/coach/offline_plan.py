"""Which workout a sensible coach gives today, from the facts and limits alone: no chance, no network.

The order: what forbids (pain, a race, red readiness, the runner's own rest day, a hard day just gone), then
what is due in the week's pattern (a long run, a hard session, what the race asks for), then easy running. The
persona's contract shapes it last.
"""

from enum import StrEnum

import msgspec

from runcoach.coach.even import EvenDay, day_may_stay_odd, even_day, left_as_it_is
from runcoach.coach.events import Request
from runcoach.coach.offline_goal import (
    hard_session_fits,
    prefers_tempo,
    race_day_words,
    race_name,
    taper_reason,
    week_is_full,
)
from runcoach.coach.offline_week import (
    SETTLED_RUNS,
    did_hard_session_this_week,
    easy_run_m,
    easy_slow,
    is_longer_than_usual,
    long_is_due,
    long_run_m,
    race_behind,
    rest_is_due,
)
from runcoach.coach.wishes import Wish, wishes_of
from runcoach.coach.workout import Kind
from runcoach.models import DistanceUnit
from runcoach.training.check_in import Legs, Pain
from runcoach.training.facts import Facts
from runcoach.training.kinds import LONG_S
from runcoach.training.limits import BREAK_DAYS, SHORT_S
from runcoach.training.paces import PLAUSIBLE_S_PER_KM
from runcoach.training.readiness import Verdict
from runcoach.training.reps import SetKind

MAX_DAYS_IN_A_ROW = 6
RECOVERY_SHARE = 0.7
RACE_EVE_SHARE = 0.5
SHORTEST_RUN_M = 2000.0
LEAST_RUN_M = 500.0
WALK_S = 20 * 60.0
SHORT_RUN = 5
LAY_OFF_DAYS = 7
SHORTER_SHARE, LONGER_SHARE = 0.65, 1.3
MIN_QUALITY_M = 5000.0
TEMPO_EASE, REP_EASE = 1.06, 1.02
WORK_WIDTH = 1.03
WORK_BELOW_EASY = 0.92
SHORTEST_REP_M = 350.0
SLOWEST_FACTOR = 1.08


class Purpose(StrEnum):
    """What the day is for."""

    REST = "rest"
    RACE = "race"
    FINISH = "finish"
    RACE_EVE = "race_eve"
    RECOVERY = "recovery"
    EASY = "easy"
    LONG = "long"
    TEMPO = "tempo"
    INTERVALS = "intervals"

    @property
    def kind(self) -> Kind:
        """The workout's kind. A race is the runner's own: the coach's day around it is a rest day."""
        match self:
            case Purpose.REST | Purpose.RACE:
                return "rest"
            case Purpose.LONG:
                return "long"
            case Purpose.TEMPO:
                return "tempo"
            case Purpose.INTERVALS:
                return "intervals"
            case _:
                return "easy"

    @property
    def is_hard(self) -> bool:
        """Whether it is a hard session; a long run is none."""
        return self in (Purpose.TEMPO, Purpose.INTERVALS)

    @property
    def is_slow(self) -> bool:
        """Whether it is run slower than other easy runs."""
        return self in (Purpose.RECOVERY, Purpose.RACE_EVE)


_CAREFUL = (Purpose.RACE_EVE, Purpose.RECOVERY, Purpose.EASY)


class Plan(msgspec.Struct, frozen=True):
    """The day's purpose, metres to run, the reason in a sentence, and Jack's numbers where they apply.

    ``is_gentle`` is a day on which strength is a few minutes of mobility: pain, a race, the day before one.
    ``hills`` is an easy run over hills, because the runner wants some; ``walk_s`` the walk of a rest day.
    """

    purpose: Purpose
    run_m: float
    reason: str
    even: EvenDay | None = None
    is_gentle: bool = False
    hills: bool = False
    walk_s: float = WALK_S


def plan_day(request: Request) -> Plan:
    """Decides the day for this persona, within the limits.

    What the runner wants of it comes after everything that forbids, and before the rules of thumb.
    """
    plan = _planned(request)
    hills = wishes_of(request.turns).hills and plan.run_m > 0 and not plan.purpose.is_hard
    walk_s = min(WALK_S, request.limits.max_run_s or WALK_S)
    return msgspec.structs.replace(plan, hills=hills, walk_s=walk_s)


def _planned(request: Request) -> Plan:
    purpose, why = _purpose(request)
    taper = taper_reason(request.facts)
    plan = _shaped(request, purpose, f"{why} {taper}".rstrip())
    if why_not := _why_only_easy(request, purpose, plan.run_m):
        return _shaped(request, Purpose.EASY, f"{why_not} {taper}".rstrip())
    is_gentle = purpose in (Purpose.RACE, Purpose.RACE_EVE) or request.limits.max_run_s == 0
    return msgspec.structs.replace(plan, is_gentle=is_gentle)


def _why_only_easy(request: Request, purpose: Purpose, run_m: float) -> str:
    """What keeps a session that is due from being one; empty when nothing does."""
    if purpose is Purpose.LONG and not is_longer_than_usual(run_m, request.facts):
        return "A long run would be due, and there is no room for one."
    if purpose.is_hard and run_m < MIN_QUALITY_M:
        return "A hard session would be due, and there is no room for one."
    if purpose.is_hard and request.persona.keeps("easy-only"):
        return "A hard session would be due; slow miles do the same work, only later."
    return ""


def run_cap(request: Request, purpose: Purpose = Purpose.EASY) -> float:
    """Metres that one run may have: by distance, by time, and by 90 minutes where no hard day is allowed.

    The time is that of the slow end: who has half an hour is not sent out for longer.
    """
    limits, pace = request.limits, easy_slow(request.facts)
    if purpose.is_slow or purpose.is_hard:
        pace *= SLOWEST_FACTOR
    most_s = [LONG_S] if not limits.hard_allowed else []
    most_s += [limits.max_run_s] if limits.max_run_s is not None else []
    return min([limits.max_run_m, *(seconds / pace * 1000 for seconds in most_s)])


def tempo_pace(facts: Facts) -> float | None:
    """Seconds per km of a tempo run; None where nothing faster than easy running was shown."""
    easy, shown = facts.paces.easy, facts.paces.tempo
    if easy is None or shown is None:
        return None
    return _below_easy(max(shown, min(shown * TEMPO_EASE, easy * WORK_BELOW_EASY)), easy)


def rep_pace(facts: Facts) -> float | None:
    """Seconds per km of 400 m reps, from sets of reps as long: a sprint says nothing about them."""
    easy, (fastest, _) = facts.paces.easy, PLAUSIBLE_S_PER_KM
    shown = [
        found.pace_s_per_km
        for found in facts.intervals.values()
        if found.kind is SetKind.INTERVALS
        and sum(rep.distance_m for rep in found.reps) >= SHORTEST_REP_M * found.count
        and found.pace_s_per_km >= fastest
    ]
    return _below_easy(min(shown) * REP_EASE, easy) if shown and easy else None


def whole_pace(pace: float) -> float:
    """Paces are given to 5 seconds, towards the slower side."""
    return float(-(-pace // 5) * 5)


def _below_easy(pace: float, easy: float) -> float | None:
    return pace if whole_pace(pace * WORK_WIDTH) < easy else None


def _shaped(request: Request, purpose: Purpose, reason: str) -> Plan:
    """The purpose with its metres, cut to the limits and to the persona's contract."""
    persona, facts = request.persona, request.facts
    cap = run_cap(request, Purpose.FINISH if facts.day_so_far_m else purpose)
    run_m = min(_wanted(request, purpose), cap)
    if run_m < LEAST_RUN_M:
        run_m = 0.0
    if not persona.keeps("even-distance"):
        run_m = _round_down(run_m, facts.unit)
        return Plan(purpose if run_m else _without_running(purpose), run_m, reason)
    if facts.day_so_far_m and day_may_stay_odd(request):
        return Plan(_without_running(purpose), 0.0, reason, left_as_it_is(facts))
    day = even_day(facts.day_so_far_m + run_m, cap, facts.day_so_far_m, facts.before_day_m, facts.unit)
    if not day.left_m:
        return Plan(_without_running(purpose), 0.0, reason, day)
    return Plan(Purpose.FINISH if facts.day_so_far_m else purpose, day.left_m, reason, day)


def _wanted(request: Request, purpose: Purpose) -> float:
    """The distance that the runner asked for, where there is to be a run; on a careful day never more."""
    usual_m, wishes = _distance(request.facts, purpose), wishes_of(request.turns)
    if not usual_m:
        return 0.0
    shares = {Wish.SHORTER: SHORTER_SHARE, Wish.LONGER: LONGER_SHARE}
    wanted_m = wishes.distance_m or usual_m * (shares.get(wishes.length, 1.0) if wishes.length else 1.0)
    return min(wanted_m, usual_m) if purpose.is_slow else wanted_m


def _without_running(purpose: Purpose) -> Purpose:
    return purpose if purpose is Purpose.RACE else Purpose.REST


def _purpose(request: Request) -> tuple[Purpose, str]:
    """What forbids, then what is due."""
    forbidden = _forbidden(request)
    if forbidden is not None:
        return forbidden
    facts, wishes = request.facts, wishes_of(request.turns)
    effort = wishes.effort
    if effort is Wish.REST:
        return Purpose.REST, "You asked for a day off."
    if not wishes.is_for_running and facts.goal.days_left(facts.day) != 1 and (why := rest_is_due(facts)):
        return Purpose.REST, why
    purpose, reason = _held_back(request) or _due(facts, wants_hard=effort is Wish.HARDER)
    if effort is Wish.EASIER:
        return Purpose.RECOVERY, "You asked for an easier day."
    return purpose, reason


def _forbidden(request: Request) -> tuple[Purpose, str] | None:
    """What keeps the runner from running at all, or from running more."""
    facts, goal = request.facts, request.facts.goal
    if request.limits.max_run_s == 0:
        return Purpose.REST, _limit_reason(request, "max_run_s")
    if goal.days_left(facts.day) == 0:
        return Purpose.RACE, race_day_words(facts)
    if facts.readiness.verdict is Verdict.RED:
        return Purpose.REST, f"Your body asks for it: {'; '.join(facts.readiness.signs)}."
    if facts.days_in_a_row >= MAX_DAYS_IN_A_ROW:
        return Purpose.REST, f"You ran {facts.days_in_a_row} days in a row."
    if goal.rest_day == facts.day.weekday():
        return Purpose.REST, "Your usual rest day."
    if week_is_full(facts):
        return Purpose.REST, f"You have run your {goal.days_per_week} days this week."
    if facts.day_so_far_m:
        return Purpose.RECOVERY, "You have already run on this day."
    return None


def _held_back(request: Request) -> tuple[Purpose, str] | None:
    """What keeps the day short or easy. Of several reasons the most careful decides, and all are said."""
    reasons = _careful_reasons(request)
    if not reasons:
        return None
    purpose = min((purpose for purpose, _ in reasons), key=_CAREFUL.index)
    return purpose, " ".join(dict.fromkeys(reason for _, reason in reasons))


def _careful_reasons(request: Request) -> list[tuple[Purpose, str]]:
    facts, limits, said = request.facts, request.limits, request.check_in
    found: list[tuple[Purpose, str]] = []
    if facts.goal.days_left(facts.day) == 1:
        found.append((Purpose.RACE_EVE, f"The day before the {race_name(facts)}: short and easy."))
    if facts.days_since_run is not None and LAY_OFF_DAYS <= facts.days_since_run < BREAK_DAYS:
        words = f"{facts.days_since_run} days without a run: begin again gently."
        found.append((Purpose.RECOVERY, words))
    if race := race_behind(facts):
        gentle = race.days_ago <= race.days_to_recover // 2
        found.append((Purpose.RECOVERY if gentle else Purpose.EASY, race.words))
    if facts.days_since_hard == 1:
        found.append((Purpose.RECOVERY, "The day before was a hard one."))
    if said is not None and (said.pain is not Pain.NONE or said.legs is Legs.HEAVY):
        words = "Something hurts a little." if said.pain is not Pain.NONE else "Your legs are heavy."
        found.append((Purpose.RECOVERY, words))
    if limits.max_run_s is not None and limits.max_run_s <= SHORT_S and not limits.hard_allowed:
        found.append((Purpose.EASY, _limit_reason(request, "max_run_s")))
    if facts.readiness.verdict is Verdict.AMBER:
        words = f"One sign speaks against a hard day: {facts.readiness.signs[0]}."
        found.append((Purpose.EASY, words))
    if not limits.hard_allowed and not found:
        found.append((Purpose.EASY, _limit_reason(request, "hard_allowed")))
    return found


def _due(facts: Facts, *, wants_hard: bool) -> tuple[Purpose, str]:
    """What the week's pattern and the race ask for."""
    hard = _hard_session(facts) if hard_session_fits(facts) else None
    if hard is not None and wants_hard:
        return hard[0], "You asked for a hard session, and your limits allow one."
    if not facts.goal.is_taper(facts.day) and long_is_due(facts):
        return Purpose.LONG, "Your weekly long run is due."
    if hard is not None and not did_hard_session_this_week(facts):
        return hard
    return Purpose.EASY, "Easy running is most of good training."


def _hard_session(facts: Facts) -> tuple[Purpose, str] | None:
    """Tempo or intervals: what the race asks for, or else not the same as last time."""
    tempo, reps = tempo_pace(facts), rep_pace(facts)
    prefers = prefers_tempo(facts)
    if prefers is not None:
        first, words = (Purpose.TEMPO, "A tempo run") if prefers else (Purpose.INTERVALS, "Intervals")
        if (tempo if prefers else reps) is not None:
            return first, f"No hard session in the last six days. {words} for the {race_name(facts)}."
    fast = any(run.activity_id in facts.intervals for run in facts.recent)
    if tempo is not None and (fast or reps is None):
        last = ", and the last one was intervals" if fast else ""
        return Purpose.TEMPO, f"No hard session in the last six days{last}."
    if reps is not None:
        lately = "" if fast else "No intervals in the last two weeks, and "
        words = f"{lately}your legs have had their rest."
        return Purpose.INTERVALS, words[0].upper() + words[1:]
    if facts.runs_30_days >= SETTLED_RUNS:
        return Purpose.TEMPO, "You have shown no fast running yet, so the hard part goes by effort."
    return None


def _distance(facts: Facts, purpose: Purpose) -> float:
    """Metres still to run: less in a taper, and on a day that has seen a run what a usual one leaves."""
    easy_m = easy_run_m(facts)
    share = facts.goal.taper_share(facts.day) or 1.0
    if purpose in (Purpose.REST, Purpose.RACE):
        return 0.0
    if facts.day_so_far_m:
        return max(0.0, share * easy_m - facts.day_so_far_m)
    match purpose:
        case Purpose.RACE_EVE:
            return max(SHORTEST_RUN_M, RACE_EVE_SHARE * easy_m)
        case Purpose.RECOVERY | Purpose.FINISH:
            return max(SHORTEST_RUN_M, RECOVERY_SHARE * share * easy_m)
        case Purpose.LONG:
            return max(easy_m, long_run_m(facts))
        case _:
            return share * easy_m


def _limit_reason(request: Request, name: str) -> str:
    return next((limit.reason for limit in request.limits.listed if limit.id == name), "")


def _round_down(metres: float, unit: DistanceUnit) -> float:
    """To half a km or mile, short runs to a tenth: nobody runs 7.83 km on purpose."""
    step = unit.metres / (2 if metres >= SHORT_RUN * unit.metres else 10)
    return (metres + 1e-6) // step * step
