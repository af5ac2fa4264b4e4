"""Today's limits: the floor that no coach can override.

A limit is the strictest of the constraints that hold today. Each constraint says what it limits, how far,
why, and which runs stand behind it; ``strictest`` is the only place that compares them.
"""

from collections.abc import Iterable, Iterator
from enum import StrEnum

import msgspec

from runcoach.domain import units
from runcoach.domain.units import DistanceUnit
from runcoach.training.facts import LONGEST_DAYS, Facts
from runcoach.training.readiness import Verdict

SPIKE = 1.10
HARD_GAP_DAYS = 2
BREAK_DAYS = 14
NEW_RUNNER_RUNS = 4
# A watch that was only tried out says nothing about what a runner can do.
COUNTS_M = 1000.0
SHORT_S = 30 * 60.0
# As slow as a workout without paces is added up with, so that half an hour is half an hour.
FALLBACK_EASY_S_PER_KM = 450.0
SPIKE_SOURCE = "Schuster Brandt Frandsen 2025, BJSM, doi 10.1136/bjsports-2024-109380"
HEURISTIC = "coaching heuristic"


class Measure(StrEnum):
    """What a limit is on: the metres or the seconds of one run, or whether a hard session may be done."""

    DISTANCE = "max_run_m"
    TIME = "max_run_s"
    HARD = "hard_allowed"


class Limit(msgspec.Struct, frozen=True):
    """One limit: its measure as ``id``, its value (metres, seconds, or whether), why, and the activity ids
    behind it. A constraint that holds today has the same form.
    """

    id: Measure
    value: float | bool
    reason: str
    rows: tuple[str, ...] = ()

    def words(self, unit: DistanceUnit) -> str:
        """``no run longer than 12.1 km``, in the runner's unit."""
        match self.id:
            case Measure.DISTANCE:
                return f"no run longer than {units.distance(self.value, unit)}"
            case Measure.TIME:
                return f"no run longer than {units.minutes(self.value)}"
            case Measure.HARD:
                return "a hard session is allowed" if self.value else "no hard session"


class Limits(msgspec.Struct, frozen=True):
    """What the day allows. ``max_run_m`` is metres in one run; ``max_run_s`` seconds, None for no limit."""

    max_run_m: float
    hard_allowed: bool
    max_run_s: float | None
    listed: tuple[Limit, ...]

    def on(self, measure: Measure) -> Limit | None:
        """The limit on this measure; None where the day has none."""
        return next((limit for limit in self.listed if limit.id is measure), None)

    def reason(self, measure: Measure) -> str:
        """Why the limit on this measure is what it is; empty where there is none."""
        limit = self.on(measure)
        return limit.reason if limit else ""


def todays_limits(facts: Facts, more: Iterable[Limit] = ()) -> Limits:
    """The limits for the day of the workout, from the history, last night and ``more`` constraints.

    What is added can only lower the load.
    """
    return strictest([*history_constraints(facts), *more])


def strictest(constraints: Iterable[Limit]) -> Limits:
    """The limits that keep every constraint. Of equal ones the first gives the reason."""
    lowest: dict[Measure, Limit] = {}
    for constraint in constraints:
        before = lowest.get(constraint.id)
        if before is None or constraint.value < before.value:
            lowest[constraint.id] = constraint
    distance, time = lowest.get(Measure.DISTANCE), lowest.get(Measure.TIME)
    hard = lowest.setdefault(Measure.HARD, Limit(Measure.HARD, True, NO_REASON_AGAINST_HARD))
    max_run_m = distance.value if distance else 0.0
    return Limits(
        max_run_m=max_run_m,
        hard_allowed=bool(hard.value),
        max_run_s=time.value if time else None,
        listed=tuple(_shown(lowest[measure]) for measure in Measure if measure in lowest),
    )


NO_REASON_AGAINST_HARD = "The last hard day was two days ago or more."


def _shown(limit: Limit) -> Limit:
    """As it is listed: nobody runs to the centimetre."""
    if limit.id is not Measure.DISTANCE:
        return limit
    return msgspec.structs.replace(limit, value=round(limit.value))


def history_constraints(facts: Facts) -> Iterator[Limit]:
    """What the runs of the last weeks and last night's numbers allow.

    No run over 110 % of the longest of the last 30 days: overuse injuries x1.64 at +10-30 % (5,205 runners,
    Schuster Brandt Frandsen 2025); a longest run under a kilometre counts as no history. No hard session
    within 48 h of a hard day, easy and short after 14 days off, 30 easy minutes for a first week: coaching
    heuristics, and named as such.
    """
    longest = facts.longest
    longest_m = (longest.distance_m if longest else None) or 0.0
    if longest is not None and longest_m >= COUNTS_M:
        why = (
            f"110 % of {units.distance(longest_m, facts.unit)} on {units.long_day(longest.day)}, "
            f"the longest run of the last {LONGEST_DAYS} days ({SPIKE_SOURCE})."
        )
        yield Limit(Measure.DISTANCE, SPIKE * longest_m, why, (longest.activity_id,))
    if why := _why_only_short(facts, longest_m):
        yield from at_most(short_run_s(facts), facts, why)
    yield from _against_hard(facts)
    if facts.readiness.verdict is Verdict.RED:
        yield from at_most(short_run_s(facts), facts, _red(facts))


def at_most(seconds: float, facts: Facts, why: str) -> Iterator[Limit]:
    """A run may take so long, and be no longer than that is at the runner's slow easy pace."""
    yield Limit(Measure.TIME, seconds, why)
    yield Limit(Measure.DISTANCE, seconds / slow_easy_pace(facts) * 1000, why)


def no_hard_session(why: str, rows: tuple[str, ...] = ()) -> Limit:
    """A day without a hard session."""
    return Limit(Measure.HARD, False, why, rows)


def short_run_s(facts: Facts) -> float:
    """Seconds that a short easy run may still take: half an hour is for the whole day."""
    return max(0.0, SHORT_S - facts.day_so_far_m * slow_easy_pace(facts) / 1000)


def slow_easy_pace(facts: Facts) -> float:
    """The slow end of easy in seconds per km, or a plain jog when the runner has shown none."""
    return facts.paces.easy_slow or FALLBACK_EASY_S_PER_KM


def _why_only_short(facts: Facts, longest_m: float) -> str:
    """Why thirty easy minutes are enough; empty when they are not the limit."""
    away = facts.days_since_run
    if away is not None and away >= BREAK_DAYS:
        return f"{away} days without a run: easy and at most 30 minutes (detraining; {HEURISTIC})."
    if longest_m >= COUNTS_M:
        is_short = SPIKE * longest_m < SHORT_S / slow_easy_pace(facts) * 1000
        if is_short and facts.runs_30_days < NEW_RUNNER_RUNS:
            return f"Only short runs so far: at most 30 easy minutes ({HEURISTIC})."
        return ""
    if away is None:
        return f"No runs yet: at most 30 easy minutes ({HEURISTIC})."
    return f"No distance is recorded in 30 days: at most 30 easy minutes ({HEURISTIC})."


def _against_hard(facts: Facts) -> Iterator[Limit]:
    """Every reason against a hard session that day, the weightiest first."""
    away, since = facts.days_since_run, facts.days_since_hard
    if facts.runs_30_days < NEW_RUNNER_RUNS or away is None or away >= BREAK_DAYS:
        yield no_hard_session("Easy running first: fewer than four runs in 30 days, or a long break.")
    if facts.readiness.verdict is Verdict.RED:
        yield no_hard_session(_red(facts))
    if facts.planned is not None and facts.planned.is_hard:
        yield no_hard_session(f"Today's workout is a hard one; wait 48 hours ({HEURISTIC}).")
    if since is not None and since < HARD_GAP_DAYS:
        day = facts.hard_days[0]
        rows = tuple(run.activity_id for run in facts.recent if run.day == day)
        yield no_hard_session(f"{units.long_day(day)} was a hard day; wait 48 hours ({HEURISTIC}).", rows)


def _red(facts: Facts) -> str:
    return f"Readiness is red: {'; '.join(facts.readiness.signs)} ({HEURISTIC})."
