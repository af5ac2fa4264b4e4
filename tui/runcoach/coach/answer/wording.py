"""A workout in a runner's words: the same lines in the panel, in Markdown and in the shell."""

from runcoach.coach.answer.workout import Step, Totals
from runcoach.coach.rules.day import is_even
from runcoach.coach.rules.even import whole_units
from runcoach.domain import units
from runcoach.domain.units import DistanceUnit
from runcoach.training.facts import Facts
from runcoach.training.limits import Limits

ACTIONS = {
    "warmup": "Warm-up",
    "run": "Run",
    "recovery": "Recovery",
    "strides": "Strides",
    "strength": "Strength",
    "walk": "Walk",
    "cross": "Cross-train",
    "cooldown": "Cool-down",
}


def action(step: Step) -> str:
    """``Warm-up``, or the exercise of a strength step."""
    return step.exercise or ACTIONS[step.action]


def amount(step: Step, unit: DistanceUnit) -> str:
    """``6 km``, ``5 min``, ``8 × 400 m``, ``3 × 12``."""
    if step.distance_m:
        metres = step.distance_m
        once = units.short_distance(metres, unit) if step.repeat > 1 else units.run_distance(metres, unit)
    elif step.duration_s:
        once = units.minutes(step.duration_s)
    else:
        once = str(step.reps) if step.reps else ""
    if step.repeat > 1:
        return f"{step.repeat} × {once}" if once else f"{step.repeat} ×"
    return once


def target(step: Step, unit: DistanceUnit) -> str:
    """``6:10–6:40/km, HR < 145, RPE 3``: whatever the step names."""
    parts = [units.pace_range(step.pace_min_s_per_km, step.pace_max_s_per_km, unit)]
    if step.hr_max_bpm:
        parts.append(f"HR ≤ {step.hr_max_bpm}")
    if step.rpe:
        parts.append(f"RPE {step.rpe}")
    return ", ".join(part for part in parts if part)


def recovery(step: Step, unit: DistanceUnit) -> str:
    """``90 s rest between``, ``200 m jog between``, or nothing."""
    if step.repeat < 2 or not (step.recovery_m or step.recovery_s):
        return ""
    if step.recovery_m:
        return f"{units.short_distance(step.recovery_m, unit)} jog between"
    return f"{units.minutes(step.recovery_s)} rest between"


def summary(kind: str | None, total: Totals, unit: DistanceUnit) -> str:
    """``easy · 6 km · 38–42 min``."""
    parts = [kind or ""]
    if total.distance_m >= 10:
        parts.append(units.run_distance(round(total.distance_m, -1), unit))
    low, high = round(total.duration_min_s / 60), round(total.duration_max_s / 60)
    if high >= 1:
        parts.append(f"{low}–{high} min" if high > low else f"{high} min")
    return " · ".join(part for part in parts if part)


def limits(found: Limits, unit: DistanceUnit) -> str:
    """``at most 12.1 km · a hard session is allowed``: the day's floor in a line."""
    parts = [f"at most {units.distance(found.max_run_m, unit)}"]
    if found.max_run_s is not None:
        parts.append(f"and {units.minutes(found.max_run_s)}")
    if not found.max_run_m:
        parts = ["no running"]
    return f"{' '.join(parts)} · {'a hard session is allowed' if found.hard_allowed else 'nothing hard'}"


def evenness(facts: Facts, run_m: float) -> str:
    """A coach of even distances counts: ``day 5.59 + 2.41 = 8 km, even · week 46.2 + 8 ≈ 54 km, even``.

    ``run_m`` is what is left to run. A week's total counts as whole, as that coach rounds it.
    """
    unit = facts.unit
    done, total = facts.day_so_far_m, facts.day_so_far_m + run_m
    before, after = whole_units(facts.before_day_m, unit), whole_units(facts.before_day_m + total, unit)
    day = f"day {_added(done, run_m, unit)}, {'even' if is_even(total, unit) else 'odd'}"
    parts = (f"{metres / unit.metres:.2f}".rstrip("0").rstrip(".") for metres in (facts.before_day_m, total))
    week = f"week {' + '.join(parts)} ≈ {after} {unit}"
    if after % 2 == 0:
        return f"{day} · {week}, even"
    return f"{day} · {week}, spoilt by 1 {unit} before today" if before % 2 else f"{day} · {week}, odd"


def _added(done: float, left: float, unit: DistanceUnit) -> str:
    if not done:
        return units.distance(left, unit, 0 if is_even(left, unit) else 2)
    sums = [f"{metres / unit.metres:.2f}" for metres in (done, left)]
    return f"{' + '.join(sums)} = {units.distance(done + left, unit, 0 if is_even(done + left, unit) else 2)}"
