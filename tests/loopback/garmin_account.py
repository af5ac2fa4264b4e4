"""A Garmin account: who it belongs to, its activities and nights, and how it lets people in."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import Enum
from typing import Any

from tests.loopback.fit_writer import FitLap
from tests.loopback.garmin_activity import KINDS, GarminActivity
from tests.loopback.garmin_health import PROFILE_ID, Night
from tests.loopback.garmin_tokens import GarminTokens

EMAIL, PASSWORD = "runner@example.com", "correct horse"
FIRST_ID = 20_000_000_000
EASY = (*(FitLap(1000, 342, 138) for _ in range(5)), FitLap(412, 143, 141))
INTERVALS = (
    FitLap(2000, 680, 136, intensity="warmup"),
    *(
        lap
        for _ in range(4)
        for lap in (
            FitLap(400, 92, 168, trigger="manual"),
            FitLap(200, 90, 142, intensity="recovery", trigger="manual"),
        )
    ),
    FitLap(1000, 350, 138, intensity="cooldown"),
)
LONG = tuple(FitLap(1000, 348, 144, paused_s=30 if number == 6 else 0) for number in range(12))
_WEEK: tuple[tuple[str, str, Sequence[FitLap]], ...] = (
    ("Easy", "running", EASY),
    ("Track", "track_running", INTERVALS),
    ("Treadmill", "treadmill_running", EASY),
    ("Long", "running", LONG),
    ("Trail", "trail_running", EASY),
)


class SignIn(Enum):
    """How the sign-in page answers a right password: as usual, or with a trouble of the account."""

    OPEN = "SUCCESSFUL"
    LOCKED = "ACCOUNT_LOCKED"
    CAPTCHA = "CAPTCHA_REQUIRED"
    RATE_LIMITED = "429"


@dataclass
class GarminAccount:
    """``activities`` are newest first, as Garmin lists them. A day that ``nights`` lacks is a 204.

    With an ``mfa_code`` a password is not enough. All may be changed while a server runs on it.
    """

    email: str = EMAIL
    password: str = PASSWORD
    mfa_code: str | None = None
    sign_in: SignIn = SignIn.OPEN
    activities: list[GarminActivity] = field(default_factory=list)
    nights: dict[date, Night] = field(default_factory=dict)
    tokens: GarminTokens = field(default_factory=GarminTokens)
    display_name: str = "test-runner"
    full_name: str = "Test Runner"
    measurement_system: str = "metric"
    utc_offset_h: float = 2

    def add(self, activity: GarminActivity) -> GarminActivity:
        """Puts an activity in its place in the list and returns it."""
        self.activities.append(activity)
        self.activities.sort(key=lambda each: each.start, reverse=True)
        return activity

    def add_run(
        self, day: date, laps: Sequence[FitLap] = EASY, *, name: str = "Morning Run", **more: Any
    ) -> GarminActivity:
        """A run at half past seven. ``more`` goes to GarminActivity. Ids grow with the days."""
        taken = {activity.activity_id for activity in self.activities}
        number = FIRST_ID + day.toordinal() * 10
        while number in taken:
            number += 1
        more = {"utc_offset_h": self.utc_offset_h} | more
        return self.add(GarminActivity(number, name, datetime.combine(day, time(7, 30)), laps, **more))

    def activity(self, activity_id: int) -> GarminActivity | None:
        """The activity with this id."""
        return next((each for each in self.activities if each.activity_id == activity_id), None)

    def profile_json(self) -> dict[str, Any]:
        """The social profile."""
        return {
            "id": PROFILE_ID,
            "profileId": PROFILE_ID,
            "displayName": self.display_name,
            "fullName": self.full_name,
            "userName": self.email,
            "location": None,
            "userProfileFullName": self.full_name,
            "userLevel": 3,
        }

    def settings_json(self) -> dict[str, Any]:
        """The user's settings."""
        user = {
            "gender": "FEMALE",
            "weight": 60000.0,
            "height": 170.0,
            "timeFormat": "time_twenty_four_hr",
            "birthDate": "1990-01-01",
            "measurementSystem": self.measurement_system,
            "handedness": "RIGHT",
            "vo2MaxRunning": 50.0,
            "vo2MaxCycling": None,
        }
        sleep = {"sleepTime": 80400, "wakeTime": 24000}
        return {"id": PROFILE_ID, "userData": user, "userSleep": sleep, "connectDate": None}

    def personal_json(self) -> dict[str, Any]:
        """The personal information."""
        user = {
            "birthDate": "1990-01-01",
            "genderType": "FEMALE",
            "email": self.email,
            "locale": "en",
            "timeZone": "Europe/Amsterdam",
            "age": 36,
            "countryCode": "NL",
        }
        body = {"userId": PROFILE_ID, "height": 170.0, "weight": 60000.0}
        return {"userInfo": user, "biometricProfile": body}


def account_with(runs: int = 30, *, today: date, nights: int = 0, **more: Any) -> GarminAccount:
    """An account with ``runs`` runs, one every second day up to ``today``, and nights for all those days.

    ``nights`` asks for a number of them instead. Every seventh day back from yesterday lacks its HRV; of the
    day nine days back there is nothing at all. ``more`` goes to GarminAccount.
    """
    account = GarminAccount(**more)
    for number in range(runs):
        name, kind, laps = _WEEK[number % len(_WEEK)]
        felt = {"feel": 75, "effort": 40} if number % 2 == 0 else {}
        account.add_run(
            today - timedelta(days=2 * number), laps, name=f"{name} {number + 1}", kind=kind, **felt
        )
    for ago in range(nights or 2 * runs):
        if ago != 9:
            hrv_ms = None if ago % 7 == 1 else 58 + ago % 9
            account.nights[today - timedelta(days=ago)] = Night(
                sleep_h=6.5 + ago % 5 * 0.5, rhr_bpm=46 + ago % 4, hrv_ms=hrv_ms, score=68 + ago % 25
            )
    return account


def activity_types_json() -> list[dict[str, Any]]:
    """The kinds of activity Garmin knows; here those that are used."""
    return [
        {"typeId": number, "typeKey": key, "parentTypeId": parent, "isHidden": False, "restricted": False}
        for key, (number, parent, _, _) in KINDS.items()
    ]
