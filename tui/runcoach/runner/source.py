"""Where one runner's data comes from: the few methods that a source of runs has to offer.

GarminDB's cache is one source; a test has another that is a dictionary. Nothing from here up knows which.
Units are those of ``runcoach.domain``: metres, seconds, beats per minute, local naive times.
"""

from contextlib import AbstractContextManager
from datetime import date
from typing import Protocol

from runcoach.domain.fingerprint import Fingerprint
from runcoach.domain.laps import Lap, WatchNotes
from runcoach.domain.nights import Night
from runcoach.domain.runs import Run, Series
from runcoach.domain.units import DistanceUnit


class SourceReader(Protocol):
    """One consistent state of the data, for as long as it is open. Every method raises CacheError."""

    def display_unit(self) -> DistanceUnit:
        """Kilometres or miles, as the runner's watch shows them."""

    def runs(self, first: date, last: date) -> list[Run]:
        """The runs that started from ``first`` to ``last``, both included, newest first."""

    def latest_run_day(self, last: date) -> date | None:
        """The day of the newest run up to ``last``; None when there is none."""

    def laps(self, activity_id: str) -> list[Lap]:
        """The laps of one run in order; empty when none were recorded."""

    def series(self, activity_id: str) -> Series:
        """The samples of one run, column by column; empty when none were recorded."""

    def nights(self, first: date, last: date) -> list[Night]:
        """The nights whose morning is from ``first`` to ``last``, oldest first."""


class Source(Protocol):
    """The data of one runner, read-only."""

    @property
    def identity(self) -> str:
        """Names the source for good: what is worked out from it is kept under this name."""

    def fingerprint(self) -> Fingerprint:
        """Cheap enough to ask every second, without opening the source."""

    def open(self) -> AbstractContextManager[SourceReader]:
        """The source for one short reading. Raises CacheError when it cannot be read."""

    def notes(self, activity_id: str) -> WatchNotes:
        """What the watch noted about the laps of a run; empty when nothing is known. May take a while."""
