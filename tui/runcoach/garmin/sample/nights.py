"""Rows of ``garmin.db``: what the invented runner's nights and days looked like, given the training.

Hard training lifts the resting heart rate and lowers the heart-rate variability for some days; a year of it
does the opposite.
"""

import random
from collections import deque
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from statistics import fmean

from runcoach.garmin.sample import formats
from runcoach.garmin.sample.activities import Row

DAYS = 371
KEPT = 0.72
USUAL_STRAIN = 1.9


def health_rows(today: date, load: Mapping[date, float], steps: Mapping[date, int]) -> dict[str, list[Row]]:
    """The rows of ``sleep``, ``resting_hr``, ``hrv`` and ``daily_summary``, this morning's included.

    ``load`` is the training load and ``steps`` the steps in runs of each day.
    """
    rows: dict[str, list[Row]] = {"sleep": [], "resting_hr": [], "hrv": [], "daily_summary": []}
    strain, recent = USUAL_STRAIN, deque[float](maxlen=60)
    for ago in range(DAYS, -1, -1):
        day = today - timedelta(days=ago)
        chance = random.Random(f"night {day}")
        strain = KEPT * strain + load.get(day - timedelta(days=1), 0.0) / 100
        worn = ago < 10 or chance.random() > 0.025
        over = strain - USUAL_STRAIN
        unfit = ago / DAYS
        resting = round(49.3 + 3.0 * unfit + 1.4 * over + chance.gauss(0, 0.7))
        variability = 66 - 6 * unfit - 4.4 * over + chance.gauss(0, 2.2)
        recent.append(variability)
        asleep_s = _sleep_s(day, chance)
        score = _score(asleep_s, over, chance)
        if worn:
            rows["sleep"].append(_sleep_row(day, asleep_s, score, chance))
            rows["resting_hr"].append({"day": formats.day(day), "resting_heart_rate": float(resting)})
            rows["hrv"].append(_hrv_row(day, list(recent), chance))
        if worn or ago == 0:
            run = (load.get(day, 0.0), steps.get(day, 0))
            rows["daily_summary"].append(_summary_row(day, ago == 0, resting, score, run, chance))
    return rows


def _sleep_s(day: date, chance: random.Random) -> float:
    """Seconds asleep in the night before ``day``: longer at weekends, short now and then."""
    hours = chance.gauss(7.35, 0.45) + (0.5 if day.weekday() >= 5 else 0.0)
    if chance.random() < 0.06:
        hours -= 1.4
    return round(min(9.2, max(4.9, hours)) * 60) * 60


def _score(asleep_s: float, over: float, chance: random.Random) -> int:
    short_hours = max(0.0, 7.8 - asleep_s / 3600)
    return round(min(97, max(38, 86 - 11 * short_hours - 2.0 * over + chance.gauss(0, 4))))


def _sleep_row(day: date, asleep_s: float, score: int, chance: random.Random) -> Row:
    deep_s = round(asleep_s * chance.uniform(0.14, 0.21) / 60) * 60
    rem_s = round(asleep_s * chance.uniform(0.19, 0.26) / 60) * 60
    awake_s = chance.randrange(4, 34) * 60
    late = 40 if day.weekday() >= 5 else 0
    start = datetime.combine(day - timedelta(days=1), time(22, 20)) + timedelta(
        minutes=chance.randrange(35) + late
    )
    qualifier = "EXCELLENT" if score >= 90 else "GOOD" if score >= 80 else "FAIR" if score >= 60 else "POOR"
    return {
        "day": formats.day(day),
        "start": formats.moment(start),
        "end": formats.moment(start + timedelta(seconds=asleep_s + awake_s)),
        "total_sleep": formats.clock(asleep_s),
        "deep_sleep": formats.clock(deep_s),
        "light_sleep": formats.clock(asleep_s - deep_s - rem_s),
        "rem_sleep": formats.clock(rem_s),
        "awake": formats.clock(awake_s),
        "avg_spo2": None,
        "avg_rr": round(chance.uniform(13.2, 14.8), 1),
        "avg_stress": round(chance.uniform(12, 22), 1),
        "score": score,
        "qualifier": qualifier,
    }


def _hrv_row(day: date, recent: list[float], chance: random.Random) -> Row:
    """The night's variability against the balanced band of the last two months; ``recent`` ends with it."""
    weekly, usual = fmean(recent[-7:]), fmean(recent)
    low, upper = usual - 6, usual + 7
    status = "BALANCED" if low <= weekly <= upper else "UNBALANCED"
    if weekly < low - 6:
        status = "LOW"
    # A new watch needs three weeks of nights before it knows a band.
    known = len(recent) >= 21
    return {
        "day": formats.day(day),
        "weekly_avg": round(weekly),
        "last_night_avg": round(recent[-1]),
        "last_night_5min_high": round(recent[-1] * chance.uniform(1.3, 1.55)),
        "baseline_low": round(low) if known else None,
        "baseline_upper": round(upper) if known else None,
        "status": status if known else "NONE",
    }


def _summary_row(
    day: date, still_early: bool, resting: int, score: int, run: tuple[float, int], chance: random.Random
) -> Row:
    """The day as a whole; of today only the morning."""
    load, run_steps = run
    walked = chance.randrange(350, 900) if still_early else chance.randrange(5200, 9400)
    steps = walked + run_steps
    high = min(100, max(45, score + chance.randrange(-4, 12)))
    low = high - 6 if still_early else max(5, high - 42 - round(load / 9) - chance.randrange(14))
    active = round(steps * 0.045 + load * 2)
    return {
        "day": formats.day(day),
        "hr_min": resting - chance.randrange(1, 4),
        "hr_max": 92 if still_early else 118 + min(66, round(load / 2.5)),
        "rhr": resting,
        "stress_avg": chance.randrange(18, 24) if still_early else chance.randrange(24, 37),
        "step_goal": 9000,
        "steps": steps,
        "moderate_activity_time": formats.clock(0 if still_early else 60 * chance.randrange(10, 45)),
        "vigorous_activity_time": formats.clock(60 * round(load / 2)),
        "intensity_time_goal": formats.clock(150 * 60),
        "floors_up": float(0 if still_early else chance.randrange(4, 16)),
        "floors_down": float(0 if still_early else chance.randrange(4, 16)),
        "floors_goal": 10.0,
        "distance": round(walked * 0.00074 + run_steps * 0.00103, 3),
        "calories_total": 620 if still_early else 1780 + active,
        "calories_bmr": 600 if still_early else 1780,
        "calories_active": 20 if still_early else active,
        "rr_waking_avg": 15.0,
        "bb_charged": min(high, 30 + round(score / 2.4)),
        "bb_max": high,
        "bb_min": low,
    }
