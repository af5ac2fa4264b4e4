"""``runs`` in the shell: a table, or JSON that keeps its keys."""

import json
import sqlite3
from pathlib import Path

import pytest

from tests.shell.commands import ON_THE_DAY, Run

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


def test_runs_in_json_have_words_and_plain_numbers(run: Run, cache: Path) -> None:
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


def test_miles_are_shown_when_asked_for(run: Run, cache: Path) -> None:
    _, out, _ = run("runs", "--json", "--units", "mi", "--cache", cache, *ON_THE_DAY)
    newest = json.loads(out)[0]
    assert newest["distance"] == f"{newest['distance_m'] / 1609.344:.2f} mi"
    assert newest["pace"].endswith("/mi")
