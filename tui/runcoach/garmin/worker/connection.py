"""The worker's end of the protocol: what it is told comes in by a thread of its own."""

import os
import queue
import threading
import time
from collections.abc import Callable
from typing import BinaryIO

import msgspec

from runcoach.garmin.sync.protocol import Cancel, Code, CodeNeeded, Done, Said, line, told

# After this, what is being parsed or asked for is left where it is: a later sync takes it up again.
GRACE_S = 0.5


class Link:
    """Says things, waits for codes, and knows whether the runner has cancelled."""

    def __init__(self, source: BinaryIO, target: BinaryIO) -> None:
        self._source = source
        self._target = target
        self._saying = threading.Lock()
        self._codes: queue.SimpleQueue[str] = queue.SimpleQueue()
        self._ended = False
        self._cancelled = threading.Event()
        self.done_so_far: Callable[[], Done] = Done

    def listen(self) -> None:
        """Begins to hear codes, and that the runner cancels."""
        threading.Thread(target=self._listen, daemon=True).start()

    @property
    def is_cancelled(self) -> bool:
        """Whether to stop soon."""
        return self._cancelled.is_set()

    def wait(self, seconds: float) -> bool:
        """Waits, or returns True at once when cancelled."""
        return self._cancelled.wait(seconds)

    def say(self, message: Said) -> None:
        """To whoever started the worker; a reader that is gone means: cancelled."""
        with self._saying:
            if self._ended:
                return
            try:
                self._target.write(line(message))
            except OSError:
                self._cancelled.set()

    def end(self, message: Said) -> None:
        """The last word."""
        self.say(message)
        with self._saying:
            self._ended = True

    def ask_code(self) -> str:
        """Asks the runner for Garmin's code; empty when they have none, or cancelled."""
        self.say(CodeNeeded())
        return self._codes.get()

    def _listen(self) -> None:
        for text in self._source:
            try:
                message = told(text)
            except (msgspec.ValidationError, msgspec.DecodeError):
                continue
            if isinstance(message, Code):
                self._codes.put(message.code.strip())
            elif isinstance(message, Cancel):
                break
        self._cancelled.set()
        self._codes.put("")
        time.sleep(GRACE_S)
        self.end(msgspec.structs.replace(self.done_so_far(), cancelled=True))
        os._exit(0)
