"""``intervals`` and ``facts`` in the shell."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from runcoach.garmin.sample.build import sample_cache
from runcoach.shell import main as cli

pytestmark = pytest.mark.xdist_group("intervals_and_facts")

TODAY = date(2026, 11, 22)

type Run = Callable[..., tuple[int, str, str]]


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return sample_cache(tmp_path_factory.mktemp("example"), TODAY)


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], example: Path) -> Run:
    def run(*arguments: str) -> tuple[int, str, str]:
        code = cli.run([*arguments, "--cache", str(example), "--today", TODAY.isoformat()])
        return code, *capsys.readouterr()

    return run


def test_every_set_is_listed_with_its_reps(run: Run) -> None:
    code, out, err = run("intervals", "--all")
    assert (code, err) == (0, "")
    assert "8×400 m @ 3:51/km, 90 s jog" in out
    assert "from laps, 95% sure" in out
    assert out.count("lap 1\n") >= 10


def test_sets_as_json_name_laps_as_garmindb_has_them(run: Run) -> None:
    found = json.loads(run("intervals", "--all", "--json")[1])
    with_reps = [each for each in found if each["reps"]]
    first = with_reps[0]
    assert (first["reps"], first["signature"]) == (8, "8×400 m")
    assert first["work_laps"] == [1, 3, 5, 7, 9, 11, 13, 15]
    assert first["source"] == "laps" and 0 < first["confidence"] <= 1
    assert len(first["table"]) == 8 and first["table"][0]["set"] == "400 m"
    assert any(each["reps"] == 0 and each["work_laps"] == [] for each in found)


def test_one_run_is_asked_for_by_its_number(run: Run) -> None:
    found = json.loads(run("intervals", "--all", "--json")[1])
    plain = next(each["activity_id"] for each in found if not each["reps"])
    assert "no interval set" in run("intervals", plain)[1]
    assert json.loads(run("intervals", plain, "--json")[1])["reps"] == 0


def test_an_unknown_activity_id_is_named(run: Run) -> None:
    code, out, err = run("intervals", "42")
    assert (code, out) == (2, "")
    assert "There is no run 42" in err


def test_facts_and_limits_for_people_and_for_scripts(run: Run) -> None:
    code, out, _ = run("facts")
    assert code == 0
    assert "Longest run of the last 30 days: 21.1 km" in out and "max_run_m = " in out
    assert "Fitness, CTL (42 days): 6" in out
    found = json.loads(run("facts", "--json")[1])
    assert found["day"] == "2026-11-22"
    by_id = {fact["id"]: fact for fact in found["facts"]}
    assert by_id["ctl"]["value"] > 20 and by_id["longest-30-days"]["rows"]
    assert found["limits"]["hard_allowed"]["value"] is False
    assert found["limits"]["max_run_m"]["rows"] == by_id["longest-30-days"]["rows"]
