"""One activity on Garmin Connect: its line in the list, its details, and its FIT file in a zip."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tests.loopback.fit_writer import CADENCE, HOME_LAT, HOME_LONG, SERIAL, FitLap, write_fit_run
from tests.loopback.garmin_answer import Answer, json_answer, refusal, zip_answer
from tests.loopback.garmin_health import PROFILE_ID

RECORD_EVERY_S = 20
# Garmin's key -> its number, its parent's number, and the FIT file's sport and sub-sport.
KINDS: dict[str, tuple[int, int, str, str]] = {
    "running": (1, 17, "running", "generic"),
    "cycling": (2, 17, "cycling", "generic"),
    "trail_running": (6, 1, "running", "trail"),
    "track_running": (8, 1, "running", "track"),
    "treadmill_running": (18, 1, "running", "treadmill"),
}


@dataclass(eq=False)
class GarminActivity:
    """``start`` is local and naive. ``laps`` tell the rest: FIT file and JSON are made of them.

    ``manual`` was typed in by hand and has no file (404 on the file alone). ``vanished`` is still listed, but
    was deleted in the meantime (404 on details and file). ``fit_file`` puts a file of one's own in its place.
    """

    activity_id: int
    name: str
    start: datetime
    laps: Sequence[FitLap]
    kind: str = "running"
    utc_offset_h: float = 2
    feel: int | None = None
    effort: int | None = None
    vo2_max: float | None = 50.0
    manual: bool = False
    vanished: bool = False
    older_watch: bool = False
    fit_file: bytes | None = None

    @cached_property
    def fit(self) -> bytes:
        """The FIT file."""
        if self.fit_file is not None:
            return self.fit_file
        _, _, sport, sub_sport = KINDS[self.kind]
        with TemporaryDirectory() as folder:
            written = write_fit_run(
                Path(folder) / f"{self.activity_id}_ACTIVITY.fit",
                start=self.start,
                laps=self.laps,
                utc_offset_h=self.utc_offset_h,
                sport=sport,
                sub_sport=sub_sport,
                with_gps=self._outdoors,
                older_watch=self.older_watch,
                every_s=RECORD_EVERY_S,
            )
            return written.read_bytes()

    def file_answer(self) -> Answer:
        """The answer to a download: a zip."""
        if self.manual or self.vanished:
            return refusal(404)
        return zip_answer(f"{self.activity_id}_ACTIVITY.fit", self.fit)

    def list_json(self) -> dict[str, Any]:
        """Its entry in the list of activities."""
        distance_m, duration_s = self._distance_m, self._duration_s
        times = {
            "startTimeLocal": self._moment(self.start, " "),
            "startTimeGMT": self._moment(self._start_gmt, " "),
            "endTimeGMT": self._moment(self._start_gmt + timedelta(seconds=self._elapsed_s), " "),
        }
        running = {
            "averageRunningCadenceInStepsPerMinute": 2.0 * CADENCE,
            "maxRunningCadenceInStepsPerMinute": 2.0 * (CADENCE + 4),
            "steps": self._steps,
            "avgVerticalOscillation": 8.1,
            "avgGroundContactTime": 251.0,
            "avgStrideLength": 100 * distance_m / self._steps,
            "vO2MaxValue": self.vo2_max,
        }
        return {
            "activityId": self.activity_id,
            "activityName": self.name,
            **times,
            "activityType": self._type,
            "eventType": {"typeId": 9, "typeKey": "uncategorized", "sortOrder": 10},
            **self._common(distance_m, duration_s),
            **(running if self._runs else {}),
            "hasPolyline": self._outdoors,
            "ownerId": PROFILE_ID,
            "ownerDisplayName": "test-runner",
            "privacy": {"typeId": 2, "typeKey": "private"},
            "timeZoneId": 124,
            "beginTimestamp": int((self._start_gmt - datetime(1970, 1, 1)).total_seconds() * 1000),
            "sportTypeId": 1 if self._runs else 2,
            "aerobicTrainingEffect": 3.1,
            "anaerobicTrainingEffect": 0.4,
            "deviceId": None if self.manual else SERIAL,
            "manufacturer": None if self.manual else "GARMIN",
            "lapCount": len(self.laps),
            "activityTrainingLoad": self._load,
            "manualActivity": self.manual,
            "parent": False,
        }

    def details_answer(self) -> Answer:
        """The answer to a question for its details."""
        return refusal(404) if self.vanished else json_answer(self.details_json())

    def details_json(self) -> dict[str, Any]:
        """All about it but the track."""
        distance_m, duration_s = self._distance_m, self._duration_s
        summary = {
            "startTimeLocal": self._moment(self.start, "T") + ".0",
            "startTimeGMT": self._moment(self._start_gmt, "T") + ".0",
            **self._common(distance_m, duration_s),
            "averageMovingSpeed": distance_m / duration_s,
            "minHR": min(lap.hr_bpm for lap in self.laps) - 20,
            "trainingEffect": 3.1,
            "anaerobicTrainingEffect": 0.4,
            "activityTrainingLoad": self._load,
            "directWorkoutFeel": self.feel,
            "directWorkoutRpe": self.effort,
        }
        metadata: dict[str, Any] = {
            "isOriginal": True,
            "fileFormat": None if self.manual else {"formatId": 7, "formatKey": "fit"},
            "associatedCourseId": None,
            "childIds": [],
            "childActivityTypes": [],
            "manufacturer": None if self.manual else "GARMIN",
            "lapCount": len(self.laps),
            "deviceMetaDataDTO": {"deviceId": None if self.manual else str(SERIAL)},
            "manualActivity": self.manual,
        }
        return {
            "activityId": self.activity_id,
            "activityName": self.name,
            "userProfileId": PROFILE_ID,
            "isMultiSportParent": False,
            "activityTypeDTO": self._type,
            "eventTypeDTO": {"typeId": 9, "typeKey": "uncategorized", "sortOrder": 10},
            "timeZoneUnitDTO": {"unitId": 124, "unitKey": "Europe/Paris", "timeZone": "Europe/Paris"},
            "metadataDTO": metadata,
            "summaryDTO": {key: value for key, value in summary.items() if value is not None},
            "locationName": "Rotterdam",
        }

    def _common(self, distance_m: float, duration_s: float) -> dict[str, Any]:
        """What list and details have in common."""
        beats = sum(lap.hr_bpm * lap.duration_s for lap in self.laps)
        lat, long = (HOME_LAT, HOME_LONG) if self._outdoors else (None, None)
        return {
            "distance": distance_m,
            "duration": duration_s,
            "elapsedDuration": self._elapsed_s,
            "movingDuration": duration_s,
            "elevationGain": 12.0,
            "elevationLoss": 12.0,
            "averageSpeed": distance_m / duration_s,
            "maxSpeed": max(lap.distance_m / lap.duration_s for lap in self.laps),
            "startLatitude": lat,
            "startLongitude": long,
            "calories": round(distance_m * 0.065),
            "averageHR": round(beats / duration_s),
            "maxHR": max(lap.hr_bpm for lap in self.laps) + 3,
        }

    @property
    def _type(self) -> dict[str, Any]:
        number, parent, _, _ = KINDS[self.kind]
        return {"typeId": number, "typeKey": self.kind, "parentTypeId": parent, "isHidden": False}

    @property
    def _runs(self) -> bool:
        return KINDS[self.kind][2] == "running"

    @property
    def _outdoors(self) -> bool:
        return self.kind != "treadmill_running" and not self.manual

    @property
    def _distance_m(self) -> float:
        return sum(lap.distance_m for lap in self.laps)

    @property
    def _duration_s(self) -> float:
        return sum(lap.duration_s for lap in self.laps)

    @property
    def _elapsed_s(self) -> float:
        return sum(lap.elapsed_s for lap in self.laps)

    @property
    def _steps(self) -> int:
        return round(2 * CADENCE * self._duration_s / 60)

    @property
    def _load(self) -> float:
        return round(self._duration_s / 30, 1)

    @property
    def _start_gmt(self) -> datetime:
        return self.start - timedelta(hours=self.utc_offset_h)

    @staticmethod
    def _moment(when: datetime, between: str) -> str:
        return when.isoformat(between, "seconds")
