"""Downloads one thing at a time into GarminDB's folders, each file complete or not at all."""

import io
import json
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

from garmindb import Download

from runcoach.domain.files import write_atomically
from runcoach.garmin.sync.protocol import Trouble
from runcoach.garmin.worker.account import Account, AccountError, NotFoundError
from runcoach.garmin.worker.config import RunnerConfig
from runcoach.garmin.worker.files_on_disk import ActivityFiles
from runcoach.garmin.worker.fit_identity import is_complete_fit

PAGE = 50
MAX_FILE_BYTES = 100_000_000
OTHER_KINDS = (".tcx", ".gpx")


class NoDataError(AccountError):
    """Garmin has no data for this, at least not yet."""


# Without these GarminDB knows neither the runner nor the units.
PROFILES = ("social-profile", "user-settings")


class GarminFiles(Download):  # type: ignore[misc]
    """GarminDB's downloader, used for its addresses, folders and file names."""

    def __init__(self, config: RunnerConfig, account: Account) -> None:
        super().__init__(config)
        self.garmin = account
        self._activities = Path(config.get_activities_dir())
        self._sleep = Path(config.get_sleep_dir())
        self._resting_hr = Path(config.get_rhr_dir())

    @classmethod
    def save_json_to_file(cls, filename: str, json_data: Any, overwrite: bool = False) -> None:
        """As the package does, but atomically. Raises AccountError for an empty profile.

        GarminDB would conclude from that that the runner uses miles, and keep it for good.
        """
        file = Path(f"{filename}.json")
        if file.stem in PROFILES and not json_data:
            raise AccountError(Trouble.GARMIN_DOWN, "Garmin sent an empty profile.", "Sync again later.")
        if overwrite or not file.is_file():
            write_atomically(file, json.dumps(json_data, default=str).encode())

    def list_page(self, start: int) -> list[dict[str, Any]]:
        """Up to PAGE activities as Garmin lists them, newest first. Raises AccountError."""
        page = self.garmin.connectapi(
            self.garmin_connect_activity_search_url, params={"start": str(start), "limit": str(PAGE)}
        )
        if not isinstance(page, list) or not all(isinstance(entry, dict) for entry in page):
            raise AccountError(
                Trouble.GARMIN_DOWN, "Garmin's list of activities makes no sense.", "Sync again later."
            )
        return page

    def activity(self, entry: dict[str, Any], known: ActivityFiles, *, has_no_file: bool) -> ActivityFiles:
        """Fetches what is missing of an activity: the FIT, its details, what Garmin listed, in that order.

        Without the last, GarminDB does not take it for downloaded. Raises AccountError; NoDataError when
        Garmin has no FIT, NotFoundError when it does not have the activity any more.
        """
        no_file: NotFoundError | None = None
        if not known.has_complete_fit and not has_no_file:
            try:
                known.fit = self._fit(known.activity_id)
            except NotFoundError as error:
                no_file = error
        if known.details is None:
            try:
                known.details = self._details(known.activity_id)
            except NotFoundError:
                _remove_file_of(known)
                raise
        target = self._activities / f"activity_{known.activity_id}"
        self.save_json_to_file(str(target), entry, overwrite=True)
        known.summary = target.with_suffix(".json")
        if no_file is not None:
            raise NoDataError(Trouble.GARMIN_DOWN, "Garmin has no file for it.", status=404)
        return known

    def sleep(self, day: date) -> Path:
        """A night's sleep. Raises AccountError; NoDataError when there is none."""
        address = f"{self.garmin_connect_sleep_daily_url}/{self.garmin.display_name}"
        parameters = {"date": day.isoformat(), "nonSleepBufferMinutes": 60}
        return self._night(self._sleep / f"sleep_{day}", address, parameters)

    def resting_hr(self, day: date) -> Path:
        """A day's resting heart rate. Raises AccountError; NoDataError when there is none."""
        address = f"{self.garmin_connect_rhr}/{self.garmin.display_name}"
        parameters = {"fromDate": day.isoformat(), "untilDate": day.isoformat(), "metricId": 60}
        return self._night(self._resting_hr / f"rhr_{day}", address, parameters)

    def hrv(self, day: date) -> Path:
        """A night's heart-rate variability. Raises AccountError; NoDataError when there is none."""
        return self._night(self._resting_hr / f"hrv_{day}", f"{self.garmin_connect_hrv_url}/{day}", {})

    def _night(self, target: Path, address: str, parameters: dict[str, Any]) -> Path:
        answer = self.garmin.connectapi(address, params=parameters)
        if not isinstance(answer, dict) or not answer:
            raise NoDataError(Trouble.GARMIN_DOWN, "Garmin has nothing for that day.", status=204)
        self.save_json_to_file(str(target), answer, overwrite=True)
        return target.with_name(f"{target.name}.json")

    def _details(self, activity_id: str) -> Path:
        answer = self.garmin.connectapi(f"{self.garmin_connect_activity_service_url}/{activity_id}")
        if not isinstance(answer, dict) or "activityId" not in answer:
            raise AccountError(
                Trouble.GARMIN_DOWN, "What Garmin sent for it makes no sense.", "Sync again later."
            )
        target = self._activities / f"activity_details_{activity_id}"
        self.save_json_to_file(str(target), answer, overwrite=True)
        return target.with_suffix(".json")

    def _fit(self, activity_id: str) -> Path | None:
        """The FIT file in the zip; None when the activity was uploaded as another kind of file."""
        content = self.garmin.download(f"{self.garmin_connect_download_service_url}/activity/{activity_id}")
        try:
            with zipfile.ZipFile(io.BytesIO(content)) as packed:
                for member in packed.infolist():
                    suffix = Path(member.filename).suffix.lower()
                    if member.file_size > MAX_FILE_BYTES:
                        continue
                    if suffix == ".fit":
                        return self._place_fit(activity_id, packed.read(member))
                    if suffix in OTHER_KINDS:
                        write_atomically(
                            self._activities / f"activity_{activity_id}{suffix}", packed.read(member)
                        )
                        return None
        except (zipfile.BadZipFile, zipfile.LargeZipFile, EOFError, RuntimeError, ValueError):
            pass
        raise AccountError(Trouble.GARMIN_DOWN, "What Garmin sent is not a FIT file.", "Sync again later.")

    def _place_fit(self, activity_id: str, fit: bytes) -> Path:
        if not is_complete_fit(fit, len(fit)):
            raise AccountError(
                Trouble.GARMIN_DOWN, "The FIT file that Garmin sent is damaged.", "Sync again."
            )
        target = self._activities / f"{activity_id}_ACTIVITY.fit"
        write_atomically(target, fit)
        return target


def _remove_file_of(deleted: ActivityFiles) -> None:
    """Without its summary the FIT file would become an activity without a name."""
    if deleted.summary is None and deleted.fit is not None:
        deleted.fit.unlink(missing_ok=True)
        deleted.fit = None
