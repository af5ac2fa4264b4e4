"""Local start times for watches whose FIT files carry no time zone.

For those GarminDB's FIT import replaces the local start with UTC. Garmin's own JSON of the activity, which
GarminDB keeps next to the FIT file, has the local time. Watches: fenix, fenix 2, fenix 3 and Forerunners up
to the 920XT.
"""

import re
import sqlite3
from datetime import datetime
from pathlib import Path

from runcoach.garmin.reader.database import columns
from runcoach.garmin.reader.rows import moment

# Names as in fitfile's product list: Fenix, Fenix_3_HR_Japan, fr910xt_china, ForeRunner_610.
_OLDER_WATCH = re.compile(
    r"fenix(_?[23]|$)"
    r"|(fr|forerunner)_?(10|15|25|50|60|70|110|205|210|220|225|230|235|301|305|310|405|410|610|620|630|910|920)"
    r"(?!\d)",
    re.IGNORECASE,
)


def runs_of_older_watches(
    activities: sqlite3.Connection, health: sqlite3.Connection | None
) -> frozenset[str]:
    """The ids of the activities that such a watch recorded; empty when no such watch is known."""
    if health is None or not columns(health, "devices") or not columns(activities, "activities_devices"):
        return frozenset()
    serials = [
        serial
        for serial, product in health.execute("SELECT serial_number, product FROM devices")
        if isinstance(product, str) and _OLDER_WATCH.match(product)
    ]
    marks = ",".join("?" * len(serials))
    query = f"SELECT activity_id FROM activities_devices WHERE device_serial_number IN ({marks})"
    return frozenset(str(row[0]) for row in activities.execute(query, serials)) if serials else frozenset()


def local_start(activity_files: Path, activity_id: str) -> datetime | None:
    """``startTimeLocal`` from the activity's JSON; None when there is no such file or no time in it."""
    import json

    try:
        answer = json.loads((activity_files / f"activity_{activity_id}.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    if not isinstance(answer, dict):
        return None
    summary = answer.get("summaryDTO")
    value = answer.get("startTimeLocal") or (
        summary.get("startTimeLocal") if isinstance(summary, dict) else None
    )
    return moment(value)
