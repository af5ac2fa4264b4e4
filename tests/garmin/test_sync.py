"""A sync, end to end: the real worker and packages against a Garmin Connect on this machine."""

import asyncio
import json
import shutil
import stat
import sys
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from runcoach.garmin.sync.process import SyncProcess
from runcoach.garmin.sync.protocol import Code, CodeNeeded, Done, Failed, Imported, Reason, Trouble
from runcoach.garmin.sync.state import SyncState
from tests.loopback.garmin_account import CODE, FULL_NAME, PASSWORD, GarminAccount, account_with
from tests.loopback.garmin_connect import Fault, GarminConnect
from tests.loopback.garmindb_cache import import_everything
from tests.loopback.synced import TODAY, Garmin

SINCE = TODAY - timedelta(days=3)


@pytest.fixture
def account() -> GarminAccount:
    return account_with(2, TODAY, first_night=TODAY - timedelta(days=2))


@pytest.fixture
def garmin(account: GarminAccount) -> Iterator[GarminConnect]:
    with GarminConnect(account) as connect:
        yield connect


@pytest.fixture
def runner(garmin: GarminConnect, tmp_path: Path) -> Garmin:
    return Garmin(tmp_path / "runner", garmin.environment)


def paths(garmin: GarminConnect) -> list[str]:
    return [asked.path for asked in garmin.requests]


async def complete(runner: Garmin, **about: object) -> Done:
    done = await runner.result(since=SINCE, **about)
    assert isinstance(done, Done) and done.is_complete, done
    return done


async def undisturbed_rows(account: GarminAccount, folder: Path) -> object:
    with GarminConnect(account) as garmin:
        runner = Garmin(folder / "undisturbed", garmin.environment)
        await complete(runner)
        return runner.tables()


async def test_from_no_folders_at_all_to_runs_in_the_cache(runner: Garmin) -> None:
    events = await runner.sync(since=SINCE)
    done = events[-1]
    assert isinstance(done, Done) and done.is_complete
    assert (done.runs, done.nights) == (2, 3)
    assert [message.runs for message in events if isinstance(message, Imported)] == [1, 1]
    tables = runner.tables()
    assert len(tables["garmin_activities.db:activities"]) == 2
    assert len(tables["garmin_activities.db:activity_laps"]) == 4
    assert len(tables["garmin.db:sleep"]) == 3
    assert len(tables["garmin.db:resting_hr"]) == 3
    assert len(tables["garmin.db:hrv"]) == 3


async def test_only_the_token_is_kept_and_nobody_else_may_read_it(runner: Garmin) -> None:
    await complete(runner)
    assert runner.folders.is_connected
    if sys.platform != "win32":
        assert stat.S_IMODE(runner.folders.tokens.stat().st_mode) == 0o600
    kept = [file for file in runner.folders.base.parent.rglob("*") if file.is_file()]
    assert not [file for file in kept if PASSWORD.encode() in file.read_bytes()]
    log = (runner.state / "sync.log").read_text(encoding="utf-8")
    assert FULL_NAME not in log and "@" not in log


async def test_the_next_sync_needs_no_password_and_fetches_only_what_is_new(
    runner: Garmin, garmin: GarminConnect, account: GarminAccount
) -> None:
    await complete(runner)
    garmin.requests.clear()
    newer = account_with(1, TODAY + timedelta(days=1)).activities[0]
    newer.activity_id += 1
    account.activities.insert(0, newer)
    done = await complete(runner, email="", password="")
    assert done.runs == 1
    assert [path for path in paths(garmin) if "download-service" in path] == [
        f"/download-service/files/activity/{newer.activity_id}"
    ]
    assert not [path for path in paths(garmin) if path.endswith(("/login", "/token"))]
    assert any(path.endswith(f"/hrv/{TODAY}") for path in paths(garmin))


async def test_rows_are_those_of_garmindb_s_own_command_on_the_same_files(
    runner: Garmin, tmp_path: Path
) -> None:
    await complete(runner)
    home = tmp_path / "command"
    shutil.copytree(runner.folders.base, home / "HealthData", ignore=shutil.ignore_patterns("DBs"))
    import_everything(home)
    theirs = Garmin(home, {})
    ours, expected = runner.tables(), theirs.tables()
    # The command reads files in the folder's chance order: the last one read dates the watch.
    ours["garmin.db:devices"] = [(row[0], *row[2:]) for row in ours["garmin.db:devices"]]
    expected["garmin.db:devices"] = [(row[0], *row[2:]) for row in expected["garmin.db:devices"]]
    assert ours == expected


async def test_a_code_is_asked_for_when_garmin_wants_one(runner: Garmin, account: GarminAccount) -> None:
    account.code = CODE
    events = await runner.sync(since=SINCE)
    assert sum(isinstance(message, CodeNeeded) for message in events) == 1
    assert isinstance(events[-1], Done) and events[-1].is_complete


@pytest.mark.parametrize("code", ["000000", ""])
async def test_a_code_that_is_refused_is_said_to_be(
    runner: Garmin, account: GarminAccount, code: str
) -> None:
    account.code = CODE
    failed = (await runner.sync(since=SINCE, code=code))[-1]
    assert isinstance(failed, Failed) and failed.trouble is Trouble.CODE_REFUSED
    assert "did not accept the code" in failed.message


async def test_a_wrong_password_is_tried_once(runner: Garmin, garmin: GarminConnect) -> None:
    failed = await runner.result(password="wrong")
    assert isinstance(failed, Failed) and failed.trouble is Trouble.WRONG_PASSWORD
    assert len(garmin.attempts) == 1
    assert "wrong" not in failed.message


async def test_without_a_login_the_runner_is_asked_to_connect(runner: Garmin) -> None:
    failed = await runner.result(email="", password="")
    assert isinstance(failed, Failed) and failed.trouble is Trouble.NOT_CONNECTED


async def test_garmin_s_wish_to_be_left_alone_outlives_the_program(
    runner: Garmin, garmin: GarminConnect
) -> None:
    garmin.fail("/mobile/api/login", Fault.TOO_MANY)
    failed = await runner.result()
    assert isinstance(failed, Failed) and failed.trouble is Trouble.TOO_MANY_REQUESTS
    assert failed.until is not None and failed.until > datetime.now()
    asked = len(garmin.requests)
    again = await runner.result()
    assert isinstance(again, Failed) and again.trouble is Trouble.TOO_MANY_REQUESTS
    assert len(garmin.requests) == asked == 1
    await complete(runner, insist=True)
    assert SyncState(runner.state).wait_until is None


async def test_an_expired_token_is_refreshed(
    runner: Garmin, garmin: GarminConnect, account: GarminAccount
) -> None:
    account.seed_tokens(runner.folders.tokens, expired=True)
    await complete(runner, email="", password="")
    assert not garmin.attempts


async def test_a_revoked_token_asks_for_the_password_again(runner: Garmin, account: GarminAccount) -> None:
    await complete(runner)
    account.revoke()
    failed = await runner.result(email="", password="")
    assert isinstance(failed, Failed)
    assert failed.trouble in (Trouble.REVOKED, Trouble.NOT_CONNECTED)
    await complete(runner)


async def test_offline_is_said_in_plain_words(tmp_path: Path) -> None:
    nowhere = dict.fromkeys(("HTTPS_PROXY", "https_proxy"), "http://127.0.0.1:9")
    failed = await Garmin(tmp_path, nowhere).result()
    assert isinstance(failed, Failed) and failed.trouble is Trouble.OFFLINE


async def test_an_activity_whose_file_never_came_is_fetched_again(
    runner: Garmin, garmin: GarminConnect, account: GarminAccount
) -> None:
    await complete(runner)
    wanted = runner.tables()
    lost = account.activities[1].activity_id
    folder = runner.folders.base / "FitFiles" / "Activities"
    (folder / f"{lost}_ACTIVITY.fit").unlink()
    shutil.rmtree(runner.folders.base / "DBs")
    shutil.rmtree(runner.state)
    await complete(runner)
    assert runner.tables() == wanted


async def test_an_activity_deleted_meanwhile_is_reported_and_nothing_of_it_stays(
    runner: Garmin, garmin: GarminConnect, account: GarminAccount
) -> None:
    gone = account.activities[0].activity_id
    garmin.fail(f"/{gone}$", Fault.NOT_FOUND, times=9)
    done = await complete(runner)
    assert [left.reason for left in done.left] == [Reason.DELETED]
    assert not list(runner.folders.base.rglob(f"*{gone}*"))


async def test_a_run_that_was_typed_in_has_no_file_and_is_complete(
    runner: Garmin, account: GarminAccount
) -> None:
    account.activities[0].file = None
    done = await complete(runner)
    assert done.runs == 2
    assert len(runner.tables()["garmin_activities.db:activities"]) == 2


@pytest.mark.parametrize(
    ("path", "how"),
    [
        ("/download-service/", Fault.RUBBISH),
        ("/download-service/", Fault.CUT_INSIDE),
        ("/activity-service/", Fault.BROKEN),
        ("/activitylist-service/", Fault.HTML),
        ("/wellness-service/", Fault.NOTHING),
        ("/userstats-service/", Fault.TOO_MANY),
        ("/hrv-service/", Fault.CUT_BEFORE),
        ("/user-settings", Fault.UNAVAILABLE),
        ("/user-settings", Fault.NOTHING),
        ("/socialProfile", Fault.NOTHING),
        ("/download-service/", Fault.SLOW),
        ("/download-service/", Fault.NOT_FOUND),
    ],
    ids=lambda value: value.name if isinstance(value, Fault) else value.strip("/"),
)
async def test_after_a_fault_the_next_sync_makes_the_rows_right(
    runner: Garmin, garmin: GarminConnect, account: GarminAccount, tmp_path: Path, path: str, how: Fault
) -> None:
    garmin.fail(path, how)
    await runner.result(since=SINCE)
    await complete(runner, insist=True)
    assert runner.tables() == await undisturbed_rows(account, tmp_path)


@pytest.mark.parametrize("requests", [9, 14])
async def test_a_killed_worker_loses_nothing(
    runner: Garmin, garmin: GarminConnect, account: GarminAccount, tmp_path: Path, requests: int
) -> None:
    process = SyncProcess(runner.job(since=SINCE))
    with runner.led_here():
        async for message in process.messages():
            if len(garmin.requests) >= requests:
                process.kill()
            last = message
    assert isinstance(last, Failed) and "ended from outside" in last.message
    await complete(runner)
    assert runner.tables() == await undisturbed_rows(account, tmp_path)


async def test_cancelling_takes_less_than_a_second_and_the_next_sync_goes_on(
    runner: Garmin, account: GarminAccount, tmp_path: Path
) -> None:
    process = SyncProcess(runner.job(since=SINCE, request_interval_s=30.0))
    loop, cancelled_at = asyncio.get_running_loop(), 0.0
    with runner.led_here():
        async for message in process.messages():
            if isinstance(message, Imported):
                cancelled_at = loop.time()
                await process.cancel()
            last = message
    assert cancelled_at and loop.time() - cancelled_at < 1.5
    assert isinstance(last, Done) and last.cancelled and last.runs == 1
    done = await complete(runner)
    assert done.runs == 1
    assert runner.tables() == await undisturbed_rows(account, tmp_path)


async def test_two_syncs_do_not_run_at_once(runner: Garmin) -> None:
    first = SyncProcess(runner.job(since=SINCE, request_interval_s=30.0))
    with runner.led_here():
        async for message in first.messages():
            if isinstance(message, Imported):
                second = await runner.result()
                assert isinstance(second, Failed) and second.trouble is Trouble.ALREADY_RUNNING
                await first.cancel()


async def test_a_worker_that_is_given_nothing_says_what_it_is() -> None:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "runcoach.garmin.worker"),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    out, err = await process.communicate(json.dumps({"say": "code", "code": Code("1").code}).encode())
    assert process.returncode == 64 and not out
    assert b"use runcoach-tui sync" in err
