"""The whole sample: the planned year, run and slept, into the two databases of a GarminDB cache."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from itertools import chain
from pathlib import Path

from runcoach.garmin.reader.locate import ACTIVITIES_DB, HEALTH_DB
from runcoach.garmin.sample import activities, formats, nights, plan, runner
from runcoach.garmin.sample.activities import WATCH_SERIAL, Row
from runcoach.garmin.sample.runner import Recording
from runcoach.garmin.sample.writer import Table, table, write_database

DAYS_WITH_RECORDS = 90
# Without records to keep, a coarser run through the year gives the same laps in a fraction of the time.
RECORD_EVERY_S, COARSE_EVERY_S = 5.0, 20.0


def write_year(folder: Path, today: date) -> None:
    """Write both databases into ``folder``. Raises OSError or sqlite3.Error."""
    detailed_from = today - timedelta(days=DAYS_WITH_RECORDS)
    recordings = [
        runner.record(run, RECORD_EVERY_S if run.start.date() >= detailed_from else COARSE_EVERY_S)
        for run in plan.runs(today)
    ]
    detailed = [recording for recording in recordings if recording.plan.start.date() >= detailed_from]
    others = [activities.other_row(activity) for activity in plan.other_activities(today)]
    rows = sorted(chain(map(activities.run_row, recordings), others), key=lambda row: str(row["start_time"]))
    steps = [activities.steps_row(recording, today) for recording in recordings]
    created = formats.moment(datetime.combine(today - timedelta(days=400), time(7, 30)))
    write_database(
        folder / ACTIVITIES_DB,
        "schema_activities.sql",
        created,
        (
            table("activities", rows),
            table("activity_laps", list(chain.from_iterable(map(activities.lap_rows, recordings)))),
            Table(
                "activity_records",
                activities.RECORD_COLUMNS,
                chain.from_iterable(map(activities.record_rows, detailed)),
            ),
            table("steps_activities", steps),
            table("cycle_activities", _rides(others)),
            table("activities_devices", _devices_of(rows)),
        ),
    )
    write_database(
        folder / HEALTH_DB, "schema_garmin.sql", created, _health(today, created, rows, recordings)
    )


def _health(
    today: date, created: str, rows: Iterable[Row], recordings: Iterable[Recording]
) -> Iterable[Table]:
    load: Counter[date] = Counter()
    for row in rows:
        load[datetime.fromisoformat(row["start_time"]).date()] += row["training_load"]
    steps = {
        recording.plan.start.date(): round(2 * recording.whole.cadence_sum / 60) for recording in recordings
    }
    yield table("attributes", _settings(created))
    yield table("devices", [_watch(created)])
    for name, content in nights.health_rows(today, load, steps).items():
        yield table(name, content)


def _settings(created: str) -> list[Row]:
    """What the watch says about itself and its units; nothing about a person."""
    metric = ("measurement_system", "dist_setting", "speed_setting", "elev_setting", "weight_setting")
    values = {name: "DisplayMeasure.metric" for name in metric}
    values |= {"language": "Language.English", "date_mode": "DateMode.day_month"}
    return [{"timestamp": created, "key": key, "value": value} for key, value in values.items()]


def _watch(created: str) -> Row:
    return {
        "serial_number": WATCH_SERIAL,
        "timestamp": created,
        "device_type": "fitness_tracker",
        "manufacturer": "Garmin",
        "product": "Fenix_7",
        "hardware_version": None,
    }


def _devices_of(rows: Iterable[Row]) -> list[Row]:
    return [{"activity_id": row["activity_id"], "device_serial_number": WATCH_SERIAL} for row in rows]


def _rides(rows: Iterable[Row]) -> list[Row]:
    return [
        {"strokes": None, "vo2_max": None, "activity_id": row["activity_id"]}
        for row in rows
        if row["sport"] == "cycling"
    ]
