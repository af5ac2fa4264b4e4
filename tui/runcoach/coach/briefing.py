"""One reading of the cache: everything that the panels and the coaches need for one day."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

import msgspec

from runcoach import units
from runcoach.coach.day import day_of_workout
from runcoach.coach.events import Request
from runcoach.coach.persona import Persona
from runcoach.garmin.cache import Fingerprint, GarminCache
from runcoach.models import DistanceUnit, Night, Run
from runcoach.training.facts import gather
from runcoach.training.intervals import IntervalSet, interval_set
from runcoach.training.kinds import average_week, run_kind
from runcoach.training.limits import todays_limits

YEAR_DAYS = 53 * 7
NIGHTS_DAYS = 60
INTERVALS_DAYS = 90


class Briefing(msgspec.Struct, frozen=True):
    """The runner as of ``today``: a year of runs or more, newest first, and what they hold.

    ``latest`` is the day of the newest run ever; ``average_week_m`` metres in an average week.
    """

    today: date
    unit: DistanceUnit
    runs: tuple[Run, ...]
    intervals: Mapping[str, IntervalSet]
    nights: tuple[Night, ...]
    latest: date | None
    average_week_m: float | None
    fingerprint: Fingerprint

    @property
    def written(self) -> datetime:
        """When the cache was last written, in local time."""
        return datetime.fromtimestamp(self.fingerprint.written)

    def runs_of(self, days: int) -> tuple[Run, ...]:
        """The runs of the last ``days`` days, today included, newest first."""
        return tuple(run for run in self.runs if (self.today - run.day).days < days)

    def title(self, run: Run) -> str:
        """The run's own name, or the word for its kind."""
        return run.name or self.kind(run)

    def kind(self, run: Run) -> str:
        """The word for the run's kind."""
        return str(run_kind(run, self.intervals.get(run.activity_id), self.average_week_m))

    def total(self, runs: Sequence[Run]) -> str:
        """``45.5 km · 5 runs · 4:17:03``."""
        metres = sum(run.distance_m or 0 for run in runs)
        seconds = sum(run.duration_s or 0 for run in runs)
        count = f"{len(runs)} run{'' if len(runs) == 1 else 's'}"
        return f"{units.distance(metres, self.unit)} · {count} · {units.clock(seconds)}"

    def request(self, persona: Persona, day: date | None = None) -> Request:
        """A question to a coach, for ``day`` or for the day that this persona answers for now."""
        if day is None:
            run_today_m = sum(run.distance_m or 0 for run in self.runs if run.day == self.today)
            day = day_of_workout(persona, self.today, run_today_m, self.unit)
        facts = gather(self.runs, self.intervals, self.nights, self.today, self.unit, day)
        return Request(persona, facts, todays_limits(facts))


def read_briefing(cache: GarminCache, today: date, units_setting: str = "auto", days: int = 0) -> Briefing:
    """Reads the cache once, for panels of at least ``days`` days. Raises CacheError."""
    days = max(days, INTERVALS_DAYS)
    return _read(
        cache,
        today,
        units_setting,
        runs_days=max(days, YEAR_DAYS),
        intervals_days=days,
        nights_days=NIGHTS_DAYS,
    )


def read_first_briefing(cache: GarminCache, today: date, units_setting: str, days: int) -> Briefing:
    """Only what the runs panel needs for its first ``days`` days, a tenth of the work. Raises CacheError."""
    return _read(
        cache, today, units_setting, runs_days=max(days, INTERVALS_DAYS), intervals_days=days, nights_days=0
    )


def _read(
    cache: GarminCache,
    today: date,
    units_setting: str,
    *,
    runs_days: int,
    intervals_days: int,
    nights_days: int,
) -> Briefing:
    fingerprint = cache.fingerprint()
    with cache.open() as opened:
        runs = opened.runs(today - timedelta(days=runs_days), today)
        found = {
            run.activity_id: interval_set(opened.laps(run.activity_id))
            for run in runs
            if (today - run.day).days <= intervals_days and run.laps != 1
        }
        return Briefing(
            today=today,
            unit=opened.display_unit() if units_setting == "auto" else DistanceUnit(units_setting),
            runs=tuple(runs),
            intervals={run_id: intervals for run_id, intervals in found.items() if intervals},
            nights=tuple(opened.nights(today - timedelta(days=nights_days), today)) if nights_days else (),
            latest=runs[0].day if runs else opened.latest_run_day(today),
            average_week_m=average_week(runs, today),
            fingerprint=fingerprint,
        )
