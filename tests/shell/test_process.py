"""The command in a process of its own."""

import os
import runpy
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from runcoach import __version__
from runcoach.shell import main as cli
from tests.loopback.answers import Answer, workout_json
from tests.loopback.model_server import ModelServer
from tests.shell.commands import ON_THE_DAY, PATIENCE_S, start

HALF = 150
"""Deltas: the headline, the first step, and half the second of ``workout_json``."""


def test_the_version_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
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
