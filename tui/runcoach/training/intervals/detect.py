"""Interval sets: from the workout on the watch, else from pressed laps, else from the samples.

Where the runner forgot to press lap, one lap holds a rep and its recovery; the samples then separate them.
"""

from collections.abc import Sequence

import msgspec

from runcoach.domain.laps import Lap, WatchNotes
from runcoach.training.intervals.from_laps import from_presses, from_steps
from runcoach.training.intervals.from_records import from_records
from runcoach.training.intervals.groups import grouped, is_like_one
from runcoach.training.intervals.nominal import LAPS, nominals
from runcoach.training.intervals.reps import IntervalSet, Rep, SetSource
from runcoach.training.intervals.segments import Segment, are_auto_laps, segments
from runcoach.training.track import Track

VERSION = 1
"""Of the detection; sets that another version has found are looked for again."""

OVERLAP = 0.6
SAME = 0.85
CLEAR_S = 45.0


def interval_set(
    laps: Sequence[Lap], notes: WatchNotes | None = None, track: Track | None = None
) -> IntervalSet | None:
    """The interval set of a run, or None where there is none.

    ``notes`` are the watch's marks of the laps; ``track`` is the run second by second.
    """
    notes = notes or WatchNotes()
    known = segments(laps, notes)
    if planned := from_steps(known, notes):
        return planned
    pressed = from_presses(known)
    if track is None:
        return pressed
    if pressed is None:
        sampled = from_records(track)
        if sampled is None or are_auto_laps(known):
            return sampled
        return _with_laps(sampled, known)
    return _completed(pressed, known, track)


def _completed(pressed: IntervalSet, laps: Sequence[Segment], track: Track) -> IntervalSet:
    """Adds the reps for which no lap was pressed, if the samples show all the others as well."""
    if not _has_suspicious_lap(pressed, laps):
        return pressed
    sampled = from_records(track)
    if sampled is None or sampled.count <= pressed.count:
        return pressed
    matched = {_index_of(rep, sampled.reps) for rep in pressed.reps}
    if None in matched or len(matched) < pressed.count:
        return pressed
    lengths = [(rep.distance_m, rep.duration_s) for rep in pressed.reps]
    forgotten = [
        rep
        for at, rep in enumerate(sampled.reps)
        if at not in matched
        and (rep.duration_s >= CLEAR_S or is_like_one(rep.distance_m, rep.duration_s, lengths))
    ]
    if not forgotten:
        return pressed
    reps = sorted((*pressed.reps, *forgotten), key=lambda rep: rep.start_s)
    return msgspec.structs.replace(
        pressed, reps=tuple(_with_nominal_lengths(reps)), confidence=round(min(pressed.confidence, 0.8), 2)
    )


def _has_suspicious_lap(pressed: IntervalSet, laps: Sequence[Segment]) -> bool:
    """Whether a lap that is not a rep is long enough to contain one."""
    work = {lap for rep in pressed.reps for lap in rep.laps}
    shortest = min(rep.distance_m for rep in pressed.reps)
    return any(lap.distance_m > shortest for lap in laps if lap.laps[0].number not in work)


def _index_of(rep: Rep, others: Sequence[Rep]) -> int | None:
    """The index of the rep that overlaps most with this one; None if none does."""
    for at, other in enumerate(others):
        start = max(rep.start_s, other.start_s)
        end = min(rep.start_s + rep.duration_s, other.start_s + other.duration_s)
        if end - start > OVERLAP * min(rep.duration_s, other.duration_s):
            return at
    return None


def _with_nominal_lengths(reps: Sequence[Rep]) -> list[Rep]:
    """Works out again what each rep was meant to be, now that all of them are known."""
    lengths = [(rep.distance_m, rep.duration_s) for rep in reps]
    groups = grouped(lengths)
    pressed = [[at for at in group if reps[at].laps] or group for group in groups]
    meant = nominals([[lengths[at] for at in group] for group in pressed], LAPS)
    of = {at: meant[number] for number, group in enumerate(groups) for at in group}
    return [
        msgspec.structs.replace(rep, set_m=of[at].distance_m, set_s=of[at].duration_s)
        for at, rep in enumerate(reps)
    ]


def _with_laps(sampled: IntervalSet, laps: Sequence[Segment]) -> IntervalSet:
    """Adds GarminDB's lap numbers where a lap is exactly one rep."""
    reps = []
    for rep in sampled.reps:
        same = tuple(
            lap.laps[0].number
            for lap in laps
            if _share(rep, lap) > SAME and 1 / SAME > lap.duration_s / rep.duration_s > SAME
        )
        reps.append(msgspec.structs.replace(rep, laps=same[:1]))
    return msgspec.structs.replace(sampled, reps=tuple(reps), source=SetSource.RECORDS)


def _share(rep: Rep, lap: Segment) -> float:
    start = max(rep.start_s, lap.start_s)
    end = min(rep.start_s + rep.duration_s, lap.start_s + lap.duration_s)
    return (end - start) / rep.duration_s
