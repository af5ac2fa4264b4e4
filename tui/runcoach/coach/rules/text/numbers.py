"""Numbers in the prose, traced to a fact, a limit or the workout; those that cannot be are marked.

A number with a unit is traced when one that is known measures the same and rounds to it in its own
precision: a pace to a pace, a distance to a distance, days to days. One without a unit may be anything that
is known but a date, and whole numbers up to three without a unit pass ("two reasons"). What the text calls a
limit must be one, and "run 12 km" must be the workout's or a limit, not last week's. What is said without
numbers is not judged here; see ``advice``.
"""

import bisect
from datetime import timedelta
from functools import lru_cache

import msgspec

from runcoach.coach.answer import wording
from runcoach.coach.answer.workout import Step, Totals, Workout, totals
from runcoach.coach.prose.quantities import Quantity, quantities
from runcoach.coach.request import Request
from runcoach.coach.rules.registry import contract_of
from runcoach.coach.rules.rule import Finding, Severity, WorkoutRule
from runcoach.training.fact_list.listing import list_facts
from runcoach.training.limits import Measure

SMALL = 3.0
# What is true of any run, not a claim about this runner: a week, days and hours between hard days.
_COMMON = {
    "days": (7.0, 14.0, 28.0, 30.0, 42.0),
    "weeks": (4.0, 6.0, 12.0),
    "duration": (24 * 3600.0, 48 * 3600.0),
    "percent": (10.0, 100.0, 110.0),
}
_COUNTED = frozenset({None, "count", "days", "weeks", "ago"})
_OWN_OF_STRENGTH = frozenset({None, "count", "duration", "other", "rpe", "percent"})
_KIND_OF_UNIT = {"m": "distance", "s": "duration", "s/km": "pace", "runs": "count"}
PART_S = 600.0
MOST_NAMED = 6
DAYS_BACK, DAYS_AHEAD = 28, 14


class Known:
    """Every number that may be said, by what it measures."""

    def __init__(self) -> None:
        self._by_kind: dict[str | None, list[float]] = {}
        self.limits: dict[str | None, list[float]] = {}
        self.orders: list[float] = []

    def add(self, kind: str | None, *values: float | None) -> None:
        """More values of one kind; what is missing is not known."""
        self._by_kind.setdefault(kind, []).extend(value for value in values if value is not None)

    def read(self, text: str) -> None:
        """Every number of a text, as what it measures there."""
        for quantity in _read(text):
            self.add(quantity.kind, *(value for value, _ in quantity.readings))

    def close(self, metres: float) -> "Known":
        """Sorts what there is, and lets a bare number be any of it in the units that people use."""
        bare = self._by_kind.setdefault(None, [])
        for value in self._by_kind.get("distance", ()):
            bare += [value, value / metres]
        for value in self._by_kind.get("duration", ()):
            bare += [value / 60, value / 3600, *([value] if value <= 180 else [])]
        days = self._by_kind.setdefault("days", [])
        self._by_kind.setdefault("ago", []).extend(days)
        self._by_kind.setdefault("weeks", []).extend(value / 7 for value in days if value >= 7)
        for kind in ("bpm", "percent", "ms", "load", "rpe", "other", "count", "days", "weeks"):
            bare += self._by_kind.get(kind, ())
        clocks = [*self._by_kind.get("duration", ())]
        clocks += [pace * scale for pace in self._by_kind.get("pace", ()) for scale in (1.0, metres / 1000)]
        self._by_kind["clock"] = clocks
        for values in (*self._by_kind.values(), *self.limits.values(), self.orders):
            values.sort()
        return self

    def has(self, quantity: Quantity) -> bool:
        """Whether the number is one of these, within its own rounding."""
        kind: str | None = quantity.kind
        if kind in _COUNTED and not quantity.is_clock:
            value = quantity.readings[0][0]
            if value <= SMALL and value.is_integer() and "." not in quantity.words:
                return True
        if kind is None and quantity.is_clock:
            kind = "clock"
        within = self._by_kind
        if quantity.is_limit and kind in ("distance", "duration", "clock"):
            within = self.limits
        values = self.orders if quantity.is_order else within.get(kind, [])
        return any(_holds(values, value, near) for value, near in quantity.readings)


class TracedNumbers(WorkoutRule):
    """Numbers are not made up; those that are get a mark."""

    id = "numbers"
    title = "numbers"
    about = "Each number in the text occurs in the runner's facts, limits or workout; others are marked."
    severity = Severity.MARK
    said_to_model = (
        "Use only the numbers in the facts, the limits and your own workout. Never invent a number. What is "
        '"not recorded" is unknown: say so rather than guess.'
    )
    order = 90

    def check_workout(self, request: Request, workout: Workout, added: Totals) -> Finding:
        """Names the first few that occur nowhere, and marks them all."""
        strange = untraced(request, workout)
        if not strange:
            return Finding(True, "Each number in the text occurs in your facts, limits or workout")
        more = f" and {len(strange) - MOST_NAMED} more" if len(strange) > MOST_NAMED else ""
        detail = f"Not in your facts: {', '.join(strange[:MOST_NAMED])}{more}"
        return Finding(False, detail, marked=tuple(strange))


def untraced(request: Request, workout: Workout) -> list[str]:
    """The numbers of the prose that are nowhere in what is known, with their units, in order, each once."""
    known = _known(request, workout)
    found: dict[str, None] = {}
    for text in (workout.headline, workout.why, workout.follow_up):
        found |= {each.words: None for each in quantities(text) if not known.has(each)}
    for step in workout.steps:
        for each in quantities(f"{step.exercise or ''}\n{step.note}"):
            if not known.has(each) and not _is_own(step, each):
                found[each.words] = None
    return list(found)


def _is_own(step: Step, quantity: Quantity) -> bool:
    """How a step is done is the workout's own: seconds held, kilograms, percent of effort, last minutes."""
    if step.action == "strength":
        return quantity.kind in _OWN_OF_STRENGTH
    value, near = quantity.readings[0]
    if quantity.kind == "duration":
        return value <= min(PART_S, totals((step,)).duration_max_s) + near
    if quantity.kind == "rpe":
        return step.rpe is not None and abs(value - step.rpe) <= 1
    return quantity.kind == "percent" and value <= 100


def _known(request: Request, workout: Workout) -> Known:
    facts, unit = request.facts, request.facts.unit
    known = Known()
    for kind, values in _COMMON.items():
        known.add(kind, *values)
    known.add("distance", unit.metres)
    listed = list_facts(facts)
    for fact in listed:
        known.add(_KIND_OF_UNIT.get(fact.unit, fact.unit or "load"), fact.value)
    known.read("\n".join(f"{fact.label}: {fact.text}" for fact in listed))
    known.read("\n".join(limit.words(unit) for limit in request.limits.listed))
    known.read("\n".join(request.persona.says.values()))
    known.read("\n".join(request.notes))
    for number in request.said.numbers:
        known.add(number.kind, number.value)
    _add_runs(known, request)
    _add_workout(known, request, workout)
    _add_dates(known, request)
    _add_limits(known, request)
    return known.close(unit.metres)


def _add_runs(known: Known, request: Request) -> None:
    facts, night = request.facts, request.facts.readiness
    named = [run for run in (facts.last_run, facts.longest) if run]
    for run in (*facts.recent, *named):
        known.add("distance", run.distance_m)
        known.add("duration", run.duration_s)
        known.add("pace", run.pace_s_per_km)
        known.add("bpm", run.avg_hr_bpm)
        known.add("ago", (facts.day - run.day).days, (facts.today - run.day).days)
        if found := facts.intervals.get(run.activity_id):
            known.read(found.details(facts.unit))
            known.read(found.summary(facts.unit))
    known.add("bpm", night.usual_resting_hr_bpm)
    known.add("ms", night.usual_hrv_ms, night.night.hrv_baseline_low_ms if night.night else None)
    known.add("pace", facts.paces.easy, facts.paces.easy_slow, facts.paces.tempo, facts.paces.reps)
    known.add("count", len(facts.recent), *(week.runs for week in facts.weeks))
    known.add("days", facts.days_in_a_row, facts.days_since_run, facts.days_since_hard)
    known.add("weeks", len(facts.weeks))
    # "Four runs a week", "four times a week".
    known.add("count", facts.run_days_a_week, facts.goal.days_per_week)


def _add_workout(known: Known, request: Request, workout: Workout) -> None:
    facts, unit = request.facts, request.facts.unit
    easy = facts.paces.easy_slow
    added = totals(workout.steps, easy)
    for step in workout.steps:
        known.read(f"{wording.amount(step, unit)}, {wording.target(step, unit)}")
        once = totals((msgspec.structs.replace(step, repeat=1),), easy)
        whole = totals((step,), easy)
        known.add("distance", step.distance_m, once.distance_m, whole.distance_m, step.recovery_m)
        known.add("distance", (step.distance_m or 0) * step.repeat)
        known.orders += [once.distance_m, whole.distance_m, (step.distance_m or 0) * step.repeat]
        known.orders += [metres for metres in (step.distance_m, step.recovery_m) if metres]
        known.add("duration", step.duration_s, step.recovery_s, (step.duration_s or 0) * step.repeat)
        known.add("duration", *(t.duration_min_s for t in (once, whole)), whole.duration_max_s)
        known.add("pace", step.pace_min_s_per_km, step.pace_max_s_per_km)
        known.add("bpm", step.hr_max_bpm)
        known.add("rpe", step.rpe)
        known.add("count", step.repeat, step.reps)
    known.read(wording.summary(workout.kind, added, unit))
    day_m, week_m = facts.day_so_far_m + added.distance_m, facts.before_day_m + added.distance_m
    known.add("distance", added.distance_m, day_m, week_m + facts.day_so_far_m)
    known.orders += [added.distance_m, day_m, unit.metres]
    known.add("distance", abs(request.limits.max_run_m - added.distance_m), request.limits.max_run_m)
    known.add("duration", added.duration_min_s, added.duration_max_s, added.duration_s)
    known.add("count", len(workout.steps), sum(step.action == "strength" for step in workout.steps))
    for rule in contract_of(request.persona):
        known.add("count", *rule.counts(facts, added.distance_m))


def _add_dates(known: Known, request: Request) -> None:
    """Any day from four weeks back to two weeks ahead may be named: a calendar is not a claim."""
    facts = request.facts
    days = [facts.day + timedelta(days=number) for number in range(-DAYS_BACK, DAYS_AHEAD + 1)]
    days += [run.day for run in facts.recent]
    known.add("date", *(day.month * 100.0 + day.day for day in days))
    known.add("date", *(float(f"{day:%Y%m%d}") for day in days), *(float(day.day) for day in days))
    known.add(None, *{float(day.year) for day in days})


def _add_limits(known: Known, request: Request) -> None:
    for limit in request.limits.listed:
        if isinstance(limit.value, bool):
            continue
        kind = "distance" if limit.id is Measure.DISTANCE else "duration"
        known.limits.setdefault(kind, []).append(limit.value)
        for each in quantities(limit.reason):
            known.limits.setdefault(each.kind, []).extend(value for value, _ in each.readings)
    if request.said.minutes:
        known.limits.setdefault("duration", []).append(request.said.minutes * 60.0)
    known.limits.setdefault("distance", []).append(request.limits.max_run_m)
    known.orders.append(request.limits.max_run_m)
    known.limits["clock"] = list(known.limits.get("duration", ()))


@lru_cache(maxsize=64)
def _read(text: str) -> tuple[Quantity, ...]:
    """The same facts are read for every answer of a day."""
    return tuple(quantities(text))


def _holds(values: list[float], value: float, near: float) -> bool:
    at = bisect.bisect_left(values, value - near)
    return at < len(values) and values[at] <= value + near


RULE = TracedNumbers()
