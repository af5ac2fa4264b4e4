"""``intervals`` and ``facts`` in the shell: what the numbers mean, for people and for scripts."""

from datetime import date

from runcoach.coach.request import Request
from runcoach.domain.errors import ConfigError
from runcoach.domain.units import DistanceUnit
from runcoach.runner.analyses import analyse_runs
from runcoach.runner.source import Source
from runcoach.shell.output import (
    as_json,
    facts_object,
    facts_text,
    intervals_object,
    intervals_text,
    limits_object,
)

EVER = date(1990, 1, 1)


def intervals(cache: Source, today: date, activity_id: str | None, units: str, *, json: bool) -> None:
    """Prints the interval set of one run, or of all when ``activity_id`` is None.

    Raises CacheError, and ConfigError for a run that is not in the cache.
    """
    with cache.open() as opened:
        unit = opened.display_unit() if units == "auto" else DistanceUnit(units)
        runs = opened.runs(EVER, today)
        if activity_id is not None:
            runs = [run for run in runs if run.activity_id == activity_id]
            if not runs:
                raise ConfigError(
                    f"There is no run {activity_id} in the cache.",
                    "runcoach-tui runs --json lists the activity ids.",
                )
        found = analyse_runs(cache, opened, runs, len(runs)).by_run
    sets = [(run, found[run.activity_id].intervals) for run in runs]
    if json:
        objects = [intervals_object(run, own) for run, own in sets]
        print(as_json(objects if activity_id is None else objects[0]))
    else:
        shown = [(run, own) for run, own in sets if own or activity_id is not None]
        print("\n".join(intervals_text(run, own, unit) for run, own in shown) or "No interval sets.", end="")


def facts(request: Request, *, json: bool) -> None:
    """Prints the facts and the limits of the day that the coach would be asked for."""
    if json:
        print(as_json(facts_object(request.facts) | {"limits": limits_object(request.limits)}))
    else:
        print(facts_text(request.facts, request.limits), end="")
