"""A cache that was looked at before: a runner pays for the analysis of a year once, and so do the tests."""

import shutil
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from runcoach.domain.paths import derived_file
from runcoach.garmin.reader.cache import GarminCache
from runcoach.garmin.reader.locate import CacheLocation
from runcoach.runner.snapshot import read_snapshot


def analysed(databases: Path, today: date, folder: Path) -> Path:
    """Analyses every run and returns the file with the results, made in ``folder``."""
    cache = GarminCache(CacheLocation(databases))
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("XDG_CACHE_HOME", str(folder))
        read_snapshot(cache, today)
        results = derived_file(cache.identity)
    with closing(sqlite3.connect(results)) as db:
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return results


def keep_for(databases: Path, results: Path) -> None:
    """Puts the results where the app looks for those of this cache."""
    kept = derived_file(GarminCache(CacheLocation(databases)).identity)
    kept.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(results, kept)
