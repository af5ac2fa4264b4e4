"""Readiness: resting heart rate, HRV and sleep against the runner's own last weeks, as a plain verdict.

The signs follow the usual practice of reading several markers together; the thresholds (5 bpm over the
runner's own median, below the watch's own HRV baseline, under 5.5 hours) are coaching heuristics.
"""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from statistics import median

import msgspec

from runcoach.domain.nights import Night

RESTING_HR_RISE_BPM = 5
HRV_DROP = 0.85
SHORT_SLEEP_S = 5.5 * 3600
MIN_BASELINE_NIGHTS = 7


class Verdict(StrEnum):
    """Green: train as planned. Amber: one sign against it. Red: two or more. Unknown: nothing recorded."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"
    UNKNOWN = "unknown"


class Readiness(msgspec.Struct, frozen=True):
    """The verdict, the signs that speak against a hard day, and last night with its baseline."""

    verdict: Verdict = Verdict.UNKNOWN
    signs: tuple[str, ...] = ()
    night: Night | None = None
    usual_resting_hr_bpm: float | None = None
    usual_hrv_ms: float | None = None


def readiness(nights: Sequence[Night], today: date) -> Readiness:
    """Judges this morning; unknown when last night was not recorded or nothing compares with it."""
    last = next((night for night in nights if night.day == today), None)
    before = [night for night in nights if 0 < (today - night.day).days <= 28]
    resting = _usual([night.resting_hr_bpm for night in before])
    hrv = _usual([night.hrv_ms for night in before])
    if last is None:
        return Readiness(Verdict.UNKNOWN, (), None, resting, hrv)
    judged, signs = 0, []
    if last.resting_hr_bpm and resting:
        judged += 1
        if last.resting_hr_bpm >= resting + RESTING_HR_RISE_BPM:
            signs.append(f"resting heart rate {last.resting_hr_bpm} bpm, usually {resting:.0f}")
    if last.hrv_ms and (floor := last.hrv_baseline_low_ms or (hrv and hrv * HRV_DROP)):
        judged += 1
        if last.hrv_ms < floor:
            signs.append(f"HRV {last.hrv_ms} ms, below {floor:.0f}")
    if last.sleep_s:
        judged += 1
        if last.sleep_s < SHORT_SLEEP_S:
            signs.append(f"{last.sleep_s / 3600:.1f} h of sleep")
    if not judged:
        verdict = Verdict.UNKNOWN
    else:
        verdict = (Verdict.GREEN, Verdict.AMBER, Verdict.RED)[min(len(signs), 2)]
    return Readiness(verdict, tuple(signs), last, resting, hrv)


def _usual(values: Sequence[float | None]) -> float | None:
    known = [value for value in values if value]
    return median(known) if len(known) >= MIN_BASELINE_NIGHTS else None
