"""A workout in a runner's words: the same lines in the panel, in Markdown and in the shell."""

from runcoach.coach.answer.workout import Step, Totals
from runcoach.domain import units
from runcoach.domain.units import DistanceUnit
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
