"""Imports files into GarminDB's databases with the package's own importers, each completely or not at all."""

import logging
from importlib.metadata import version
from pathlib import Path
from typing import Any

from fitfile import FileType
from garmindb import (
    GarminHrvData,
    GarminJsonDetailsData,
    GarminJsonSummaryData,
    GarminPersonalInformation,
    GarminRhrData,
    GarminSleepData,
    GarminSocialProfile,
    GarminUserSettings,
    PluginManager,
)
from garmindb.garmindb import ActivitiesDb, Attributes, GarminDb

from runcoach.garmin.worker.config import RunnerConfig
from runcoach.garmin.worker.fit_parsing import FitParseError
from runcoach.garmin.worker.garmindb_private import FitWriter
from runcoach.garmin.worker.output import LastError

# A file that these could not read may be readable by the next version.
READER = f"garmindb {version('garmindb')} fitfile {version('fitfile')}"


class Importer:
    """Opens the databases, and makes them where there are none. A failure is text; None is success."""

    def __init__(self, config: RunnerConfig, last_error: LastError) -> None:
        self._last_error = last_error
        self._config = config
        self._params = config.get_db_params()
        self._plugins = PluginManager(config.get_plugins_dir(), self._params)
        self._health = GarminDb(self._params)
        self._activities = ActivitiesDb(self._params)
        self._fits = FitWriter(self._params, self._plugins, self._activities)
        self._summaries: GarminJsonSummaryData | None = None
        self._details: GarminJsonDetailsData | None = None

    @property
    def measurement_system(self) -> Any:
        """The package's enum for the units that this import writes; settings come before activities."""
        return Attributes.measurements_type(self._health)

    @property
    def has_plugins(self) -> bool:
        """Whether the runner has extended GarminDB: a plugin may look at all of a FIT file."""
        return bool(self._plugins.plugins)

    def settings(self) -> None:
        """What Garmin knows of the runner: units above all."""
        folder = self._config.get_fit_files_dir()
        for kind in (GarminUserSettings, GarminPersonalInformation, GarminSocialProfile):
            importer = kind(self._params, folder, 0)
            if importer.file_count():
                importer.process()
        self._summaries = self._details = None

    def summary(self, file: Path) -> str | None:
        """An activity as Garmin lists it."""
        if self._summaries is None:
            self._summaries = GarminJsonSummaryData(
                self._params, str(file.parent), True, self.measurement_system, 0
            )
        return self._json(self._summaries, file)

    def details(self, file: Path) -> str | None:
        """An activity's own page."""
        if self._details is None:
            self._details = GarminJsonDetailsData(
                self._params, str(file.parent), True, self.measurement_system, 0
            )
        return self._json(self._details, file)

    def fit(self, parsed: Any) -> str | None:
        """What the watch recorded."""
        if isinstance(parsed, FitParseError):
            return str(parsed)
        if parsed.type is not FileType.activity:
            return f"it is not an activity: {getattr(parsed.type, 'name', 'something unknown')}"
        try:
            self._fits.write_file(parsed)
        except Exception as error:  # The package's importers fail in any way on odd files.
            logging.getLogger("runcoach").exception("importing %s", Path(parsed.filename).name)
            return str(error).strip().splitlines()[0][:160] if str(error).strip() else type(error).__name__
        return None

    def sleep(self, file: Path) -> str | None:
        """A night's sleep."""
        return self._day(GarminSleepData(self._params, str(file.parent), True, 0), file)

    def resting_hr(self, file: Path) -> str | None:
        """A day's resting heart rate."""
        return self._day(GarminRhrData(self._params, str(file.parent), True, 0), file)

    def hrv(self, file: Path) -> str | None:
        """A night's heart-rate variability."""
        return self._day(GarminHrvData(self._params, str(file.parent), True, 0), file)

    def _json(self, importer: Any, file: Path) -> str | None:
        before = importer.total_updates
        importer.file_names, self._last_error.text = [str(file)], ""
        importer.process()
        return None if importer.total_updates > before else self._last_error.text or "it holds nothing usable"

    def _day(self, importer: Any, file: Path) -> str | None:
        """A day without data is no failure."""
        importer.file_names, self._last_error.text = [str(file)], ""
        importer.process()
        return self._last_error.text or None
