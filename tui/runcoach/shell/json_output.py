"""Runs, facts and answers as JSON for scripts: names carry their unit and stay as they are."""

import msgspec

from runcoach.coach.answer.answer import Answer
from runcoach.coach.answer.workout import totals
from runcoach.domain import units
from runcoach.domain.runs import Run
from runcoach.runner.snapshot import Snapshot
from runcoach.training.fact_list.listing import list_facts
from runcoach.training.facts import Facts
from runcoach.training.intervals.reps import IntervalSet
from runcoach.training.limits import Limits


def as_json(value: object) -> str:
    """Indented JSON, for people and scripts alike."""
    return msgspec.json.format(msgspec.json.encode(value), indent=2).decode()


def run_object(run: Run, snapshot: Snapshot) -> dict[str, object]:
    """One run: the words that people read as well as the plain numbers."""
    found = snapshot.intervals.get(run.activity_id)
    pace = run.pace_s_per_km
    return {
        "date": run.day.isoformat(),
        "start": run.start.isoformat(timespec="seconds"),
        "name": units.plain(snapshot.title(run)),
        "kind": snapshot.kind(run),
        "distance": units.distance(run.distance_m, snapshot.unit, 2) if run.distance_m else None,
        "duration": units.duration_in_words(run.duration_s) if run.duration_s else None,
        "pace": units.pace(pace, snapshot.unit) if pace else None,
        "intervals": found.summary(snapshot.unit) if found else None,
        "activity_id": run.activity_id,
        "surface": run.surface,
        "distance_m": _rounded(run.distance_m),
        "duration_s": _rounded(run.duration_s),
        "elapsed_s": _rounded(run.elapsed_s),
        "pace_s_per_km": _rounded(pace),
        "avg_hr_bpm": run.avg_hr_bpm,
        "max_hr_bpm": run.max_hr_bpm,
        "cadence_spm": run.cadence_spm,
        "ascent_m": _rounded(run.ascent_m),
    }


def facts_object(facts: Facts) -> dict[str, object]:
    """The facts by id, with the day that they are for."""
    return {
        "today": facts.today.isoformat(),
        "day": facts.day.isoformat(),
        "unit": str(facts.unit),
        "facts": [
            {
                "id": fact.id,
                "label": fact.label,
                "value": _rounded(fact.value),
                "unit": fact.unit,
                "text": fact.text,
                "rows": list(fact.rows),
            }
            for fact in list_facts(facts)
        ],
    }


def intervals_object(run: Run, found: IntervalSet | None) -> dict[str, object]:
    """What was found in one run: the number of reps, where, how sure, and each rep."""
    own: dict[str, object] = {"activity_id": run.activity_id, "date": run.day.isoformat()}
    if found is None:
        return own | {"reps": 0, "work_laps": [], "signature": None, "table": []}
    return own | {
        "reps": found.count,
        "work_laps": list(found.work_laps),
        "signature": found.signature,
        "kind": str(found.kind),
        "source": str(found.source),
        "confidence": found.confidence,
        "pace_s_per_km": _rounded(found.pace_s_per_km),
        "flat_pace_s_per_km": _rounded(found.flat_pace_s_per_km),
        "recovery_s": _rounded(found.recovery_s),
        "fade": None if found.fade is None else round(found.fade, 4),
        "table": [
            {
                "start_s": _rounded(rep.start_s),
                "end_s": _rounded(rep.start_s + rep.duration_s),
                "laps": list(rep.laps),
                "set": rep.length,
                "distance_m": _rounded(rep.distance_m),
                "duration_s": _rounded(rep.duration_s),
                "pace_s_per_km": _rounded(rep.pace_s_per_km),
                "hr_bpm": rep.hr_bpm,
                "max_hr_bpm": rep.max_hr_bpm,
                "climb_m": _rounded(rep.climb_m),
                "recovery_s": _rounded(rep.recovery_s),
                "recovery_m": _rounded(rep.recovery_m),
            }
            for rep in found.reps
        ],
    }


def limits_object(limits: Limits) -> dict[str, object]:
    """Each limit by its id: value, reason, and the activity ids behind it."""
    return {
        limit.id: {
            "value": limit.value if isinstance(limit.value, bool) else _rounded(limit.value),
            "reason": limit.reason,
            "rows": list(limit.rows),
        }
        for limit in limits.listed
    }


def answer_object(answer: Answer, facts: Facts) -> dict[str, object]:
    """The workout with its totals, who gave it, and what it cost."""
    added = totals(answer.draft.steps, facts.paces.easy_slow)
    body: dict[str, object] = (
        msgspec.to_builtins(answer.workout)
        if answer.workout
        else {
            "headline": "",
            "kind": None,
            "steps": [],
            "why": answer.draft.why,
            "follow_up": "",
            "evidence": [],
        }
    )
    return {
        "workout": body
        | {
            "day": answer.day.isoformat(),
            "structured": answer.workout is not None,
            "distance_m": _rounded(added.distance_m),
            "duration_s": _rounded(added.duration_s),
            "duration_min_s": _rounded(added.duration_min_s),
            "duration_max_s": _rounded(added.duration_max_s),
        },
        "checks": [
            {"rule": check.rule, "ok": check.ok, "detail": check.detail, "marked": list(check.marked)}
            for check in answer.checks
        ],
        "repair": answer.repair,
        "coach": {"persona": answer.persona_id, "model": answer.model, "offline": answer.offline},
        "usage": {
            "prompt_tokens": answer.usage.prompt_tokens if answer.usage else None,
            "completion_tokens": answer.usage.completion_tokens if answer.usage else None,
            "cost_usd": answer.cost_usd,
            "took_s": round(answer.took_s, 3),
        },
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 1)
