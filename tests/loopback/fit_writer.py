"""FIT activity files as a Garmin watch writes them, with Garmin's own encoder.

Starts are local naive datetimes and everything is in metres, seconds and beats per minute, as in the app.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Literal

from garmin_fit_sdk import Encoder, Profile

Units = Literal["metric", "statute"]
Message = dict[str, Any]

SERIAL = 3_300_000_042
OLDER_SERIAL = 3_800_000_042
CADENCE = 86
HOME_LAT, HOME_LONG = 51.9, 4.4
EARTH_M = 6_371_008.8


@dataclass(frozen=True, slots=True)
class FitLap:
    """A lap: ``duration_s`` of timer time, then a pause of ``paused_s``, in which only elapsed time grows."""

    distance_m: float
    duration_s: float
    hr_bpm: int = 140
    intensity: str = "active"
    trigger: str = "distance"
    paused_s: float = 0.0

    @property
    def elapsed_s(self) -> float:
        """Timer time and pause."""
        return self.duration_s + self.paused_s


@dataclass(frozen=True, slots=True)
class FitSession:
    """One sport of an activity, begun as soon as the one before it ended."""

    laps: Sequence[FitLap]
    sport: str = "running"
    sub_sport: str = "generic"


def write_fit_run(
    path: Path,
    *,
    start: datetime,
    laps: Sequence[FitLap],
    utc_offset_h: float = 0,
    sport: str = "running",
    sub_sport: str = "generic",
    with_hr: bool = True,
    with_gps: bool = True,
    older_watch: bool = False,
    watch_units: Units | None = None,
    every_s: int = 5,
) -> Path:
    """Writes an activity of one session. See ``write_fit_multisport`` for the rest."""
    return write_fit_multisport(
        path,
        start=start,
        sessions=[FitSession(laps, sport, sub_sport)],
        utc_offset_h=utc_offset_h,
        with_hr=with_hr,
        with_gps=with_gps,
        older_watch=older_watch,
        watch_units=watch_units,
        every_s=every_s,
    )


def write_fit_multisport(
    path: Path,
    *,
    start: datetime,
    sessions: Sequence[FitSession],
    utc_offset_h: float = 0,
    with_hr: bool = True,
    with_gps: bool = True,
    older_watch: bool = False,
    watch_units: Units | None = None,
    every_s: int = 5,
) -> Path:
    """Writes an activity of several sessions and returns ``path``.

    ``sessions`` follow each other without a gap; a record is written every ``every_s`` seconds. GarminDB
    takes the activity's id from the leading digits of the name: ``1001_ACTIVITY.fit``. An older watch (a
    Forerunner 910XT) leaves out the time zone. ``watch_units`` adds a user profile. The track goes straight
    north, so that its length is the distance.
    """
    start_utc = (start - timedelta(hours=utc_offset_h)).replace(tzinfo=UTC)
    encoder = Encoder()
    for message in _device(start_utc, utc_offset_h, older_watch, watch_units):
        _write(encoder, message)
    _write(encoder, {"kind": "SPORT", "sport": sessions[0].sport, "sub_sport": sessions[0].sub_sport})
    track = _Track(start_utc, with_hr=with_hr, with_gps=with_gps, every_s=every_s)
    _write(encoder, track.timer("start"))
    written: list[Message] = []
    for session in sessions:
        for message in track.session(session, len(written)):
            if message["kind"] == "SESSION":
                written.append(message)  # sessions come after all laps, as on the watch
            else:
                _write(encoder, message)
    for message in (track.timer("stop_all"), *written, track.activity(len(sessions), utc_offset_h)):
        _write(encoder, message)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(encoder.close())
    return path


def _write(encoder: Encoder, message: Message) -> None:
    number = Profile["mesg_num"][message["kind"]]
    encoder.on_mesg(
        number, {key: value for key, value in message.items() if key != "kind" and value is not None}
    )


def _device(start: datetime, utc_offset_h: float, older: bool, units: Units | None) -> Iterator[Message]:
    """What a watch says about itself and its owner before the run begins."""
    product, serial = ("fr910xt", OLDER_SERIAL) if older else ("fr945", SERIAL)
    number = next(key for key, name in Profile["types"]["garmin_product"].items() if name == product)
    watch = {"manufacturer": "garmin", "product": int(number), "serial_number": serial}
    yield {"kind": "FILE_ID", "type": "activity", "time_created": start, **watch}
    yield {
        "kind": "DEVICE_INFO",
        "timestamp": start,
        "device_index": 0,
        "software_version": 13.0,
        "source_type": "local",
        **watch,
    }
    if not older:
        # Seconds as an unsigned number: west of Greenwich they wrap.
        offset_s = round(utc_offset_h * 3600) % 2**32
        yield {"kind": "DEVICE_SETTINGS", "utc_offset": 0, "time_offset": offset_s}
    if units is not None:
        settings = dict.fromkeys(("dist_setting", "speed_setting", "height_setting"), units)
        yield {"kind": "USER_PROFILE", "gender": "female", "weight": 60.0, "height": 1.70, **settings}


class _Track:
    """Where the runner is: time and distance grow as sessions are written."""

    def __init__(self, start: datetime, *, with_hr: bool, with_gps: bool, every_s: int) -> None:
        self._start, self._every_s = start, every_s
        self._with_hr, self._with_gps = with_hr, with_gps
        self._elapsed_s = self._timer_s = self._distance_m = 0.0
        self._laps = 0

    def session(self, session: FitSession, number: int) -> Iterator[Message]:
        """Records and laps, then the session itself. Distance starts at 0 again; the track goes on."""
        before, first_lap = (self._now, self._place), self._laps
        begun_m = self._distance_m
        for lap_number, lap in enumerate(session.laps, start=1):
            yield from self._lap(lap, session, begun_m, is_last=lap_number == len(session.laps))
        timer_s = sum(lap.duration_s for lap in session.laps)
        yield {
            "kind": "SESSION",
            "message_index": number,
            "event": "session",
            "event_type": "stop",
            "trigger": "activity_end",
            "first_lap_index": first_lap,
            "num_laps": len(session.laps),
            **self._totals(session, session.laps, timer_s, *before),
        }

    def timer(self, kind: str) -> Message:
        """The timer was started or stopped."""
        return {"kind": "EVENT", "timestamp": self._now, "event": "timer", "event_type": kind, "data": 0}

    def activity(self, sessions: int, utc_offset_h: float) -> Message:
        """The last message of the file."""
        epoch = datetime(1989, 12, 31, tzinfo=UTC)
        local = self._now + timedelta(hours=utc_offset_h) - epoch
        return {
            "kind": "ACTIVITY",
            "timestamp": self._now,
            "total_timer_time": self._timer_s,
            "num_sessions": sessions,
            "type": "manual" if sessions == 1 else "auto_multi_sport",
            "event": "activity",
            "event_type": "stop",
            "local_timestamp": int(local.total_seconds()),
        }

    def _lap(self, lap: FitLap, session: FitSession, begun_m: float, *, is_last: bool) -> Iterator[Message]:
        before, begun_s, lap_m = (self._now, self._place), self._elapsed_s, self._distance_m
        at_s = 0.0
        while at_s < lap.duration_s:
            self._elapsed_s = begun_s + at_s
            self._distance_m = lap_m + lap.distance_m * at_s / lap.duration_s
            yield self._record(lap, self._distance_m - begun_m)
            at_s += self._every_s
        self._elapsed_s, self._distance_m = begun_s + lap.duration_s, lap_m + lap.distance_m
        if is_last:
            yield self._record(lap, self._distance_m - begun_m)
        if lap.paused_s:
            yield self.timer("stop")
            self._elapsed_s += lap.paused_s
            yield self.timer("start")
        self._timer_s += lap.duration_s
        yield {
            "kind": "LAP",
            "message_index": self._laps,
            "event": "lap",
            "event_type": "stop",
            "intensity": lap.intensity,
            "lap_trigger": lap.trigger,
            **self._totals(session, [lap], lap.duration_s, *before),
        }
        self._laps += 1

    def _totals(
        self,
        session: FitSession,
        laps: Sequence[FitLap],
        timer_s: float,
        start: datetime,
        place: tuple[int | None, int | None],
    ) -> Message:
        """What laps and sessions have in common."""
        distance_m = sum(lap.distance_m for lap in laps)
        lat, long = self._place
        beats = sum(lap.hr_bpm * lap.duration_s for lap in laps)
        speeds = [lap.distance_m / lap.duration_s for lap in laps]
        return {
            "timestamp": self._now,
            "start_time": start,
            "start_position_lat": place[0],
            "start_position_long": place[1],
            "end_position_lat": lat,
            "end_position_long": long,
            "total_elapsed_time": sum(lap.elapsed_s for lap in laps),
            "total_timer_time": timer_s,
            "total_distance": distance_m,
            "total_cycles": round(CADENCE * timer_s / 60),
            "total_calories": round(distance_m * 0.065),
            "avg_speed": distance_m / timer_s,
            "max_speed": max(speeds),
            "avg_heart_rate": round(beats / timer_s) if self._with_hr else None,
            "max_heart_rate": max(lap.hr_bpm for lap in laps) + 3 if self._with_hr else None,
            "avg_cadence": CADENCE,
            "max_cadence": CADENCE + 4,
            "total_ascent": 12,
            "total_descent": 12,
            "sport": session.sport,
            "sub_sport": session.sub_sport,
        }

    def _record(self, lap: FitLap, distance_m: float) -> Message:
        lat, long = self._place
        return {
            "kind": "RECORD",
            "timestamp": self._now,
            "position_lat": lat,
            "position_long": long,
            "altitude": 20 + 4 * math.sin(self._distance_m / 400),
            "heart_rate": lap.hr_bpm if self._with_hr else None,
            "cadence": CADENCE,
            "distance": distance_m,
            "speed": lap.distance_m / lap.duration_s,
        }

    @property
    def _now(self) -> datetime:
        return self._start + timedelta(seconds=round(self._elapsed_s))

    @property
    def _place(self) -> tuple[int | None, int | None]:
        """Latitude and longitude in semicircles; nothing without GPS."""
        if not self._with_gps:
            return None, None
        lat = HOME_LAT + math.degrees(self._distance_m / EARTH_M)
        return round(lat * 2**31 / 180), round(HOME_LONG * 2**31 / 180)
