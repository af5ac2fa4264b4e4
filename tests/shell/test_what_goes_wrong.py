"""What the command says when something is wrong, how it exits, and what it never says."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from runcoach.coach.providers import PROVIDERS
from runcoach.domain.errors import Remedy, RunCoachError
from runcoach.domain.paths import config_file
from runcoach.shell import main as cli
from runcoach.shell.remedies import WORDS
from tests.loopback.answers import Answer, workout_json
from tests.loopback.model_server import ModelServer
from tests.shell.commands import ON_THE_DAY, Run

HALF = 150
"""Deltas: the headline, the first step, and half the second of ``workout_json``."""


@pytest.mark.parametrize(
    ("flags", "named", "allowed"),
    [
        (("--days", "0"), "--days", "a whole number from 1 to 36500"),
        (("--days", "week"), "--days", "a whole number from 1 to 36500"),
        (("--days", "99999"), "--days", "a whole number from 1 to 36500"),
        (("--today", "tomorrow"), "--today", "YYYY-MM-DD"),
        (("--today", "2026-02-30"), "--today", "YYYY-MM-DD"),
        (("--today", ""), "--today", "YYYY-MM-DD"),
        (("--today", "0001-01-01"), "--today", "1990-01-01 to 2100-12-31"),
        (("--today", "9999-12-31"), "--today", "1990-01-01 to 2100-12-31"),
        (("--units", "furlongs"), "--units", "one of auto, km, mi"),
        (("--base-url", "ftp://nobody"), "--base-url", "http://"),
        (("--persona", "../pete"), "--persona", "pete, steve or jack"),
    ],
)
@pytest.mark.parametrize("command", ["today", "runs"])
def test_a_wrong_flag_is_named_with_what_is_allowed(
    command: str, flags: Sequence[str], named: str, allowed: str, run: Run
) -> None:
    code, out, err = run(command, *flags)
    assert (code, out) == (2, "")
    assert err.startswith(f"flag {named}: ") and allowed in err
    assert err.count("\n") == 1


@pytest.mark.parametrize("day", ["1990-01-01", "2100-12-31"])
def test_the_first_and_the_last_day_allowed_are_days_like_any_other(day: str, run: Run, cache: Path) -> None:
    code, _, err = run("today", "--today", day, "--days", 36500, "--cache", cache)
    assert (code, err) == (0, "")


@pytest.mark.parametrize("arguments", [("fly",), ("runs", "--fast"), ("runs", "--days")])
def test_an_unknown_flag_or_command_exits_2(
    arguments: Sequence[str], run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        run(*arguments)
    assert ended.value.code == 2
    out, err = capsys.readouterr()
    assert out == "" and arguments[-1] in err


def test_an_unknown_coach_is_answered_with_the_known_ones(run: Run, cache: Path) -> None:
    code, out, err = run("today", "--persona", "bob", "--cache", cache, *ON_THE_DAY)
    assert (code, out) == (2, "")
    assert "'bob'" in err and "pete, steve, jack" in err


def test_a_bad_line_in_the_settings_file_is_named(run: Run) -> None:
    config_file().parent.mkdir(parents=True)
    config_file().write_text("days = 0\n", encoding="utf-8")
    code, out, err = run("runs")
    assert (code, out) == (2, "")
    assert f"{config_file()}, key days" in err and "1 to 36500" in err


def test_a_provider_that_is_not_listed_is_named_with_its_place(
    run: Run, monkeypatch: pytest.MonkeyPatch, own_folders: Path
) -> None:
    config_file().parent.mkdir(parents=True)
    config_file().write_text('coach = "gpt"\n', encoding="utf-8")
    allowed = f"is not allowed. It must be one of auto, {', '.join(PROVIDERS)}, offline.\n"
    assert run("today") == (2, "", f"{config_file()}, key coach: 'gpt' {allowed}")
    monkeypatch.setenv("RUNCOACH_COACH", "chatbot")
    assert run("today") == (2, "", f"environment variable RUNCOACH_COACH: 'chatbot' {allowed}")
    (own_folders / ".env").write_text("RUNCOACH_COACH=llama\n", encoding="utf-8")
    assert run("today") == (2, "", f"{own_folders / '.env'}, line RUNCOACH_COACH: 'llama' {allowed}")


@pytest.mark.parametrize("command", ["runs", "today"])
def test_without_a_cache_the_places_that_were_looked_at_are_listed(
    command: str, run: Run, own_folders: Path
) -> None:
    code, out, err = run(command)
    assert (code, out) == (3, "")
    assert str(own_folders / ".GarminDb" / "GarminConnectConfig.json") in err
    assert f"{own_folders / 'HealthData'}: no such folder" in err
    assert "--cache DIR" in err and "--sample" in err


def test_a_folder_without_a_cache_is_named(run: Run, tmp_path: Path) -> None:
    code, out, err = run("runs", "--cache", tmp_path)
    assert (code, out) == (3, "")
    assert f"{tmp_path}: no garmin_activities.db in it" in err


def test_a_garmindb_of_another_database_is_explained(run: Run, own_folders: Path) -> None:
    config = own_folders / ".GarminDb" / "GarminConnectConfig.json"
    config.parent.mkdir()
    config.write_text('{"db": {"type": "mysql"}}')
    code, out, err = run("runs")
    assert (code, out) == (3, "")
    assert f"GarminDB is set up for mysql in {config}." in err
    assert "set db.type to sqlite there" in err and "--cache DIR" in err


@pytest.mark.parametrize("command", ["runs", "today"])
def test_a_damaged_cache_is_named(command: str, run: Run, tmp_path: Path) -> None:
    file = tmp_path / "garmin_activities.db"
    file.write_bytes(b"This is not a database. " * 400)
    code, out, err = run(command, "--cache", tmp_path)
    assert (code, out) == (3, "")
    assert f"{file} is damaged or no SQLite file" in err


def test_a_coach_who_breaks_off_leaves_what_was_said_and_a_message(
    run: Run, cache: Path, server: ModelServer
) -> None:
    server.enqueue(Answer(workout_json(), cut_after=HALF))
    code, out, err = run("today", "--cache", cache, "--base-url", server.base_url, *ON_THE_DAY)
    assert code == 1
    assert "## Six easy kilometres\n\n1. Warm-up 5 min" in out and out.endswith("\n")
    assert "broke off in mid-answer. What had arrived is kept. Run the command again to ask again." in err
    assert err.endswith("again. --offline asks the offline coach.\n")
    assert err.count("\n") == 1


def test_a_coach_who_fails_leaves_json_readers_with_nothing_rather_than_half(
    run: Run, cache: Path, server: ModelServer
) -> None:
    server.enqueue(Answer(workout_json(), cut_after=HALF))
    code, out, err = run("today", "--json", "--cache", cache, "--base-url", server.base_url, *ON_THE_DAY)
    assert (code, out) == (1, "")
    assert "broke off" in err


@pytest.mark.parametrize("remedy", Remedy)
def test_a_remedy_is_worded_for_the_shell(remedy: Remedy, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: object) -> None:
        raise RunCoachError("It went wrong.", "This may help.", remedy=remedy)

    monkeypatch.setattr("runcoach.shell.runs.run", fail)
    assert run("runs") == (1, "", f"It went wrong. This may help. {WORDS[remedy]}\n")


def test_the_app_does_not_open_in_a_pipe(run: Run) -> None:
    code, out, err = run()
    assert (code, out) == (2, "")
    assert "needs a terminal" in err and "runcoach-tui today" in err


@pytest.mark.parametrize("debug", [False, True])
def test_an_unexpected_error_is_one_plain_line_unless_the_traceback_is_asked_for(
    debug: bool, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(_: object) -> None:
        raise ZeroDivisionError("division by zero")

    monkeypatch.setattr("runcoach.shell.runs.run", fail)
    if debug:
        monkeypatch.setenv("RUNCOACH_DEBUG", "1")
    with pytest.raises(SystemExit) as ended:
        cli.main(["runs"])
    assert ended.value.code == 70
    out, err = capsys.readouterr()
    assert out == ""
    assert ("Traceback" in err and "division by zero" in err) is debug
    last = "RunCoach stopped on an unexpected error (ZeroDivisionError). RUNCOACH_DEBUG=1 shows where.\n"
    assert err.endswith(last)
    assert debug or err == last


def test_the_help_and_the_module_name_every_exit_code(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main(["--help"])
    assert ended.value.code == 0
    listed = " ".join(capsys.readouterr().out.split()).partition("Exit codes: ")[2]
    assert cli.__doc__ is not None
    documented = " ".join(cli.__doc__.split()).partition("Exit codes: ")[2]
    for words in ("0 done", "1 the coach", "2 ", "3 no cache", "70 an unexpected error", "130 interrupted"):
        assert words in listed and words in documented
    assert "RUNCOACH_DEBUG=1" in listed and "RUNCOACH_DEBUG=1" in documented
