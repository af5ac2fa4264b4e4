"""Nights: what the watch measured while the runner slept. Missing values are None and stay None."""

from datetime import date

import msgspec


class Night(msgspec.Struct, frozen=True):
    """What the watch recorded about one night and the morning after it; ``day`` is the morning."""

    day: date
    resting_hr_bpm: int | None = None
    hrv_ms: int | None = None
    hrv_baseline_low_ms: int | None = None
    hrv_baseline_high_ms: int | None = None
    sleep_s: float | None = None
    sleep_score: int | None = None
