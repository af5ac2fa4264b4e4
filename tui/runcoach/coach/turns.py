"""The conversation of the day with each coach: what was answered and what the runner said to it."""

import re
from datetime import date
from typing import TYPE_CHECKING

import msgspec

from runcoach.coach.events import Turn
from runcoach.training.check_in import CheckIn

if TYPE_CHECKING:
    from runcoach.coach.session import Answer

# "only 30 minutes" changes what the day allows, whoever is asked.
_MINUTES = re.compile(r"\b(\d{1,3})\s*(?:min|minutes|minuten)\b", re.IGNORECASE)
LEAST, MOST = 5, 600


class Turns:
    """Kept for one day; the next day begins anew."""

    def __init__(self) -> None:
        self._day: date | None = None
        self._said: dict[str, tuple[Turn, ...]] = {}

    def add(self, day: date, persona_id: str, answer: "Answer | None", words: str) -> None:
        """What the coach had answered, and what the runner says to it."""
        from runcoach.coach.prompt import quoted

        before = self.of(day, persona_id)
        if answer is not None and answer.workout is not None:
            before = (*before, Turn(False, msgspec.json.encode(answer.workout).decode()))
        self._said[persona_id] = (*before, Turn(True, quoted(words)))

    def of(self, day: date, persona_id: str) -> tuple[Turn, ...]:
        """What was said today, oldest first."""
        if day != self._day:
            self._day, self._said = day, {}
        return self._said.get(persona_id, ())

    def minutes(self, day: date, persona_id: str) -> int | None:
        """The last number of minutes that the runner named today."""
        for turn in reversed(self.of(day, persona_id)):
            if turn.by_runner and (found := _MINUTES.search(turn.text)):
                return max(LEAST, min(MOST, int(found[1])))
        return None


def with_minutes(check_in: CheckIn | None, minutes: int) -> CheckIn:
    """The check-in with this much time, or with less if it said less."""
    given = check_in or CheckIn()
    least = minutes if given.minutes is None else min(minutes, given.minutes)
    return msgspec.structs.replace(given, minutes=least)
