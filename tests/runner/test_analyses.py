"""Runs are analysed once, some at a time, and again only when they or the program have changed."""

import shutil
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from runcoach.domain.paths import derived_file
from runcoach.domain.runs import Run
from runcoach.garmin.reader.cache import GarminCache
from runcoach.garmin.reader.locate import CacheLocation
from runcoach.garmin.sample.build import sample_cache
from runcoach.runner import analyses
from runcoach.runner.analyses import analyse_runs, kept_analyses
from runcoach.runner.run_history import read_history
from runcoach.runner.snapshot import read_first_snapshot, read_snapshot
from runcoach.training.load import LoadSummary

pytestmark = pytest.mark.xdist_group("analyses")

TODAY = date(2026, 11, 22)
FIRST = date(2026, 10, 20)


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return sample_cache(tmp_path_factory.mktemp("example"), TODAY)


@pytest.fixture
def cache(example: Path, tmp_path: Path) -> GarminCache:
    return GarminCache(CacheLocation(Path(shutil.copytree(example, tmp_path / "DBs"))))


def look(cache: GarminCache, at_most: int = 1000) -> tuple[analyses.Analyses, list[Run]]:
    with cache.open() as opened:
        runs = opened.runs(FIRST, TODAY)
        return analyse_runs(cache, opened, runs, at_most), runs


def test_some_runs_at_a_time_newest_first_until_none_is_left(cache: GarminCache) -> None:
    first, runs = look(cache, 5)
    assert list(first.by_run) == [run.activity_id for run in runs[:5]]
    assert first.pending == len(runs) - 5
    assert look(cache)[0].pending == 0


def test_what_was_worked_out_is_not_worked_out_again(
    cache: GarminCache, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, runs = look(cache)
    monkeypatch.setattr(analyses, "analyse", lambda *_: pytest.fail("it was analysed again"))
    assert look(cache)[0] == before
    assert kept_analyses(cache, runs) == before.by_run


def test_a_run_with_other_numbers_is_analysed_anew(cache: GarminCache) -> None:
    _, runs = look(cache)
    changed = runs[0].activity_id
    with closing(sqlite3.connect(cache.location.activities)) as db, db:
        db.execute("UPDATE activities SET distance = distance + 1 WHERE activity_id = ?", (changed,))
    _, runs = look(cache, 0)
    assert runs[0].activity_id not in kept_analyses(cache, runs)
    assert runs[1].activity_id in kept_analyses(cache, runs)


def test_another_version_of_the_program_looks_again(
    cache: GarminCache, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, runs = look(cache)
    monkeypatch.setattr(analyses, "VERSION", 99)
    assert kept_analyses(cache, runs) == {}


def test_without_a_place_to_keep_them_runs_are_analysed_all_the_same(cache: GarminCache) -> None:
    file = derived_file(cache.identity)
    file.parent.parent.mkdir(parents=True, exist_ok=True)
    file.parent.write_text("in the way")
    found, runs = look(cache)
    assert len(found.by_run) == len(runs)


def test_garmin_s_files_are_not_touched(cache: GarminCache) -> None:
    before = {file.name: file.read_bytes() for file in cache.location.databases.iterdir()}
    look(cache)
    assert {file.name: file.read_bytes() for file in cache.location.databases.iterdir()} == before


def test_the_first_snapshot_shows_sets_before_and_after_the_analysis(cache: GarminCache) -> None:
    before = read_first_snapshot(cache, TODAY, "auto", 7)
    assert [found.signature for found in before.intervals.values()] == ["8×400 m"]
    look(cache)
    after = read_first_snapshot(cache, TODAY, "auto", 7)
    assert after.intervals == before.intervals


def test_the_load_is_unknown_until_every_run_was_looked_at(cache: GarminCache) -> None:
    some = read_snapshot(cache, TODAY, at_most=20)
    assert some.pending > 0 and some.load == LoadSummary()
    whole = read_snapshot(cache, TODAY)
    assert whole.pending == 0
    assert whole.load.ctl is not None and 20 < whole.load.ctl < 120
    assert whole.load.last_7 is not None and whole.load.monotony is not None


def test_the_history_holds_every_run_night_and_day_of_load(cache: GarminCache) -> None:
    history = read_history(cache, TODAY, 1000)
    assert len(history.runs) > 200 and history.pending == 0
    assert history.loads[-1].day == TODAY
    assert len(history.analyses) == len(history.runs)
