"""The command in the shell: what it prints and where, how it exits, and what it never says."""

import json
import os
import runpy
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from runcoach import __version__, cli
from runcoach.config import SETTINGS
from runcoach.errors import RunCoachError
from runcoach.garmin.sample.build import sample_cache
from runcoach.paths import config_file, history_file, models_file, sample_folder
from tests.analysed import analysed, keep_for
from tests.loopback.answers import BAD_KEY, Answer, Failure, step, workout_json
from tests.loopback.model_server import ModelServer

TODAY = date(2026, 11, 22)
ON_THE_DAY = ("--today", "2026-11-22")
PATIENCE_S = 20
KEY, USERNAME, PASSWORD = "sk-nobody-may-see-this", "ada-at-garmin", "correct-horse-battery"
HALF = 150
"""Deltas: the headline, the first step, and half the second of ``workout_json``."""

RUN_KEYS = (
    "date",
    "start",
    "name",
    "kind",
    "distance",
    "duration",
    "pace",
    "intervals",
    "activity_id",
    "surface",
    "distance_m",
    "duration_s",
    "elapsed_s",
    "pace_s_per_km",
    "avg_hr_bpm",
    "max_hr_bpm",
    "cadence_spm",
    "ascent_m",
)
TODAY_KEYS = {
    "": (
        *("runs", "facts", "limits", "today_so_far_m", "week_so_far_m"),
        *("workout", "checks", "repair", "coach", "usage"),
    ),
    "facts": ("today", "day", "unit", "facts"),
    "workout": (
        "headline",
        "kind",
        "steps",
        "why",
        "follow_up",
        "evidence",
        "day",
        "structured",
        "distance_m",
        "duration_s",
        "duration_min_s",
        "duration_max_s",
    ),
    "coach": ("persona", "model", "offline"),
    "usage": ("prompt_tokens", "completion_tokens", "cost_usd", "took_s"),
}
FACT_KEYS = ("id", "label", "value", "unit", "text", "rows")
STEP_KEYS = (
    "action",
    "exercise",
    "repeat",
    "reps",
    "distance_m",
    "duration_s",
    "pace_min_s_per_km",
    "pace_max_s_per_km",
    "hr_max_bpm",
    "rpe",
    "recovery_m",
    "recovery_s",
    "note",
)

type Run = Callable[..., tuple[int, str, str]]


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example runner of one day, made once for all the tests of a worker; holds its databases."""
    return sample_cache(tmp_path_factory.mktemp("example"), TODAY)


@pytest.fixture
def sample(example: Path) -> None:
    """The example runner where ``--sample`` looks for it."""
    shutil.copytree(example.parents[1], sample_folder() / TODAY.isoformat())


@pytest.fixture(scope="session")
def analysed_example(example: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What was worked out from the example."""
    return analysed(example, TODAY, tmp_path_factory.mktemp("derived"))


@pytest.fixture
def cache(example: Path, analysed_example: Path, tmp_path: Path) -> Path:
    """A GarminDB cache of the runner's own, looked at before."""
    databases = Path(shutil.copytree(example, tmp_path / "DBs"))
    keep_for(databases, analysed_example)
    return databases


@pytest.fixture
def server() -> Iterator[ModelServer]:
    with ModelServer() as running:
        yield running


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs the command in this process; returns its exit code, standard output and standard error."""

    def run(*arguments: object) -> tuple[int, str, str]:
        code = cli.run([str(argument) for argument in arguments])
        return code, *capsys.readouterr()

    return run


@pytest.fixture
def secrets(own_folders: Path) -> None:
    """A key and a Garmin account in ``.env``."""
    lines = (f"OPENAI_API_KEY={KEY}", f"GARMIN_USERNAME={USERNAME}", f"GARMIN_PASSWORD={PASSWORD}")
    (own_folders / ".env").write_text("\n".join(lines), encoding="utf-8")


def start(*arguments: str, **options: Any) -> subprocess.Popen[str]:
    """The command in a process of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "runcoach", *arguments],
        stdin=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        **options,
    )


def bytes_in(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


# runs


@pytest.mark.usefixtures("sample")
def test_runs_are_a_table_in_markdown_with_totals(run: Run) -> None:
    code, out, err = run("runs", "--sample", *ON_THE_DAY)
    assert (code, err) == (0, "")
    lines = out.splitlines()
    assert lines[0] == "## Runs of the last 7 days"
    assert lines[2] == "| Date | Run | Distance | Time | Pace | Heart rate |"
    assert [line[2:12] for line in lines[4:8]] == ["2026-11-21", "2026-11-19", "2026-11-18", "2026-11-17"]
    assert "8×400 m @ " in lines[7]
    assert lines[-1].startswith("46.3 km · 4 runs · 4:")


def test_runs_in_json_have_words_beside_the_plain_numbers(run: Run, cache: Path) -> None:
    with sqlite3.connect(cache / "garmin_activities.db") as db:
        db.execute(
            "UPDATE activities SET distance = 21.26, moving_time = '01:59:18.000000', name = 'Sunday'"
            " WHERE start_time LIKE '2026-11-21%'"
        )
    db.close()
    code, out, err = run("runs", "--json", "--cache", cache, *ON_THE_DAY)
    assert (code, err) == (0, "")
    newest = json.loads(out)[0]
    assert (newest["date"], newest["name"]) == ("2026-11-21", "Sunday")
    assert (newest["distance"], newest["distance_m"]) == ("21.26 km", 21260.0)
    assert (newest["duration"], newest["duration_s"]) == ("1 hour 59 mins 18 seconds", 7158.0)
    assert (newest["pace"], newest["pace_s_per_km"]) == ("5:37/km", 336.7)


def test_runs_in_json_keep_their_keys(run: Run, cache: Path) -> None:
    _, out, _ = run("runs", "--json", "--days", 60, "--cache", cache, *ON_THE_DAY)
    runs = json.loads(out)
    assert len(runs) > 20
    assert {tuple(found) for found in runs} == {RUN_KEYS}


def test_days_say_how_far_back_the_runs_go(run: Run, cache: Path) -> None:
    _, out, _ = run("runs", "--json", "--days", 2, "--cache", cache, *ON_THE_DAY)
    assert [found["date"] for found in json.loads(out)] == ["2026-11-21"]
    _, out, _ = run("runs", "--days", 28, "--cache", cache, *ON_THE_DAY)
    assert out.startswith("## Runs of the last 28 days\n")
    assert "| 2026-10-27 |" in out and "| 2026-10-25 |" not in out


def test_days_without_a_run_name_the_latest(run: Run, cache: Path) -> None:
    code, out, _ = run("runs", "--days", 1, "--cache", cache, *ON_THE_DAY)
    assert code == 0
    assert out == "## Runs of the last day\n\nNo runs. The latest was on Sat 21 Nov 2026.\n"


def test_miles_are_shown_to_who_asks_for_them(run: Run, cache: Path) -> None:
    _, out, _ = run("runs", "--json", "--units", "mi", "--cache", cache, *ON_THE_DAY)
    newest = json.loads(out)[0]
    assert newest["distance"] == f"{newest['distance_m'] / 1609.344:.2f} mi"
    assert newest["pace"].endswith("/mi")


# today


@pytest.mark.usefixtures("sample")
@pytest.mark.parametrize("persona", ["pete", "steve", "jack"])
def test_today_prints_the_runs_and_then_the_coach_s_workout(persona: str, run: Run) -> None:
    code, out, err = run("today", "--sample", *ON_THE_DAY, "--persona", persona)
    assert (code, err) == (0, "")
    lines = out.splitlines()
    assert lines[0] == "# RunCoach · Sun 22 Nov 2026"
    runs = lines.index("## Runs of the last 7 days")
    who = lines.index(f"*{persona.capitalize()}, for today, Sun 22 Nov 2026*")
    headline = next(at for at, line in enumerate(lines) if line.startswith("## ") and at > runs)
    step = next(at for at, line in enumerate(lines) if line.startswith("1. "))
    assert runs < who < headline < step
    assert lines[-1].startswith("*offline coach · ")


def test_a_model_that_the_cap_cannot_count_is_said_beside_the_workout(
    run: Run, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RUNCOACH_MONTHLY_CAP_USD", "5")
    asking = ("today", "--cache", cache, "--base-url", "http://there.invalid/v1", "--model", "some-model")
    _, out, err = run(*asking, *ON_THE_DAY)
    assert "The price of some-model is not known" in err and "some-model is not" not in out


def test_prices_that_cannot_be_used_are_said_beside_the_workout(run: Run, cache: Path) -> None:
    models_file().parent.mkdir(parents=True, exist_ok=True)
    models_file().write_text("[gpt-4o]\nprompt = -1\ncompletion = 1\n", encoding="utf-8")
    code, _, err = run("today", "--offline", "--cache", cache, *ON_THE_DAY)
    assert code == 0 and "gpt-4o has a price that is none" in err


def test_the_cap_ends_the_shell_s_answer_with_a_plain_error(
    run: Run, cache: Path, server: ModelServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RUNCOACH_MONTHLY_CAP_USD", "0.001")
    server.enqueue(Answer(workout_json(), usage=(1000, 300)))
    asking = ("today", "--cache", cache, "--base-url", server.base_url, *ON_THE_DAY)
    assert run(*asking)[0] == 0
    code, _, err = run(*asking)
    assert code == 1 and "your cap is $0.001" in err and len(server.requests) == 1


@pytest.mark.usefixtures("sample")
def test_sample_may_stand_before_or_after_the_command(run: Run) -> None:
    before = run("--sample", "--days", 14, *ON_THE_DAY, "runs")
    assert before == run("runs", "--sample", "--days", 14, *ON_THE_DAY)
    assert before[0] == 0


def test_the_workout_streams_from_a_model_as_markdown(run: Run, cache: Path, server: ModelServer) -> None:
    server.enqueue(Answer(workout_json(), usage=(1000, 300)))
    code, out, err = run("today", "--cache", cache, "--base-url", server.base_url, *ON_THE_DAY)
    assert (code, err) == (0, "")
    _, _, workout = out.partition("*Pete, for today, Sun 22 Nov 2026*\n\n")
    assert workout.splitlines()[:5] == [
        "## Six easy kilometres",
        "",
        "1. Warm-up 5 min, RPE 2 (Walk, then shuffle.)",
        "2. Run 6 km, 6:10–7:00/km, RPE 3 (Chat.)",
        "3. Cool-down 5 min, RPE 1",
    ]
    assert "\n\nYour last runs were **steady**, and" in workout
    assert "\n\n*How do your legs feel on the stairs?*\n" in workout
    assert workout.splitlines()[-1].startswith("*gpt-4o · 1,300 tokens · $0.005 · ")


def test_a_workout_that_was_made_to_fit_is_printed_last_and_whole(
    run: Run, cache: Path, server: ModelServer
) -> None:
    long = workout_json(headline="Forty", steps=[step("run", distance_m=40_000)], why="Go.", follow_up="")
    server.enqueue(Answer(long), Answer(long))
    code, out, err = run("today", "--cache", cache, "--base-url", server.base_url, *ON_THE_DAY)
    assert (code, err) == (0, "")
    streamed, _, rest = out.rpartition("is over your limit of ")
    assert streamed.count("## Forty") == 2
    assert "RunCoach shortened it to fit.*\n\n## Forty\n\n1. Run " in rest
    assert "40 km" not in rest and "40.0 km" not in rest
    assert rest.splitlines()[-1].startswith("*gpt-4o")


def test_the_model_may_be_named(run: Run, cache: Path, server: ModelServer) -> None:
    run("today", "--cache", cache, "--base-url", server.base_url, "--model", "home-1", *ON_THE_DAY)
    assert server.requests[0].body["model"] == "home-1"


@pytest.mark.usefixtures("secrets")
def test_offline_wins_over_a_key(run: Run, cache: Path, server: ModelServer) -> None:
    code, out, _ = run("today", "--offline", "--cache", cache, "--base-url", server.base_url, *ON_THE_DAY)
    assert code == 0 and "*offline coach · " in out
    assert server.requests == []


def test_today_in_json_is_one_object_that_keeps_its_keys(run: Run, cache: Path) -> None:
    code, out, err = run("today", "--json", "--persona", "steve", "--cache", cache, *ON_THE_DAY)
    assert (code, err) == (0, "")
    found = json.loads(out)
    for path, keys in TODAY_KEYS.items():
        assert tuple(found[path] if path else found) == keys
    assert {tuple(run) for run in found["runs"]} == {RUN_KEYS}
    assert {tuple(fact) for fact in found["facts"]["facts"]} == {FACT_KEYS}
    assert {tuple(step) for step in found["workout"]["steps"]} == {STEP_KEYS}
    assert found["coach"] == {"persona": "steve", "model": "offline coach", "offline": True}
    assert found["facts"]["day"] == found["workout"]["day"] == "2026-11-22"
    assert found["workout"]["structured"] is True


def test_a_model_s_workout_in_json_has_its_totals_and_its_tokens(
    run: Run, cache: Path, server: ModelServer
) -> None:
    server.enqueue(Answer(workout_json(), usage=(1000, 300)))
    _, out, _ = run("today", "--json", "--cache", cache, "--base-url", server.base_url, *ON_THE_DAY)
    found = json.loads(out)
    workout = found["workout"]
    assert (workout["headline"], workout["kind"]) == ("Six easy kilometres", "easy")
    assert workout["distance_m"] > 6000
    assert (workout["duration_min_s"], workout["duration_max_s"]) == (600 + 6 * 370, 600 + 6 * 420)
    assert workout["duration_s"] == 600 + 6 * 395
    assert found["coach"] == {"persona": "pete", "model": "gpt-4o", "offline": False}
    assert found["usage"]["prompt_tokens"] == 1000 and found["usage"]["completion_tokens"] == 300
    assert found["usage"]["cost_usd"] == pytest.approx(0.0055)


def test_an_answer_in_prose_is_json_with_the_same_keys(run: Run, cache: Path, server: ModelServer) -> None:
    server.enqueue(Answer("Just **run**."))
    code, out, _ = run("today", "--json", "--cache", cache, "--base-url", server.base_url, *ON_THE_DAY)
    workout = json.loads(out)["workout"]
    assert code == 0
    assert tuple(workout) == TODAY_KEYS["workout"]
    assert (workout["structured"], workout["kind"], workout["why"]) == (False, None, "Just **run**.")


def test_the_offline_coach_says_the_same_twice_on_one_day(run: Run, cache: Path) -> None:
    first, second = (
        json.loads(run("today", "--json", "--persona", "jack", "--cache", cache, *ON_THE_DAY)[1])
        for _ in range(2)
    )
    assert first["usage"].pop("took_s") >= 0 and second["usage"].pop("took_s") >= 0
    assert first == second


@pytest.mark.usefixtures("sample")
def test_answers_for_the_example_runner_stay_with_the_example_runner(run: Run) -> None:
    run("today", "--sample", *ON_THE_DAY)
    assert (sample_folder() / "history.db").is_file()
    assert not history_file().exists()


def test_an_answer_that_cannot_be_kept_is_still_given(run: Run, cache: Path) -> None:
    history_file().parent.parent.mkdir(parents=True, exist_ok=True)
    history_file().parent.write_text("in the way", encoding="utf-8")
    code, out, err = run("today", "--cache", cache, *ON_THE_DAY)
    assert code == 0 and "*offline coach · " in out
    assert "history.db cannot be used" in err


def test_garmin_s_files_are_the_same_bytes_afterwards(run: Run, cache: Path) -> None:
    before = bytes_in(cache)
    assert len(before) == 2
    for arguments in (("runs",), ("runs", "--json"), ("today", "--days", 90), ("today", "--json")):
        assert run(*arguments, "--cache", cache, *ON_THE_DAY)[0] == 0
    assert bytes_in(cache) == before


# What goes wrong


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
def test_a_flag_or_command_that_is_none_exits_2(
    arguments: Sequence[str], run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        run(*arguments)
    assert ended.value.code == 2
    out, err = capsys.readouterr()
    assert out == "" and arguments[-1] in err


def test_a_coach_whom_nobody_knows_is_answered_with_those_there_are(run: Run, cache: Path) -> None:
    code, out, err = run("today", "--persona", "bob", "--cache", cache, *ON_THE_DAY)
    assert (code, out) == (2, "")
    assert "'bob'" in err and "pete, steve, jack" in err


def test_a_bad_line_in_the_settings_file_is_named(run: Run) -> None:
    config_file().parent.mkdir(parents=True)
    config_file().write_text("days = 0\n", encoding="utf-8")
    code, out, err = run("runs")
    assert (code, out) == (2, "")
    assert f"{config_file()}, key days" in err and "1 to 36500" in err


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


@pytest.mark.parametrize("command", ["runs", "today"])
def test_a_damaged_cache_is_named(command: str, run: Run, tmp_path: Path) -> None:
    file = tmp_path / "garmin_activities.db"
    file.write_bytes(b"This is no database. " * 400)
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


@pytest.mark.parametrize("hint", ["Press g to ask again.", "Press s in a moment to read it again."])
def test_hints_in_the_shell_name_no_keys_of_the_app(
    hint: str, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: object) -> None:
        raise RunCoachError("It went wrong.", hint)

    monkeypatch.setattr(cli, "_print_runs", fail)
    assert run("runs") == (1, "", f"It went wrong. {hint.replace(hint[:7], 'Run the command again')}\n")


def test_the_app_does_not_open_in_a_pipe(run: Run) -> None:
    code, out, err = run()
    assert (code, out) == (2, "")
    assert "needs a terminal" in err and "runcoach-tui today" in err


@pytest.mark.parametrize("debug", [False, True])
def test_an_unexpected_error_is_one_plain_line_unless_one_asks_for_more(
    debug: bool, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(_: object) -> None:
        raise ZeroDivisionError("division by zero")

    monkeypatch.setattr(cli, "_print_runs", fail)
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


# Settings and secrets


@pytest.mark.usefixtures("secrets")
def test_config_shows_every_setting_with_its_source_and_no_secret(
    run: Run, own_folders: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config_file().parent.mkdir(parents=True)
    config_file().write_text('persona = "jack"\ntheme = "nord"\n', encoding="utf-8")
    monkeypatch.setenv("RUNCOACH_UNITS", "mi")
    code, out, err = run("config", "--days", 14)
    assert (code, err) == (0, "")
    lines = out.splitlines()
    found = {}
    for at, line in enumerate(lines):
        key, equals, value = line.partition(" = ")
        if equals and not line.startswith(" "):
            found[key] = (value, lines[at + 2].partition("; now from: ")[2])
    assert list(found) == [setting.key for setting in SETTINGS]
    assert found["persona"] == ("jack", f"{config_file()}, key persona")
    assert found["units"] == ("mi", "environment variable RUNCOACH_UNITS")
    assert found["days"] == ("14", "flag --days")
    assert found["model"] == ("gpt-4o", "default")
    env_file = own_folders / ".env"
    assert found["api_key"] == ("set (hidden)", f"{env_file}, line OPENAI_API_KEY")
    assert found["garmin_password"] == ("set (hidden)", f"{env_file}, line GARMIN_PASSWORD")
    assert all(setting.about in out and setting.env in out for setting in SETTINGS)
    assert not any(secret in out for secret in (KEY, USERNAME, PASSWORD))


@pytest.mark.usefixtures("secrets")
def test_no_command_says_a_secret_or_writes_one_down(
    run: Run, cache: Path, server: ModelServer, own_folders: Path, tmp_path: Path
) -> None:
    echo = Failure(401, "invalid_api_key", f"Incorrect API key provided: {KEY}.")
    server.enqueue(Answer(workout_json()), Answer(workout_json()), echo, echo, BAD_KEY)
    asking = ("--base-url", server.base_url)
    said = ""
    for code, arguments in (
        (0, ("today", *asking)),
        (0, ("today", "--json", *asking)),
        (1, ("today", *asking)),
        (1, ("today", "--json", *asking)),
        (1, ("today", *asking)),
        (0, ("today", "--offline")),
        (0, ("runs",)),
        (0, ("runs", "--json")),
        (0, ("config",)),
        (2, ("runs", "--days", "0")),
        (3, ("runs", "--cache", str(tmp_path / "nowhere"))),
    ):
        ended, out, err = run(arguments[0], "--cache", cache, *ON_THE_DAY, *arguments[1:])
        assert ended == code
        said += out + err
    assert all(request.headers["authorization"] == f"Bearer {KEY}" for request in server.requests)
    kept = bytes_in(tmp_path)
    assert KEY.encode() in kept.pop(str((own_folders / ".env").relative_to(tmp_path)))
    assert any(name.endswith("history.db") for name in kept)
    for secret in (KEY, USERNAME, PASSWORD):
        assert secret not in said
        assert not [name for name, content in kept.items() if secret.encode() in content]


# In a process of its own


def test_the_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main(["--version"])
    assert ended.value.code == 0
    assert capsys.readouterr().out == f"runcoach-tui {__version__}\n"


def test_python_m_runcoach_is_the_same_command(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["runcoach", "--version"])
    with pytest.raises(SystemExit) as ended:
        runpy.run_module("runcoach", run_name="__main__")
    assert ended.value.code == 0
    assert capsys.readouterr().out == f"runcoach-tui {__version__}\n"


def test_a_process_exits_with_the_documented_code_and_its_message_on_stderr() -> None:
    process = start("runs", stdout=subprocess.PIPE)
    out, err = process.communicate(timeout=PATIENCE_S)
    assert (process.returncode, out) == (3, "")
    assert err.startswith("No GarminDB cache was found.\n")


@pytest.mark.parametrize("command", ["runs", "today", "config"])
def test_a_reader_who_has_seen_enough_gets_no_traceback(command: str, cache: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "w") as pipe:
        process = start(command, "--cache", str(cache), *ON_THE_DAY, stdout=pipe)
        _, err = process.communicate(timeout=PATIENCE_S)
    assert (process.returncode, err) == (0, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_is_one_plain_line(cache: Path) -> None:
    with open("/dev/full", "w") as full:
        process = start("runs", "--cache", str(cache), *ON_THE_DAY, stdout=full)
        _, err = process.communicate(timeout=PATIENCE_S)
    assert process.returncode == 70
    assert "(OSError)" in err and err.count("\n") == 1


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGINT for one process")
def test_ctrl_c_in_mid_answer_ends_it_quietly(cache: Path, server: ModelServer) -> None:
    server.enqueue(Answer(workout_json(), stall_after=HALF))
    process = start(
        "today", "--cache", str(cache), "--base-url", server.base_url, *ON_THE_DAY, stdout=subprocess.PIPE
    )
    assert process.stdout is not None
    while not (line := process.stdout.readline()).startswith("1. "):
        assert line, "the answer ended before its first step"
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=PATIENCE_S)
    assert (process.returncode, err) == (130, "")
    assert server.requests[0].closed_by_client.wait(PATIENCE_S)
