"""Where RunCoach depends on the inside of GarminDB: its writer of FIT files, faster, and in any order.

Before each record GarminDB asks the database whether it is there, and it opens the database again for each
file: that is nine tenths of its time. And the last file written decides what is known of a watch, so that a
first sync, newest first, would end with the oldest firmware: here the newest file decides, as it does in a
cache that grew day by day.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import garmindb.activity_fit_file_processor as package
from garmindb import ActivityFitFileProcessor
from garmindb.garmindb import ActivitiesDb, ActivityRecords, Device, File

READ_IN = "3.9"
"""The version of GarminDB in which this was read; a test fails for another."""


class FitWriter(ActivityFitFileProcessor):  # type: ignore[misc]
    """Writes a parsed FIT file in one transaction per database; the row of the file itself comes last."""

    def __init__(self, params: Any, plugins: Any, activities: ActivitiesDb) -> None:
        super().__init__(params, plugins, 0)
        # A plugin may add tables, which are made when the database is opened.
        self._open_activities = None if plugins.plugins else activities

    def write_file(self, fit_file: Any) -> None:
        """As the package does; raises what it raises."""
        with _opened_once(self._open_activities):
            super().write_file(fit_file)

    def _write_message_types(self, fit_file: Any, message_types: Sequence[Any]) -> None:
        session = self.garmin_db_session
        before = {device.serial_number: _values(device) for device in session.query(Device)}
        super()._write_message_types(fit_file, message_types)
        for device in session.query(Device):
            older = before.get(device.serial_number)
            if older and older["timestamp"] and device.timestamp and older["timestamp"] > device.timestamp:
                device.update_from_dict(older, ignore_none=True)

    def _write_record(self, fit_file: Any, message_type: Any, messages: Sequence[Any]) -> None:
        ids = (
            self._session_activity_ids
            if self._is_multi_sport_file
            else [File.id_from_path(fit_file.filename)]
        )
        with _known_records(self.garmin_act_db_session, ids):
            super()._write_record(fit_file, message_type, messages)


def _values(device: Any) -> dict[str, Any]:
    return {name: getattr(device, name) for name in device.col_names}


@contextmanager
def _opened_once(activities: ActivitiesDb | None) -> Iterator[None]:
    """Inside, GarminDB uses this database where it would open it again."""
    if activities is None:
        yield
        return
    package.ActivitiesDb = lambda *_: activities
    try:
        yield
    finally:
        package.ActivitiesDb = ActivitiesDb


@contextmanager
def _known_records(session: Any, activity_ids: Sequence[str]) -> Iterator[None]:
    """Inside, GarminDB's question whether a record is there is answered from memory."""
    rows = session.query(ActivityRecords.activity_id, ActivityRecords.record)
    known = {tuple(row) for row in rows.filter(ActivityRecords.activity_id.in_(activity_ids))}

    def exists(cls: type, session: Any, values: dict[str, Any]) -> bool:
        return (values["activity_id"], values["record"]) in known

    ActivityRecords.s_exists = classmethod(exists)
    try:
        yield
    finally:
        del ActivityRecords.s_exists
