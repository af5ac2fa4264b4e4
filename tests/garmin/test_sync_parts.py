"""The parts of a sync that need no Garmin: order, memory, words, redaction, folders."""

import logging
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from runcoach.domain.errors import StoreError
from runcoach.garmin.sync.folders import garmin_folders
from runcoach.garmin.sync.protocol import Done, LeftOut, Progress, Reason, Stage, decode_event, encode_line
from runcoach.garmin.sync.state import ImportResult, SyncState
from runcoach.garmin.sync.wording import left_line, progress_line, result_line, time_left
from runcoach.garmin.worker.files_on_disk import ActivityFiles
from runcoach.garmin.worker.output import Redaction
from runcoach.garmin.worker.plan import ActivityItem, in_order, positions, wanted_activities, wanted_nights

TODAY = date(2026, 11, 23)


def entry(number: int, day: date) -> dict[str, Any]:
    return {"activityId": number, "activityName": "Run", "startTimeLocal": f"{day} 07:00:00"}


def listed(*days_ago: int) -> list[dict[str, Any]]:
    return [entry(1000 - ago, TODAY - timedelta(days=ago)) for ago in days_ago]


def wanted(pages: list[list[dict[str, Any]]], since_days: int, listed_since: date | None = None) -> list[int]:
    asked = iter([*pages, []])
    found = wanted_activities(
        lambda start: next(asked), {}, frozenset(), TODAY - timedelta(days=since_days), listed_since
    )
    return [item.entry["activityId"] for page in found for item in page]


def test_the_list_is_read_until_the_first_day_that_is_wanted() -> None:
    assert wanted([listed(0, 1), listed(2, 9), listed(30)], 5) == [1000, 999, 998]


def test_entries_that_make_no_sense_are_passed_over() -> None:
    strange: list[dict[str, Any]] = [{"activityId": "x"}, {"activityId": 5, "startTimeLocal": "soon"}, {}]
    assert wanted([[*strange, *listed(1)]], 5) == [999]


def test_the_last_weeks_come_before_the_years() -> None:
    days = (0, 27, 29, 300)
    activities = [
        ActivityItem(entry(ago, TODAY - timedelta(days=ago)), ActivityFiles(str(ago)), TODAY - timedelta(ago))
        for ago in days
    ]
    nights = wanted_nights(TODAY - timedelta(days=20), TODAY, frozenset(), frozenset())
    order = in_order(activities, nights, TODAY)
    kinds = [type(item).__name__ for item in order]
    assert kinds[:2] == ["ActivityItem"] * 2 and kinds[2] == "NightItem"
    assert [item.day for item in order[:2]] == [TODAY, TODAY - timedelta(days=27)]
    first_old = kinds.index("ActivityItem", 2)
    assert (TODAY - order[first_old - 1].day).days == 14
    assert positions(order)[0] == (1, 4) and positions(order)[-1] == (21, 21)


def test_today_s_night_is_always_asked_for_and_an_old_one_once() -> None:
    present = frozenset(
        f"{kind}_{TODAY - timedelta(days=ago)}" for kind in ("sleep", "rhr", "hrv") for ago in range(6)
    )
    nights = wanted_nights(TODAY - timedelta(days=5), TODAY, present, frozenset())
    assert {item.day for item in nights} == {TODAY - timedelta(days=ago) for ago in range(3)}


def test_what_was_read_and_what_failed_is_remembered(tmp_path: Path) -> None:
    memory = SyncState(tmp_path)
    memory.keep_import_results({"1": ImportResult("a", "3.9"), "2": ImportResult("b", "3.9", "damaged")})
    memory.keep_import_results({"1": ImportResult("c", "4.0")})
    assert SyncState(tmp_path).import_results() == {
        "1": ImportResult("c", "4.0"),
        "2": ImportResult("b", "3.9", "damaged"),
    }


def test_garmin_has_no_such_thing_when_two_syncs_have_seen_it(tmp_path: Path) -> None:
    memory = SyncState(tmp_path)
    memory.keep_absent("hrv_2026-11-01")
    assert memory.absent() == frozenset()
    memory.keep_absent("hrv_2026-11-01")
    assert memory.absent() == {"hrv_2026-11-01"}


def test_the_wait_that_garmin_asked_for_is_remembered_and_can_be_lifted(tmp_path: Path) -> None:
    until = datetime(2026, 11, 23, 18, 0)
    SyncState(tmp_path).wait_until = until
    assert SyncState(tmp_path).wait_until == until
    SyncState(tmp_path).wait_until = None
    assert SyncState(tmp_path).wait_until is None


def test_a_memory_that_cannot_be_kept_says_what_that_means(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("in the way")
    with pytest.raises(StoreError, match=r"sync\.db cannot be used") as problem:
        SyncState(tmp_path / "state").keep_absent("hrv")
    assert "go on where the last one stopped" in problem.value.hint


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (None, ""),
        (3, ""),
        (8, "about 10 s left"),
        (64, "about 60 s left"),
        (130, "about 2 min left"),
        (7300, "about 2 h left"),
    ],
)
def test_the_time_left_is_given_roughly(seconds: float | None, words: str) -> None:
    assert time_left(seconds) == words


def test_progress_says_what_how_far_and_how_long() -> None:
    progress = Progress(stage=Stage.ACTIVITIES, done=12, total=43, what="Tue 17 Nov Lunch\x1b[2J", left_s=130)
    words = progress_line(progress)
    assert words.startswith("activity 12 of 43 · Tue 17 Nov Lunch")
    assert words.endswith("about 2 min left") and "\x1b" not in words


def test_the_result_counts_runs_other_activities_nights_and_gaps() -> None:
    left = (LeftOut("Lunch", Reason.NO_FILE, "typed in"), LeftOut("Noon", Reason.NOT_FETCHED, "error 500"))
    assert result_line(Done(activities=3, runs=2, nights=5, left=left)) == (
        "2 new runs, 1 other activity, 5 nights; 1 thing left out"
    )
    assert result_line(Done()) == "Nothing new"
    assert result_line(Done(runs=1, activities=1, cancelled=True)).startswith("Stopped. 1 new run")
    assert left_line(left[1]) == "Noon: error 500 (the next sync tries again)"


@pytest.mark.parametrize(
    "personal",
    [
        "rosa.loopback+run@example.org",
        "Bearer abc.def.ghi",
        "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl",
        "51.92444",
        "correct horse",
        "ticket=ST-0123456-abcdef",
    ],
)
def test_the_log_holds_nothing_personal(personal: str) -> None:
    redaction = Redaction()
    redaction.hide("correct horse", None, "")
    record = logging.LogRecord("any", logging.ERROR, "file", 1, "it said %s here", (personal,), None)
    assert redaction.filter(record)
    text = record.getMessage()
    assert personal.removeprefix("Bearer ").removeprefix("ticket=") not in text
    assert text.startswith("it said ") and text.endswith(" here")


def test_a_home_folder_is_not_named_in_the_log(own_folders: Path) -> None:
    assert Redaction().clean(f"{own_folders}/HealthData is full") == "~/HealthData is full"


@pytest.mark.parametrize("below", ["", "HealthData", "HealthData/DBs"])
def test_a_chosen_folder_is_written_where_it_is_read(tmp_path: Path, below: str) -> None:
    (tmp_path / "HealthData" / "DBs").mkdir(parents=True)
    (tmp_path / ".GarminDb").mkdir()
    folders = garmin_folders(tmp_path / below)
    assert folders.base == tmp_path / "HealthData"
    assert folders.config == tmp_path / ".GarminDb"


def test_without_a_choice_garmindb_s_own_places_are_used(own_folders: Path) -> None:
    folders = garmin_folders()
    assert (folders.config, folders.base) == (own_folders / ".GarminDb", own_folders / "HealthData")
    assert not folders.is_connected and not folders.config.exists()


def test_every_message_comes_back_as_it_was_sent() -> None:
    done = Done(runs=1, left=(LeftOut("Lunch\nrun", Reason.DELETED, "gone"),), took_s=1.5)
    text = encode_line(done)
    assert text.count(b"\n") == 1 and decode_event(text) == done
