"""The sync worker as a child process: started with a job, read line by line, ended within a second."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator
from contextlib import suppress

import msgspec

from runcoach.domain.settings import SETTINGS
from runcoach.garmin.sync.protocol import (
    Cancel,
    Code,
    Done,
    Failed,
    Job,
    SyncEvent,
    Trouble,
    decode_event,
    encode_line,
)

WORKER = "runcoach.garmin.worker"
# The worker ends by itself half a second after Cancel.
CANCEL_TIMEOUT_S = 0.9
LONGEST_LINE = 4_000_000
# The worker gets the account that it needs with its job.
HIDDEN_FROM_WORKER = tuple(setting.env for setting in SETTINGS if setting.secret)


class SyncProcess:
    """One run of the worker. ``messages`` ends with Done or Failed, whatever happens to the process."""

    def __init__(self, job: Job) -> None:
        self._job = job
        self._process: asyncio.subprocess.Process | None = None
        self._cancelled = False

    async def messages(self) -> AsyncIterator[SyncEvent]:
        """Starts the worker and yields its events; closing this early ends the worker."""
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-P", "-m", WORKER),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
            limit=LONGEST_LINE,
            env={name: value for name, value in os.environ.items() if name not in HIDDEN_FROM_WORKER},
        )
        self._process = process
        assert process.stdout is not None
        last: SyncEvent | None = None
        try:
            await self._send(encode_line(self._job))
            async for text in process.stdout:
                with suppress(msgspec.ValidationError, msgspec.DecodeError):
                    last = decode_event(text)
                    yield last
        finally:
            self.kill()
            await process.wait()
        if not isinstance(last, Done | Failed):
            yield self._ending_without_event(process.returncode)

    async def send_code(self, code: str) -> None:
        """Sends the code that the runner typed; empty when they have none."""
        await self._send(encode_line(Code(code)))

    async def cancel(self) -> None:
        """Ends the worker within a second; ``messages`` then ends, too."""
        self._cancelled = True
        await self._send(encode_line(Cancel()))
        if self._process is None:
            return
        try:
            await asyncio.wait_for(self._process.wait(), CANCEL_TIMEOUT_S)
        except TimeoutError:
            self.kill()

    def kill(self) -> None:
        """Ends the worker at once; the next sync continues from there."""
        if self._process is not None and self._process.returncode is None:
            with suppress(ProcessLookupError):
                self._process.kill()

    async def _send(self, text: bytes) -> None:
        if self._process is None or self._process.stdin is None:
            return
        with suppress(BrokenPipeError, ConnectionResetError):
            self._process.stdin.write(text)
            await self._process.stdin.drain()

    def _ending_without_event(self, code: int | None) -> Done | Failed:
        if self._cancelled:
            return Done(cancelled=True)
        return Failed(
            trouble=Trouble.BROKEN,
            message=f"The sync was ended from outside (exit code {code}).",
            hint="Nothing is lost: sync again, and it goes on from there.",
        )
