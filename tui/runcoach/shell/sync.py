"""``sync``: fetches from Garmin what is new."""

import getpass
import sys

from runcoach.garmin.sync.protocol import Job
from runcoach.shell.invocation import Invocation
from runcoach.shell.sync_job import refuse_sample, run_job, typed_answer


def run(invocation: Invocation) -> int:
    """Fetches; returns 0 only when all that can be fetched is in the cache.

    In a terminal it asks for a login where there is none yet. Raises CacheError and ConfigError.
    """
    refuse_sample(invocation)
    settings, folders = invocation.settings, invocation.garmin_folders()
    email, password = settings.garmin_username or "", settings.garmin_password or ""
    if not folders.is_connected and not (email and password) and sys.stdin.isatty():
        print(f"Connect to Garmin. Only a token is kept, in {folders.tokens}.", file=sys.stderr)
        email, password = typed_answer("Garmin e-mail: "), getpass.getpass("Garmin password: ", sys.stderr)
    job = Job(
        task="sync",
        config_folder=str(folders.config),
        base_folder=str(folders.base),
        state_folder=str(folders.state),
        today=invocation.today,
        since=invocation.since,
        insist=invocation.insist,
        email=str(email),
        password=str(password),
    )
    return run_job(job, as_json=invocation.as_json)
