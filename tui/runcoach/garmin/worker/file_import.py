"""Imports FIT files without an account: copies them to where GarminDB keeps its own, then imports those."""

from pathlib import Path

from runcoach.domain.files import write_atomically
from runcoach.garmin.reader.locate import CacheLocation
from runcoach.garmin.sync.protocol import Done, LeftOut, Progress, Reason, Stage
from runcoach.garmin.worker.cache_import import CacheImport
from runcoach.garmin.worker.connection import Connection
from runcoach.garmin.worker.files_on_disk import activity_files
from runcoach.garmin.worker.fit_identity import IDENTITY_BYTES, file_id, is_garmins_name
from runcoach.garmin.worker.fit_sources import FoundFit, Refused, fit_sources


def import_files(paths: tuple[str, ...], imports: CacheImport, connection: Connection, base: Path) -> Done:
    """Copies what is new among the files, then imports it and whatever else was not imported yet."""
    folder = CacheLocation(base / "DBs").activity_files
    folder.mkdir(parents=True, exist_ok=True)
    known = _known_recordings(folder)
    others = taken = 0
    for path in paths:
        for found in fit_sources(Path(path)):
            if connection.is_cancelled:
                return imports.done()
            if isinstance(found, Refused):
                imports.leave_out(LeftOut(found.shown, Reason.UNREADABLE, found.why))
                continue
            outcome = _take(found, folder, known, imports)
            others += outcome == "other"
            taken += outcome == "taken"
            connection.send(Progress(stage=Stage.LISTING, done=taken, what=found.name))
    if others:
        imports.leave_out(
            LeftOut(
                f"{others} FIT files", Reason.NOT_AN_ACTIVITY, "they hold nights or settings, not activities"
            )
        )
    imports.leftovers()
    return imports.done()


def _take(found: FoundFit, folder: Path, known: set[tuple[int, int]], imports: CacheImport) -> str:
    """``taken``, ``known`` or ``other``; what is not a FIT file is left out with a reason."""
    identity = file_id(found.content)
    if identity is None:
        imports.leave_out(
            LeftOut(found.shown, Reason.UNREADABLE, "it is not a FIT file, or its beginning is damaged")
        )
        return "refused"
    if not identity.is_activity:
        return "other"
    recording = (identity.created or 0, identity.serial or 0)
    activity_id = identity.activity_id(found.name)
    if activity_id is None:
        imports.leave_out(LeftOut(found.shown, Reason.UNREADABLE, "it does not say when it was recorded"))
        return "refused"
    target = folder / f"{activity_id}_ACTIVITY.fit"
    # Two activity ids of Garmin's are two activities; a file with another name may be here under its id.
    if target.exists() or (not is_garmins_name(found.name) and recording in known):
        return "known"
    write_atomically(target, found.content)
    known.add(recording)
    return "taken"


def _known_recordings(folder: Path) -> set[tuple[int, int]]:
    """When and by which device the files there were recorded: one run may have two file names."""
    known = set()
    for files in activity_files(folder).values():
        if files.fit is not None:
            with files.fit.open("rb") as content:
                identity = file_id(content.read(IDENTITY_BYTES))
            if identity is not None and identity.created:
                known.add((identity.created, identity.serial or 0))
    return known
