"""Runs, laps and records out of GarminDB's activity tables."""

import re
import sqlite3
from datetime import date, timedelta
from pathlib import Path

from runcoach.domain.laps import Lap
from runcoach.domain.runs import Record, Run, Series
from runcoach.garmin.reader import rows
from runcoach.garmin.reader.database import columns, select, text_of
from runcoach.garmin.reader.measure import RowUnits, RowUnitsOfRuns
from runcoach.garmin.reader.start_times import local_start, runs_of_older_watches

_CHILD = re.compile(r"(.+)_\d+$")
_RUN_COLUMNS = (
    *(
        "activity_id",
        "name",
        "sub_sport",
        "start_time",
        "stop_time",
        "distance",
        "moving_time",
        "elapsed_time",
    ),
    *("avg_hr", "max_hr", "avg_cadence", "ascent", "descent", "calories", "laps"),
    *("training_effect", "training_load", "self_eval_effort"),
    *("hrz_1_time", "hrz_2_time", "hrz_3_time", "hrz_4_time", "hrz_5_time"),
)
_LAP_COLUMNS = (
    *("lap", "start_time", "stop_time", "distance", "moving_time", "elapsed_time"),
    *("avg_hr", "max_hr", "avg_cadence", "ascent", "descent"),
)
_RECORD_COLUMNS = ("timestamp", "distance", "hr", "speed", "cadence", "altitude")


class RunReader:
    """Turns activity rows into runs: units, older watches' clocks, multi-session children."""

    def __init__(
        self,
        db: sqlite3.Connection,
        health: sqlite3.Connection | None,
        activity_files: Path,
        measures: RowUnitsOfRuns,
    ) -> None:
        self._db = db
        self._files = activity_files
        self._measures = measures
        self._utc = runs_of_older_watches(db, health)

    def runs(self, first: date, last: date) -> list[Run]:
        """The runs that started from ``first`` to ``last``, in no order.

        The children of a multi-session activity replace it if it is itself a run, and take its name.
        """
        # Correcting the start can move a run by most of a day, so one more day is read on either side.
        found = select(
            self._db,
            "activities",
            _RUN_COLUMNS,
            "sport = 'running' AND start_time >= ? AND start_time < ?",
            (text_of(first - timedelta(days=1)), text_of(last + timedelta(days=2))),
        )
        parents = {
            child[1] for row in found if (child := _CHILD.match(str(row["activity_id"]))) and row["distance"]
        }
        runs = [self._run(row) for row in found if str(row["activity_id"]) not in parents]
        return [run for run in runs if run is not None and first <= run.day <= last]

    def _run(self, row: sqlite3.Row) -> Run | None:
        activity_id = str(row["activity_id"])
        start = stored = rows.moment(row["start_time"])
        if start is None:
            return None
        child = _CHILD.match(activity_id)
        if not child and activity_id in self._utc:
            start = local_start(self._files, activity_id) or start
        measure = self._measures.of(activity_id)
        elapsed_s, moving_s = rows.unwrapped(
            rows.seconds(row["elapsed_time"]),
            rows.seconds(row["moving_time"]),
            stored,
            rows.moment(row["stop_time"]),
        )
        zones = tuple(rows.seconds(row[f"hrz_{zone}_time"]) for zone in range(1, 6))
        return Run(
            activity_id=activity_id,
            start=start,
            name=rows.text(row["name"]) or (self._name(child[1]) if child else None),
            surface=rows.text(row["sub_sport"]) or "generic",
            distance_m=rows.positive(row["distance"], measure.distance_m),
            moving_s=moving_s,
            elapsed_s=elapsed_s,
            avg_hr_bpm=rows.whole(row["avg_hr"]),
            max_hr_bpm=rows.whole(row["max_hr"]),
            cadence_spm=rows.whole(row["avg_cadence"], 2),
            ascent_m=rows.number(row["ascent"], measure.height_m),
            descent_m=rows.number(row["descent"], measure.height_m),
            calories=rows.whole(row["calories"]),
            laps=rows.whole(row["laps"]),
            training_effect=rows.positive(row["training_effect"]),
            training_load=rows.positive(row["training_load"]),
            effort=rows.text(row["self_eval_effort"]),
            zone_s=tuple(zone or 0.0 for zone in zones) if any(zones) else None,  # type: ignore[arg-type]
        )

    def _name(self, activity_id: str) -> str | None:
        """The name of an activity of any sport: a run in a triathlon takes that of the triathlon."""
        found = select(self._db, "activities", ("name",), "activity_id = ?", (activity_id,))
        return rows.text(found[0]["name"]) if found else None


def laps(db: sqlite3.Connection, measure: RowUnits, activity_id: str) -> list[Lap]:
    """The laps of one run in order; empty when GarminDB has none."""
    if not columns(db, "activity_laps"):
        return []
    return [
        _lap(row, measure)
        for row in select(db, "activity_laps", _LAP_COLUMNS, "activity_id = ? ORDER BY lap", (activity_id,))
    ]


def records(db: sqlite3.Connection, measure: RowUnits, activity_id: str) -> list[Record]:
    """The watch's samples of one run in order; empty when GarminDB has none."""
    if not columns(db, "activity_records"):
        return []
    found = select(db, "activity_records", _RECORD_COLUMNS, "activity_id = ? ORDER BY record", (activity_id,))
    return [
        Record(
            time=time,
            distance_m=rows.number(row["distance"], measure.distance_m),
            hr_bpm=rows.whole(row["hr"]),
            speed_m_per_s=rows.number(row["speed"], measure.speed_m_per_s),
            cadence_spm=rows.whole(row["cadence"], 2),
            altitude_m=rows.number(row["altitude"], measure.height_m),
        )
        for row in found
        if (time := rows.moment(row["timestamp"])) is not None
    ]


def series(db: sqlite3.Connection, measure: RowUnits, activity_id: str) -> Series:
    """The watch's samples of one run, column by column, in one fast query."""
    if not columns(db, "activity_records"):
        return Series()
    cursor = db.cursor()
    # Thousands of rows: plain tuples are faster, and SQLite converts the units.
    cursor.row_factory = None
    found = cursor.execute(
        "SELECT (julianday(timestamp) - julianday(first)) * 86400.0, distance * ?, hr, altitude * ?"
        " FROM activity_records, (SELECT MIN(timestamp) AS first FROM activity_records WHERE activity_id = ?)"
        " WHERE activity_id = ? AND julianday(timestamp) IS NOT NULL ORDER BY record",
        (measure.distance_m, measure.height_m, activity_id, activity_id),
    ).fetchall()
    return Series(*zip(*found, strict=True)) if found else Series()


def _lap(row: sqlite3.Row, measure: RowUnits) -> Lap:
    elapsed_s, moving_s = rows.unwrapped(
        rows.seconds(row["elapsed_time"]),
        rows.seconds(row["moving_time"]),
        rows.moment(row["start_time"]),
        rows.moment(row["stop_time"]),
    )
    return Lap(
        number=int(row["lap"]),
        distance_m=rows.positive(row["distance"], measure.distance_m),
        moving_s=moving_s,
        elapsed_s=elapsed_s,
        avg_hr_bpm=rows.whole(row["avg_hr"]),
        max_hr_bpm=rows.whole(row["max_hr"]),
        cadence_spm=rows.whole(row["avg_cadence"], 2),
        ascent_m=rows.number(row["ascent"], measure.height_m),
        descent_m=rows.number(row["descent"], measure.height_m),
    )
