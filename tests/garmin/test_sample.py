"""The built-in sample is a real GarminDB cache with a believable year that ends yesterday."""

import json
import math
import os
import shutil
import sqlite3
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from runcoach.domain.errors import CacheError
from runcoach.garmin.sample import plan, year
from runcoach.garmin.sample.build import sample_cache
from runcoach.garmin.sample.sessions import INTERVAL_SESSIONS, Kind

# One worker runs this file, so that the fixture's cache is built once.
pytestmark = pytest.mark.xdist_group("sample")

TODAY = date(2026, 11, 19)
EVERY_WEEKDAY = [date(2026, 11, 16) + timedelta(days=n) for n in range(7)]
ODD_DAYS = [date(2024, 2, 29), date(2024, 12, 31), date(2025, 1, 1), date(2027, 1, 3)]

REAL_GARMINDB = """
import json, logging, sqlite3, sys
from idbutils import DbParams
from garmindb.garmindb import ActivitiesDb, Activities, StepsActivities
from garmindb.garmindb import Attributes, GarminDb, RestingHeartRate
logging.disable()
empty, sample = (DbParams(db_type="sqlite", db_path=folder) for folder in sys.argv[1:])
GarminDb(empty), ActivitiesDb(empty)
health, activities = GarminDb(sample), ActivitiesDb(sample)
with activities.managed_session() as session:
    newest = session.query(Activities).order_by(Activities.start_time.desc()).first()
    found = {
        "runs": session.query(StepsActivities).count(),
        "newest": newest.start_time.isoformat(),
        "zones": newest.hr_zones_method.name,
        "metric": Attributes.measurements_type_metric(health),
        "nights": RestingHeartRate.row_count(health),
    }
print(json.dumps(found), file=sys.stderr)
"""


@pytest.fixture(scope="module")
def databases(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return sample_cache(tmp_path_factory.mktemp("sample"), TODAY)


@pytest.fixture
def activities(databases: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(f"{(databases / 'garmin_activities.db').as_uri()}?mode=ro", uri=True)) as db:
        db.row_factory = sqlite3.Row
        yield db


@pytest.fixture
def health(databases: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(f"{(databases / 'garmin.db').as_uri()}?mode=ro", uri=True)) as db:
        db.row_factory = sqlite3.Row
        yield db


def seconds(text: str) -> float:
    hours, minutes, rest = text.split(":")
    return int(hours) * 3600 + int(minutes) * 60 + float(rest)


def all_rows(database: Path) -> dict[str, list[tuple[Any, ...]]]:
    with closing(sqlite3.connect(database)) as db:
        tables = [row[0] for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {name: db.execute(f"SELECT * FROM {name}").fetchall() for name in tables}


def schema_and_versions(database: Path) -> tuple[set[tuple[str, str, str]], dict[str, str]]:
    with closing(sqlite3.connect(database)) as db:
        schema = {
            (kind, name, " ".join((sql or "").split()))
            for kind, name, sql in db.execute("SELECT type, name, sql FROM sqlite_master")
        }
        return schema, dict(db.execute("SELECT key, value FROM _attributes"))


def test_the_schema_is_garmindbs_own_and_garmindb_itself_can_read_the_sample(tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    ours = sample_cache(tmp_path / "sample", TODAY)
    before = {name: schema_and_versions(ours / name) for name in ("garmin_activities.db", "garmin.db")}
    done = subprocess.run(
        [sys.executable, "-c", REAL_GARMINDB, str(empty), str(ours)],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    for name, found in before.items():
        assert found == schema_and_versions(empty / name)
        assert found == schema_and_versions(ours / name), "garmindb saw a need to change the sample"
    read = json.loads(done.stderr.splitlines()[-1])
    assert read["metric"] is True
    assert read["zones"] == "lactate_threshhold"
    assert read["newest"].startswith("2026-11-18")
    assert read["runs"] > 200
    assert read["nights"] > 340


@pytest.mark.parametrize("today", EVERY_WEEKDAY + ODD_DAYS)
def test_whatever_the_day_the_last_six_hold_every_session_and_today_is_still_to_run(today: date) -> None:
    runs = plan.runs(today)
    assert runs[-1].start.date() == today - timedelta(days=1)
    lately = [run for run in runs if run.start.date() >= today - timedelta(days=6)]
    kinds = Counter(run.kind for run in lately)
    assert (kinds[Kind.LONG], kinds[Kind.INTERVALS], kinds[Kind.TEMPO]) == (1, 1, 1)
    assert kinds[Kind.EASY] == 1
    (long,) = (run for run in lately if run.kind is Kind.LONG)
    assert sum(stretch.metres or 0 for stretch in long.stretches) == pytest.approx(21_000, rel=0.01)
    (hard,) = (run for run in lately if run.kind is Kind.INTERVALS)
    assert [stretch.metres for stretch in hard.stretches].count(400) == 8


@pytest.mark.parametrize("today", EVERY_WEEKDAY + ODD_DAYS)
def test_whatever_the_day_there_are_a_year_of_runs_and_one_a_day_at_most(today: date) -> None:
    runs = plan.runs(today)
    assert 200 <= len(runs) <= 230
    assert 358 <= (today - runs[0].start.date()).days <= 371
    assert len({run.start.date() for run in runs}) == len(runs)
    assert all(other.start.date() < today for other in plan.other_activities(today))


def test_the_calendar_of_earlier_weeks_stays_put_from_monday_to_sunday() -> None:
    before = EVERY_WEEKDAY[0] - timedelta(weeks=1)
    calendars = [[run for run in plan.runs(today) if run.start.date() < before] for today in EVERY_WEEKDAY]
    assert all(calendar == calendars[0] for calendar in calendars)


def test_the_weeks_build_up_ease_off_and_hold_one_complete_rest(activities: sqlite3.Connection) -> None:
    weeks: Counter[int] = Counter()
    for start, km in activities.execute(
        "SELECT start_time, distance FROM activities WHERE sport = 'running'"
    ):
        monday = TODAY - timedelta(days=TODAY.weekday())
        weeks[(monday - datetime.fromisoformat(start).date() + timedelta(days=6)).days // 7] += km
    full = {ago: weeks[ago] for ago in range(1, 53)}
    assert [ago for ago, km in full.items() if km == 0] == [23]
    assert all(22 < km < 62 for ago, km in full.items() if ago != 23)
    assert full[9] == max(full.values())
    assert full[7] < 0.7 * full[9], "a taper before the half marathon"
    assert full[5] < 0.5 * full[9], "recovery after it"


def test_the_half_marathon_and_the_10_km_are_run_at_believable_paces(activities: sqlite3.Connection) -> None:
    races = activities.execute("SELECT * FROM activities WHERE type = 'race' ORDER BY start_time").fetchall()
    assert [round(race["distance"], 1) for race in races] == [10.0, 21.1]
    assert seconds(races[0]["moving_time"]) == pytest.approx(45.5 * 60, rel=0.02)
    assert seconds(races[1]["moving_time"]) == pytest.approx(98 * 60, rel=0.02)
    assert all(168 <= race["avg_hr"] <= 180 for race in races)


def test_an_easy_run_is_easy_and_reps_are_fast_laps_between_slow_ones(activities: sqlite3.Connection) -> None:
    easy = activities.execute("SELECT * FROM activities WHERE name = 'Easy run' ORDER BY start_time DESC")
    run = easy.fetchone()
    assert 330 < seconds(run["moving_time"]) / run["distance"] < 358
    assert 134 <= run["avg_hr"] <= 146
    laps = activities.execute(
        "SELECT l.* FROM activity_laps l JOIN activities a USING (activity_id)"
        " WHERE a.start_time >= ? AND l.activity_id IN (SELECT activity_id FROM activity_laps"
        " WHERE abs(distance - 0.4) < 0.001 GROUP BY activity_id HAVING count(*) = 8) ORDER BY lap",
        (str(TODAY - timedelta(days=6)),),
    ).fetchall()
    assert [lap["lap"] for lap in laps] == list(range(17))
    reps, jogs = laps[1:-1:2], laps[2:-1:2]
    assert len(reps) == 8 and len(INTERVAL_SESSIONS[0].metres) == 8
    assert all(88 < seconds(rep["moving_time"]) < 95 for rep in reps)
    assert all(seconds(jog["moving_time"]) == 90 for jog in jogs)
    assert all(rep["max_hr"] > 168 for rep in reps[2:])


def test_laps_zones_and_records_add_up_to_their_run(activities: sqlite3.Connection) -> None:
    laps: dict[str, list[sqlite3.Row]] = {}
    for lap in activities.execute("SELECT * FROM activity_laps ORDER BY activity_id, lap"):
        laps.setdefault(lap["activity_id"], []).append(lap)
    last = dict(activities.execute("SELECT activity_id, max(distance) FROM activity_records GROUP BY 1"))
    for run in activities.execute("SELECT * FROM activities WHERE sport = 'running'"):
        own = laps[run["activity_id"]]
        moving_s = seconds(run["moving_time"])
        assert [lap["lap"] for lap in own] == list(range(run["laps"]))
        assert sum(lap["distance"] for lap in own) == pytest.approx(run["distance"], abs=0.001)
        assert sum(seconds(lap["moving_time"]) for lap in own) == pytest.approx(moving_s, abs=0.1)
        zones_s = sum(seconds(run[f"hrz_{zone}_time"]) for zone in range(1, 6))
        assert moving_s - 60 <= zones_s <= moving_s + 0.01
        assert run["avg_speed"] == pytest.approx(run["distance"] / moving_s * 3600, rel=0.001)
        assert 80 <= run["avg_cadence"] <= 95
        assert run["max_hr"] <= 188
        assert last.get(run["activity_id"], run["distance"]) == pytest.approx(run["distance"], abs=1e-4)


def test_gps_tracks_are_as_long_as_the_distance_column_says(activities: sqlite3.Connection) -> None:
    tracks: dict[str, list[sqlite3.Row]] = {}
    for record in activities.execute("SELECT * FROM activity_records ORDER BY activity_id, record"):
        tracks.setdefault(record["activity_id"], []).append(record)
    indoors = {
        row[0]
        for row in activities.execute("SELECT activity_id FROM activities WHERE sub_sport = 'treadmill'")
    }
    assert len(tracks) > 50
    for run, track in tracks.items():
        assert all(a["timestamp"] < b["timestamp"] for a, b in pairwise(track))
        if run in indoors:
            assert all(record["position_lat"] is None for record in track)
            continue
        metres = sum(metres_between(a, b) for a, b in pairwise(track))
        assert metres / 1000 == pytest.approx(track[-1]["distance"], rel=0.02)


def metres_between(a: sqlite3.Row, b: sqlite3.Row) -> float:
    """Haversine distance."""
    lat_a, lat_b = math.radians(a["position_lat"]), math.radians(b["position_lat"])
    across = math.radians(b["position_long"] - a["position_long"])
    half = math.sin((lat_b - lat_a) / 2) ** 2 + math.cos(lat_a) * math.cos(lat_b) * math.sin(across / 2) ** 2
    return 2 * 6_371_008.8 * math.asin(math.sqrt(half))


def test_the_year_has_trails_treadmills_strides_unnamed_runs_and_things_that_are_not_runs(
    activities: sqlite3.Connection,
) -> None:
    kinds = Counter(
        (row["sport"], row["sub_sport"])
        for row in activities.execute("SELECT sport, sub_sport FROM activities")
    )
    assert kinds["running", "trail"] >= 5
    assert kinds["running", "treadmill"] >= 5
    assert kinds["cycling", "road"] >= 8
    assert kinds["training", "strength_training"] >= 15
    names = Counter(
        row[0] for row in activities.execute("SELECT name FROM activities WHERE sport = 'running'")
    )
    assert names["Easy run + strides"] >= 2
    assert names[None] >= 10
    climbs = activities.execute("SELECT min(ascent) FROM activities WHERE sub_sport = 'trail'").fetchone()
    assert climbs[0] > 200


def test_nearly_every_night_is_there_this_morning_included(health: sqlite3.Connection) -> None:
    for table in ("sleep", "resting_hr", "hrv", "daily_summary"):
        days = [row[0] for row in health.execute(f"SELECT day FROM {table} ORDER BY day")]
        assert days[-1] == f"{TODAY} 00:00:00.000000"
        assert 340 < len(days) < 372
    nights = health.execute("SELECT * FROM sleep").fetchall()
    for night in nights:
        parts = sum(seconds(night[part]) for part in ("deep_sleep", "light_sleep", "rem_sleep"))
        assert parts == seconds(night["total_sleep"])


def test_the_race_lifts_the_resting_heart_rate_and_lowers_the_variability(health: sqlite3.Connection) -> None:
    race = TODAY - timedelta(days=TODAY.weekday() - 6, weeks=6)
    span = "SELECT avg({0}) FROM {1} WHERE day > ? AND day <= ?"

    def mean(column: str, table: str, first: int, last: int) -> float:
        bounds = [f"{race + timedelta(days=days)} 12:00:00" for days in (first - 1, last)]
        return float(health.execute(span.format(column, table), bounds).fetchone()[0])

    assert (
        mean("resting_heart_rate", "resting_hr", 1, 2) > mean("resting_heart_rate", "resting_hr", -5, 0) + 2
    )
    assert mean("last_night_avg", "hrv", 1, 2) < mean("last_night_avg", "hrv", -5, 0) - 6


def test_the_same_day_gives_everyone_the_same_rows(databases: Path, tmp_path: Path) -> None:
    again = sample_cache(tmp_path, TODAY)
    for name in ("garmin_activities.db", "garmin.db"):
        assert all_rows(again / name) == all_rows(databases / name)


def test_the_files_are_ordinary_rollback_journal_databases(databases: Path) -> None:
    assert sorted(path.name for path in databases.iterdir()) == ["garmin.db", "garmin_activities.db"]
    for path in databases.iterdir():
        with closing(sqlite3.connect(path)) as db:
            assert db.execute("PRAGMA journal_mode").fetchone() == ("delete",)
            assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            assert db.execute("PRAGMA foreign_key_check").fetchall() == []


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where this test's samples go, and nothing else."""
    made = tmp_path / "samples"
    made.mkdir()
    return made


@pytest.fixture
def copy(databases: Path, folder: Path) -> Path:
    """The databases of a sample of its own, which a test may spoil; it lies in ``folder``."""
    shutil.copytree(databases.parent.parent, folder / TODAY.isoformat())
    return folder / TODAY.isoformat() / "HealthData" / "DBs"


def test_a_whole_sample_is_used_again_the_same_day(copy: Path, folder: Path) -> None:
    before = {path.name: (path.stat().st_ino, path.stat().st_mtime_ns) for path in copy.iterdir()}
    assert sample_cache(folder, TODAY) == copy
    assert {path.name: (path.stat().st_ino, path.stat().st_mtime_ns) for path in copy.iterdir()} == before


def test_the_next_day_gets_its_own_sample_and_only_older_samples_are_removed(
    copy: Path, folder: Path
) -> None:
    (folder / "2020-01-01").mkdir()
    (folder / "2020-01-01" / "mine.txt").write_text("no sample")
    (folder / "notes").mkdir()
    killed, busy = folder / "unfinished-killed", folder / "unfinished-busy"
    killed.mkdir()
    busy.mkdir()
    os.utime(killed, (0, 0))
    sample_cache(folder, TODAY + timedelta(days=1))
    assert not copy.exists()
    left = ["2020-01-01", "2026-11-20", "notes", "unfinished-busy"]
    assert sorted(path.name for path in folder.iterdir()) == left


def test_an_incomplete_sample_is_made_again(copy: Path, folder: Path) -> None:
    (copy / "garmin.db").unlink()
    sample_cache(folder, TODAY)
    assert (copy / "garmin.db").exists()
    size = (copy / "garmin_activities.db").stat().st_size
    os.truncate(copy / "garmin_activities.db", size // 2)
    sample_cache(folder, TODAY)
    assert (copy / "garmin_activities.db").stat().st_size == size
    assert [path.name for path in folder.iterdir()] == [TODAY.isoformat()]


def test_a_build_that_fails_leaves_nothing_behind(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(databases: Path, today: date) -> None:
        (databases / "garmin.db").write_bytes(b"half")
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(year, "write_year", full)
    with pytest.raises(CacheError, match="disk is full"):
        sample_cache(folder, TODAY)
    assert list(folder.iterdir()) == []


def test_two_processes_that_start_together_both_end_with_a_good_sample(folder: Path) -> None:
    code = (
        "import sys; from datetime import date; from pathlib import Path;"
        "from runcoach.garmin.sample.build import sample_cache;"
        "print(sample_cache(Path(sys.argv[1]), date.fromisoformat(sys.argv[2])))"
    )

    def start(_: int) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-c", code, str(folder), TODAY.isoformat()]
        return subprocess.run(command, capture_output=True, text=True, check=False)

    with ThreadPoolExecutor(2) as together:
        done = list(together.map(start, range(2)))
    assert [process.returncode for process in done] == [0, 0], [process.stderr for process in done]
    folders = {Path(process.stdout.strip()) for process in done}
    assert folders == {sample_cache(folder, TODAY)}
    assert [path.name for path in folder.iterdir()] == [TODAY.isoformat()]


def test_a_folder_that_cannot_be_written_is_a_plain_message_with_a_hint(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(CacheError) as problem:
        sample_cache(tmp_path / "file", TODAY)
    assert "example runner" in problem.value.message
    assert problem.value.hint


def test_a_start_that_finds_the_days_sample_does_not_import_what_makes_it(copy: Path, folder: Path) -> None:
    code = (
        "import sys; from datetime import date; from pathlib import Path;"
        "from runcoach.garmin.sample.build import sample_cache;"
        "sample_cache(Path(sys.argv[1]), date.fromisoformat(sys.argv[2]));"
        "print(sorted(name for name in sys.modules if name.startswith('runcoach.garmin.sample.')))"
    )
    command = [sys.executable, "-c", code, str(folder), TODAY.isoformat()]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "['runcoach.garmin.sample.build']"


def test_garmindb_is_not_imported_to_make_the_sample() -> None:
    code = (
        "import sys, runcoach.garmin.sample.build, runcoach.garmin.sample.year;"
        "print(sorted({'garmindb', 'sqlalchemy', 'idbutils', 'fitfile', 'textual'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
