"""What the runner said is read once, and the reading is kept with the conversation."""

import sqlite3
from datetime import date
from pathlib import Path

import pytest

from runcoach.coach.memory import conversation as conversation_module
from runcoach.coach.question import request_from
from runcoach.coach.replies.reading import read_check_in, read_reply
from runcoach.coach.said import CheckIn, Legs, Place, Said
from runcoach.domain.errors import StoreError
from tests.builders import PERSONAS, TODAY, a_snapshot, persona, some_weeks
from tests.coach.memory.test_conversation import Open
from tests.coach.memory.test_history import an_answer


@pytest.fixture
def start(tmp_path: Path) -> Open:
    return Open(tmp_path / "history.db")


class Reading:
    """Counts how often each text is read."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.texts: list[str] = []

        def counted_reply(text: str, on: date) -> Said:
            self.texts.append(text)
            return read_reply(text, on)

        def counted_check_in(check_in: CheckIn, on: date) -> Said:
            self.texts.append(check_in.note)
            return read_check_in(check_in, on)

        monkeypatch.setattr(conversation_module, "read_reply", counted_reply)
        monkeypatch.setattr(conversation_module, "read_check_in", counted_check_in)


def test_what_is_said_is_read_once_and_the_reading_is_there_at_the_next_start(
    start: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    reading, conversation = Reading(monkeypatch), start.conversation()
    conversation.say(TODAY, CheckIn(note="my calf hurts"))
    reply = conversation.reply(TODAY, "pete", None, "not until Friday")
    snapshot = a_snapshot(some_weeks())
    for asked in (conversation, start.conversation()):
        for name in ("pete", "jack"):
            request_from(asked, snapshot, persona(name), PERSONAS)
        said = asked.said(TODAY, "pete")
        assert said.absences == reply.absences and said.body.places == (Place.CALF,)
    assert reading.texts == ["my calf hurts", "not until Friday"]


def test_what_was_kept_before_readings_were_is_read_once_when_it_is_first_needed(
    start: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    conversation = start.conversation()
    conversation.say(TODAY, CheckIn(Legs.HEAVY, note="my calf hurts"))
    conversation.reply(TODAY, "pete", an_answer(), "only 30 minutes")
    before = conversation.said(TODAY, "pete")
    with sqlite3.connect(start.file) as db:
        db.execute("UPDATE turns SET said = NULL")
        db.execute("UPDATE check_ins SET said = NULL")
    reading = Reading(monkeypatch)
    assert start.conversation().said(TODAY, "pete") == before
    assert start.conversation().said(TODAY, "pete") == before
    assert sorted(reading.texts) == ["my calf hurts", "only 30 minutes"]


def test_a_reading_that_can_no_longer_be_understood_is_made_anew(start: Open) -> None:
    start.conversation().reply(TODAY, "pete", None, "only 30 minutes")
    with sqlite3.connect(start.file) as db:
        db.execute('UPDATE turns SET said = \'{"minutes": "many"}\'')
    assert start.conversation().said(TODAY, "pete").minutes == 30


def test_a_reply_says_itself_whether_it_takes_everything_back(start: Open) -> None:
    conversation = start.conversation()
    assert not conversation.reply(TODAY, "pete", None, "never mind the hills").takes_back
    assert conversation.reply(TODAY, "pete", None, "forget it").takes_back


def test_what_is_read_is_there_when_the_file_cannot_be_used(
    start: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    conversation = start.conversation()

    def fails(*_: object) -> None:
        raise StoreError("The disk is full.", "Make room.")

    monkeypatch.setattr(conversation.history, "keep_turns", fails)
    conversation.reply(TODAY, "pete", None, "only 30 minutes")
    assert conversation.said(TODAY, "jack").minutes == 30 and start.troubles
