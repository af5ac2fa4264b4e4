"""The one place that chooses where the runs come from. Everything else takes a ``runner.Source``."""

from datetime import date
from pathlib import Path

from runcoach.domain.paths import sample_folder
from runcoach.garmin.reader.cache import GarminCache
from runcoach.garmin.reader.locate import CacheLocation, find_cache
from runcoach.runner.source import Source


def find_source(folder: Path | None) -> Source:
    """The runner's own data, in this folder or where it usually is. Raises CacheError."""
    return GarminCache(find_cache(folder))


def sample_source(today: date) -> Source:
    """The example runner's data, made when it is not there yet. Raises OSError."""
    from runcoach.garmin.sample.build import sample_cache

    return GarminCache(CacheLocation(sample_cache(sample_folder(), today)))
