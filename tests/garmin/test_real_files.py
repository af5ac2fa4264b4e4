"""Real FIT files of fifteen watches, imported by the real GarminDB, come out at their own distances.

The largest files take most of a minute: they are imported too when RUNCOACH_ALL_FIT=1.
"""

import csv
import hashlib
import os
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from runcoach.domain.laps import Lap
from runcoach.domain.runs import Run
from runcoach.garmin.reader.cache import GarminCache
from runcoach.garmin.reader.locate import CacheLocation
from runcoach.training.intervals.detect import interval_set
from runcoach.training.track import track
from tests.loopback.garmindb_cache import import_with_garmindb, orm_rows

# One worker runs this file, so that the import is made once.
pytestmark = pytest.mark.xdist_group("real_files")

EVER = (date(1990, 1, 1), date(2039, 12, 31))
SMALL_BYTES = 121_000
ALL_FILES = os.environ.get("RUNCOACH_ALL_FIT") == "1"
CHAINED = "9000000010"
"""Two activities in one file: GarminDB reads the first."""

type Digests = Mapping[str, str]
type Reading = tuple[dict[str, Run], dict[str, list[Lap]], Digests, Digests]


@pytest.fixture(scope="module")
def databases(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    files = sorted((shared / "fit").glob("*.fit"))
    chosen = [file for file in files if ALL_FILES or file.stat().st_size < SMALL_BYTES]
    return import_with_garmindb(tmp_path_factory.mktemp("home"), fit_files=chosen)


@pytest.fixture(scope="module")
def orm(databases: Path) -> dict[str, dict[str, Any]]:
    """The running activities by GarminDB's own classes."""
    return {row["activity_id"]: row for row in orm_rows(databases) if row["sport"] == "running"}


def digests(databases: Path) -> Digests:
    return {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in databases.iterdir()}


@pytest.fixture(scope="module")
def read(databases: Path, orm: object) -> Reading:
    """Runs and laps by id, and the digests of all files in the folder before and after the reading."""
    before = digests(databases)
    with GarminCache(CacheLocation(databases)).open() as opened:
        runs = {run.activity_id: run for run in opened.runs(*EVER)}
        laps = {run_id: opened.laps(run_id) for run_id in runs}
        assert all(len(opened.records(run_id)) > 10 for run_id in runs if "_" not in run_id)
    return runs, laps, before, digests(databases)


def table(shared: Path, name: str) -> list[dict[str, str]]:
    with (shared / "fit" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_run_has_the_distance_and_the_time_of_its_file(shared: Path, read: Reading) -> None:
    runs = read[0]
    rows = {
        row["activity_id"]: row
        for row in table(shared, "MANIFEST.csv")
        if row["sport"] == "running" and row["activity_id"] in runs and row["activity_id"] != CHAINED
    }
    assert len(rows) >= (18 if ALL_FILES else 11)
    metres = {run_id: runs[run_id].distance_m for run_id in rows}
    seconds = {run_id: runs[run_id].moving_s for run_id in rows}
    assert metres == pytest.approx(
        {run_id: float(row["distance_km"]) * 1000 for run_id, row in rows.items()}, abs=10
    )
    assert seconds == pytest.approx({run_id: float(row["timer_s"]) for run_id, row in rows.items()}, abs=1)


def test_the_runs_and_laps_are_those_of_garmindbs_own_classes(
    read: Reading, orm: dict[str, dict[str, Any]]
) -> None:
    runs, laps, _, _ = read
    assert set(runs) == set(orm)
    for run_id, row in orm.items():
        run = runs[run_id]
        assert run.start == datetime.fromisoformat(row["start_time"])
        assert run.distance_m == pytest.approx(row["distance"] * 1000, abs=1)
        assert (run.moving_s, run.elapsed_s) == pytest.approx(
            (row["moving_time"], row["elapsed_time"]), abs=1
        )
        assert run.avg_hr_bpm == row["avg_hr"]
        assert len(laps[run_id]) == len(row["laps"])
        for lap, stored in zip(laps[run_id], row["laps"], strict=True):
            assert (lap.distance_m or 0) == pytest.approx((stored["distance"] or 0) * 1000, abs=1)
            assert (lap.moving_s or 0) == pytest.approx(stored["moving_time"], abs=1)


def test_the_intervals_are_those_read_off_the_laps_by_hand(
    shared: Path, read: Reading, databases: Path
) -> None:
    truth = {
        row["activity_id"]: row
        for row in table(shared, "intervals_truth.csv")
        if row["activity_id"] in read[0]
    }
    assert sum(row["reps"] != "0" for row in truth.values()) == 3
    expected = {run_id: tuple(int(lap) for lap in row["work_laps"].split()) for run_id, row in truth.items()}
    cache = GarminCache(CacheLocation(databases))
    with cache.open() as opened:
        tracks = {run_id: track(opened.series(run_id)) for run_id in truth}
    notes = {run_id: cache.notes(run_id) for run_id in truth}
    found = {run_id: interval_set(read[1][run_id], notes[run_id], tracks[run_id]) for run_id in truth}
    assert {
        run_id: intervals.work_laps if intervals else () for run_id, intervals in found.items()
    } == expected
    assert [intervals.count if intervals else 0 for intervals in found.values()] == [
        int(row["reps"]) for row in truth.values()
    ]


def test_reading_real_runs_changes_no_byte(read: Reading) -> None:
    _, _, before, after = read
    assert {"garmin.db", "garmin_activities.db"} <= set(before)
    assert after == before
