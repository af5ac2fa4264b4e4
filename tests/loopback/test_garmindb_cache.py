"""FIT files written here come out of the real GarminDB importer as they went in."""

import json
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from garmin_fit_sdk import Decoder, Stream

from tests.loopback.fit_writer import FitLap, FitSession, write_fit_multisport, write_fit_run
from tests.loopback.garmindb_cache import import_with_garmindb, orm_rows

# One worker runs this file: each import costs a second and a half.
pytestmark = pytest.mark.xdist_group("garmindb")

START = datetime(2025, 6, 1, 7, 30)
LAPS = [
    FitLap(1000, 300, 150),
    FitLap(1000, 290.5, 155, paused_s=40),
    FitLap(400, 120, 160, intensity="recovery", trigger="manual"),
]
MILES = 1609.344

type Rows = Mapping[str, dict[str, Any]]


def imported(home: Path, system: str | None, files: list[Path], answers: list[Path]) -> Rows:
    home.mkdir()
    dbs = import_with_garmindb(home, fit_files=files, json_files=answers, measurement_system=system)
    return {row["activity_id"]: row for row in orm_rows(dbs)}


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("fit")
    named = {number: folder / f"{number}_ACTIVITY.fit" for number in ("1001", "1002", "1003", "1004")}
    write_fit_run(named["1001"], start=START, utc_offset_h=2, laps=LAPS, watch_units="metric")
    write_fit_run(
        named["1002"],
        start=START,
        utc_offset_h=-7.5,
        laps=LAPS,
        sub_sport="treadmill",
        with_hr=False,
        with_gps=False,
    )
    write_fit_run(named["1003"], start=START, utc_offset_h=2, laps=LAPS, older_watch=True)
    sessions = [FitSession(LAPS[:1], "cycling"), FitSession([FitLap(50, 60)], "transition"), FitSession(LAPS)]
    write_fit_multisport(named["1004"], start=START, utc_offset_h=2, sessions=sessions)
    return named


@pytest.fixture(scope="module")
def caches(files: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> dict[str | None, Rows]:
    """The same files imported by three runners side by side: km, miles, and one who never downloaded."""
    homes = tmp_path_factory.mktemp("homes")
    answer = homes / "activity_1003.json"
    answer.write_text(json.dumps(garmin_answer(1003, "Evening run", "2025-06-01T07:30:00")), encoding="utf-8")
    broken = [homes / "1009_ACTIVITY.fit", homes / "activity_1010.json"]
    for path in broken:
        path.write_text("{}", encoding="utf-8")
    systems: list[str | None] = ["metric", "statute_us", None]
    fit_files = [[*files.values()], [files["1001"], files["1004"]], [files["1001"], broken[0]]]
    answers = [[answer], [], broken[1:]]
    with ThreadPoolExecutor() as pool:
        rows = pool.map(imported, [homes / str(system) for system in systems], systems, fit_files, answers)
        return dict(zip(systems, rows, strict=True))


def garmin_answer(activity_id: int, name: str, start_local: str) -> dict[str, Any]:
    return {
        "activityId": activity_id,
        "activityName": name,
        "activityType": {"typeId": 1, "typeKey": "running", "parentTypeId": 17},
        "eventType": {"typeId": 9, "typeKey": "uncategorized"},
        "startTimeLocal": start_local,
        "distance": 2400.0,
        "elapsedDuration": 750.5,
        "movingDuration": 700.0,
    }


def test_every_file_is_sound(files: dict[str, Path]) -> None:
    for path in files.values():
        stream = Stream.from_file(str(path))
        assert Decoder(stream).check_integrity()
        messages, errors = Decoder(Stream.from_file(str(path))).read()
        assert errors == []
        assert len(messages["record_mesgs"]) > 100


def test_intensity_and_trigger_are_in_the_file(files: dict[str, Path]) -> None:
    messages, _ = Decoder(Stream.from_file(str(files["1001"]))).read()
    laps = [(lap["intensity"], lap["lap_trigger"]) for lap in messages["lap_mesgs"]]
    assert laps == [("active", "distance"), ("active", "distance"), ("recovery", "manual")]


def test_a_run_comes_out_as_it_went_in(caches: dict[str | None, Rows]) -> None:
    run = caches["metric"]["1001"]
    assert (run["sport"], run["sub_sport"], run["measurement_system"]) == ("running", "generic", "metric")
    assert run["start_time"] == "2025-06-01T07:30:00"
    assert run["distance"] == pytest.approx(2.4)
    assert (run["moving_time"], run["elapsed_time"], run["avg_hr"]) == (710.5, 750.5, 154)
    assert [lap["start_time"][11:] for lap in run["laps"]] == ["07:30:00", "07:35:00", "07:40:30"]
    assert [lap["distance"] for lap in run["laps"]] == pytest.approx([1, 1, 0.4])
    assert [lap["moving_time"] for lap in run["laps"]] == [300, 290.5, 120]
    assert [lap["elapsed_time"] for lap in run["laps"]] == [300, 330.5, 120]
    assert [lap["avg_hr"] for lap in run["laps"]] == [150, 155, 160]


def test_a_run_west_of_greenwich_without_heart_rate_starts_at_its_local_time(
    caches: dict[str | None, Rows],
) -> None:
    run = caches["metric"]["1002"]
    assert (run["start_time"], run["sub_sport"], run["avg_hr"]) == ("2025-06-01T07:30:00", "treadmill", None)


def test_an_older_watch_gives_utc_even_where_garmins_answer_knew_better(
    caches: dict[str | None, Rows],
) -> None:
    run = caches["metric"]["1003"]
    assert (run["name"], run["start_time"]) == ("Evening run", "2025-06-01T05:30:00")


def test_each_session_of_a_multisport_file_is_a_row(caches: dict[str | None, Rows]) -> None:
    rows = [row for activity_id, row in caches["metric"].items() if activity_id.startswith("1004")]
    assert [(row["activity_id"], row["sport"], row["start_time"][11:], len(row["laps"])) for row in rows] == [
        ("1004_1", "cycling", "07:30:00", 1),
        ("1004_2", "transition", "07:35:00", 1),
        ("1004_3", "running", "07:36:00", 3),
    ]


def test_a_statute_cache_is_in_miles(caches: dict[str | None, Rows]) -> None:
    run = caches["statute_us"]["1001"]
    assert run["distance"] == pytest.approx(2400 / MILES)
    assert run["laps"][0]["distance"] == pytest.approx(1000 / MILES)


def test_the_users_settings_outrank_the_watch(caches: dict[str | None, Rows]) -> None:
    assert caches["statute_us"]["1001"]["measurement_system"] == "statute"


def test_a_first_import_without_settings_says_metric_and_holds_miles(caches: dict[str | None, Rows]) -> None:
    run = caches[None]["1001"]
    assert (run["measurement_system"], run["distance"]) == ("metric", pytest.approx(2400 / MILES))


def test_the_importer_passes_over_files_it_cannot_read(caches: dict[str | None, Rows]) -> None:
    assert list(caches[None]) == ["1001"]


def test_an_import_that_fails_says_why(tmp_path: Path) -> None:
    in_the_way = tmp_path / "HealthData" / "DBs"
    in_the_way.parent.mkdir()
    in_the_way.touch()
    with pytest.raises(RuntimeError, match="unable to open database file"):
        import_with_garmindb(tmp_path)
