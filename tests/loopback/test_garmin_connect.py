"""The real garmindb and garminconnect take the loopback Garmin Connect for the true one."""

import http.client
import json
import os
import sqlite3
import ssl
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from tests.loopback.garmin_account import GarminAccount, account_with
from tests.loopback.garmin_connect import GarminConnect
from tests.loopback.garmin_faults import STALL, slow
from tests.loopback.garmin_guest import GarminGuest
from tests.loopback.garmin_tokens import TOKEN_FILE

# One worker runs this file: the packages take a second to import.
pytestmark = pytest.mark.xdist_group("garmin connect")

TODAY = date.today()
PROFILE = "/userprofile-service/socialProfile"
LIST = "/activitylist-service/activities/search/activities"
STATS = ("sleep", "rhr", "hrv", "activities")
CLI = """
import runpy, sys, sysconfig, time

time.sleep = lambda seconds: None
sys.argv = ["garmindb_cli.py", "--all", "--download", "--import", "--latest"]
runpy.run_path(sysconfig.get_path("scripts") + "/garmindb_cli.py", run_name="__main__")
"""


def configure(home: Path, account: GarminAccount, days: int, runs: int) -> None:
    """GarminDB's configuration for a person who wants this much."""
    start = (TODAY - timedelta(days=days)).strftime("%m/%d/%Y")
    wanted: dict[str, Any] = {f"{name}_start_date": start for name in STATS[:-1]}
    config = {
        "db": {"type": "sqlite"},
        "garmin": {"domain": "garmin.com"},
        "credentials": {"user": account.email, "secure_password": False, "password": account.password},
        "data": wanted | {"download_latest_activities": runs, "download_all_activities": runs},
        "directories": {"relative_to_home": True, "base_dir": "HealthData", "mount_dir": ""},
        "enabled_stats": dict.fromkeys(STATS, True),
        "course_views": {"steps": []},
        "modes": {},
        "activities": {"display": []},
        "settings": {"metric": True, "default_display_activities": ["running"]},
        "checkup": {"look_back_days": 90},
    }
    folder = home / ".GarminDb"
    folder.mkdir()
    (folder / "GarminConnectConfig.json").write_text(json.dumps(config), encoding="utf-8")


@pytest.fixture(scope="module")
def synced(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, GarminConnect]]:
    """A home after GarminDB's own CLI met an account: of five activities the newest four were wanted."""
    home = tmp_path_factory.mktemp("home")
    account = account_with(5, today=TODAY)
    account.activities[1].manual = True
    account.activities[2].vanished = True
    configure(home, account, days=2, runs=4)
    with GarminConnect(account) as garmin:
        environment = os.environ | garmin.environment | {"HOME": str(home), "USERPROFILE": str(home)}
        ended = subprocess.run(
            [sys.executable, "-c", CLI], cwd=home, env=environment, capture_output=True, text=True, timeout=60
        )
        assert ended.returncode == 0, ended.stderr
        yield home, garmin


def rows(home: Path, database: str, query: str) -> list[tuple[Any, ...]]:
    opened = sqlite3.connect(f"file:{home / 'HealthData' / 'DBs' / database}?mode=ro", uri=True)
    try:
        return opened.execute(query).fetchall()
    finally:
        opened.close()


def test_garmindb_downloads_and_imports_activities(synced: tuple[Path, GarminConnect]) -> None:
    home, garmin = synced
    newest, manual, vanished, older = garmin.account.activities[:4]
    found = rows(
        home,
        "garmin_activities.db",
        "SELECT activity_id, name, sub_sport, start_time, distance FROM activities",
    )
    assert {row[0]: row[1:] for row in found} == {
        str(each.activity_id): (
            each.name,
            {"running": "generic"}.get(each.kind, each.kind.removesuffix("_running")),
            each.start.isoformat(" ", "microseconds"),
            pytest.approx(sum(lap.distance_m for lap in each.laps) / 1000),
        )
        for each in (newest, manual, vanished, older)
    }
    laps = rows(
        home, "garmin_activities.db", "SELECT activity_id, count(*) FROM activity_laps GROUP BY activity_id"
    )
    assert dict(laps) == {str(each.activity_id): len(each.laps) for each in (newest, older)}
    assert rows(home, "garmin_activities.db", "SELECT count(*) FROM activity_records")[0][0] > 100


def test_garmindb_downloads_and_imports_nights(synced: tuple[Path, GarminConnect]) -> None:
    home, garmin = synced
    nights = {f"{day} 00:00:00.000000": night for day, night in garmin.account.nights.items()}
    sleep = rows(home, "garmin.db", "SELECT day, score FROM sleep")
    pulse = rows(home, "garmin.db", "SELECT day, resting_heart_rate FROM resting_hr")
    hrv = rows(home, "garmin.db", "SELECT day, last_night_avg FROM hrv")
    assert dict(sleep) == {day: nights[day].score for day, _ in sleep}
    assert dict(pulse) == {day: nights[day].rhr_bpm for day, _ in pulse}
    assert dict(hrv) == {day: nights[day].hrv_ms for day, _ in hrv}
    assert (len(sleep), len(pulse), len(hrv)) == (2, 2, 1)


def test_garmindb_keeps_the_tokens_and_asks_nobody_else(synced: tuple[Path, GarminConnect]) -> None:
    home, garmin = synced
    file = home / TOKEN_FILE
    assert file.stat().st_mode & 0o777 == 0o600
    assert set(json.loads(file.read_text("utf-8"))) == {"di_token", "di_refresh_token", "di_client_id"}
    assert [request.path.partition("?")[0] for request in garmin.requests][:3] == [
        "/mobile/api/login",
        "/di-oauth2-service/oauth/token",
        PROFILE,
    ]
    assert sorted(request.status or 0 for request in garmin.requests if request.status != 200) == [
        204,
        404,
        404,
        404,
    ]
    assert garmin.refused_hosts == []


def test_activities_come_in_pages_newest_first(
    garmin: GarminConnect, guest: GarminGuest, tokens: Path
) -> None:
    ids = [activity.activity_id for activity in garmin.account.activities]
    pages = [guest.fetch(tokens, LIST, params={"start": start, "limit": 2}).value for start in (0, 2, 4)]
    assert [[entry["activityId"] for entry in page] for page in pages] == [ids[:2], ids[2:], []]
    since = guest.fetch(tokens, LIST, params={"startDate": str(TODAY - timedelta(days=2))}).value
    assert [entry["activityId"] for entry in since] == ids[:2]


def test_a_run_added_during_the_day_is_listed_first(
    garmin: GarminConnect, guest: GarminGuest, tokens: Path
) -> None:
    new = garmin.account.add_run(TODAY + timedelta(days=1), name="Tomorrow's Run")
    found = guest.fetch(tokens, LIST, params={"limit": 1}).value
    assert [(entry["activityId"], entry["activityName"]) for entry in found] == [
        (new.activity_id, "Tomorrow's Run")
    ]


class Visitor:
    """Plain HTTP through the proxy, without the packages."""

    def __init__(self, garmin: GarminConnect, host: str = "connectapi.garmin.com") -> None:
        proxy = urlsplit(garmin.environment["HTTPS_PROXY"])
        context = ssl.create_default_context(cafile=garmin.environment["SSL_CERT_FILE"])
        self.connection = http.client.HTTPSConnection(
            str(proxy.hostname), proxy.port, context=context, timeout=5
        )
        self.connection.set_tunnel(host, 443)
        pair = garmin.account.tokens.issue()
        self.headers = {"Authorization": f"Bearer {pair['access_token']}"}

    def get(self, path: str) -> tuple[int, bytes]:
        self.connection.request("GET", path, headers=self.headers)
        answer = self.connection.getresponse()
        return answer.status, answer.read()


def test_other_hosts_are_refused_and_noted(garmin: GarminConnect) -> None:
    with pytest.raises(OSError, match="403"):
        Visitor(garmin, "example.com").get("/")
    assert garmin.refused_hosts == ["example.com"]


def test_a_day_without_data_is_a_204(garmin: GarminConnect) -> None:
    visitor, name = Visitor(garmin), garmin.account.display_name
    lost, without_hrv = "2001-01-01", TODAY - timedelta(days=1)
    assert visitor.get(f"/wellness-service/wellness/dailySleepData/{name}?date={lost}") == (204, b"")
    assert visitor.get(f"/userstats-service/wellness/daily/{name}?fromDate={lost}") == (204, b"")
    assert visitor.get(f"/hrv-service/hrv/{without_hrv}") == (204, b"")
    assert visitor.get(f"/hrv-service/hrv/{TODAY}")[0] == 200


def test_an_answer_drips_at_the_pace_that_is_asked_for(garmin: GarminConnect) -> None:
    visitor = Visitor(garmin)
    _, whole = visitor.get(PROFILE)
    garmin.fail(slow(len(whole) * 4))
    begun = time.monotonic()
    assert visitor.get(PROFILE) == (200, whole)
    assert time.monotonic() - begun > 0.2


def test_every_answer_waits_for_the_delay(garmin: GarminConnect) -> None:
    visitor = Visitor(garmin)
    garmin.delay_s = 0.1
    visitor.get(PROFILE)
    visitor.get(PROFILE)
    assert garmin.requests[1].moment - garmin.requests[0].moment > 0.1


def test_closing_ends_stalled_conversations_and_leaves_no_thread() -> None:
    before = set(threading.enumerate())
    with GarminConnect(account_with(1, today=TODAY)) as garmin:
        garmin.fail(STALL)
        visitor = Visitor(garmin)
        visitor.connection.request("GET", PROFILE, headers=visitor.headers)
        garmin.wait_for_request()
    with pytest.raises((ConnectionError, ssl.SSLError)):
        visitor.connection.getresponse()
    visitor.connection.close()
    assert set(threading.enumerate()) <= before
    assert not Path(garmin.environment["SSL_CERT_FILE"]).exists()
