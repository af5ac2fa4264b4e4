"""Today's limits: the floor that no coach can override, each with its reason and the rows behind it."""

import msgspec

from runcoach.domain import units
from runcoach.training.check_in import CheckIn, Legs, Pain
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


class Limit(msgspec.Struct, frozen=True):
    """One limit: an id, its value (metres, seconds, or whether), why, and the activity ids behind it."""

    id: str
    value: float | bool
    reason: str
    rows: tuple[str, ...] = ()


class Limits(msgspec.Struct, frozen=True):
    """What the day allows. ``max_run_m`` is metres in one run; ``max_run_s`` seconds, None for no limit."""

    max_run_m: float
    hard_allowed: bool
    max_run_s: float | None
    listed: tuple[Limit, ...]


def todays_limits(facts: Facts, check_in: CheckIn | None = None) -> Limits:
    """The limits for the day of the workout; a check-in and a red readiness can only lower them.

    No run over 110 % of the longest of the last 30 days: overuse injuries x1.64 at +10-30 % (5,205 runners,
    Schuster Brandt Frandsen 2025); a longest run under a kilometre counts as no history. No hard session
    within 48 h of a hard day, easy and short after 14 days off, 30 easy minutes for a first week: coaching
    heuristics, and named as such. Where several hold, the lowest counts.
    """
    easy_pace = facts.paces.easy_slow or FALLBACK_EASY_S_PER_KM
    listed: list[Limit] = []
    max_run_s: float | None = None
    away = facts.days_since_run
    new = facts.runs_30_days < NEW_RUNNER_RUNS
    # Half an hour is for the whole day, and what was run on it is gone.
    short_s = max(0.0, SHORT_S - facts.day_so_far_m * easy_pace / 1000)
    short_m = short_s / easy_pace * 1000
    longest_m = (facts.longest.distance_m if facts.longest else None) or 0.0
    max_run_m, why = SPIKE * longest_m, ""
    if facts.longest is not None and longest_m >= COUNTS_M:
        spike = (
            f"110 % of {units.distance(longest_m, facts.unit)} on {units.long_day(facts.longest.day)}, "
            f"the longest run of the last {LONGEST_DAYS} days ({SPIKE_SOURCE})."
        )
        listed.append(Limit("max_run_m", round(max_run_m), spike, (facts.longest.activity_id,)))
        if new and max_run_m < SHORT_S / easy_pace * 1000:
            why = "Only short runs so far: at most 30 easy minutes (coaching heuristic)."
    elif away is None:
        why = "No runs yet: at most 30 easy minutes (coaching heuristic)."
    else:
        why = "No distance is recorded in 30 days: at most 30 easy minutes (coaching heuristic)."
    if away is not None and away >= BREAK_DAYS:
        why = f"{away} days without a run: easy and at most 30 minutes (detraining; coaching heuristic)."
    if why:
        max_run_s = short_s
        if not listed or short_m < max_run_m:
            max_run_m = short_m
            listed = [Limit("max_run_m", round(max_run_m), why)]
        listed.append(Limit("max_run_s", max_run_s, why))
    hard_allowed, reason, rows = _hard_day(facts, new, away)
    for lower in (*_by_readiness(facts, short_s), *_by_check_in(check_in, short_s)):
        if lower.max_s is not None and (max_run_s is None or lower.max_s < max_run_s):
            max_run_s = lower.max_s
            listed = [limit for limit in listed if limit.id != "max_run_s"]
            listed.append(Limit("max_run_s", max_run_s, lower.reason))
            within = max_run_s / easy_pace * 1000
            if within < max_run_m:
                max_run_m = within
                listed = [limit for limit in listed if limit.id != "max_run_m"]
                listed.insert(0, Limit("max_run_m", round(max_run_m), lower.reason))
        if lower.forbids_hard and hard_allowed:
            hard_allowed, reason, rows = False, lower.reason, ()
    listed.append(Limit("hard_allowed", hard_allowed, reason, rows))
    return Limits(max_run_m, hard_allowed, max_run_s, tuple(listed))


class _Lower(msgspec.Struct, frozen=True):
    """Something that takes from what the history allows."""

    reason: str
    max_s: float | None = None
    forbids_hard: bool = True


def _by_readiness(facts: Facts, short_s: float) -> list[_Lower]:
    if facts.readiness.verdict is not Verdict.RED:
        return []
    why = f"Readiness is red: {'; '.join(facts.readiness.signs)} (coaching heuristic)."
    return [_Lower(why, short_s)]


def _by_check_in(check_in: CheckIn | None, short_s: float) -> list[_Lower]:
    if check_in is None:
        return []
    found = []
    if check_in.pain is Pain.YES:
        found.append(_Lower("You have pain or are ill: no running (coaching heuristic).", 0.0))
    elif check_in.pain is Pain.A_LITTLE:
        found.append(_Lower("Something hurts a little: easy and short (coaching heuristic).", short_s))
    if check_in.legs is Legs.HEAVY:
        found.append(
            _Lower("Your legs are heavy, or you are worn out: no hard session (coaching heuristic).")
        )
    if check_in.minutes is not None:
        words = f"You have {check_in.minutes} minutes."
        found.append(_Lower(words, check_in.minutes * 60.0, forbids_hard=False))
    return found


def _hard_day(facts: Facts, new: bool, away: int | None) -> tuple[bool, str, tuple[str, ...]]:
    if new or away is None or away >= BREAK_DAYS:
        return False, "Easy running first: fewer than four runs in 30 days, or a long break.", ()
    if facts.readiness.verdict is Verdict.RED:
        return False, f"Readiness is red: {'; '.join(facts.readiness.signs)}.", ()
    if facts.planned is not None and facts.planned.is_hard:
        return False, "Today's workout is a hard one; 48 hours between (coaching heuristic).", ()
    since = facts.days_since_hard
    if since is not None and since < HARD_GAP_DAYS:
        day = facts.hard_days[0]
        rows = tuple(run.activity_id for run in facts.recent if run.day == day)
        return False, f"{units.long_day(day)} was a hard day; 48 hours between (coaching heuristic).", rows
    return True, "The last hard day is two days ago or more.", ()
