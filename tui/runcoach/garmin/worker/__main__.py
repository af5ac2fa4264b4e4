"""The sync worker: ``python -m runcoach.garmin.worker``, a process of its own that drives garmindb.

It takes a Job on standard input and writes JSON Lines to standard output (``garmin.sync.protocol``). It can
be killed at any moment without losing anything: files are written atomically, databases in transactions, and
progress is recorded only afterwards.
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
from runcoach.garmin.sync.protocol import Done, Failed, Job, Progress, Stage, Trouble, decode_command
from runcoach.garmin.sync.state import SyncState
from runcoach.garmin.worker.connection import Connection
from runcoach.garmin.worker.output import LastError, Redaction, own_temporary_folder, take_output

EXIT_NO_JOB = 64
LOCK_FILE = "sync.lock"


def main() -> int:
    """Reads one job, does it, and reports how it ended."""
    if sys.argv[1:2] == [ROLL_BACK]:
        _roll_back(Path(sys.argv[2]))
        return 0
    source = os.fdopen(os.dup(0), "rb")
    try:
        job = decode_command(source.readline())
    except (msgspec.ValidationError, msgspec.DecodeError):
        job = None
    if not isinstance(job, Job):
        print("This is the sync worker of RunCoach; use runcoach-tui sync.", file=sys.stderr)
        return EXIT_NO_JOB
    redaction = Redaction()
    redaction.hide(job.email, job.password)
    state = Path(job.state_folder)
    connection = Connection(source, take_output(state, redaction))
    connection.listen()
    connection.send_last(_result(job, connection, redaction, state))
    return 0


def _result(job: Job, connection: Connection, redaction: Redaction, state: Path) -> Done | Failed:
    """Does the job; every way in which it can end is an event."""
    try:
        # The lock is released with the process, however that ends.
        with FileLock(state / LOCK_FILE, timeout=0), own_temporary_folder(state):
            return _work(job, connection, redaction, state)
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


def _work(job: Job, connection: Connection, redaction: Redaction, state: Path) -> Done | Failed:
    connection.send(Progress(stage=Stage.SETTING_UP))
    folders = GarminFolders(Path(job.config_folder), Path(job.base_folder))
    for name in (HEALTH_DB, ACTIVITIES_DB):
        _roll_back(folders.base / "DBs" / name)
    last_error = LastError()
    logging.getLogger().addHandler(last_error)
    # garmindb takes most of a second to import, and binds its loggers to the output it finds.
    from runcoach.garmin.worker.cache_import import CacheImport
    from runcoach.garmin.worker.config import RunnerConfig, set_up
    from runcoach.garmin.worker.file_import import import_files
    from runcoach.garmin.worker.importing import Importer
    from runcoach.garmin.worker.syncing import Sync

    set_up(folders)
    sync_state = SyncState(state)
    imports = CacheImport(Importer(RunnerConfig(folders), last_error), sync_state, connection, folders.base)
    connection.done_so_far = imports.done
    if job.task == "import":
        return import_files(job.paths, imports, connection, folders.base)
    return Sync(job, connection, sync_state, imports, redaction).run()


def _roll_back(file: Path) -> None:
    """Rolls back an import that was killed half-way, which a read-only reader cannot do."""
    if file.is_file() and file.with_name(f"{file.name}-journal").exists():
        with closing(sqlite3.connect(file, timeout=ROLL_BACK_PATIENCE_S)) as db:
            # SQLite's locks keep this from touching the journal of a writer that is still alive.
            db.execute("BEGIN IMMEDIATE")
            db.execute("ROLLBACK")


if __name__ == "__main__":
    sys.exit(main())
