"""``intervals``: the interval sets that were found in one run or in all."""

from runcoach.domain import units
from runcoach.domain.errors import ConfigError
from runcoach.domain.runs import Run
from runcoach.domain.units import DistanceUnit
from runcoach.runner.analyses import analyse_runs
from runcoach.runner.run_history import EVER
from runcoach.shell.invocation import Invocation
from runcoach.shell.json_output import as_json, intervals_object
from runcoach.training.intervals.reps import IntervalSet


def run(invocation: Invocation) -> int:
    """Prints the interval set of the run that was asked for, or those of all runs.

    Raises CacheError, and ConfigError for a run that is not in the cache.
    """
    source, wanted, asked_unit = invocation.source(), invocation.activity, invocation.settings.units
    with source.open() as opened:
        unit = opened.display_unit() if asked_unit == "auto" else DistanceUnit(asked_unit)
        runs = opened.runs(EVER, invocation.today)
        if wanted is not None:
            runs = [each for each in runs if each.activity_id == wanted]
            if not runs:
                raise ConfigError(
                    f"There is no run {wanted} in the cache.",
                    "runcoach-tui runs --json lists the activity ids.",
                )
        found = analyse_runs(source, opened, runs, len(runs)).by_run
    sets = [(each, found[each.activity_id].intervals) for each in runs]
    if invocation.as_json:
        objects = [intervals_object(each, own) for each, own in sets]
        print(as_json(objects if wanted is None else objects[0]))
    else:
        shown = [(each, own) for each, own in sets if own or wanted is not None]
        print(
            "\n".join(intervals_text(each, own, unit) for each, own in shown) or "No interval sets.", end=""
        )
    return 0


def intervals_text(run: Run, found: IntervalSet | None, unit: DistanceUnit) -> str:
    """A line for the run and one for each rep."""
    heading = f"{run.activity_id}  {units.long_day(run.day)}  {units.distance(run.distance_m, unit, 2)}"
    if found is None:
        return f"{heading}\n  no interval set\n"
    lines = [
        f"{heading}\n  {found.details(unit)}",
        f"  {found.kind}, from {found.source}, {found.confidence:.0%} sure",
    ]
    for number, rep in enumerate(found.reps, start=1):
        where = f"lap {', '.join(map(str, rep.laps))}" if rep.laps else f"at {units.clock(rep.start_s)}"
        lines.append(
            f"  {number:>3}  {rep.length:>7}  {rep.distance_m:6.0f} m  {units.clock(rep.duration_s):>6}"
            f"  {units.pace(rep.pace_s_per_km, unit):>8}  {units.heart_rate(rep.hr_bpm):>8}  {where}"
        )
    return "\n".join(lines) + "\n"
