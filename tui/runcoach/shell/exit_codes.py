"""The exit codes of ``runcoach-tui``, for scripts."""

DONE = 0
INCOMPLETE = 1
USAGE = 2
NO_CACHE = 3
UNEXPECTED = 70
INTERRUPTED = 130

DEBUG = "RUNCOACH_DEBUG"
"""Set to 1 in the environment, it shows the traceback of an unexpected error."""

MEANINGS = {
    DONE: "done",
    INCOMPLETE: "the coach could not answer or a sync is incomplete",
    USAGE: "a wrong flag or setting",
    NO_CACHE: "no cache that can be read",
    UNEXPECTED: f"an unexpected error ({DEBUG}=1 shows its traceback)",
    INTERRUPTED: "interrupted",
}
