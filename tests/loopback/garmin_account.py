"""What a runner has at Garmin, as the loopback Garmin Connect serves it."""

import io
import json
import tempfile
import time
import zipfile
from base64 import urlsafe_b64encode
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from tests.loopback.fit_writer import FitLap, write_fit_run

EMAIL, PASSWORD, CODE = "runner@example.org", "correct horse", "246810"
DISPLAY_NAME, FULL_NAME = "runner-loopback-7", "Rosa Loopback"
NEWEST_ID = 20_000_000_000

type Json = dict[str, Any]


@dataclass
class Activity:
    """One activity; ``file`` is what its zip holds, None for one that was typed in."""

    activity_id: int
    start: datetime
    name: str
    distance_m: float
    duration_s: float
    file: bytes | None = None

    @property
    def listed(self) -> Json:
        """As the list of activities has it."""
        return {
            "activityId": self.activity_id,
            "activityName": self.name,
            "startTimeLocal": f"{self.start:%Y-%m-%d %H:%M:%S}",
            "activityType": {"typeId": 1, "typeKey": "running", "parentTypeId": 17},
            "eventType": {"typeId": 9, "typeKey": "uncategorized"},
            "distance": self.distance_m,
            "duration": self.duration_s,
            "elapsedDuration": self.duration_s,
            "movingDuration": self.duration_s,
            "averageSpeed": self.distance_m / self.duration_s,
            "maxSpeed": 4.5,
            "averageHR": 141.0,
            "maxHR": 160.0,
            "calories": 500.0,
            "steps": 7000,
            "avgVerticalOscillation": 8.1,
            "avgStrideLength": 101.0,
            "avgGroundContactTime": 260.0,
            "lapCount": 2,
            "ownerFullName": FULL_NAME,
        }

    @property
    def details(self) -> Json:
        """As its own page has it."""
        speed = self.distance_m / self.duration_s
        return {
            "activityId": self.activity_id,
            "activityName": self.name,
            "isMultiSportParent": False,
            "metadataDTO": {"isOriginal": True, "sensors": [], "deviceMetaDataDTO": {"deviceId": "1"}},
            "activityTypeDTO": {"typeId": 1, "typeKey": "running", "parentTypeId": 17},
            "eventTypeDTO": {"typeId": 9, "typeKey": "uncategorized"},
            "summaryDTO": {
                "startTimeLocal": f"{self.start:%Y-%m-%dT%H:%M:%S}.0",
                "distance": self.distance_m,
                "duration": self.duration_s,
                "movingDuration": self.duration_s,
                "elapsedDuration": self.duration_s,
                "averageSpeed": speed,
                "averageMovingSpeed": speed,
                "maxSpeed": 4.5,
                "calories": 500.0,
                "averageHR": 141.0,
                "maxHR": 160.0,
            },
        }

    @property
    def packed(self) -> bytes:
        """What a download gives: a zip."""
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(f"{self.activity_id}_ACTIVITY.fit", self.file or b"")
        return packed.getvalue()


@dataclass
class GarminAccount:
    """An account and its state; change it between two syncs as a runner's days would."""

    activities: list[Activity] = field(default_factory=list)
    first_night: date = date(2026, 11, 1)
    nights_without_hrv: frozenset[date] = frozenset()
    email: str = EMAIL
    password: str = PASSWORD
    code: str | None = None
    measurement_system: str = "metric"
    access: set[str] = field(default_factory=set)
    refresh: set[str] = field(default_factory=set)
    tokens_given: int = 0

    def new_tokens(self, *, expired: bool = False) -> Json:
        """What the token server gives out; kept valid until revoked."""
        self.tokens_given += 1
        claims = {
            "exp": time.time() + (-60 if expired else 86_400),
            "client_id": "GARMIN_CONNECT_MOBILE_IOS_DI",
        }
        access = f"{_part({'alg': 'none'})}.{_part(claims)}.{self.tokens_given:032d}"
        refresh = f"refresh-{self.tokens_given:032d}"
        self.access.add(access)
        self.refresh.add(refresh)
        return {"access_token": access, "refresh_token": refresh, "expires_in": 86_400}

    def seed_tokens(self, file: Path, *, expired: bool = False) -> None:
        """The file that an earlier login left."""
        given = self.new_tokens(expired=expired)
        if expired:
            self.access.discard(given["access_token"])
        stored = {
            "di_token": given["access_token"],
            "di_refresh_token": given["refresh_token"],
            "di_client_id": "GARMIN_CONNECT_MOBILE_IOS_DI",
        }
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(stored), encoding="utf-8")

    def revoke(self) -> None:
        """As when the runner changes the password at Garmin."""
        self.access.clear()
        self.refresh.clear()

    def sleep(self, day: date) -> Json:
        """A night's sleep; the night before the watch has none."""
        if day < self.first_night:
            return {"dailySleepDTO": {"calendarDate": None}}
        start = datetime(day.year, day.month, day.day, 6) - timedelta(hours=7.5)
        start_ms = int((start - datetime(1970, 1, 1)).total_seconds() * 1000)
        return {
            "dailySleepDTO": {
                "calendarDate": day.isoformat(),
                "sleepTimeSeconds": 27_000 - 60 * day.day,
                "sleepStartTimestampGMT": start_ms,
                "sleepEndTimestampGMT": start_ms + 27_000_000,
                "sleepStartTimestampLocal": start_ms,
                "sleepEndTimestampLocal": start_ms + 27_000_000,
                "deepSleepSeconds": 5000,
                "lightSleepSeconds": 16_000,
                "remSleepSeconds": 5000,
                "awakeSleepSeconds": 1000,
                "sleepScores": {"overall": {"value": 80, "qualifierKey": "GOOD"}},
            },
            "remSleepData": True,
            "sleepLevels": [
                {
                    "startGMT": f"{start:%Y-%m-%dT%H:%M:%S}.0",
                    "endGMT": f"{start + timedelta(hours=1):%Y-%m-%dT%H:%M:%S}.0",
                    "activityLevel": 1.0,
                }
            ],
        }

    def resting_hr(self, day: date) -> Json:
        """A day's resting heart rate."""
        values = (
            [] if day < self.first_night else [{"value": 48.0 + day.day % 4, "calendarDate": day.isoformat()}]
        )
        return {
            "userProfileId": 7,
            "statisticsStartDate": day.isoformat(),
            "statisticsEndDate": day.isoformat(),
            "allMetrics": {"metricsMap": {"WELLNESS_RESTING_HEART_RATE": values}},
        }

    def hrv(self, day: date) -> Json | None:
        """A night's variability, or nothing."""
        if day < self.first_night or day in self.nights_without_hrv:
            return None
        return {
            "userProfilePk": 7,
            "hrvSummary": {
                "calendarDate": day.isoformat(),
                "weeklyAvg": 60,
                "lastNightAvg": 58 + day.day % 5,
                "lastNight5MinHigh": 80,
                "baseline": {"lowUpper": 50, "balancedLow": 54, "balancedUpper": 68},
                "status": "BALANCED",
            },
        }

    @property
    def profile(self) -> Json:
        """The social profile."""
        return {"id": 7, "displayName": DISPLAY_NAME, "userName": EMAIL, "fullName": FULL_NAME}

    @property
    def settings(self) -> Json:
        """The user's settings."""
        user = {
            "gender": "FEMALE",
            "weight": 60_000.0,
            "height": 170.0,
            "measurementSystem": self.measurement_system,
            "vo2MaxRunning": 48.0,
            "vo2MaxCycling": None,
            "handedness": "RIGHT",
        }
        return {"id": 7, "userData": user}

    @property
    def personal(self) -> Json:
        """Personal information."""
        return {"userInfo": {"locale": "en_GB", "timeZone": "Europe/London", "countryCode": "GB"}}


def account_with(runs: int, today: date, *, every_days: int = 1, **more: Any) -> GarminAccount:
    """An account with so many runs, newest first, the newest yesterday, and nights up to today."""
    with tempfile.TemporaryDirectory() as folder:
        activities = [
            a_run(NEWEST_ID - number * 1000, today - timedelta(days=1 + number * every_days), Path(folder))
            for number in range(runs)
        ]
    return GarminAccount(activities, **more)


def a_run(
    activity_id: int, day: date, folder: Path, *, laps: Sequence[FitLap] = (), name: str | None = None
) -> Activity:
    """A run of two laps with some dozens of records."""
    laps = laps or (FitLap(1000, 360), FitLap(500 + 10 * day.day, 200))
    start = datetime(day.year, day.month, day.day, 7)
    file = write_fit_run(folder / f"{activity_id}_ACTIVITY.fit", start=start, laps=laps, every_s=20)
    distance_m, duration_s = sum(lap.distance_m for lap in laps), sum(lap.duration_s for lap in laps)
    return Activity(
        activity_id, start, name or f"Morning run {day.day}", distance_m, duration_s, file.read_bytes()
    )


def _part(claims: Json) -> str:
    return urlsafe_b64encode(json.dumps(claims).encode()).decode().rstrip("=")
