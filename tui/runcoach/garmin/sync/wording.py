"""A sync in a runner's words: the same lines in the app and in the shell."""

from runcoach.domain import units
from runcoach.garmin.sync.protocol import Done, Failed, LeftOut, Progress, Reason, Stage

_STAGES = {
    Stage.SETTING_UP: "getting ready",
    Stage.SIGNING_IN: "signing in to Garmin",
    Stage.LISTING: "looking for what is new",
    Stage.ACTIVITIES: "activity",
    Stage.NIGHTS: "night",
    Stage.IMPORTING: "importing",
}


def progress_line(progress: Progress) -> str:
    """``activity 12 of 43 · Tue 17 Nov Morning run · about 2 min left``."""
    words = _STAGES[progress.stage]
    if progress.total:
        words += f" {progress.done} of {progress.total}"
    parts = [words, units.plain(progress.what), time_left(progress.left_s)]
    return " · ".join(part for part in parts if part)


def time_left(seconds: float | None) -> str:
    """Rounded, as it is only an estimate; empty for less than five seconds."""
    if seconds is None or seconds < 5:
        return ""
    if seconds < 90:
        return f"about {round(seconds / 10) * 10 or 10} s left"
    if seconds < 5400:
        return f"about {round(seconds / 60)} min left"
    return f"about {seconds / 3600:.0f} h left"


def result_line(result: Done | Failed) -> str:
    """``3 new runs, 2 other activities, 5 nights``: what is new, in one line."""
    if isinstance(result, Failed):
        return units.plain(f"{result.message} {result.hint}".strip())
    others = result.activities - result.runs
    parts = [
        _count(result.runs, "new run"),
        _count(others, "other activity", "other activities"),
        _count(result.nights, "night"),
    ]
    words = ", ".join(part for part in parts if part) or "Nothing new"
    if result.cancelled:
        return f"Stopped. {words}; the next sync goes on from there."
    gaps = sum(left.reason.is_a_gap for left in result.left)
    return f"{words}; {_count(gaps, 'thing')} left out" if gaps else words


def left_line(left: LeftOut) -> str:
    """What was left out, why, and what happens next."""
    after = {
        Reason.NOT_FETCHED: "the next sync tries again",
        Reason.UNREADABLE: "the file is kept; a later version may read it",
    }.get(left.reason, "")
    words = f"{left.what}: {left.why}"
    return units.plain(f"{words} ({after})" if after else words)


def _count(number: int, one: str, many: str | None = None) -> str:
    return "" if not number else f"{number} {one if number == 1 else many or one + 's'}"
