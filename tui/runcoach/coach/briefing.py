"""One reading of the cache: everything that the panels and the coaches need for one day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

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


@dataclass(frozen=True, slots=True)
class Briefing:
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

    def request(self, persona: Persona, day: date | None = None) -> Request:
        """A question to a coach, for ``day`` or for the day that this persona answers for now."""
        if day is None:
            run_today_m = sum(run.distance_m or 0 for run in self.runs if run.day == self.today)
            day = day_of_workout(persona, self.today, run_today_m, self.unit)
        facts = gather(self.runs, self.intervals, self.nights, self.today, self.unit, day)
        return Request(persona, facts, todays_limits(facts))


def read_briefing(
    cache: GarminCache,
    today: date,
    units_setting: str = "auto",
    days: int = 0,
    *,
    with_intervals: bool = True,
) -> Briefing:
    """Reads the cache once, for panels of at least ``days`` days. Raises CacheError.

    ``with_intervals=False`` leaves the laps unread, for a screen that cannot wait.
    """
    fingerprint = cache.fingerprint()
    runs = cache.runs(today - timedelta(days=max(days, YEAR_DAYS)), today)
    lapped = [
        run.activity_id
        for run in runs
        if with_intervals and (today - run.day).days <= max(days, INTERVALS_DAYS) and run.laps != 1
    ]
    found = {run_id: interval_set(laps) for run_id, laps in cache.laps(*lapped).items()}
    return Briefing(
        today=today,
        unit=cache.display_unit() if units_setting == "auto" else DistanceUnit(units_setting),
        runs=tuple(runs),
        intervals={run_id: intervals for run_id, intervals in found.items() if intervals},
        nights=tuple(cache.nights(today - timedelta(days=NIGHTS_DAYS), today)),
        latest=runs[0].day if runs else cache.latest_run_day(today),
        average_week_m=average_week(runs, today),
        fingerprint=fingerprint,
    )
