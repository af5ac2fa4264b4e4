"""What the watch's FIT file says about a run and GarminDB does not keep: lap kinds and planned steps."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from runcoach.domain.laps import LapMark, PlannedStep, WatchNotes

_CHILD = re.compile(r"(.+)_(\d+)$")


def watch_file(activity_files: Path, activity_id: str) -> Path:
    """Where GarminDB keeps the FIT file of a run; a multi-session child's is its parent's."""
    child = _CHILD.match(activity_id)
    return activity_files / f"{child[1] if child else activity_id}_ACTIVITY.fit"


def read_notes(file: Path, activity_id: str) -> WatchNotes:
    """Reads the laps and steps of one run; a damaged file gives what it still holds. Raises OSError."""
    # Only a run that was opened needs the SDK.
    from garmin_fit_sdk import Decoder, Stream

    content = file.read_bytes()
    try:
        messages, _ = Decoder(Stream.from_byte_array(bytearray(content))).read(merge_heart_rates=False)
    except Exception:
        # The SDK fails in as many ways as there are damaged files, and a run without notes is still a run.
        return WatchNotes()
    laps = tuple(_lap(message) for message in messages.get("lap_mesgs", ()))
    steps = tuple(_step(message) for message in messages.get("workout_step_mesgs", ()))
    child, sessions = _CHILD.match(activity_id), messages.get("session_mesgs", ())
    if child and 1 <= int(child[2]) <= len(sessions):
        session = sessions[int(child[2]) - 1]
        first, count = session.get("first_lap_index"), session.get("num_laps")
        laps = laps[first : first + count] if first is not None and count is not None else ()
    return WatchNotes(laps, steps)


def _lap(message: Mapping[str, Any]) -> LapMark:
    return LapMark(
        intensity=_word(message.get("intensity")),
        trigger=_word(message.get("lap_trigger")),
        step=message.get("wkt_step_index"),
    )


def _step(message: Mapping[str, Any]) -> PlannedStep:
    until = message.get("duration_type")
    return PlannedStep(
        index=message.get("message_index", 0),
        intensity=_word(message.get("intensity")),
        distance_m=message.get("duration_distance") if until == "distance" else None,
        duration_s=message.get("duration_time") if until == "time" else None,
        repeat_from=message.get("duration_step") if until == "repeat_until_steps_cmplt" else None,
        repeats=message.get("repeat_steps") if until == "repeat_until_steps_cmplt" else None,
    )


def _word(value: object) -> str | None:
    """The name of the value; None for a number, a value that this version of the profile does not know."""
    return value if isinstance(value, str) else None
