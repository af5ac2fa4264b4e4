"""What a sync has to fetch, and in which order: the last weeks first, then the years before."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Any

import msgspec

from runcoach.domain import units
from runcoach.garmin.worker.files_on_disk import ActivityFiles

RECENT_ACTIVITIES = timedelta(days=28)
RECENT_NIGHTS = timedelta(days=14)
# Garmin may still complete these days: GarminDB fetches them again, and so does every sync.
UNSETTLED = timedelta(days=2)
NIGHT_KINDS = ("sleep", "rhr", "hrv")


class ActivityItem(msgspec.Struct, frozen=True):
    """An activity in Garmin's list, with its files that are already on disk."""

    entry: dict[str, Any]
    known: ActivityFiles
    day: date

    @property
    def what(self) -> str:
        """For the progress line."""
        name = str(self.entry.get("activityName") or "activity")
        return f"{units.long_day(self.day)} {name}"


class NightItem(msgspec.Struct, frozen=True):
    """One kind of data of one night."""

    kind: str
    day: date

    @property
    def name(self) -> str:
        """As GarminDB names the file, without its ending."""
        return f"{self.kind}_{self.day}"

    @property
    def what(self) -> str:
        """For the progress line and for what was left out."""
        words = {"sleep": "sleep", "rhr": "resting heart rate", "hrv": "HRV"}[self.kind]
        return f"{words} of {units.long_day(self.day)}"


type Item = ActivityItem | NightItem


def wanted_activities(
    pages: Callable[[int], list[dict[str, Any]]],
    known: Mapping[str, ActivityFiles],
    absent: frozenset[str],
    since: date,
    listed_since: date | None,
) -> Iterator[list[ActivityItem]]:
    """Page by page, what is missing of the activities since a day. Raises what ``pages`` raises.

    Where the whole list was read once before, it stops after a page with nothing new.
    """
    start = 0
    while page := pages(start):
        items = [item for entry in page if (item := _activity(entry, known, since)) is not None]
        missing = [item for item in items if is_missing(item, absent)]
        yield missing
        is_past = any((day := day_of(entry)) is not None and day < since for entry in page)
        if is_past or (not missing and listed_since is not None and listed_since <= since):
            return
        start += len(page)


def is_missing(item: ActivityItem, absent: frozenset[str]) -> bool:
    """Whether something of it has to be fetched."""
    known = item.known
    has_fit = known.has_complete_fit or known.activity_id in absent
    return known.summary is None or known.details is None or not has_fit


def wanted_nights(
    since: date, today: date, present: frozenset[str], absent: frozenset[str]
) -> list[NightItem]:
    """Newest first: today and the days before it always, the older ones where there is nothing yet."""
    wanted: list[NightItem] = []
    day = today
    while day >= since:
        for kind in NIGHT_KINDS:
            item = NightItem(kind, day)
            if day >= today - UNSETTLED or item.name not in present | absent:
                wanted.append(item)
        day -= timedelta(days=1)
    return wanted


def in_order(activities: list[ActivityItem], nights: list[NightItem], today: date) -> list[Item]:
    """The recent activities, the recent nights, the other activities, the other nights."""
    new_runs, old_runs = _split(activities, today - RECENT_ACTIVITIES)
    new_nights, old_nights = _split(nights, today - RECENT_NIGHTS)
    return [*new_runs, *new_nights, *old_runs, *old_nights]


def positions(items: list[Item]) -> list[tuple[int, int]]:
    """For each item the number of its activity among the activities, or of its night among the nights."""
    seen: dict[type, dict[object, None]] = {ActivityItem: {}, NightItem: {}}
    reached = []
    for item in items:
        group = seen[type(item)]
        group[item.known.activity_id if isinstance(item, ActivityItem) else item.day] = None
        reached.append((type(item), len(group)))
    return [(number, len(seen[kind])) for kind, number in reached]


def _split[T: (ActivityItem, NightItem)](items: list[T], day: date) -> tuple[list[T], list[T]]:
    return [item for item in items if item.day >= day], [item for item in items if item.day < day]


def _activity(entry: dict[str, Any], known: Mapping[str, ActivityFiles], since: date) -> ActivityItem | None:
    """None for an entry without an id or a day, or before the first day."""
    number, day = entry.get("activityId"), day_of(entry)
    if not isinstance(number, int) or day is None or day < since:
        return None
    return ActivityItem(entry, known.get(str(number)) or ActivityFiles(str(number)), day)


def day_of(entry: dict[str, Any]) -> date | None:
    """The local day of an activity in Garmin's list; None when it has no valid one."""
    try:
        return datetime.fromisoformat(str(entry.get("startTimeLocal"))).date()
    except ValueError:
        return None
