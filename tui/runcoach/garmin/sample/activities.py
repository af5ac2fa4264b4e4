"""Rows of ``garmin_activities.db``: kilometres, km/h, cadence per leg, degrees, metres of climb, °C."""

import math
import random
from datetime import date, datetime, timedelta
from typing import Any

from runcoach.garmin.sample import formats
from runcoach.garmin.sample.plan import OtherActivity
from runcoach.garmin.sample.runner import ZONE_BOUNDS_BPM, Recording, Totals
from runcoach.garmin.sample.sessions import Kind

Row = dict[str, Any]

WATCH_SERIAL = 3_300_000_001
KMH = 3.6
# Load per minute in zones 0-5, so that an easy hour gives about 90 and a half marathon about 330.
LOAD_PER_MINUTE = (0.4, 0.8, 1.5, 2.2, 3.0, 3.6)
FEELINGS = {
    Kind.EASY: (("Strong", "Normal", "Normal"), ("Light", "Light", "Moderate")),
    Kind.LONG: (("Normal", "Normal", "Strong"), ("Moderate", "Somewhat Hard")),
    Kind.TEMPO: (("Strong", "Normal"), ("Hard",)),
    Kind.INTERVALS: (("Strong", "Normal"), ("Very Hard", "Hard")),
    Kind.STRIDES: (("Strong",), ("Light", "Moderate")),
    Kind.RACE: (("Very Strong", "Strong"), ("Extremely Hard",)),
}


def activity_id(start: datetime) -> str:
    """A number such as Garmin's, growing with time."""
    return str(17_000_000_000 + int((start - datetime(2020, 1, 1)).total_seconds()) * 11)


def training_load(zone_s: list[float], moving_s: float) -> float:
    """Exercise load from the time in heart-rate zones."""
    below_s = moving_s - sum(zone_s)
    minutes = [seconds / 60 for seconds in (below_s, *zone_s)]
    return sum(load * spent for load, spent in zip(LOAD_PER_MINUTE, minutes, strict=True))


def run_row(recording: Recording) -> Row:
    """The ``activities`` row of a run."""
    plan, whole = recording.plan, recording.whole
    chance = random.Random(f"row {plan.start.date()}")
    load = training_load(whole.zone_s, whole.moving_s)
    feelings, efforts = FEELINGS[plan.kind]
    rated = plan.kind is Kind.RACE or chance.random() < 0.6
    sharp = {Kind.INTERVALS: 2.6, Kind.STRIDES: 1.4, Kind.RACE: 1.1, Kind.TEMPO: 0.8}.get(plan.kind, 0.0)
    return {
        "activity_id": activity_id(plan.start),
        "name": plan.name,
        "description": None,
        "type": "race" if plan.kind is Kind.RACE else "uncategorized",
        "course_id": None,
        "laps": len(recording.laps),
        "sport": "running",
        "sub_sport": plan.surface,
        "device_serial_number": WATCH_SERIAL,
        "self_eval_feel": chance.choice(feelings) if rated else None,
        "self_eval_effort": chance.choice(efforts) if rated else None,
        "training_load": round(load, 1),
        "training_effect": round(min(5.0, 5.2 * (1 - math.exp(-load / 120))), 1),
        "anaerobic_training_effect": round(sharp + chance.uniform(0, 0.4), 1),
        **_totals(whole, plan.start),
    }


def lap_rows(recording: Recording) -> list[Row]:
    """The ``activity_laps`` rows of a run, numbered from 0."""
    start = recording.plan.start
    own = activity_id(start)
    return [
        {"activity_id": own, "lap": number, **_totals(lap, start)}
        for number, lap in enumerate(recording.laps)
    ]


RECORD_COLUMNS = (
    *("activity_id", "record", "timestamp", "position_lat", "position_long", "distance"),
    *("cadence", "altitude", "hr", "rr", "speed", "temperature"),
)


def record_rows(recording: Recording) -> list[tuple[Any, ...]]:
    """The ``activity_records`` rows of a run in the order of ``RECORD_COLUMNS``."""
    start = recording.plan.start
    own, warm = activity_id(start), round(_temperature(start))
    rows: list[tuple[Any, ...]] = []
    for seconds, metres, heart, speed, cadence, place in recording.samples:
        moment = f"{start + timedelta(seconds=round(seconds))}.000000"
        if rows and rows[-1][2] == moment:
            # A watch keeps one sample a second at most; at the end of a lap two can meet.
            rows.pop()
        lat, long, altitude = place or (None, None, None)
        rows.append(
            (
                own,
                len(rows),
                moment,
                None if lat is None else round(lat, 7),
                None if long is None else round(long, 7),
                round(metres / 1000, 5),
                round(cadence),
                None if altitude is None else round(altitude * 5) / 5,
                round(heart),
                None,
                round(speed * KMH, 4),
                warm,
            )
        )
    return rows


def steps_row(recording: Recording, today: date) -> Row:
    """The ``steps_activities`` row of a run: paces per km, steps of both legs, lengths in cm."""
    plan, whole = recording.plan, recording.whole
    per_minute = 2 * whole.cadence_sum / whole.moving_s
    pace = whole.moving_s / whole.metres * 1000
    fitness_gone = (today - plan.start.date()).days / 365
    return {
        "steps": round(per_minute * whole.moving_s / 60),
        "avg_pace": formats.clock(pace),
        "avg_moving_pace": formats.clock(pace),
        "max_pace": formats.clock(1000 / whole.max_speed_m_per_s),
        "avg_steps_per_min": round(per_minute),
        "max_steps_per_min": round(2 * whole.max_cadence),
        "avg_step_length": round(whole.metres / (per_minute * whole.moving_s / 60) * 100, 1),
        "avg_vertical_ratio": 8.6,
        "avg_vertical_oscillation": 8.9,
        "avg_gct_balance": None,
        "avg_ground_contact_time": "00:00:00.252000",
        "avg_stance_time_percent": None,
        "vo2_max": float(round(49.4 - 3.5 * fitness_gone)),
        "activity_id": activity_id(plan.start),
    }


def other_row(activity: OtherActivity) -> Row:
    """The ``activities`` row of something that is not a run."""
    chance = random.Random(f"other row {activity.start.date()}")
    heart = chance.randrange(118, 128) if activity.metres else chance.randrange(96, 108)
    easy_s = activity.seconds * chance.uniform(0.55, 0.7)
    spent = [easy_s, activity.seconds - easy_s, 0.0, 0.0, 0.0] if activity.metres else [easy_s, *[0.0] * 4]
    whole = Totals(
        moving_s=activity.seconds,
        elapsed_s=activity.seconds,
        metres=activity.metres or 0.0,
        heart_sum=heart * activity.seconds,
        max_heart_bpm=heart + 22,
        max_speed_m_per_s=10.4 if activity.metres else 0.0,
        zone_s=spent,
    )
    load = training_load(spent, activity.seconds)
    return {
        "activity_id": activity_id(activity.start),
        "name": activity.name,
        "description": None,
        "type": "uncategorized",
        "course_id": None,
        "laps": 1,
        "sport": activity.sport,
        "sub_sport": activity.sub_sport,
        "device_serial_number": WATCH_SERIAL,
        "self_eval_feel": None,
        "self_eval_effort": None,
        "training_load": round(load, 1),
        "training_effect": round(min(5.0, 5.2 * (1 - math.exp(-load / 120))), 1),
        "anaerobic_training_effect": 0.0,
        **_totals(whole, activity.start),
    }


def _totals(totals: Totals, run_start: datetime) -> Row:
    """The columns that activities and laps share."""
    start = run_start + timedelta(seconds=round(totals.started_s))
    stop = run_start + timedelta(seconds=round(totals.started_s + totals.elapsed_s))
    warm = round(_temperature(run_start), 1)
    first, last = totals.first_place, totals.last_place
    cadence = totals.cadence_sum / totals.moving_s
    metres = totals.metres
    return {
        "start_time": formats.moment(start),
        "stop_time": formats.moment(stop),
        "elapsed_time": formats.clock(totals.elapsed_s),
        "moving_time": formats.clock(totals.moving_s),
        "distance": round(metres / 1000, 5) if metres else None,
        "cycles": round(cadence * totals.moving_s / 60) if cadence else None,
        "avg_hr": round(totals.heart_sum / totals.moving_s),
        "max_hr": round(totals.max_heart_bpm),
        "avg_rr": None,
        "max_rr": None,
        "calories": round(totals.heart_sum / 60 * 0.084),
        "avg_cadence": round(cadence) or None,
        "max_cadence": round(totals.max_cadence) or None,
        "avg_speed": round(metres / totals.moving_s * KMH, 4) if metres else None,
        "max_speed": round(totals.max_speed_m_per_s * KMH, 4) if metres else None,
        "ascent": float(round(totals.ascent_m)) if first else None,
        "descent": float(round(totals.descent_m)) if first else None,
        "max_temperature": warm + 2,
        "min_temperature": warm - 1,
        "avg_temperature": warm,
        "start_lat": round(first[0], 7) if first else None,
        "start_long": round(first[1], 7) if first else None,
        "stop_lat": round(last[0], 7) if last else None,
        "stop_long": round(last[1], 7) if last else None,
        # Spelled as in the FIT profile that GarminDB uses.
        "hr_zones_method": "lactate_threshhold",
        **{f"hrz_{zone}_hr": bound for zone, bound in enumerate(ZONE_BOUNDS_BPM, start=1)},
        **{f"hrz_{zone}_time": formats.clock(spent) for zone, spent in enumerate(totals.zone_s, start=1)},
    }


def _temperature(start: datetime) -> float:
    """Degrees Celsius at the wrist: the season, and a few degrees of skin."""
    season = math.cos(2 * math.pi * (start.timetuple().tm_yday - 20) / 365)
    return 16.0 - 9.0 * season
