"""What the runner says in their own words, and what of it takes from the day."""

import re
from collections.abc import Iterable

import msgspec

from runcoach.coach.events import Turn
from runcoach.training.check_in import CheckIn, Pain

LEAST, MOST = 5, 600
# "only 30 minutes" changes what the day allows, whoever is asked.
_MINUTES = re.compile(r"\b(\d{1,3})\s*(?:min|minut\w*)\b", re.IGNORECASE)
_HOURS = re.compile(r"\b(an|one|1|two|2|half an)\s*(?:h|hours?)\b", re.IGNORECASE)
_PAIN = re.compile(
    r"(?<!no )(?<!not )(?<!without )(?<!nothing )(?<!keine )(?<!nichts )"
    r"\b(?:pain\w*|hurt\w*|injur\w*|sore\b|ache\w*|aching|niggle\w*|ill|sick|fever\w*|flu|dizzy"
    r"|schmerz\w*|weh|krank|verletzt|fieber)\b",
    re.IGNORECASE,
)
_TAKES_BACK = re.compile(r"\b(?:forget (?:it|that)|never mind|as before|undo|reset)\b", re.IGNORECASE)
_MINUTES_OF = {"an": 60, "one": 60, "1": 60, "two": 120, "2": 120, "half an": 30}


def minutes_named(turns: Iterable[Turn]) -> int | None:
    """The last number of minutes that the runner named, 5 to 600."""
    for turn in reversed([turn for turn in turns if turn.by_runner]):
        if found := _MINUTES.search(turn.text):
            return max(LEAST, min(MOST, int(found[1])))
        if found := _HOURS.search(turn.text):
            return _MINUTES_OF[" ".join(found[1].lower().split())]
    return None


def takes_back(words: str) -> bool:
    """Whether the runner wants nothing of what they said before."""
    return bool(_TAKES_BACK.search(words))


def hurts(text: str) -> bool:
    """Whether the runner writes of pain or illness; "no pain" is none."""
    return bool(_PAIN.search(text))


def heard(check_in: CheckIn | None, turns: Iterable[Turn]) -> CheckIn | None:
    """The check-in with what the runner's own words take from the day: pain, and minutes.

    Words can only lower it. They are searched for in English and German; a word too many costs an easy day.
    """
    said = [turn for turn in turns if turn.by_runner]
    note = [Turn(True, check_in.note)] if check_in else []
    minutes = [each for each in (minutes_named(note), minutes_named(said)) if each is not None]
    in_pain = any(hurts(turn.text) for turn in (*note, *said))
    if not minutes and not in_pain:
        return check_in
    given = check_in or CheckIn()
    pain = max(given.pain, Pain.A_LITTLE) if in_pain else given.pain
    least = min([*minutes, *([given.minutes] if given.minutes is not None else [])], default=None)
    return msgspec.structs.replace(given, pain=pain, minutes=least)
