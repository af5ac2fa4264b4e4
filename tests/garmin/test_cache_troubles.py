"""Files that cannot be read are explained in plain words; no file is changed, and no import has to wait."""

import hashlib
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from runcoach.domain.errors import CacheError, Remedy
from runcoach.garmin.reader import database
from runcoach.garmin.reader.cache import GarminCache
from runcoach.garmin.reader.locate import CacheLocation
from runcoach.garmin.sample.build import sample_cache

# One worker runs this file, so that the sample is made once. test_sample.py holds it to GarminDB's schema.
pytestmark = pytest.mark.xdist_group("cache_troubles")

TODAY = date(2026, 11, 19)
EVER = (date(2000, 1, 1), date(2039, 12, 31))


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return sample_cache(tmp_path_factory.mktemp("sample"), TODAY)


@pytest.fixture
def cache(sample: Path, tmp_path: Path) -> GarminCache:
    """A cache that a test may spoil."""
    return GarminCache(CacheLocation(Path(shutil.copytree(sample, tmp_path / "HealthData" / "DBs"))))


@pytest.fixture
def writer(cache: GarminCache) -> Iterator[sqlite3.Connection]:
    """Another program that has opened the runs, in SQLite's autocommit mode and without patience."""
    with closing(sqlite3.connect(cache.location.activities, isolation_level=None, timeout=0)) as db:
        yield db


def read_everything(cache: GarminCache) -> int:
    """How many rows there are in all."""
    with cache.open() as opened:
        runs = opened.runs(*EVER)
        laps = [lap for run in runs for lap in opened.laps(run.activity_id)]
        records = [record for run in runs for record in opened.records(run.activity_id)]
        opened.display_unit()
        opened.latest_run_day(TODAY)
        return len(runs) + len(laps) + len(records) + len(opened.nights(*EVER))


def problem_with(cache: GarminCache) -> CacheError:
    with pytest.raises(CacheError) as problem:
        read_everything(cache)
    assert problem.value.hint
    assert "Traceback" not in str(problem.value)
    return problem.value


@pytest.mark.parametrize("name", ["garmin_activities.db", "garmin.db"])
def test_a_file_that_is_not_a_database_is_named(cache: GarminCache, name: str) -> None:
    file = cache.location.databases / name
    file.write_text("These are not the runs you are looking for.\n" * 100, encoding="utf-8")
    problem = problem_with(cache)
    assert problem.message.startswith(f"{file} is damaged or no SQLite file")
    assert "--rebuild_db" in problem.hint


@pytest.mark.parametrize("name", ["garmin_activities.db", "garmin.db"])
def test_a_damaged_database_is_named(cache: GarminCache, name: str) -> None:
    file = cache.location.databases / name
    whole = file.read_bytes()
    file.write_bytes(whole[:8192] + b"\x5a" * (len(whole) - 8192))
    assert problem_with(cache).message.startswith(f"{file} is damaged")


def test_a_database_that_was_cut_off_is_named(cache: GarminCache) -> None:
    file = cache.location.activities
    os.truncate(file, file.stat().st_size // 2 // 4096 * 4096)
    assert problem_with(cache).message.startswith(f"{file} is damaged")


def test_a_folder_in_the_place_of_the_database_is_a_cache_that_is_gone(cache: GarminCache) -> None:
    cache.location.activities.unlink()
    cache.location.activities.mkdir()
    assert problem_with(cache).message == f"{cache.location.activities} is gone."


def test_a_cache_that_was_removed_is_gone(cache: GarminCache) -> None:
    shutil.rmtree(cache.location.databases)
    assert problem_with(cache).message == f"{cache.location.activities} is gone."
    assert cache.fingerprint().stamp == ""


def test_an_empty_file_lacks_garmindbs_tables(cache: GarminCache) -> None:
    cache.location.activities.write_bytes(b"")
    problem = problem_with(cache)
    assert problem.message == (
        f"{cache.location.activities} is not as GarminDB makes it: no such table: activities."
    )
    assert problem.hint == "Run GarminDB once, so that it makes its tables."


def test_a_missing_table_is_named(cache: GarminCache, writer: sqlite3.Connection) -> None:
    writer.execute("DROP TABLE activities")
    assert "no such table: activities" in problem_with(cache).message


@pytest.mark.parametrize("name", ["garmin_activities.db", "garmin.db"])
def test_a_database_that_is_just_being_written_is_named_with_what_to_do(
    cache: GarminCache, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "PATIENCE_S", 0.0)
    with closing(sqlite3.connect(cache.location.databases / name, isolation_level=None)) as db:
        db.execute("BEGIN EXCLUSIVE")
        problem = problem_with(cache)
        db.execute("ROLLBACK")
    assert problem.message == f"{name} is being written by another program."
    assert read_everything(cache) > 0


@pytest.fixture
def cut_off(cache: GarminCache, writer: sqlite3.Connection, tmp_path: Path) -> GarminCache:
    """A cache as an import leaves it that was killed half-way."""
    file, journal = cache.location.activities, Path(f"{cache.location.activities}-journal")
    writer.execute("PRAGMA cache_size = 5")  # so that the half-done work is on the disk
    writer.execute("BEGIN")
    writer.execute("UPDATE activities SET name = 'x' || name || hex(zeroblob(400))")
    left = tmp_path / "left"
    left.mkdir()
    for half_written in (file, journal):
        shutil.copy(half_written, left)
    writer.execute("ROLLBACK")
    return GarminCache(CacheLocation(left))


def test_an_import_that_was_killed_is_undone_and_the_cache_opens(
    cache: GarminCache, cut_off: GarminCache
) -> None:
    with cache.open() as whole, cut_off.open() as undone:
        assert undone.runs(*EVER) == whole.runs(*EVER)


def test_an_import_that_was_killed_is_named_where_it_cannot_be_undone(
    cut_off: GarminCache, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "WORKER", "nothing.of.the.kind")
    problem = problem_with(cut_off)
    assert problem.message == f"An import into {cut_off.location.activities} was cut off half-way."
    assert problem.hint == "A sync, or GarminDB itself, repairs the file."
    assert problem.remedy is Remedy.SYNC


def test_reading_everything_changes_no_byte_and_leaves_no_file(cache: GarminCache) -> None:
    def state() -> dict[str, tuple[str, int]]:
        return {
            path.name: (hashlib.sha256(path.read_bytes()).hexdigest(), path.stat().st_mtime_ns)
            for path in cache.location.databases.iterdir()
        }

    before, fingerprint = state(), cache.fingerprint()
    assert read_everything(cache) > 10_000
    with cache.open() as opened:
        assert opened.runs(*EVER)
        assert sorted(state()) == ["garmin.db", "garmin_activities.db"], (
            "a file lies next to them while we read"
        )
    assert state() == before
    assert cache.fingerprint() == fingerprint


def test_nothing_can_be_written_through_an_open_cache(cache: GarminCache) -> None:
    with (
        database.open_read_only(cache.location.activities) as db,
        pytest.raises(sqlite3.OperationalError, match="readonly"),
    ):
        assert db is not None
        db.execute("DELETE FROM activities")


def test_an_import_may_begin_while_we_read_and_end_as_soon_as_we_have(
    cache: GarminCache, writer: sqlite3.Connection
) -> None:
    with cache.open() as opened:
        runs = opened.runs(*EVER)
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("DELETE FROM activities WHERE activity_id = ?", (runs[0].activity_id,))
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            writer.execute("COMMIT")
        assert opened.runs(*EVER) == runs, "what we read is one state of the cache"
    writer.execute("COMMIT")
    with cache.open() as opened:
        assert opened.runs(*EVER) == runs[1:]


def test_an_import_under_way_does_not_keep_us_from_reading(
    cache: GarminCache, writer: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "PATIENCE_S", 0.0)
    writer.execute("BEGIN IMMEDIATE")
    writer.execute("DELETE FROM activities")
    assert read_everything(cache) > 10_000
    writer.execute("COMMIT")


def test_the_cache_lets_go_also_after_an_error_inside(cache: GarminCache, writer: sqlite3.Connection) -> None:
    with pytest.raises(ZeroDivisionError), cache.open() as opened:
        assert opened.runs(*EVER)[0].laps == 1 / 0
    writer.execute("BEGIN EXCLUSIVE")
    writer.execute("COMMIT")


def test_the_fingerprint_changes_when_another_program_writes(cache: GarminCache) -> None:
    before = cache.fingerprint()
    assert before == cache.fingerprint()
    assert [file.split()[0] for file in before.stamp.split(", ")] == ["garmin_activities.db", "garmin.db"]
    file = cache.location.health
    os.utime(file, ns=(0, file.stat().st_mtime_ns + 1_000_000_000))
    after = cache.fingerprint()
    assert after != before
    assert after.written == file.stat().st_mtime_ns / 1e9
