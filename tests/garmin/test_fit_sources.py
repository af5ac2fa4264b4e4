"""Finding FIT files in what a runner has: files, folders, zips, and Garmin's export of everything."""

import io
import zipfile
from datetime import datetime
from pathlib import Path

import pytest

from runcoach.garmin.sync.protocol import Done, Reason
from runcoach.garmin.worker.fit_identity import file_id, is_complete_fit, is_complete_fit_file
from runcoach.garmin.worker.fit_sources import FoundFit, Refused, fit_sources
from tests.loopback.fit_writer import FitLap, write_fit_run
from tests.loopback.synced import Garmin

START = datetime(2026, 11, 20, 7)


@pytest.fixture
def fit(tmp_path: Path) -> Path:
    return write_fit_run(tmp_path / "made" / "12345678_ACTIVITY.fit", start=START, laps=[FitLap(1000, 300)])


def packed(*members: tuple[str, bytes]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name, data in members:
            archive.writestr(name, data)
    return content.getvalue()


def names(path: Path) -> list[str]:
    return [each.name for each in fit_sources(path) if isinstance(each, FoundFit)]


def refusals(path: Path) -> list[str]:
    return [each.why for each in fit_sources(path) if isinstance(each, Refused)]


def test_a_file_a_folder_and_a_zip_give_the_same(fit: Path, tmp_path: Path) -> None:
    zipped = tmp_path / "one.zip"
    zipped.write_bytes(packed((fit.name, fit.read_bytes())))
    assert names(fit) == names(fit.parent) == names(zipped) == [fit.name]


def test_garmin_s_export_is_a_zip_of_zips(fit: Path, tmp_path: Path) -> None:
    inner = packed(("a@b.c_98765432.fit", fit.read_bytes()), ("notes.txt", b"no"))
    export = tmp_path / "export.zip"
    export.write_bytes(packed(("DI_CONNECT/DI-Connect-Uploaded-Files/Part1.zip", inner), ("x.json", b"{}")))
    assert names(export) == ["a@b.c_98765432.fit"]


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("gone.fit", None, "no such file"),
        ("bad.zip", b"PK\x03\x04 nonsense", "not a zip file"),
        ("deep.zip", packed(("a.zip", packed(("b.zip", packed(("c.fit", b"")))))), "not opened"),
    ],
    # A zip holds the time: in a name, it would make the workers' lists of tests differ.
    ids=["not there", "no zip", "too deep"],
)
def test_what_cannot_be_opened_is_named_with_a_reason(
    name: str, content: bytes | None, why: str, tmp_path: Path
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    assert [why in each for each in refusals(tmp_path / name)] == [True]


def test_a_fit_says_first_what_it_is(fit: Path) -> None:
    identity = file_id(fit.read_bytes())
    assert identity is not None and identity.is_activity
    assert identity.created and identity.serial == 3_300_000_042


@pytest.mark.parametrize("content", [b"", b"\x0e", b"no fit at all, but long enough", b"\x0e" + bytes(60)])
def test_what_is_no_fit_has_no_identity(content: bytes) -> None:
    assert file_id(content) is None


def test_cut_anywhere_a_fit_is_read_or_refused_but_never_an_error(fit: Path) -> None:
    content = fit.read_bytes()
    for end in range(120):
        file_id(content[:end])


def test_a_fit_is_complete_only_with_its_last_byte(fit: Path, tmp_path: Path) -> None:
    content = fit.read_bytes()
    assert is_complete_fit_file(fit) and is_complete_fit(content, len(content))
    for length in (0, 5, 14, 16, 200, len(content) // 2, len(content) - 3):
        assert not is_complete_fit(content[:length], length)
    assert not is_complete_fit_file(tmp_path / "gone.fit")


def test_garmin_s_own_number_is_kept_and_another_name_gets_a_stable_one(fit: Path) -> None:
    identity = file_id(fit.read_bytes())
    assert identity is not None
    assert identity.activity_id("12345678_ACTIVITY.fit") == "12345678"
    watch = identity.activity_id("2026-11-20-07-00-00.fit")
    assert watch == identity.activity_id("C1J70000.FIT")
    assert watch is not None and len(watch) == 17 and watch.startswith("9")


@pytest.fixture
def folder_of_three(fit: Path) -> str:
    """The run, the same run under the watch's own name, and a file that is not a run."""
    (fit.parent / "2026-11-20-07-00-00.fit").write_bytes(fit.read_bytes())
    (fit.parent / "steps.fit").write_bytes(b"nothing of the kind")
    return str(fit.parent)


async def test_importing_a_folder_twice_brings_its_runs_once(folder_of_three: str, tmp_path: Path) -> None:
    runner = Garmin(tmp_path / "runner", {})
    first = await runner.result(task="import", paths=(folder_of_three,))
    again = await runner.result(task="import", paths=(folder_of_three,))
    assert isinstance(first, Done) and isinstance(again, Done)
    assert (first.runs, again.runs) == (1, 0)
    assert [left.reason for left in first.left] == [Reason.UNREADABLE]
    assert "steps.fit" in first.left[0].what
    assert len(runner.tables()["garmin_activities.db:activities"]) == 1
