"""What all commands are tried with."""

import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

TODAY = date(2026, 11, 22)
ON_THE_DAY = ("--today", "2026-11-22")
PATIENCE_S = 60
KEY, USERNAME, PASSWORD = "sk-nobody-may-see-this", "ada-at-garmin", "correct-horse-battery"

type Run = Callable[..., tuple[int, str, str]]


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
