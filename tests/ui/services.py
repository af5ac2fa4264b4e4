"""The services that a test hands to the app: the given day, a cache, folders of its own, a fake coach."""

from datetime import date
from pathlib import Path

import msgspec

from runcoach.coach.coach import Coach
from runcoach.coach.providers.choose import coach_for
from runcoach.domain.settings import Settings
from runcoach.garmin.reader.cache import GarminCache
from runcoach.garmin.reader.locate import CacheLocation
from runcoach.garmin.sync.folders import GarminFolders
from runcoach.shell.source import find_source
from runcoach.ui.services import Services
from tests.builders import PERSONAS

TODAY = date(2026, 11, 22)


def services(folder: Path, coach: Coach, settings: Settings | None = None, **changed: object) -> Services:
    """On a machine that has nothing yet; ``changed`` says what is different.

    ``coach`` answers until another model is chosen.
    """
    at_start = settings or Settings()
    nothing_yet = Services(
        settings=at_start,
        personas=PERSONAS,
        clock=lambda: TODAY,
        locate=lambda: find_source(None),
        locate_sample=lambda: GarminCache(CacheLocation(folder)),
        source_in=find_source,
        history_for=lambda sample: folder / "history.db",
        garmin_folders=lambda: GarminFolders(folder / ".GarminDb", folder / "HealthData"),
        coach_for=lambda now: coach if now == at_start else coach_for(now),
    )
    return msgspec.structs.replace(nothing_yet, **changed)
