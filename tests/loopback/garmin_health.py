"""One night and the day after it, in the words of Garmin Connect: sleep, resting heart rate, HRV, summary."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

PROFILE_ID = 1_234_567
_DEEP, _LIGHT, _REM, _AWAKE = 0.0, 1.0, 2.0, 3.0


@dataclass(frozen=True, slots=True)
class Night:
    """What the watch measured. None is what it did not: no sleep, no resting heart rate, no HRV."""

    sleep_h: float | None = 7.5
    rhr_bpm: int | None = 48
    hrv_ms: int | None = 62
    score: int = 80
    stress: int = 25
    body_battery: int = 88


def sleep_json(day: date, night: Night, utc_offset_h: float) -> dict[str, Any]:
    """The night that ended on ``day``; with nulls where the watch was not worn."""
    daily: dict[str, Any] = {
        "id": None,
        "userProfilePK": PROFILE_ID,
        "calendarDate": day.isoformat(),
        "sleepTimeSeconds": None,
        "sleepStartTimestampGMT": None,
        "sleepEndTimestampGMT": None,
        "sleepStartTimestampLocal": None,
        "sleepEndTimestampLocal": None,
        "deepSleepSeconds": None,
        "lightSleepSeconds": None,
        "remSleepSeconds": None,
        "awakeSleepSeconds": None,
        "deviceRemCapable": True,
    }
    if night.sleep_h is None:
        return {"dailySleepDTO": daily, "remSleepData": False, "sleepMovement": []}
    shares = ((_LIGHT, 0.35), (_DEEP, 0.2), (_AWAKE, 0.05), (_REM, 0.2), (_LIGHT, 0.2))
    total_s = round(night.sleep_h * 60) * 60
    wake = datetime.combine(day, time(6, 45), UTC)
    start = wake - timedelta(seconds=total_s)
    gmt = timedelta(hours=utc_offset_h)
    parts = {
        level: _minutes(sum(share for kind, share in shares if kind == level), total_s) for level in _LEVELS
    }
    levels = list(_levels(start - gmt, shares, total_s))
    daily |= {
        "id": _ms(start - gmt),
        "sleepTimeSeconds": total_s - parts[_AWAKE],
        "napTimeSeconds": 0,
        "sleepWindowConfirmed": True,
        "sleepWindowConfirmationType": "enhanced_confirmed_final",
        "sleepStartTimestampGMT": _ms(start - gmt),
        "sleepEndTimestampGMT": _ms(wake - gmt),
        "sleepStartTimestampLocal": _ms(start),
        "sleepEndTimestampLocal": _ms(wake),
        "unmeasurableSleepSeconds": 0,
        "deepSleepSeconds": parts[_DEEP],
        "lightSleepSeconds": parts[_LIGHT],
        "remSleepSeconds": parts[_REM],
        "awakeSleepSeconds": parts[_AWAKE],
        "averageRespirationValue": 14.0,
        "avgSleepStress": 18.0,
        "sleepScores": {"overall": {"value": night.score, "qualifierKey": _quality(night.score)}},
        "sleepVersion": 2,
    }
    return {
        "dailySleepDTO": daily,
        "sleepMovement": [],
        "remSleepData": True,
        "sleepLevels": levels,
        "restingHeartRate": night.rhr_bpm,
    }


def rhr_json(day: date, night: Night) -> dict[str, Any]:
    """The resting heart rate of one day."""
    value = None if night.rhr_bpm is None else float(night.rhr_bpm)
    metric = [{"value": value, "calendarDate": day.isoformat()}]
    return {
        "userProfileId": PROFILE_ID,
        "statisticsStartDate": day.isoformat(),
        "statisticsEndDate": day.isoformat(),
        "allMetrics": {"metricsMap": {"WELLNESS_RESTING_HEART_RATE": metric}},
        "groupedMetrics": None,
    }


def hrv_json(day: date, night: Night, utc_offset_h: float) -> dict[str, Any] | None:
    """Heart rate variability of the night before ``day``; None when there is none (Garmin answers 204)."""
    if night.hrv_ms is None:
        return None
    local = datetime.combine(day, time(2, 0))
    reading = {
        "hrvValue": night.hrv_ms,
        "readingTimeGMT": _iso(local - timedelta(hours=utc_offset_h)),
        "readingTimeLocal": _iso(local),
    }
    summary = {
        "calendarDate": day.isoformat(),
        "weeklyAvg": night.hrv_ms - 1,
        "lastNightAvg": night.hrv_ms,
        "lastNight5MinHigh": night.hrv_ms + 24,
        "baseline": {"lowUpper": 52, "balancedLow": 55, "balancedUpper": 70, "markerValue": 0.45},
        "status": "BALANCED",
        "feedbackPhrase": "HRV_BALANCED_7",
        "createTimeStamp": f"{day.isoformat()}T06:50:00.000",
    }
    return {"userProfilePk": PROFILE_ID, "hrvSummary": summary, "hrvReadings": [reading]}


def daily_summary_json(day: date, night: Night) -> dict[str, Any]:
    """The day as a whole: steps, stress and body battery."""
    return {
        "userProfileId": PROFILE_ID,
        "calendarDate": day.isoformat(),
        "totalKilocalories": 2300.0,
        "activeKilocalories": 500.0,
        "bmrKilocalories": 1800.0,
        "totalSteps": 11_200,
        "dailyStepGoal": 10_000,
        "totalDistanceMeters": 9_400,
        "moderateIntensityMinutes": 10,
        "vigorousIntensityMinutes": 45,
        "intensityMinutesGoal": 150,
        "minHeartRate": 46,
        "maxHeartRate": 166,
        "restingHeartRate": night.rhr_bpm,
        "averageStressLevel": night.stress,
        "bodyBatteryChargedValue": 60,
        "bodyBatteryDrainedValue": 57,
        "bodyBatteryHighestValue": night.body_battery,
        "bodyBatteryLowestValue": 25,
    }


_LEVELS = (_DEEP, _LIGHT, _REM, _AWAKE)


def _levels(
    start: datetime, shares: tuple[tuple[float, float], ...], total_s: int
) -> Iterator[dict[str, Any]]:
    for level, share in shares:
        end = start + timedelta(seconds=_minutes(share, total_s))
        yield {"startGMT": _iso(start), "endGMT": _iso(end), "activityLevel": level}
        start = end


def _minutes(share: float, total_s: int) -> int:
    """A share of the night in seconds, rounded to whole minutes."""
    return round(share * total_s / 60) * 60


def _quality(score: int) -> str:
    return "EXCELLENT" if score >= 90 else "GOOD" if score >= 80 else "FAIR" if score >= 60 else "POOR"


def _ms(moment: datetime) -> int:
    return int(moment.timestamp() * 1000)


def _iso(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%S.0")
