"""Runs, facts and answers as plain objects for scripts, and as Markdown for people.

People script against the JSON: names carry their unit and stay as they are.
"""

from typing import Any

import msgspec

from runcoach import units
from runcoach.coach.briefing import Briefing
from runcoach.coach.session import Answer
from runcoach.coach.workout import totals
from runcoach.models import Run
from runcoach.training.facts import Facts
from runcoach.training.stated import stated


def as_json(value: Any) -> str:
    """Indented JSON, for people and scripts alike."""
    return msgspec.json.format(msgspec.json.encode(value), indent=2).decode()


def run_object(run: Run, briefing: Briefing) -> dict[str, Any]:
    """One run: the words that people read beside the plain numbers."""
    found = briefing.intervals.get(run.activity_id)
    pace = run.pace_s_per_km
    return {
        "date": run.day.isoformat(),
        "start": run.start.isoformat(timespec="seconds"),
        "name": units.plain(briefing.title(run)),
        "kind": briefing.kind(run),
        "distance": units.distance(run.distance_m, briefing.unit, 2) if run.distance_m else None,
        "duration": units.duration_in_words(run.duration_s) if run.duration_s else None,
        "pace": units.pace(pace, briefing.unit) if pace else None,
        "intervals": found.described(briefing.unit) if found else None,
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


def facts_object(facts: Facts) -> dict[str, Any]:
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
            for fact in stated(facts)
        ],
    }


def answer_object(answer: Answer, facts: Facts) -> dict[str, Any]:
    """The workout with its totals, who gave it, and what it cost."""
    added = totals(answer.draft.steps, facts.paces.easy_slow)
    body: dict[str, Any] = (
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
        "coach": {"persona": answer.persona_id, "model": answer.model, "offline": answer.offline},
        "usage": {
            "prompt_tokens": answer.usage.prompt_tokens if answer.usage else None,
            "completion_tokens": answer.usage.completion_tokens if answer.usage else None,
            "cost_usd": answer.cost_usd,
            "took_s": round(answer.took_s, 3),
        },
    }


def runs_markdown(briefing: Briefing, days: int) -> str:
    """The recent runs as a Markdown table with a line of totals, or a sentence when there are none."""
    runs = briefing.runs_of(days)
    heading = f"## Runs of the last {'day' if days == 1 else f'{days} days'}\n\n"
    if not runs:
        latest = f" The latest was on {units.long_day(briefing.latest)}." if briefing.latest else ""
        return f"{heading}No runs.{latest}\n"
    lines = ["| Date | Run | Distance | Time | Pace | Heart rate |", "|---|---|--:|--:|--:|--:|"]
    for run in runs:
        found = briefing.intervals.get(run.activity_id)
        title = units.plain(briefing.title(run)).replace("|", "\\|")
        cells = (
            run.day.isoformat(),
            f"{title}: {found.described(briefing.unit)}" if found else title,
            units.distance(run.distance_m, briefing.unit, 2),
            units.clock(run.duration_s),
            units.pace(run.pace_s_per_km, briefing.unit),
            units.heart_rate(run.avg_hr_bpm),
        )
        lines.append(f"| {' | '.join(cells)} |")
    return heading + "\n".join(lines) + f"\n\n{briefing.total(runs)}\n"


def usage_line(answer: Answer) -> str:
    """``gpt-4o · 412 tokens · $0.006 · 3.1 s``: whatever is known."""
    parts = [units.plain(answer.model)]
    if answer.usage:
        parts.append(f"{answer.usage.prompt_tokens + answer.usage.completion_tokens:,} tokens")
    if answer.cost_usd is not None:
        parts.append(f"${answer.cost_usd:.3f}")
    parts.append(f"{answer.took_s:.1f} s")
    return " · ".join(parts)


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 1)
