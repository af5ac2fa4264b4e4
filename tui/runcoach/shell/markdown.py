"""Runs and workouts as Markdown; a workout is written piece by piece while it streams."""

from collections.abc import Iterator

from runcoach.coach.answer import wording
from runcoach.coach.answer.draft import Draft
from runcoach.coach.answer.workout import Step, totals
from runcoach.domain import units
from runcoach.domain.units import DistanceUnit
from runcoach.runner.snapshot import Snapshot


class MarkdownWriter:
    """Turns growing drafts into the Markdown that is new since the last one."""

    def __init__(self, unit: DistanceUnit, easy_s_per_km: float | None) -> None:
        self._unit = unit
        self._easy = easy_s_per_km
        self._headline_done = False
        self._steps_done = 0
        self._steps_ended = False
        self._prose_done = 0

    def new_text(self, draft: Draft, *, finished: bool = False) -> str:
        """The next piece of Markdown; may be empty."""
        return "".join(self._pieces(draft, finished))

    def _pieces(self, draft: Draft, finished: bool) -> Iterator[str]:
        past_headline = draft.kind is not None or draft.steps or draft.why or finished
        if not self._headline_done and past_headline and draft.headline:
            self._headline_done = True
            yield f"## {draft.headline}\n\n"
        for number, step in enumerate(draft.steps[self._steps_done :], start=self._steps_done + 1):
            yield f"{number}. {step_line(step, self._unit)}\n"
            self._steps_done = number
        if not self._steps_ended and (draft.why or finished):
            self._steps_ended = True
            summary = wording.summary(draft.kind, totals(draft.steps, self._easy), self._unit)
            if summary:
                yield f"\n**{summary}**\n\n"
        if len(draft.why) > self._prose_done:
            yield draft.why[self._prose_done :]
            self._prose_done = len(draft.why)
        if finished:
            if draft.follow_up:
                yield f"\n\n*{draft.follow_up}*"
            yield "\n"


def step_line(step: Step, unit: DistanceUnit) -> str:
    """``Run 6 km, 6:10–6:40/km, RPE 3 (easy does it)``."""
    words = f"{wording.action(step)} {wording.amount(step, unit)}".strip()
    details = [part for part in (words, wording.target(step, unit), wording.recovery(step, unit)) if part]
    note = f" ({step.note})" if step.note else ""
    return units.plain(", ".join(details) + note)


def runs_markdown(snapshot: Snapshot, days: int) -> str:
    """The recent runs as a Markdown table with a line of totals, or a sentence when there are none."""
    runs = snapshot.runs_of(days)
    heading = f"## Runs of the last {'day' if days == 1 else f'{days} days'}\n\n"
    if not runs:
        latest = f" The latest was on {units.long_day(snapshot.latest)}." if snapshot.latest else ""
        return f"{heading}No runs.{latest}\n"
    lines = ["| Date | Run | Distance | Time | Pace | Heart rate |", "|---|---|--:|--:|--:|--:|"]
    for run in runs:
        found = snapshot.intervals.get(run.activity_id)
        title = units.plain(snapshot.title(run)).replace("|", "\\|")
        cells = (
            run.day.isoformat(),
            f"{title}: {found.summary(snapshot.unit)}" if found else title,
            units.distance(run.distance_m, snapshot.unit, 2),
            units.clock(run.duration_s),
            units.pace(run.pace_s_per_km, snapshot.unit),
            units.heart_rate(run.avg_hr_bpm),
        )
        lines.append(f"| {' | '.join(cells)} |")
    return heading + "\n".join(lines) + f"\n\n{snapshot.total(runs)}\n"
