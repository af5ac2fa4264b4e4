"""Lap kinds and planned steps, which GarminDB does not keep, come from the watch's own files."""

import os
from datetime import datetime
from pathlib import Path

import pytest

from runcoach.domain.derived import Derived
from runcoach.domain.laps import LapMark, WatchNotes
from runcoach.garmin.reader import watch_notes as notes
from runcoach.garmin.reader.cache import GarminCache
from runcoach.garmin.reader.fit_file import read_notes, watch_file
from runcoach.garmin.reader.locate import CacheLocation
from runcoach.garmin.reader.watch_notes import watch_notes
from tests.loopback.fit_writer import FitLap, FitSession, write_fit_multisport, write_fit_run

START = datetime(2026, 11, 19, 7, 0)
LAPS = (
    FitLap(1500, 540, intensity="warmup", trigger="manual"),
    FitLap(400, 88, intensity="interval", trigger="distance"),
    FitLap(180, 90, intensity="recovery", trigger="time"),
    FitLap(1000, 380, intensity="cooldown", trigger="session_end"),
)


@pytest.fixture
def cache(tmp_path: Path) -> GarminCache:
    return GarminCache(CacheLocation(tmp_path / "HealthData" / "DBs"))


def write(cache: GarminCache, activity_id: str = "42") -> Path:
    file = watch_file(cache.location.activity_files, activity_id)
    file.parent.mkdir(parents=True, exist_ok=True)
    return write_fit_run(file, start=START, laps=LAPS)


def test_each_lap_has_its_intensity_and_what_ended_it(cache: GarminCache) -> None:
    write(cache)
    assert cache.notes("42").laps == (
        LapMark("warmup", "manual"),
        LapMark("interval", "distance"),
        LapMark("recovery", "time"),
        LapMark("cooldown", "session_end"),
    )


def test_a_run_of_a_triathlon_has_its_own_laps(tmp_path: Path) -> None:
    sessions = [FitSession(LAPS[:1], "cycling"), FitSession(LAPS[1:], "running")]
    file = write_fit_multisport(tmp_path / "7_ACTIVITY.fit", start=START, sessions=sessions)
    assert watch_file(tmp_path, "7_2") == file
    assert [mark.intensity for mark in read_notes(file, "7_2").laps] == ["interval", "recovery", "cooldown"]


def test_a_run_without_a_file_has_empty_notes(cache: GarminCache) -> None:
    assert cache.notes("42") == WatchNotes()


@pytest.mark.parametrize("length", [0, 1, 13, 300])
def test_a_damaged_file_is_not_an_error(cache: GarminCache, length: int) -> None:
    file = write(cache)
    file.write_bytes(file.read_bytes()[:length])
    assert cache.notes("42").steps == ()


def test_no_cut_of_a_real_file_is_an_error(shared: Path, tmp_path: Path) -> None:
    content = (shared / "fit" / "9000000007_ACTIVITY.fit").read_bytes()
    file = tmp_path / "1_ACTIVITY.fit"
    for length in range(0, len(content), 37):
        file.write_bytes(content[:length])
        read_notes(file, "1")


def test_a_file_is_read_once_until_it_changes(cache: GarminCache, monkeypatch: pytest.MonkeyPatch) -> None:
    file, read = write(cache), []

    def counted(file: Path, activity_id: str) -> WatchNotes:
        read.append(activity_id)
        return read_notes(file, activity_id)

    monkeypatch.setattr(notes, "read_notes", counted)
    first, again = cache.notes("42"), cache.notes("42")
    assert first == again and read == ["42"]
    os.utime(file, ns=(0, 1))
    assert cache.notes("42") == first and read == ["42", "42"]


def test_without_a_place_to_keep_them_notes_are_read_all_the_same(cache: GarminCache, tmp_path: Path) -> None:
    write(cache)
    (tmp_path / "in the way").write_text("")
    derived = Derived(tmp_path / "in the way" / "derived.db")
    found = watch_notes(cache.location.activity_files, derived, "42")
    assert len(found.laps) == 4
