"""The sync worker: ``python -m runcoach.garmin.worker``, a process of its own that drives garmindb.

It takes a Job on standard input and speaks JSON Lines on standard output (``garmin.sync.protocol``). Killed
at any moment it loses nothing: files are written whole, databases in transactions, and what was done is
remembered only afterwards.
"""

import logging
import os
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import msgspec
from filelock import FileLock, Timeout

from runcoach.domain.errors import RunCoachError
from runcoach.garmin.reader.database import ROLL_BACK, ROLL_BACK_PATIENCE_S
from runcoach.garmin.reader.locate import ACTIVITIES_DB, HEALTH_DB
from runcoach.garmin.sync.folders import GarminFolders
from runcoach.garmin.sync.memory import SyncMemory
from runcoach.garmin.sync.protocol import Done, Failed, Job, Progress, Stage, Trouble, told
from runcoach.garmin.worker.connection import Link
from runcoach.garmin.worker.output import ErrorsHeard, Redaction, own_temporary_folder, take_output

EXIT_NO_JOB = 64
LOCK_FILE = "sync.lock"


def main() -> int:
    """Takes one job, does it, and says how it ended."""
    if sys.argv[1:2] == [ROLL_BACK]:
        _roll_back(Path(sys.argv[2]))
        return 0
    source = os.fdopen(os.dup(0), "rb")
    try:
        job = told(source.readline())
    except (msgspec.ValidationError, msgspec.DecodeError):
        job = None
    if not isinstance(job, Job):
        print("This is the sync worker of RunCoach; use runcoach-tui sync.", file=sys.stderr)
        return EXIT_NO_JOB
    redaction = Redaction()
    redaction.hide(job.email, job.password)
    state = Path(job.state_folder)
    link = Link(source, take_output(state, redaction))
    link.listen()
    link.end(_ended(job, link, redaction, state))
    return 0


def _ended(job: Job, link: Link, redaction: Redaction, state: Path) -> Done | Failed:
    """Does the job; every way in which it can end is an answer."""
    try:
        # The lock goes with the process, however that ends.
        with FileLock(state / LOCK_FILE, timeout=0), own_temporary_folder(state):
            return _work(job, link, redaction, state)
    except Timeout:
        return Failed(
            trouble=Trouble.ALREADY_RUNNING,
            message="Another sync is running.",
            hint="Wait until it is done; new runs appear by themselves.",
        )
    except RunCoachError as error:
        return Failed(trouble=Trouble.FOLDERS, message=error.message, hint=error.hint)
    except Exception as error:
        logging.getLogger("runcoach").exception("the sync ended")
        return Failed(
            trouble=Trouble.BROKEN,
            message=f"The sync stopped on an unexpected error ({type(error).__name__}).",
            hint=f"Nothing is lost; {state / 'sync.log'} says where.",
        )


def _work(job: Job, link: Link, redaction: Redaction, state: Path) -> Done | Failed:
    link.say(Progress(stage=Stage.SETTING_UP))
    folders = GarminFolders(Path(job.config_folder), Path(job.base_folder))
    for name in (HEALTH_DB, ACTIVITIES_DB):
        _roll_back(folders.base / "DBs" / name)
    errors = ErrorsHeard()
    logging.getLogger().addHandler(errors)
    # garmindb takes most of a second to import, and binds itself to the output that it finds.
    from runcoach.garmin.worker.cache_import import CacheImport
    from runcoach.garmin.worker.config import RunnerConfig, set_up
    from runcoach.garmin.worker.file_import import import_files
    from runcoach.garmin.worker.importing import Importer
    from runcoach.garmin.worker.syncing import Sync

    set_up(folders)
    memory = SyncMemory(state)
    imports = CacheImport(Importer(RunnerConfig(folders), errors), memory, link, folders.base)
    link.done_so_far = imports.done
    if job.task == "import":
        return import_files(job.paths, imports, link, folders.base)
    return Sync(job, link, memory, imports, redaction).run()


def _roll_back(file: Path) -> None:
    """Undoes what a killed import left half written in this database, which readers may not do."""
    if file.is_file() and file.with_name(f"{file.name}-journal").exists():
        with closing(sqlite3.connect(file, timeout=ROLL_BACK_PATIENCE_S)) as db:
            # The journal of a writer that is alive is none of ours: SQLite's locks tell them apart.
            db.execute("BEGIN IMMEDIATE")
            db.execute("ROLLBACK")


if __name__ == "__main__":
    sys.exit(main())
