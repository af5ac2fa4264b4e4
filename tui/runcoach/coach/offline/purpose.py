"""What the day is for: what forbids, what holds back, what the week and the race ask for, in this order.

Pain, a race, red readiness and the runner's own rest day forbid; a hard day just gone or heavy legs hold
back; then a long run or a hard session may be due. The rest is easy running.
"""

from enum import StrEnum

from runcoach.coach.answer.workout import Kind
from runcoach.coach.offline.goal import (
    hard_session_fits,
    prefers_tempo,
    race_day_words,
    race_name,
    week_is_full,
)
from runcoach.coach.offline.paces import rep_pace, tempo_pace
from runcoach.coach.offline.week import (
    SETTLED_RUNS,
    did_hard_session_this_week,
    long_is_due,
    race_behind,
    rest_is_due,
)
from runcoach.coach.request import Request
from runcoach.coach.said import Wish
from runcoach.training.facts import Facts
from runcoach.training.limits import BREAK_DAYS, SHORT_S, Measure
from runcoach.training.readiness import Verdict

MAX_DAYS_IN_A_ROW = 6
LAY_OFF_DAYS = 7


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
        """Whether it is a hard session; a long run is not one."""
        return self in (Purpose.TEMPO, Purpose.INTERVALS)

    @property
    def is_slow(self) -> bool:
        """Whether it is run slower than other easy runs."""
        return self in (Purpose.RECOVERY, Purpose.RACE_EVE)


_CAREFUL = (Purpose.RACE_EVE, Purpose.RECOVERY, Purpose.EASY)


def purpose_of(request: Request) -> tuple[Purpose, str]:
    """The day's purpose and the reason in a sentence."""
    forbidden = _forbidden(request)
    if forbidden is not None:
        return forbidden
    facts, wishes = request.facts, request.said.wishes
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
        return Purpose.REST, request.limits.reason(Measure.TIME)
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


TIRED = "Your legs are heavy, or you are worn out."


def _careful_reasons(request: Request) -> list[tuple[Purpose, str]]:
    facts, limits, said = request.facts, request.limits, request.said
    found: list[tuple[Purpose, str]] = []
    if facts.goal.days_left(facts.day) == 1:
        found.append((Purpose.RACE_EVE, f"The day before the {race_name(facts)}: short and easy."))
    if facts.days_since_run is not None and LAY_OFF_DAYS <= facts.days_since_run < BREAK_DAYS:
        words = f"{facts.days_since_run} days without a run: begin again gently."
        found.append((Purpose.RECOVERY, words))
    if race := race_behind(facts):
        gentle = race.days_ago <= race.days_to_recover // 2
        found.append((Purpose.RECOVERY if gentle else Purpose.EASY, race.words))
    if facts.planned is not None and facts.planned.is_hard:
        found.append((Purpose.RECOVERY, "Today's workout, once it is run, is a hard one."))
    elif facts.days_since_hard == 1:
        found.append((Purpose.RECOVERY, "The day before was a hard one."))
    if said.hurts or said.has_heavy_legs:
        limit, hurts = request.limits.reason(Measure.TIME), "Something hurts a little"
        hurts = limit if limit.startswith(hurts) else f"{hurts}."
        found.append((Purpose.RECOVERY, hurts if said.hurts else TIRED))
    if limits.max_run_s is not None and limits.max_run_s <= SHORT_S and not limits.hard_allowed:
        found.append((Purpose.EASY, request.limits.reason(Measure.TIME)))
    if facts.readiness.verdict is Verdict.AMBER:
        words = f"One sign speaks against a hard day: {facts.readiness.signs[0]}."
        found.append((Purpose.EASY, words))
    if not limits.hard_allowed and not found:
        found.append((Purpose.EASY, request.limits.reason(Measure.HARD)))
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
