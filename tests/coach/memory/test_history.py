"""Answers that are kept, and what happens when they cannot be."""

import sqlite3
from datetime import datetime, timedelta
from pathlib import Path

import msgspec
import pytest

from runcoach.coach.answer.answer import Answer
from runcoach.coach.answer.draft import Draft
from runcoach.coach.answer.workout import Step, Workout
from runcoach.coach.coach import Usage
from runcoach.coach.memory.choices import Choices, last_choice
from runcoach.coach.memory.history import History, Spoken
from runcoach.coach.memory.history_file import _MIGRATIONS, history_store
from runcoach.coach.request import Turn
from runcoach.coach.said import (
    Absence,
    AbsenceReason,
    Body,
    CheckIn,
    Legs,
    Pain,
    Place,
    Race,
    Said,
    Wish,
    Wishes,
    Withdrawn,
)
from runcoach.domain.errors import StoreError
from runcoach.domain.store import Store
from tests.builders import TODAY

WORKOUT = Workout(
    headline="Six easy", kind="easy", steps=(Step(action="run", distance_m=6000),), why="Because."
)


def an_answer(headline: str = "Six easy", persona_id: str = "pete", **changes: object) -> Answer:
    workout = msgspec.structs.replace(WORKOUT, headline=headline)
    answer = Answer(
        persona_id=persona_id,
        asked_on=TODAY,
        day=TODAY,
        asked_at=datetime(2026, 11, 18, 7, 0),
        model="gpt-4o",
        offline=False,
        draft=Draft.of(workout),
        workout=workout,
        usage=Usage(900, 200),
        cost_usd=0.004,
        took_s=2.5,
    )
    return msgspec.structs.replace(answer, **changes)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "deep" / "history.db"


@pytest.fixture
def history(file: Path) -> History:
    return History(history_store(file))


def test_an_answer_comes_back_as_it_was(history: History) -> None:
    answer = an_answer()
    history.save(answer)
    assert history.answer("pete", TODAY, TODAY) == answer


def test_what_a_server_took_comes_back(history: History) -> None:
    answer = an_answer(
        sent='{"model": "gpt-4o"}', sent_notes=("It took the schema.", "It counted no tokens.")
    )
    history.save(answer)
    assert history.answer("pete", TODAY, TODAY) == answer


def test_plain_text_comes_back_as_plain_text(history: History) -> None:
    said = an_answer(draft=Draft(why="Just run.", structured=False), workout=None, usage=None, cost_usd=None)
    history.save(said)
    assert history.answer("pete", TODAY, TODAY) == said


def test_the_last_of_a_day_s_answers_counts(history: History) -> None:
    history.save(an_answer("First"))
    history.save(an_answer("Second"))
    found = history.answer("pete", TODAY, TODAY)
    assert found is not None and found.draft.headline == "Second"


def test_another_coach_and_another_day_have_answers_of_their_own(history: History) -> None:
    history.save(an_answer())
    assert history.answer("jack", TODAY, TODAY) is None
    assert history.answer("pete", TODAY, TODAY + timedelta(days=1)) is None
    assert history.answer("pete", TODAY + timedelta(days=1), TODAY) is None


def test_asking_a_history_that_never_was_makes_no_file(history: History, file: Path) -> None:
    assert history.answer("pete", TODAY, TODAY) is None
    assert not file.exists()


def test_two_windows_write_the_same_file(file: Path) -> None:
    one, other = History(history_store(file)), History(history_store(file))
    one.save(an_answer("One"))
    other.save(an_answer("Other", "jack"))
    assert one.answer("jack", TODAY, TODAY) is not None
    assert other.answer("pete", TODAY, TODAY) is not None


def test_an_answer_is_kept_while_another_window_reads(file: Path) -> None:
    store = history_store(file)
    History(store).save(an_answer())
    with store.open() as db:
        db.execute("SELECT * FROM answers").fetchone()
        History(history_store(file)).save(an_answer("While reading", "jack"))
    assert History(store).answer("jack", TODAY, TODAY) is not None


def test_what_was_spent_before_spending_was_written_down_is_not_forgotten(file: Path) -> None:
    before = Store(file, _MIGRATIONS[:3], "Nothing is kept.")
    with before.open() as db:
        db.execute(
            "INSERT INTO answers (persona, asked_on, day, asked_at, model, offline, prose, cost_usd, took_s)"
            " VALUES ('pete', ?, ?, ?, 'gpt-4o', 0, 'Run.', 0.5, 2.5)",
            (TODAY.isoformat(), TODAY.isoformat(), f"{TODAY}T07:00:00"),
        )
    history = History(history_store(file))
    history.add_spending(TODAY, 0.25)
    assert history.spent_usd(TODAY) == 0.75
    assert [answer.cost_usd for answer in history.since(TODAY)] == [0.5]


def test_a_file_of_a_newer_runcoach_is_left_alone(file: Path, history: History) -> None:
    history.save(an_answer())
    with sqlite3.connect(file) as db:
        db.execute("PRAGMA user_version = 99")
    with pytest.raises(StoreError, match="made by a newer RunCoach"):
        history.save(an_answer())


def test_a_file_that_is_not_a_database_is_named(file: Path, history: History) -> None:
    file.parent.mkdir()
    file.write_bytes(b"not a database at all, but long enough to be read as one" * 20)
    with pytest.raises(StoreError, match=r"history\.db cannot be used") as caught:
        history.save(an_answer())
    assert "not kept" in caught.value.hint


def test_a_folder_that_cannot_be_made_is_a_plain_error(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file where a folder should be")
    with pytest.raises(StoreError, match="cannot be used"):
        History(history_store(tmp_path / "taken" / "history.db")).save(an_answer())


def test_a_workout_that_can_no_longer_be_read_is_as_if_it_was_not_there(file: Path, history: History) -> None:
    history.save(an_answer())
    with sqlite3.connect(file) as db:
        db.execute("UPDATE answers SET workout = '{\"kind\": 3}'")
    assert history.answer("pete", TODAY, TODAY) is None


def test_choices_are_remembered_and_replaced(file: Path) -> None:
    choices = Choices(history_store(file))
    assert choices.last("theme") is None
    choices.remember("theme", "runcoach-light")
    choices.remember("theme", "runcoach-dark")
    assert Choices(history_store(file)).last("theme") == "runcoach-dark"


def test_the_last_coach_of_an_unusable_file_is_nobody(file: Path) -> None:
    file.parent.mkdir()
    file.write_bytes(b"rubbish" * 100)
    assert last_choice(history_store(file), "persona") is None


def test_an_answer_to_what_was_forgotten_is_not_shown_again(history: History) -> None:
    asked_at = an_answer().asked_at
    history.save(an_answer("Two kilometres, as you said"))
    history.forget(TODAY, asked_at + timedelta(minutes=5))
    assert history.answer("pete", TODAY, TODAY) is None
    history.save(an_answer("Eight again", asked_at=asked_at + timedelta(minutes=6)))
    assert history.answer("pete", TODAY, TODAY) is not None


def test_a_file_from_before_readings_were_kept_still_has_its_words(file: Path) -> None:
    before = Store(file, _MIGRATIONS[:4], "Nothing is kept.")
    with before.open() as db:
        db.execute(
            "INSERT INTO turns (day, persona, by_runner, text) VALUES (?, 'pete', 1, 'only 30 minutes')",
            (TODAY.isoformat(),),
        )
        row = (TODAY.isoformat(), "2026-11-18T07:00", 3, 2, 45, "my calf hurts")
        db.execute("INSERT INTO check_ins VALUES (?, ?, ?, ?, ?, ?)", row)
    history = History(history_store(file))
    (spoken,) = history.turns(TODAY)
    assert (spoken.turn.text, spoken.said) == ("only 30 minutes", None)
    assert history.check_in(TODAY) == (CheckIn(Legs.HEAVY, Pain.A_LITTLE, 45, "my calf hurts"), None)


def test_a_reading_comes_back_as_it_was(history: History) -> None:
    said = Said(
        body=Body(pain=Pain.YES, places=(Place.CALF,), is_ill=True),
        minutes=30,
        wishes=Wishes(length=Wish.DISTANCE, distance_m=5000.0, last=Wish.DISTANCE),
        absences=(Absence(AbsenceReason.ILL, TODAY, TODAY + timedelta(days=2)),),
        races=(Race(10_000.0, TODAY),),
        withdrawn=Withdrawn(wishes=(Wish.HILLS,)),
        words=("as it was said",),
    )
    history.keep_turns(TODAY, [Spoken("pete", Turn(True, "as it was said"), said)], datetime(2026, 11, 18, 7))
    (spoken,) = history.turns(TODAY)
    assert spoken.said == said
    history.keep_check_in(TODAY, CheckIn(), said, datetime(2026, 11, 18, 7))
    assert history.check_in(TODAY) == (CheckIn(), said)
