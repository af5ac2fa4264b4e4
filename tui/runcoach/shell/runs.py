"""``runs``: the recent runs as a table or as JSON."""

from runcoach.runner.snapshot import read_snapshot
from runcoach.shell.invocation import Invocation
from runcoach.shell.json_output import as_json, run_object
from runcoach.shell.markdown import runs_markdown

# A list of runs need not wait until a whole year has been analysed.
ANALYSED_AT_ONCE = 40


def run(invocation: Invocation) -> int:
    """Prints the runs. Raises CacheError."""
    source, days = invocation.source(), invocation.days
    snapshot = read_snapshot(source, invocation.today, invocation.settings.units, days, ANALYSED_AT_ONCE)
    if invocation.as_json:
        print(as_json([run_object(found, snapshot) for found in snapshot.runs_of(days)]))
    else:
        print(runs_markdown(snapshot, days), end="")
    return 0
