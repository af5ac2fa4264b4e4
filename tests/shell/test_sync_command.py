"""Sync, import and disconnect in the shell: what goes to which stream, and the exit codes."""

import json
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from runcoach.garmin.sync.protocol import Done, Failed, LeftOut, Reason, Trouble
from runcoach.garmin.sync.wording import result_line
from runcoach.shell import main as cli
from runcoach.shell import sync_job
from tests.loopback.fit_writer import FitLap, write_fit_run
from tests.loopback.garmin_account import CODE, EMAIL, PASSWORD, GarminAccount, account_with
from tests.loopback.garmin_connect import Fault, GarminConnect
from tests.loopback.synced import TODAY

ON_THE_DAY = ("--today", TODAY.isoformat())
SINCE = ("--since", (TODAY - timedelta(days=2)).isoformat())

type Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    def run(*arguments: object) -> tuple[int, str, str]:
        code = cli.run([str(argument) for argument in arguments])
        return code, *capsys.readouterr()

    monkeypatch.setenv("GARMIN_USERNAME", EMAIL)
    monkeypatch.setenv("GARMIN_PASSWORD", PASSWORD)
    return run


@pytest.fixture
def account() -> GarminAccount:
    return account_with(1, TODAY, first_night=TODAY - timedelta(days=1))


@pytest.fixture
def garmin(account: GarminAccount, monkeypatch: pytest.MonkeyPatch) -> Iterator[GarminConnect]:
    with GarminConnect(account) as connect:
        for name, value in connect.environment.items():
            monkeypatch.setenv(name, value)
        yield connect


@pytest.mark.usefixtures("garmin")
def test_a_sync_tells_its_progress_on_stderr_and_its_result_on_stdout(run: Run, own_folders: Path) -> None:
    code, out, err = run("sync", *SINCE, *ON_THE_DAY)
    assert (code, out) == (0, "1 new run, 2 nights\n")
    assert "signing in to Garmin" in err and "activity 1 of 1" in err and "new run: " in err
    assert PASSWORD not in err and EMAIL not in err
    assert (own_folders / "HealthData" / "DBs" / "garmin_activities.db").is_file()
    assert run("runs", *ON_THE_DAY)[0] == 0
    assert run("sync", *ON_THE_DAY)[1] == "2 nights\n", "the last ones are fetched again"


@pytest.mark.usefixtures("garmin")
def test_the_result_as_json_is_for_scripts(run: Run) -> None:
    code, out, _ = run("sync", *SINCE, "--json", *ON_THE_DAY)
    found = json.loads(out)
    assert code == 0
    assert (found["complete"], found["runs"], found["nights"], found["left"]) == (True, 1, 2, [])


def test_what_is_missing_is_named_and_the_exit_code_says_so(run: Run, garmin: GarminConnect) -> None:
    garmin.fail("/download-service/", Fault.BROKEN, times=3)
    code, out, err = run("sync", *SINCE, *ON_THE_DAY)
    assert code == 1
    assert "left out" in out
    assert "the next sync tries again" in err
    assert run("sync", *ON_THE_DAY)[0] == 0


def test_a_refused_login_is_one_line_and_exit_code_1(
    run: Run, garmin: GarminConnect, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GARMIN_PASSWORD", "something else")
    code, out, err = run("sync", *ON_THE_DAY)
    assert (code, out) == (1, "")
    assert "password" in err and "Traceback" not in err and "something else" not in err


@pytest.mark.usefixtures("garmin")
def test_without_a_login_and_a_terminal_nobody_is_asked(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GARMIN_PASSWORD")
    code, out, err = run("sync", *ON_THE_DAY)
    assert (code, out) == (1, "")
    assert "Garmin" in err


def test_garmin_s_code_is_asked_for_in_the_terminal(
    run: Run, garmin: GarminConnect, account: GarminAccount, monkeypatch: pytest.MonkeyPatch
) -> None:
    account.code = CODE
    asked = []

    def answer(words: str) -> str:
        asked.append(words)
        return CODE

    monkeypatch.setattr(sync_job, "typed_answer", answer)
    assert run("sync", *SINCE, *ON_THE_DAY)[0] == 0
    assert asked == ["The code that Garmin sent: "]


def test_files_are_imported_without_an_account(run: Run, tmp_path: Path) -> None:
    laps = (FitLap(1000, 360), FitLap(1000, 360))
    file = write_fit_run(tmp_path / "morning.fit", start=datetime(2026, 11, 20, 7, 0), laps=laps)
    (tmp_path / "rubbish.fit").write_bytes(b"no FIT at all")
    code, out, err = run("import", file, tmp_path / "rubbish.fit", *ON_THE_DAY)
    assert code == 1
    assert out == "1 new run; 1 thing left out\n"
    assert "rubbish.fit" in err
    assert run("import", file, *ON_THE_DAY)[:2] == (0, "Nothing new\n")
    code, out, _ = run("runs", "--json", *ON_THE_DAY)
    assert [found["distance_m"] for found in json.loads(out)] == [pytest.approx(2000, abs=1)]


@pytest.mark.usefixtures("garmin")
def test_disconnecting_removes_the_token_and_nothing_else(run: Run, own_folders: Path) -> None:
    run("sync", *SINCE, *ON_THE_DAY)
    tokens = own_folders / ".GarminDb" / "garmin_tokens.json"
    assert tokens.is_file()
    code, out, _ = run("disconnect")
    assert code == 0 and "Your data stays" in out
    assert not tokens.exists()
    assert (own_folders / "HealthData" / "DBs" / "garmin_activities.db").is_file()
    assert "There was no connection" in run("disconnect")[1]


@pytest.mark.parametrize("day", ["yesterday", "2026-13-01"])
def test_a_day_that_does_not_exist_is_refused(run: Run, day: str) -> None:
    code, out, err = run("sync", "--since", day)
    assert (code, out) == (2, "")
    assert "--since" in err and "YYYY-MM-DD" in err


@pytest.mark.parametrize(
    ("result", "complete"),
    [
        (Done(), True),
        (Done(left=(LeftOut("Lunch run", Reason.NO_FILE, "typed in"),)), True),
        (Done(left=(LeftOut("Lunch run", Reason.UNREADABLE, "damaged"),)), False),
        (Done(left=(LeftOut("Lunch run", Reason.NOT_FETCHED, "500"),)), False),
        (Done(cancelled=True), False),
    ],
)
def test_complete_means_that_nothing_that_can_be_fetched_is_missing(result: Done, complete: bool) -> None:
    assert result.is_complete is complete


def test_a_failure_is_one_line() -> None:
    failed = Failed(trouble=Trouble.OFFLINE, message="Garmin cannot be reached.", hint="Is there a network?")
    assert result_line(failed) == "Garmin cannot be reached. Is there a network?"
