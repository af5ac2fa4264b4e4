"""The worker's end of the protocol: a thread of its own reads the commands."""

import os
import queue
import threading
import time
from collections.abc import Callable
from typing import BinaryIO

import msgspec

from runcoach.garmin.sync.protocol import (
    Cancel,
    Code,
    CodeNeeded,
    Done,
    SyncEvent,
    decode_command,
    encode_line,
)

# After this the process ends, whatever it is doing: a later sync does it again.
GRACE_S = 0.5


class Connection:
    """Sends events, waits for codes, and knows whether the runner has cancelled."""

    def __init__(self, source: BinaryIO, target: BinaryIO) -> None:
        self._source = source
        self._target = target
        self._sending = threading.Lock()
        self._codes: queue.SimpleQueue[str] = queue.SimpleQueue()
        self._ended = False
        self._cancelled = threading.Event()
        self.done_so_far: Callable[[], Done] = Done

    def listen(self) -> None:
        """Starts to read commands."""
        threading.Thread(target=self._listen, daemon=True).start()

    @property
    def is_cancelled(self) -> bool:
        """Whether to stop soon."""
        return self._cancelled.is_set()

    def wait(self, seconds: float) -> bool:
        """Waits, or returns True at once when cancelled."""
        return self._cancelled.wait(seconds)

    def send(self, event: SyncEvent) -> None:
        """Sends an event to the process that started the worker; if that is gone, the sync is cancelled."""
        with self._sending:
            if self._ended:
                return
            try:
                self._target.write(encode_line(event))
            except OSError:
                self._cancelled.set()

    def send_last(self, event: SyncEvent) -> None:
        """Sends the last event; later ones are dropped."""
        self.send(event)
        with self._sending:
            self._ended = True

    def ask_code(self) -> str:
        """Asks the runner for Garmin's code; empty when they have none, or when cancelled."""
        self.send(CodeNeeded())
        return self._codes.get()

    def _listen(self) -> None:
        for text in self._source:
            try:
                command = decode_command(text)
            except (msgspec.ValidationError, msgspec.DecodeError):
                continue
            if isinstance(command, Code):
                self._codes.put(command.code.strip())
            elif isinstance(command, Cancel):
                break
        self._cancelled.set()
        self._codes.put("")
        time.sleep(GRACE_S)
        self.send_last(msgspec.structs.replace(self.done_so_far(), cancelled=True))
        os._exit(0)
