"""What runner and coaches said to each other: goal, check-in, conversation, answers.

The history keeps it. While its file cannot be used, the conversation goes on from memory and says so.
"""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import TypeVar

import msgspec

from runcoach.coach.answer.answer import Answer
from runcoach.coach.memory.history import History, Spoken
from runcoach.coach.memory.spending import check_cap
from runcoach.coach.replies.merging import merge
from runcoach.coach.replies.reading import read_check_in, read_reply
from runcoach.coach.request import Turn
from runcoach.coach.said import CheckIn, Said
from runcoach.domain.errors import StoreError
from runcoach.domain.settings import Settings
from runcoach.training.goal import Goal

REMEMBERED_DAYS = 180

T = TypeVar("T")


class _Unkept(msgspec.Struct, frozen=True):
    """Something that is not in the file yet, how to write it, and what it has cost."""

    attempt: Callable[[], None]
    usd: float


class Conversation:
    """One runner's. ``on_trouble`` is called with plain words when something cannot be kept or read."""

    def __init__(self, history: History, settings: Settings, on_trouble: Callable[[str], None]) -> None:
        self.history = history
        self._settings = settings
        self._on_trouble = on_trouble
        self._day: date | None = None
        self._check_in: Said | None = None
        self._turns: list[Spoken] = []
        self._goal = Goal()
        self._past: list[Answer] = []
        self._unkept: list[_Unkept] = []
        self._last_trouble = ""

    @property
    def settings(self) -> Settings:
        """The settings as they hold now: the language, and what may be sent."""
        return self._settings

    @property
    def goal(self) -> Goal:
        """What the runner trains for, as it was said last in any window."""
        if self._is_kept():
            self._goal = self._tried(self.history.goal, self._goal)
        return self._goal

    def set_goal(self, goal: Goal) -> None:
        """From now on."""
        self._goal = goal
        self._keep(lambda: self.history.keep_goal(goal, datetime.now()))

    def said(self, today: date, persona_id: str, day: date | None = None) -> Said:
        """What the runner said today, in keys and in words, as far as it counts for that ``day``."""
        self._turn_to(today)
        replies = [(each.persona_id, each.said) for each in self._turns if each.said is not None]
        return merge(
            self._check_in,
            [said for _, said in replies],
            [said for coach, said in replies if coach == persona_id],
            is_today=day in (None, today),
        )

    def say(self, today: date, check_in: CheckIn) -> None:
        """How the runner is today."""
        self._turn_to(today)
        said = read_check_in(check_in, today)
        self._check_in = said
        self._keep(lambda: self.history.keep_check_in(today, check_in, said, datetime.now()))

    def reply(self, today: date, persona_id: str, answer: Answer | None, words: str) -> Said:
        """What the runner says to the coach's answer, as it is read; "forget it" takes back all of today."""
        self._turn_to(today)
        said = read_reply(words, today)
        if said.takes_back:
            self._turns, self._check_in = [], None
            now = datetime.now()
            self._keep(lambda: self.history.forget(today, now))
            return said
        spoken = [Spoken(persona_id, Turn(True, words), said)]
        if answer is not None and answer.workout is not None:
            workout = Turn(False, msgspec.json.encode(answer.workout).decode())
            spoken.insert(0, Spoken(persona_id, workout))
        self._turns += spoken
        self._keep(lambda: self.history.keep_turns(today, spoken, datetime.now()))
        return said

    def turns(self, today: date, persona_id: str) -> tuple[Turn, ...]:
        """Today's conversation with this coach, oldest first."""
        self._turn_to(today)
        return tuple(each.turn for each in self._turns if each.persona_id == persona_id)

    def look_back(self, today: date) -> None:
        """Reads the answers of the last months, for the coaches' notes; may be called in a thread."""
        first = today - timedelta(days=REMEMBERED_DAYS)
        read = self._tried(lambda: self.history.since(first), None)
        if read is not None:
            # An answer may have come while the file was read, or could not be kept in it.
            there = {(answer.persona_id, answer.asked_at) for answer in read}
            newer = [each for each in self._past if (each.persona_id, each.asked_at) not in there]
            self._past = [*newer, *read]

    @property
    def past(self) -> tuple[Answer, ...]:
        """The answers of the last months, newest first, as far as they were looked back at."""
        return tuple(self._past)

    def last_answer(self, persona_id: str, today: date, day: date) -> Answer | None:
        """This coach's last answer of today for that day; None when something was said since."""
        return self._tried(lambda: self.history.answer(persona_id, today, day), None)

    def check_cap(self, today: date) -> None:
        """Raises CoachError when the month's cap is reached and a model would be asked."""
        unkept_usd = sum(each.usd for each in self._unkept)
        check_cap(self._settings, self.history, today, self._on_trouble, unkept_usd)

    def spend(self, today: date, usd: float) -> None:
        """Counts it towards the month's cap."""
        self._keep(lambda: self.history.add_spending(today, usd), usd)

    def keep(self, answer: Answer) -> None:
        """Into the history."""
        self._keep(lambda: self.history.save(answer))
        self._past = [answer, *self._past]
        self.take(answer)

    def take(self, answer: Answer) -> None:
        """The runner sees this one last, so far: it is the one that counts for its day."""
        self._keep(lambda: self.history.take(answer))
        self._past = [
            each
            if each.day != answer.day
            else msgspec.structs.replace(each, is_taken=each.persona_id == answer.persona_id)
            for each in self._past
        ]

    def go_by(self, settings: Settings) -> None:
        """Another model, or the offline coach, answers from now on."""
        self._settings = settings

    def _turn_to(self, today: date) -> None:
        """Reads what was said today, in this window or another; what could not be kept is known here only."""
        if self._day != today:
            self._day, self._check_in, self._turns = today, None, []
        if not self._is_kept():
            return
        self._turns = self._tried(lambda: self._kept_turns(today), self._turns)
        self._check_in = self._tried(lambda: self._kept_check_in(today), self._check_in)

    def _kept_turns(self, today: date) -> list[Spoken]:
        """From the file; words that were kept without a reading are read now, once."""
        return [self._with_reading(each, today) for each in self.history.turns(today)]

    def _with_reading(self, spoken: Spoken, today: date) -> Spoken:
        number = spoken.number
        if number is None or spoken.said is not None or not spoken.turn.by_runner:
            return spoken
        said = read_reply(spoken.turn.text, today)
        self._tried(lambda: self.history.keep_reading(number, said), None)
        return msgspec.structs.replace(spoken, said=said)

    def _kept_check_in(self, today: date) -> Said | None:
        """From the file; one that was kept without a reading is read now, once."""
        kept = self.history.check_in(today)
        if kept is None:
            return None
        check_in, said = kept
        if said is not None:
            return said
        read = read_check_in(check_in, today)
        self._tried(lambda: self.history.keep_check_in_reading(today, read), None)
        return read

    def _keep(self, attempt: Callable[[], None], usd: float = 0.0) -> None:
        self._unkept.append(_Unkept(attempt, usd))
        self._is_kept()

    def _is_kept(self) -> bool:
        """Whether all that was said is in the file; what could not be written before is tried again."""
        while self._unkept:
            try:
                self._unkept[0].attempt()
            except StoreError as error:
                self._tell(error)
                return False
            del self._unkept[0]
            self._last_trouble = ""
        return True

    def _tried(self, attempt: Callable[[], T], otherwise: T) -> T:
        try:
            return attempt()
        except StoreError as error:
            self._tell(error)
            return otherwise

    def _tell(self, error: StoreError) -> None:
        """Files are tried all the time: the same trouble is reported once."""
        if (words := str(error)) != self._last_trouble:
            self._last_trouble = words
            self._on_trouble(words)
