"""What the packages print and log: kept in a rotated log file, without credentials and personal data.

Standard output is for the protocol alone. Nothing that garmindb, tqdm or a C library writes reaches it,
the runner's screen, or the current folder.
"""

import faulthandler
import io
import logging
import os
import re
import sys
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import BinaryIO

LOG_FILE = "sync.log"
LOG_BYTES, LOGS_KEPT = 500_000, 3

_PERSONAL = (
    (re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"), "‹e-mail›"),
    (
        re.compile(r"(?i)\b(bearer|token|ticket|password|secret)\b(['\"]?\s*[:=]?\s*['\"]?)[^\s'\",}]+"),
        r"\1\2‹hidden›",
    ),
    (re.compile(r"[A-Za-z0-9_-]{32,}(?:\.[A-Za-z0-9_-]+)*"), "‹hidden›"),
    (re.compile(r"-?\b\d{1,3}\.\d{4,}\b"), "‹number›"),
)


class Redaction(logging.Filter):
    """Removes e-mail addresses, tokens, coordinates and the given words from every log record."""

    def __init__(self) -> None:
        super().__init__()
        self._words: set[str] = set()

    def hide(self, *words: str | None) -> None:
        """From now on these are hidden, too, unless they are too short to be recognised."""
        self._words |= {word for word in words if word and len(word) >= 3}

    def clean(self, text: str) -> str:
        """The text without personal data."""
        for word in sorted(self._words, key=len, reverse=True):
            text = text.replace(word, "‹hidden›")
        for pattern, instead in _PERSONAL:
            text = pattern.sub(instead, text)
        return text.replace(str(Path.home()), "~")

    def filter(self, record: logging.LogRecord) -> bool:
        """Formats the record, with its traceback, and removes what is personal."""
        text = record.getMessage()
        if record.exc_info:
            text = f"{text}\n{logging.Formatter().formatException(record.exc_info)}"
        record.msg, record.args, record.exc_info, record.exc_text = self.clean(text), (), None, None
        return True


class LastError(logging.Handler):
    """Keeps the last error that the packages logged instead of raising it."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.text = ""

    def emit(self, record: logging.LogRecord) -> None:
        """Keeps the last line, which after a traceback is the error itself."""
        self.text = record.getMessage().strip().splitlines()[-1][:200] if record.getMessage().strip() else ""


class _Log(io.TextIOBase):
    """A stream that writes each printed line to the log."""

    def __init__(self, logger: logging.Logger) -> None:
        self._logger = logger

    def writable(self) -> bool:
        return True

    def write(self, text: str) -> int:
        if text.strip():
            self._logger.debug("printed: %s", text.rstrip())
        return len(text)


def take_output(state: Path, redaction: Redaction) -> BinaryIO:
    """Returns the stream for the protocol; everything else that is printed goes to the log from now on.

    To be called once, before garmindb is imported: it binds its loggers to the standard output it finds.
    """
    state.mkdir(parents=True, exist_ok=True)
    protocol = os.fdopen(os.dup(1), "wb", buffering=0)
    with open(os.devnull, "wb") as nowhere:
        os.dup2(nowhere.fileno(), 1)
        os.dup2(nowhere.fileno(), 2)
    handler = RotatingFileHandler(
        state / LOG_FILE, maxBytes=LOG_BYTES, backupCount=LOGS_KEPT, encoding="utf-8"
    )
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    handler.addFilter(redaction)
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    logging.getLogger("runcoach").setLevel(logging.INFO)
    logging.raiseExceptions = False
    warnings.simplefilter("ignore")
    os.environ["TQDM_DISABLE"] = "1"
    sys.stdout = sys.stderr = _Log(logging.getLogger("printed"))
    faulthandler.enable(open(state / "crash.log", "wb"))  # noqa: SIM115 - open as long as the process lives
    return protocol


@contextmanager
def own_temporary_folder(state: Path) -> Iterator[None]:
    """garmindb leaves its temporary folders behind: they are removed with this one."""
    before = tempfile.tempdir
    with tempfile.TemporaryDirectory(prefix="sync-", dir=state, ignore_cleanup_errors=True) as folder:
        tempfile.tempdir = folder
        os.environ["TMPDIR"] = folder
        os.chdir(folder)
        try:
            yield
        finally:
            os.chdir(state)
            tempfile.tempdir = before
