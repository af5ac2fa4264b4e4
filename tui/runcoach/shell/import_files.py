"""``import``: FIT files, folders and zips into the cache, without an account."""

from runcoach.garmin.sync.protocol import Job
from runcoach.shell.invocation import Invocation
from runcoach.shell.sync_job import refuse_sample, run_job


def run(invocation: Invocation) -> int:
    """Imports; returns 0 only when everything could be read. Raises CacheError and ConfigError."""
    refuse_sample(invocation)
    folders = invocation.garmin_folders()
    job = Job(
        task="import",
        config_folder=str(folders.config),
        base_folder=str(folders.base),
        state_folder=str(folders.state),
        today=invocation.today,
        paths=tuple(str(path.absolute()) for path in invocation.paths),
    )
    return run_job(job, as_json=invocation.as_json)
