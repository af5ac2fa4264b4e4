"""The workout: what a coach answers. Structured, so that code can add it up, check it and show it.

The same structs make the JSON schema that a model is asked for.
"""

from typing import Any, Literal

import msgspec

from runcoach.training.limits import FALLBACK_EASY_S_PER_KM

Kind = Literal["rest", "easy", "long", "tempo", "intervals", "hills", "race", "strength", "cross"]
Action = Literal["warmup", "run", "recovery", "strides", "strength", "walk", "cross", "cooldown"]
HARD_KINDS: frozenset[Kind] = frozenset({"tempo", "intervals", "hills", "race"})
HEADLINES: dict[Kind, str] = {
    "rest": "Rest day",
    "easy": "Easy run",
    "long": "Long run",
    "tempo": "Tempo run",
    "intervals": "Intervals",
    "hills": "Hills",
    "race": "Race",
    "strength": "Strength",
    "cross": "Cross-training",
}
"""The plain name of each kind of workout."""
RUNNING: frozenset[Action] = frozenset({"warmup", "run", "recovery", "strides", "cooldown"})


class Step(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One line of a workout, done ``repeat`` times with ``recovery`` between: by distance or by duration.

    Metres, seconds, seconds per km (``pace_min`` is the fast end), beats per minute, RPE 1-10.
    A strength step is one exercise: ``repeat`` sets of ``reps``, or of ``duration_s``.
    """

    action: Action
    exercise: str | None = None
    repeat: int = 1
    reps: int | None = None
    distance_m: float | None = None
    duration_s: float | None = None
    pace_min_s_per_km: float | None = None
    pace_max_s_per_km: float | None = None
    hr_max_bpm: int | None = None
    rpe: int | None = None
    recovery_m: float | None = None
    recovery_s: float | None = None
    note: str = ""

    @property
    def is_running(self) -> bool:
        """Whether the step counts as running."""
        return self.action in RUNNING


class Workout(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One day's workout. ``why`` is Markdown prose; ``evidence`` holds card ids."""

    headline: str
    kind: Kind
    steps: tuple[Step, ...] = ()
    why: str = ""
    follow_up: str = ""
    evidence: tuple[str, ...] = ()


class Totals(msgspec.Struct, frozen=True):
    """What the steps add up to: metres of running, and the seconds of everything from fast to slow."""

    distance_m: float
    duration_min_s: float
    duration_max_s: float

    @property
    def duration_s(self) -> float:
        """Halfway between the shortest and the longest time, in seconds."""
        return (self.duration_min_s + self.duration_max_s) / 2


SECONDS_PER_REP = 4.0


def totals(steps: tuple[Step, ...], easy_s_per_km: float | None = None) -> Totals:
    """Adds the steps up. Where a step names only one of distance and duration, its pace gives the other.

    ``easy_s_per_km`` stands in for a pace that a step does not name; a slow jog stands in for that.
    """
    metres = fast_s = slow_s = 0.0
    for step in steps:
        step_m, step_fast_s, step_slow_s = _once(step, easy_s_per_km or FALLBACK_EASY_S_PER_KM)
        rest_m, rest_s = _recovery(step, easy_s_per_km or FALLBACK_EASY_S_PER_KM)
        times, rests = max(1, step.repeat), max(0, step.repeat - 1)
        if step.is_running:
            metres += times * step_m + rests * rest_m
        fast_s += times * step_fast_s + rests * rest_s
        slow_s += times * step_slow_s + rests * rest_s
    return Totals(metres, fast_s, slow_s)


def _once(step: Step, easy: float) -> tuple[float, float, float]:
    """Metres and the fast and slow seconds of one repeat."""
    fast = step.pace_min_s_per_km or step.pace_max_s_per_km or easy
    slow = step.pace_max_s_per_km or step.pace_min_s_per_km or easy
    fast, slow = min(fast, slow), max(fast, slow)
    if step.distance_m:
        if step.duration_s:
            return step.distance_m, step.duration_s, step.duration_s
        return step.distance_m, step.distance_m * fast / 1000, step.distance_m * slow / 1000
    if step.duration_s:
        return step.duration_s / ((fast + slow) / 2) * 1000, step.duration_s, step.duration_s
    seconds = (step.reps or 0) * SECONDS_PER_REP
    return 0.0, seconds, seconds


def _recovery(step: Step, easy: float) -> tuple[float, float]:
    """Metres and seconds between two repeats. A recovery by time is stood or walked: it adds no distance."""
    if step.recovery_m:
        return step.recovery_m, step.recovery_s or step.recovery_m * easy / 1000
    return 0.0, step.recovery_s or 0.0


def strict_schema() -> dict[str, object]:
    """The JSON schema of a Workout, as OpenAI's strict mode and the servers that follow it want it.

    Every key is required, no other is allowed, and every property names its type: some servers refuse an enum
    without one.
    """
    _, definitions = msgspec.json.schema_components((Workout,), ref_template="#/$defs/{name}")
    root = _strict(definitions.pop("Workout"))
    return root | {"$defs": {name: _strict(struct) for name, struct in definitions.items()}}


def _strict(struct: dict[str, Any]) -> dict[str, object]:
    properties = {name: _typed(value) for name, value in struct["properties"].items()}
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _typed(value: dict[str, Any]) -> dict[str, object]:
    """A property with its type: ``["number", "null"]`` for what may be missing, and without a default."""
    if "enum" in value:
        return {"type": "string", "enum": value["enum"]}
    if "anyOf" in value:
        return {"type": [choice["type"] for choice in value["anyOf"]]}
    return {key: part for key, part in value.items() if key != "default"}
