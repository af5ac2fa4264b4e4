"""Answers outlive whatever happens to the program: a kill at any moment, a second window, a full disk."""

import random
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from runcoach.coach.memory.history import History
from runcoach.coach.memory.history_file import history_store
from tests.builders import TODAY
from tests.coach.memory.test_history import an_answer
from tests.coach.saving import FAILED, KEPT

REPOSITORY = Path(__file__).resolve().parents[3]
PATIENCE_S = 30
KILLS = 24
EACH_WINDOW = 100
BEGINNINGS = 60
ENDLESS = 1_000_000

needs_file_limits = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit for files")

type StartWindow = Callable[..., subprocess.Popen[str]]


@pytest.fixture
def start_window() -> Iterator[StartWindow]:
    """Starts windows that keep answers, each ready for its orders; none outlives the test."""
    started: list[subprocess.Popen[str]] = []

    def start(*arguments: str) -> subprocess.Popen[str]:
        window = subprocess.Popen(
            [sys.executable, "-m", "tests.coach.saving", *arguments],
            cwd=REPOSITORY,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        started.append(window)
        assert window.stdout is not None
        assert window.stdout.readline() == "ready\n"
        return window

    yield start
    for window in started:
        window.kill()
        window.communicate()


def order(window: subprocess.Popen[str], file: Path, first: int, count: int) -> None:
    """Tells a window to keep so many answers in this file."""
    assert window.stdin is not None
    window.stdin.write(f"{file} {first} {count}\n")
    window.stdin.flush()


def said(window: subprocess.Popen[str]) -> list[str]:
    """Everything that a window has said, once it has no more orders or is dead: whole lines only."""
    out, _ = window.communicate(timeout=PATIENCE_S)
    return [line.rstrip("\n") for line in out.splitlines(keepends=True) if line.endswith("\n")]


def said_until_killed(window: subprocess.Popen[str], chance: random.Random, at_least: int) -> list[str]:
    """What a window says until it is killed: some whole lines, and as many more as come before the kill.

    Counting lines instead of time, the kill comes in the midst of the work on a slow machine, too.
    """
    assert window.stdout is not None
    lines = [window.stdout.readline() for _ in range(at_least)]
    with suppress(subprocess.TimeoutExpired):
        window.wait(chance.uniform(0, 0.01))
    window.kill()
    lines += window.stdout.read().splitlines(keepends=True)
    return [line.rstrip("\n") for line in lines if line.endswith("\n")]


def at_once(windows: tuple[subprocess.Popen[str], ...], file: Path, count: int) -> list[str]:
    """What all of them say while each keeps so many answers, the first from 0, the second from 1000."""
    for number, window in enumerate(windows):
        order(window, file, 1000 * number, count)
    lines = []
    for window in windows:
        assert window.stdout is not None
        for line in window.stdout:
            if line.startswith(KEPT):
                break
            lines.append(line.rstrip("\n"))
    return lines


def numbers(lines: list[str]) -> list[int]:
    return [int(line) for line in lines if line.isdigit()]


def kept_in(file: Path) -> list[int]:
    """The numbers of the answers that can be read back, oldest first."""
    return [int(answer.draft.headline) for answer in reversed(History(history_store(file)).since(TODAY))]


def test_a_kill_at_any_moment_loses_no_finished_answer(tmp_path: Path, start_window: StartWindow) -> None:
    """Every other time the file is new, so that the kill may come while its tables are made."""
    chance = random.Random(1)
    lived_in, confirmed, expected = tmp_path / "lived in.db", 0, set[int]()
    for number in range(KILLS):
        is_new = number % 2 == 0
        file = tmp_path / f"new {number}.db" if is_new else lived_in
        before = set() if is_new else expected
        first = 1000 * number
        window = start_window()
        order(window, file, first, ENDLESS)
        finished = numbers(said_until_killed(window, chance, at_least=chance.randrange(2 if is_new else 8)))
        confirmed += len(finished)
        found = kept_in(file)
        assert {*before, *finished} <= set(found), f"kill {number}"
        assert len(set(found)) == len(found)
        History(history_store(file)).save(an_answer(str(first - 1)))
        assert first - 1 in kept_in(file), "the file takes the next answer"
        if not is_new:
            expected = {*found, first - 1}
    assert confirmed > KILLS, "the kills came in the midst of the saving"


def test_two_windows_that_write_at_once_lose_nothing(tmp_path: Path, start_window: StartWindow) -> None:
    file, windows = tmp_path / "history.db", (start_window(), start_window())
    said = at_once(windows, file, EACH_WINDOW)
    assert [line for line in said if line.startswith(FAILED)] == []
    assert len(numbers(said)) == 2 * EACH_WINDOW
    assert sorted(kept_in(file)) == [*range(EACH_WINDOW), *range(1000, 1000 + EACH_WINDOW)]


def test_two_windows_that_begin_a_history_at_once_lose_nothing(
    tmp_path: Path, start_window: StartWindow
) -> None:
    """Each file is made by both at the same moment."""
    windows = start_window(), start_window()
    for number in range(BEGINNINGS):
        file = tmp_path / f"{number}.db"
        said = at_once(windows, file, 1)
        assert [line for line in said if line.startswith(FAILED)] == []
        assert sorted(kept_in(file)) == [0, 1000]


@needs_file_limits
def test_a_disk_that_fills_up_is_reported_plainly_and_what_was_kept_can_be_read(
    tmp_path: Path, start_window: StartWindow
) -> None:
    file = tmp_path / "history.db"
    window = start_window("--file-limit", "80000")
    order(window, file, 0, ENDLESS)
    *_, failed, kept = lines = said(window)
    finished = numbers(lines)
    assert finished == list(range(len(finished))) and len(finished) > 20
    assert failed.startswith(FAILED) and "Answers are not kept until that is fixed." in failed
    assert "the disk is full" in failed
    assert kept == f"{KEPT}{len(finished)}"
    assert kept_in(file) == finished
    History(history_store(file)).save(an_answer("999"))
    assert kept_in(file) == [*finished, 999], "once there is room again, it goes on"


@needs_file_limits
def test_a_disk_that_was_full_before_still_shows_what_was_kept(
    tmp_path: Path, start_window: StartWindow
) -> None:
    """SQLite wants a few bytes next to the file even for reading."""
    file = tmp_path / "history.db"
    History(history_store(file)).save(an_answer("1"))
    window = start_window("--file-limit", "1000")
    order(window, file, 2, 1)
    failed, kept = said(window)
    assert failed.startswith(FAILED) and "the disk is full" in failed
    assert kept == f"{KEPT}1"
    History(history_store(file)).save(an_answer("2"))
    assert kept_in(file) == [1, 2]
