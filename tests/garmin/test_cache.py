"""What the real GarminDB importer wrote is read as the runs that went in, whatever the units or watch."""

import json
import shutil
import sqlite3
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from runcoach.domain.laps import Lap
from runcoach.domain.nights import Night
from runcoach.domain.runs import Record, Run
from runcoach.domain.units import DistanceUnit
from runcoach.garmin.reader.cache import GarminCache
from runcoach.garmin.reader.locate import CacheLocation
from runcoach.garmin.reader.start_times import runs_of_older_watches
from tests.loopback.fit_writer import OLDER_SERIAL, FitLap, FitSession, write_fit_multisport, write_fit_run
from tests.loopback.garmindb_cache import import_with_garmindb, orm_rows

# One worker runs this file, so that each import is made once.
pytestmark = pytest.mark.xdist_group("garmin_cache")

EVER = (date(2000, 1, 1), date(2039, 12, 31))
MILE_M = 1609.344
START = datetime(2025, 6, 2, 7, 30)
LAPS = [
    FitLap(1000, 300, 150),
    FitLap(1000, 290.5, 155, paused_s=40),
    FitLap(400, 120, 160, intensity="recovery", trigger="manual"),
]
OLDER_START = datetime(2025, 6, 9, 0, 30)
"""A Monday; by UTC it is still the week before."""

type Change = Callable[[sqlite3.Connection], object]
type Spoil = Callable[[str, Change], GarminCache]


def answer(activity_id: int, name: str, start: datetime, **values: Any) -> dict[str, Any]:
    """Garmin Connect's summary of a run, in seconds and metres."""
    return {
        "activityId": activity_id,
        "activityName": name,
        "activityType": {"typeId": 1, "typeKey": "running", "parentTypeId": 17},
        "eventType": {"typeId": 9, "typeKey": "uncategorized"},
        "startTimeLocal": start.isoformat(),
        **values,
    }


def write_files(folder: Path) -> dict[int, Path]:
    """A run, a treadmill, a trail, an older watch, a triathlon, two runs in one file, and three answers."""
    files = {number: folder / f"{number}_ACTIVITY.fit" for number in range(2001, 2007)}
    write_fit_run(files[2001], start=START, utc_offset_h=2, laps=LAPS, watch_units="metric")
    indoors = {"sub_sport": "treadmill", "with_gps": False, "with_hr": False}
    write_fit_run(files[2002], start=START + timedelta(days=1), utc_offset_h=-7.5, laps=LAPS[:2], **indoors)  # type: ignore[arg-type]
    write_fit_run(files[2003], start=START + timedelta(days=14), laps=LAPS * 2, sub_sport="trail")
    write_fit_run(files[2004], start=OLDER_START, utc_offset_h=2, laps=LAPS, older_watch=True)
    triathlon = [
        FitSession(LAPS[:1], "cycling"),
        FitSession([FitLap(50, 60)], "transition"),
        FitSession(LAPS),
    ]
    write_fit_multisport(files[2005], start=START + timedelta(days=20), utc_offset_h=2, sessions=triathlon)
    twice = [FitSession(LAPS), FitSession(LAPS[:1])]
    write_fit_multisport(files[2006], start=START + timedelta(days=30), utc_offset_h=2, sessions=twice)
    measured = {"distance": 5000.0, "elapsedDuration": 1800.0, "movingDuration": 1750.0}
    for number, given in {
        2004: answer(2004, "Night run", OLDER_START),
        2006: answer(2006, "Twice round", START + timedelta(days=30), distance=3400.0),
        2007: answer(2007, "By hand", START + timedelta(days=40), **measured),
    }.items():
        (folder / f"activity_{number}.json").write_text(json.dumps(given), encoding="utf-8")
    return files


@pytest.fixture(scope="module")
def imports(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    """The DBs folders of three runners: km, miles, and FIT files imported without ever downloading."""
    folder = tmp_path_factory.mktemp("files")
    files = write_files(folder)
    answers = sorted(folder.glob("*.json"))
    wanted: dict[str, tuple[str | None, Sequence[Path], Sequence[Path]]] = {
        "metric": ("metric", [*files.values()], answers),
        "statute": ("statute_us", [files[2001], files[2004], files[2006]], answers),
        "first": (None, [files[2001], files[2002], files[2003]], []),
    }

    def imported(name: str) -> Path:
        system, fits, jsons = wanted[name]
        home = folder / name
        home.mkdir()
        return import_with_garmindb(home, fit_files=fits, json_files=jsons, measurement_system=system)

    with ThreadPoolExecutor() as pool:
        return dict(zip(wanted, pool.map(imported, wanted), strict=True))


@pytest.fixture(scope="module")
def orm(imports: Mapping[str, Path]) -> Mapping[str, list[dict[str, Any]]]:
    """The running activities by GarminDB's own classes; of a parent and its children, the children."""
    with ThreadPoolExecutor() as pool:
        found = pool.map(orm_rows, [imports["metric"], imports["statute"]])
    return {
        system: [row for row in rows if row["sport"] == "running" and row["activity_id"] != "2006"]
        for system, rows in zip(("metric", "statute"), found, strict=True)
    }


@pytest.fixture
def spoil(imports: Mapping[str, Path], tmp_path: Path) -> Spoil:
    """A copy of the metric cache, changed by SQL: ``spoil("garmin_activities.db", change)``."""

    def changed(file: str, change: Change) -> GarminCache:
        home = tmp_path / "HealthData"
        if not home.exists():
            shutil.copytree(imports["metric"].parent, home)
        with closing(sqlite3.connect(home / "DBs" / file)) as db, db:
            change(db)
        return GarminCache(CacheLocation(home / "DBs"))

    return changed


def runs_of(cache: GarminCache | Path) -> dict[str, Run]:
    opened_cache = cache if isinstance(cache, GarminCache) else GarminCache(CacheLocation(cache))
    with opened_cache.open() as opened:
        return {run.activity_id: run for run in opened.runs(*EVER)}


def laps_and_records(databases: Path, activity_id: str) -> tuple[list[Lap], list[Record]]:
    with GarminCache(CacheLocation(databases)).open() as opened:
        return opened.laps(activity_id), opened.records(activity_id)


@pytest.mark.parametrize("system", ["metric", "statute"])
def test_the_runs_are_those_of_garmindbs_own_classes(
    imports: Mapping[str, Path], orm: Mapping[str, list[dict[str, Any]]], system: str
) -> None:
    runs = runs_of(imports[system])
    assert sorted(runs) == [row["activity_id"] for row in orm[system]]
    metres = 1000 if system == "metric" else MILE_M
    weeks: Counter[tuple[int, int]] = Counter()
    for row in orm[system]:
        run = runs[row["activity_id"]]
        assert row["measurement_system"] == system
        assert run.distance_m == pytest.approx(row["distance"] * metres, abs=1)
        assert run.moving_s == pytest.approx(row["moving_time"], abs=1)
        assert run.elapsed_s == pytest.approx(row["elapsed_time"], abs=1)
        assert run.avg_hr_bpm == row["avg_hr"]
        start = datetime.fromisoformat(row["start_time"])
        if row["activity_id"] == "2004":
            assert start == OLDER_START - timedelta(hours=2), "GarminDB has learnt the time zone"
            start = OLDER_START
        assert run.start == start
        weeks[start.isocalendar()[:2]] += row["distance"] * metres
    ours: Counter[tuple[int, int]] = Counter()
    for run in runs.values():
        ours[run.start.isocalendar()[:2]] += run.distance_m  # type: ignore[assignment,operator]
    assert len(weeks) == (5 if system == "metric" else 4)
    assert ours == pytest.approx(weeks, abs=1)


@pytest.mark.parametrize("system", ["metric", "statute", "first"])
def test_a_run_comes_out_as_it_went_in(imports: Mapping[str, Path], system: str) -> None:
    run = runs_of(imports[system])["2001"]
    assert (run.start, run.surface, run.name) == (START, "generic", None)
    assert run.distance_m == pytest.approx(2400, abs=1)
    assert (run.moving_s, run.elapsed_s, run.duration_s) == (710.5, 750.5, 710.5)
    assert (run.avg_hr_bpm, run.max_hr_bpm, run.cadence_spm, run.laps) == (154, 163, 172, 3)
    assert (run.ascent_m, run.descent_m) == pytest.approx((12, 12), abs=0.5)


def test_a_treadmill_run_and_a_trail_run_say_so(imports: Mapping[str, Path]) -> None:
    runs = runs_of(imports["metric"])
    assert (runs["2002"].surface, runs["2003"].surface) == ("treadmill", "trail")
    assert runs["2002"].start == START + timedelta(days=1)
    assert runs["2002"].avg_hr_bpm is None
    assert runs["2003"].distance_m == pytest.approx(4800, abs=1)


def test_a_run_known_only_by_garmins_answer_has_its_name_and_times(imports: Mapping[str, Path]) -> None:
    run = runs_of(imports["metric"])["2007"]
    assert (run.name, run.distance_m, run.moving_s, run.elapsed_s) == ("By hand", 5000, 1750, 1800)
    assert laps_and_records(imports["metric"], "2007") == ([], [])


@pytest.mark.parametrize("system", ["metric", "statute", "first"])
def test_laps_are_numbered_from_0_in_metres_and_seconds(imports: Mapping[str, Path], system: str) -> None:
    laps, _ = laps_and_records(imports[system], "2001")
    assert [lap.number for lap in laps] == [0, 1, 2]
    assert [lap.distance_m for lap in laps] == pytest.approx([1000, 1000, 400], abs=1)
    assert [lap.moving_s for lap in laps] == [300, 290.5, 120]
    assert [lap.elapsed_s for lap in laps] == [300, 330.5, 120]
    assert [lap.avg_hr_bpm for lap in laps] == [150, 155, 160]
    assert {lap.cadence_spm for lap in laps} == {172}
    assert [lap.ascent_m for lap in laps] == pytest.approx([12, 12, 12], abs=0.5)


@pytest.mark.parametrize("system", ["metric", "statute", "first"])
def test_records_are_in_metres_and_metres_per_second(imports: Mapping[str, Path], system: str) -> None:
    _, records = laps_and_records(imports[system], "2001")
    assert len(records) > 140
    assert records[0].time == START
    assert records[-1].distance_m == pytest.approx(2400, abs=1)
    assert records[0].speed_m_per_s == pytest.approx(1000 / 300, abs=0.01)
    assert (records[0].hr_bpm, records[0].cadence_spm) == (150, 172)
    assert all(16 <= (record.altitude_m or 0) <= 24.5 for record in records)


def test_the_children_of_a_file_with_several_sessions_are_counted_once(imports: Mapping[str, Path]) -> None:
    runs = runs_of(imports["metric"])
    assert sorted(run for run in runs if "_" in run) == ["2005_3", "2006_1", "2006_2"]
    assert runs["2006_1"].distance_m == pytest.approx(2400, abs=1)
    assert len(laps_and_records(imports["metric"], "2006_1")[0]) == 3


def test_a_parent_that_is_itself_a_run_gives_its_name_and_is_not_counted(
    imports: Mapping[str, Path],
) -> None:
    with closing(sqlite3.connect(imports["metric"] / "garmin_activities.db")) as db:
        stored = db.execute("SELECT sport, distance FROM activities WHERE activity_id = '2006'").fetchone()
    assert stored == ("running", 3.4)
    runs = runs_of(imports["metric"])
    assert "2006" not in runs
    assert (runs["2006_1"].name, runs["2006_2"].name) == ("Twice round", "Twice round")


def test_a_triathlon_gives_its_name_to_its_run(spoil: Spoil) -> None:
    def triathlon(db: sqlite3.Connection) -> None:
        db.execute("CREATE TEMP TABLE parent AS SELECT * FROM activities WHERE activity_id = '2005_1'")
        db.execute("UPDATE parent SET activity_id = '2005', name = 'City triathlon', sport = 'multisport'")
        db.execute("INSERT INTO activities SELECT * FROM parent")

    cache = spoil("garmin_activities.db", triathlon)
    assert runs_of(cache)["2005_3"].name == "City triathlon"


def test_an_older_watch_has_its_local_start_from_garmins_answer(
    imports: Mapping[str, Path], tmp_path: Path
) -> None:
    assert runs_of(imports["metric"])["2004"].start == OLDER_START
    with GarminCache(CacheLocation(imports["metric"])).open() as opened:
        assert [run.activity_id for run in opened.runs(OLDER_START.date(), OLDER_START.date())] == ["2004"]
        before = OLDER_START.date() - timedelta(days=1)
        assert opened.runs(before, before) == []


@pytest.mark.parametrize("given", [None, "no json", "[]", "{}", '{"startTimeLocal": 5, "summaryDTO": []}'])
def test_without_a_usable_answer_an_older_watch_keeps_the_stored_start(
    spoil: Spoil, given: str | None
) -> None:
    cache = spoil("garmin.db", lambda db: None)
    file = cache.location.activity_files / "activity_2004.json"
    file.unlink() if given is None else file.write_text(given, encoding="utf-8")
    assert runs_of(cache)["2004"].start == OLDER_START - timedelta(hours=2)


@pytest.mark.parametrize(
    ("older", "products"),
    [
        (True, "Fenix Fenix2 Fenix3 Fenix3_HR Fenix_3_Japan Fenix_3_HR_China fr10_japan fr15 fr25 fr70"),
        (True, "fr110 fr220 fr225_asia fr310xt_4t fr620_russia fr910xt fr910xt_china fr920xt_taiwan"),
        (True, "ForeRunner_10 ForeRunner_60 ForeRunner_210_Japan ForeRunner_405 ForeRunner_610"),
        (
            False,
            "Fenix_5S Fenix5X Fenix_5_Plus Fenix_6 Fenix_7X Fenix_8 Fenix_E Fenix_X_APAC fr45 fr55 fr165",
        ),
        (False, "fr245 fr255 fr265 fr645 fr735xt fr945 fr955 fr965 ForeRunner_45 ForeRunner_245_Music"),
        (False, "Forerunner935 Forerunner_645m ForeRunner_745 ForeRunner_945_LTE ForeRunner_30 Forerunner35"),
    ],
)
def test_older_watches_are_known_by_garmindbs_names_for_them(
    spoil: Spoil, older: bool, products: str
) -> None:
    """The names are those of fitfile's list of products."""
    location = spoil("garmin.db", lambda db: None).location
    with (
        closing(sqlite3.connect(location.activities)) as runs,
        closing(sqlite3.connect(location.health)) as db,
    ):
        for product in products.split():
            db.execute("UPDATE devices SET product = ? WHERE serial_number = ?", (product, OLDER_SERIAL))
            assert ("2004" in runs_of_older_watches(runs, db)) is older, product


def test_a_cache_that_says_metric_and_holds_miles_is_read_by_its_tracks(imports: Mapping[str, Path]) -> None:
    with closing(sqlite3.connect(imports["first"] / "garmin.db")) as db:
        system = db.execute("SELECT value FROM attributes WHERE key = 'measurement_system'").fetchone()
    with closing(sqlite3.connect(imports["first"] / "garmin_activities.db")) as db:
        stored = db.execute("SELECT distance FROM activities WHERE activity_id = '2001'").fetchone()
    assert system == ("DisplayMeasure.metric",)
    assert stored[0] == pytest.approx(2400 / MILE_M), "GarminDB has mended its first import"
    metres = {run_id: run.distance_m for run_id, run in runs_of(imports["first"]).items()}
    assert metres == pytest.approx({"2001": 2400, "2002": 2000, "2003": 4800}, abs=1)
    with GarminCache(CacheLocation(imports["first"])).open() as opened:
        assert opened.display_unit() is DistanceUnit.KM


def test_miles_are_noticed_even_when_the_first_and_the_last_imports_have_no_track(spoil: Spoil) -> None:
    def indoors_at_both_ends(db: sqlite3.Connection) -> None:
        db.execute("CREATE TEMP TABLE indoors AS SELECT * FROM activities WHERE activity_id = '2002'")
        for number in range(90, 96):
            db.execute("UPDATE indoors SET activity_id = ?", (str(number),))
            db.execute("INSERT INTO activities SELECT * FROM indoors")
        db.execute("UPDATE activities SET rowid = -rowid WHERE activity_id IN ('90', '91', '92')")
        for table in ("activities", "activity_records", "activity_laps"):
            db.execute(f"UPDATE {table} SET distance = distance / 1.609344")

    runs = runs_of(spoil("garmin_activities.db", indoors_at_both_ends))
    assert runs["2001"].distance_m == pytest.approx(2400, abs=1)
    assert runs["90"].distance_m == pytest.approx(2000, abs=1)


def test_runs_in_km_and_runs_in_miles_may_lie_side_by_side(spoil: Spoil) -> None:
    def first_import_in_miles(db: sqlite3.Connection) -> None:
        for table in ("activities", "activity_records", "activity_laps"):
            db.execute(f"UPDATE {table} SET distance = distance / 1.609344 WHERE activity_id = '2001'")

    cache = spoil("garmin_activities.db", first_import_in_miles)
    runs = runs_of(cache)
    assert (runs["2001"].distance_m, runs["2003"].distance_m) == pytest.approx((2400, 4800), abs=1)
    laps, records = laps_and_records(cache.location.databases, "2001")
    assert laps[0].distance_m == pytest.approx(1000, abs=1)
    assert records[-1].distance_m == pytest.approx(2400, abs=1)


@pytest.mark.parametrize("statement", ["DELETE FROM attributes", "DROP TABLE attributes"])
def test_without_a_measurement_system_miles_are_shown_and_the_tracks_still_tell_km(
    spoil: Spoil, statement: str
) -> None:
    cache = spoil("garmin.db", lambda db: db.execute(statement))
    with cache.open() as opened:
        assert opened.display_unit() is DistanceUnit.MI
    assert runs_of(cache)["2001"].distance_m == pytest.approx(2400, abs=1)


def test_a_run_with_nothing_but_its_start_is_a_run(spoil: Spoil) -> None:
    def bare(db: sqlite3.Connection) -> None:
        none = "00:00:00.000000"
        keys = ("elapsed_time", "moving_time", *(f"hrz_{zone}_time" for zone in range(1, 6)))
        db.execute(
            f"INSERT INTO activities (activity_id, sport, start_time, {', '.join(keys)})"
            f" VALUES ('3001', 'running', '2025-08-01 06:00:00.000000', {', '.join('?' * len(keys))})",
            [none] * len(keys),
        )

    run = runs_of(spoil("garmin_activities.db", bare))["3001"]
    assert run == Run("3001", datetime(2025, 8, 1, 6))
    assert (run.duration_s, run.pace_s_per_km) == (None, None)


def test_a_run_without_a_start_or_with_rubbish_in_its_numbers_spoils_no_other(spoil: Spoil) -> None:
    def rubbish(db: sqlite3.Connection) -> None:
        db.execute("UPDATE activities SET start_time = NULL WHERE activity_id = '2002'")
        db.execute(
            "UPDATE activities SET distance = 9e999, avg_hr = 'fast', ascent = x'00', moving_time = 'soon',"
            " calories = -5, avg_cadence = '' WHERE activity_id = '2003'"
        )

    runs = runs_of(spoil("garmin_activities.db", rubbish))
    run = runs.pop("2003")
    assert "2002" not in runs and len(runs) == 6
    assert (run.distance_m, run.avg_hr_bpm, run.ascent_m, run.moving_s, run.calories, run.cadence_spm) == (
        None,
    ) * 6


def test_a_run_of_more_than_a_day_has_its_days_back(spoil: Spoil) -> None:
    def ultra(db: sqlite3.Connection) -> None:
        db.execute(
            "UPDATE activities SET start_time = '2025-06-02 06:00:00.000000',"
            " moving_time = '23:10:00.000000', stop_time = '2025-06-03 08:30:00.000000',"
            " elapsed_time = '02:30:00.000000', distance = 163.0 WHERE activity_id = '2002'"
        )

    run = runs_of(spoil("garmin_activities.db", ultra))["2002"]
    assert (run.elapsed_s, run.moving_s) == (26.5 * 3600, 23 * 3600 + 600)


def test_a_cache_of_an_older_garmindb_lacks_some_columns_and_tables(spoil: Spoil) -> None:
    def older(db: sqlite3.Connection) -> None:
        for (view,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'view'").fetchall():
            db.execute(f"DROP VIEW {view}")
        for column in ("training_load", "hrz_5_time", "start_lat"):
            db.execute(f"ALTER TABLE activities DROP COLUMN {column}")
        db.execute("ALTER TABLE activity_laps DROP COLUMN avg_cadence")
        db.execute("DROP TABLE activities_devices")
        db.execute("DROP TABLE activity_records")

    cache = spoil("garmin_activities.db", older)
    run = runs_of(cache)["2001"]
    assert run.training_load is None
    assert run.distance_m == pytest.approx(2400, abs=1)
    laps, records = laps_and_records(cache.location.databases, "2001")
    assert [lap.cadence_spm for lap in laps] == [None] * 3
    assert records == []


def test_nights_join_sleep_resting_heart_rate_and_variability(spoil: Spoil) -> None:
    def nights(db: sqlite3.Connection) -> None:
        none = "00:00:00.000000"
        first, second, third = (f"2025-06-0{day} 00:00:00.000000" for day in (1, 2, 3))
        sleep = (
            "INSERT INTO sleep (day, total_sleep, deep_sleep, light_sleep, rem_sleep, awake, score) VALUES"
        )
        db.execute(f"{sleep} (?, '07:20:00.000000', ?, ?, ?, ?, 81)", (first, *[none] * 4))
        db.execute(f"{sleep} (?, ?, ?, ?, ?, ?, NULL)", (third, none, *[none] * 4))
        db.executemany("INSERT INTO resting_hr VALUES (?, ?)", [(first, 47.0), (second, 49.0)])
        db.execute(
            "INSERT INTO hrv (day, last_night_avg, baseline_low, baseline_upper) VALUES (?, 61, 52, 70)",
            (first,),
        )

    with spoil("garmin.db", nights).open() as opened:
        found = opened.nights(date(2025, 6, 1), date(2025, 6, 3))
        only = opened.nights(date(2025, 6, 2), date(2025, 6, 2))
    second = Night(date(2025, 6, 2), resting_hr_bpm=49)
    assert found == [Night(date(2025, 6, 1), 47, 61, 52, 70, 26_400.0, 81), second]
    assert only == [second]


def test_runs_are_there_without_garmin_db_and_nights_are_not(spoil: Spoil) -> None:
    cache = spoil("garmin.db", lambda db: None)
    cache.location.health.unlink()
    with cache.open() as opened:
        assert opened.nights(*EVER) == []
        assert len(opened.runs(*EVER)) == 8
        assert opened.display_unit() is DistanceUnit.MI


def test_the_newest_run_comes_first_and_its_day_is_the_latest(imports: Mapping[str, Path]) -> None:
    with GarminCache(CacheLocation(imports["metric"])).open() as opened:
        runs = opened.runs(*EVER)
        assert opened.latest_run_day(date(2025, 6, 30)) == date(2025, 6, 22)
        assert opened.latest_run_day(date(2024, 1, 1)) is None
        assert [run.activity_id for run in opened.runs(date(2025, 6, 3), date(2025, 6, 3))] == ["2002"]
    assert [run.start for run in runs] == sorted((run.start for run in runs), reverse=True)
