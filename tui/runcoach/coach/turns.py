"""What the runner says back to a coach, and what of it changes the day."""

import re
from collections.abc import Iterable

import msgspec

from runcoach.coach.events import Turn
from runcoach.training.check_in import CheckIn

LEAST, MOST = 5, 600
# "only 30 minutes" changes what the day allows, whoever is asked.
_MINUTES = re.compile(r"\b(\d{1,3})\s*(?:min|minut\w*)\b", re.IGNORECASE)
_HOURS = re.compile(r"\b(an|one|1|two|2|half an)\s*(?:h|hours?)\b", re.IGNORECASE)
_MINUTES_OF = {"an": 60, "one": 60, "1": 60, "two": 120, "2": 120, "half an": 30}


def minutes_named(turns: Iterable[Turn]) -> int | None:
    """The last number of minutes that the runner named, 5 to 600."""
    for turn in reversed([turn for turn in turns if turn.by_runner]):
        if found := _MINUTES.search(turn.text):
            return max(LEAST, min(MOST, int(found[1])))
        if found := _HOURS.search(turn.text):
            return _MINUTES_OF[" ".join(found[1].lower().split())]
    return None


def with_minutes(check_in: CheckIn | None, minutes: int | None) -> CheckIn | None:
    """The check-in with this much time, or with less if it said less."""
    if minutes is None:
        return check_in
    given = check_in or CheckIn()
    least = minutes if given.minutes is None else min(minutes, given.minutes)
    return msgspec.structs.replace(given, minutes=least)
