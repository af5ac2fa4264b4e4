"""The facts as a list to read, send and point at: each with an id, a value, a unit and its rows."""

import msgspec

from runcoach.domain import units
from runcoach.domain.runs import Run
from runcoach.training.facts import Facts
from runcoach.training.goal import DAYS, TAPER_SOURCE, race_words, time_left
from runcoach.training.kinds import run_kind


class Fact(msgspec.Struct, frozen=True):
    """One fact. ``value`` is a plain number in ``unit``, or None when missing; ``rows`` are activity ids."""

    id: str
    label: str
    value: float | None
    unit: str
    text: str
    rows: tuple[str, ...] = ()


def stated(facts: Facts) -> tuple[Fact, ...]:
    """Every fact in a fixed order; what is missing is stated as missing."""
    return (
        *(*_runs(facts), *_weeks(facts), *_history(facts), *_paces(facts)),
        *(*_night(facts), *_load(facts), *_goal(facts)),
    )


def _runs(facts: Facts) -> list[Fact]:
    week = [run for run in facts.recent if (facts.today - run.day).days < 7]
    return [
        Fact(
            id=f"run-{run.activity_id}",
            label=f"Run on {units.long_day(run.day)}",
            value=run.distance_m,
            unit="m",
            text=_run_text(run, facts),
            rows=(run.activity_id,),
        )
        for run in week
    ]


def _run_text(run: Run, facts: Facts) -> str:
    """Never the run's own name: it may hold a place, a person, or an order to the coach."""
    found = facts.intervals.get(run.activity_id)
    parts = [
        str(run_kind(run, found, facts.average_week_m)).lower(),
        units.distance(run.distance_m, facts.unit, 2),
        units.clock(run.duration_s),
        units.pace(run.pace_s_per_km, facts.unit),
        units.heart_rate(run.avg_hr_bpm) if run.avg_hr_bpm else "no heart rate",
    ]
    if found:
        parts.append(found.told(facts.unit))
    return ", ".join(parts)


def _weeks(facts: Facts) -> list[Fact]:
    done = [
        Fact(
            id=f"week-{week.start:%G-W%V}",
            label=f"Week {week.label}",
            value=week.distance_m,
            unit="m",
            text=f"{units.distance(week.distance_m, facts.unit)} in {week.runs} runs",
        )
        for week in facts.weeks
    ]
    return [
        *done,
        Fact(
            "week-before-day",
            "This week before the day of the workout",
            facts.before_day_m,
            "m",
            units.distance(facts.before_day_m, facts.unit, 2),
        ),
        Fact(
            "day-so-far",
            "Already run on the day of the workout",
            facts.day_so_far_m,
            "m",
            units.distance(facts.day_so_far_m, facts.unit, 2),
        ),
    ]


def _history(facts: Facts) -> list[Fact]:
    longest = facts.longest
    hard = facts.hard_days[0] if facts.hard_days else None
    since = facts.days_since_hard
    return [
        Fact(
            "longest-30-days",
            "Longest run of the last 30 days",
            longest.distance_m if longest else None,
            "m",
            f"{units.distance(longest.distance_m, facts.unit)} on {units.long_day(longest.day)}"
            if longest
            else "no run recorded",
            (longest.activity_id,) if longest else (),
        ),
        Fact(
            "days-since-hard",
            "Days since the last hard day",
            since,
            "days",
            f"{since} (on {units.long_day(hard)})" if hard else "no hard day in 90 days",
            tuple(run.activity_id for run in facts.recent if run.day == hard),
        ),
        Fact(
            "average-week",
            "Average week",
            facts.average_week_m,
            "m",
            units.distance(facts.average_week_m, facts.unit) if facts.average_week_m else "not known",
        ),
        Fact("runs-30-days", "Runs in the last 30 days", facts.runs_30_days, "runs", str(facts.runs_30_days)),
        Fact(
            "days-a-week",
            "Days with a run in an average week, of the last four",
            facts.run_days_a_week,
            "days",
            "not known" if facts.run_days_a_week is None else f"{facts.run_days_a_week:.1f}",
        ),
        Fact(
            "usual-easy",
            "Usual easy run",
            facts.usual_easy_m,
            "m",
            units.distance(facts.usual_easy_m, facts.unit) if facts.usual_easy_m else "no easy run recorded",
        ),
    ]


def _paces(facts: Facts) -> list[Fact]:
    shown = facts.paces
    found = (
        ("easy-pace", "Easy pace shown (median of the easy runs)", shown.easy, shown.easy_rows),
        ("tempo-pace", "Fastest pace shown over 5 km or more", shown.tempo, ()),
        ("rep-pace", "Fastest rep pace shown", shown.reps, ()),
    )
    return [
        Fact(name, label, value, "s/km", units.pace(value, facts.unit) if value else "not recorded", rows)
        for name, label, value, rows in found
    ]


def _night(facts: Facts) -> list[Fact]:
    judged, night = facts.readiness, facts.readiness.night
    resting = night.resting_hr_bpm if night else None
    hrv = night.hrv_ms if night else None
    slept = night.sleep_s if night else None
    return [
        _measured("resting-hr", "Resting heart rate", resting, judged.usual_resting_hr_bpm, "bpm"),
        _measured("hrv", "HRV last night", hrv, judged.usual_hrv_ms, "ms"),
        Fact(
            "sleep",
            "Sleep",
            slept,
            "s",
            f"{slept / 3600:.1f} h" if slept else "no sleep recorded",
        ),
        Fact(
            "readiness",
            "Readiness",
            None,
            "",
            f"{judged.verdict}{': ' + '; '.join(judged.signs) if judged.signs else ''}",
        ),
    ]


def _load(facts: Facts) -> list[Fact]:
    load = facts.load
    figures = (
        ("load-7-days", "Load of the last 7 days (TRIMP)", load.last_7, 0),
        ("load-28-days", "Load of the last 28 days (TRIMP)", load.last_28, 0),
        ("monotony", "Monotony of the last 7 days (Foster; above 2 is high)", load.monotony, 1),
        ("ctl", "Fitness, CTL (42 days)", load.ctl, 0),
        ("atl", "Fatigue, ATL (7 days)", load.atl, 0),
        ("tsb", "Form, TSB (CTL less ATL)", load.tsb, 0),
        ("acwr", "Acute to chronic load (context only)", load.acwr, 2),
    )
    return [
        Fact(name, label, value, "", "unknown" if value is None else f"{value:.{digits}f}")
        for name, label, value, digits in figures
    ]


def _goal(facts: Facts) -> list[Fact]:
    """Only what the runner has told: a goal is nothing that can be missing."""
    goal, found = facts.goal, []
    left = goal.days_left(facts.today)
    if goal.race_day and left is not None:
        name = race_words(goal.race_m, facts.unit) if goal.race_m else "race"
        words = f"{name} on {units.long_day(goal.race_day)}, {time_left(left)}"
        found.append(Fact("goal-race", "Race", goal.race_m, "m", words))
        found.append(Fact("goal-days-left", "Days until the race", left, "days", f"{left} days"))
        if share := goal.taper_share(facts.day):
            words = f"{(1 - share) * 100:.0f} % less distance, the same intensity ({TAPER_SOURCE})"
            found.append(Fact("goal-taper", "Taper", None, "", words))
        if goal.target_s and goal.race_m:
            pace = goal.target_s / goal.race_m * 1000
            words = f"{units.clock(goal.target_s)}, {units.pace(pace, facts.unit)}"
            found.append(Fact("goal-target", "Target time", goal.target_s, "s", words))
    if goal.days_per_week is not None:
        words = f"{goal.days_per_week} days a week"
        found.append(Fact("goal-days-per-week", "Wants to run", goal.days_per_week, "days", words))
    if goal.rest_day is not None:
        found.append(Fact("goal-rest-day", "Usual rest day", None, "", DAYS[goal.rest_day]))
    for name, label, value in (
        ("max-hr", "Maximum heart rate", goal.max_hr_bpm),
        ("threshold-hr", "Threshold heart rate", goal.threshold_hr_bpm),
    ):
        if value is not None:
            found.append(Fact(name, label, value, "bpm", units.heart_rate(value)))
    return found


def _measured(name: str, label: str, value: float | None, usual: float | None, unit: str) -> Fact:
    if value is None:
        return Fact(name, label, None, unit, "not recorded")
    against = f", usually {usual:.0f}" if usual else ""
    return Fact(name, label, value, unit, f"{value:.0f} {unit}{against}")
