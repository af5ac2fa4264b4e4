"""Finished answers, kept for ever."""

import sqlite3
from datetime import date, datetime

import msgspec

from runcoach.coach.draft import Draft
from runcoach.coach.events import Usage
from runcoach.coach.session import Answer
from runcoach.coach.workout import Workout
from runcoach.store import Store


class History:
    """The answers of one runner. Every method raises StoreError when the file cannot be used."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def save(self, answer: Answer) -> None:
        """Keeps a finished answer."""
        workout = None if answer.workout is None else msgspec.json.encode(answer.workout).decode()
        usage = answer.usage
        with self._store.open() as db:
            db.execute(
                "INSERT INTO answers (persona, asked_on, day, asked_at, model, offline, workout, prose,"
                " prompt_tokens, completion_tokens, cost_usd, took_s)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    answer.persona_id,
                    answer.asked_on.isoformat(),
                    answer.day.isoformat(),
                    answer.asked_at.isoformat(),
                    answer.model,
                    answer.offline,
                    workout,
                    answer.draft.why,
                    usage.prompt_tokens if usage else None,
                    usage.completion_tokens if usage else None,
                    answer.cost_usd,
                    answer.took_s,
                ),
            )

    def answer(self, persona_id: str, asked_on: date, day: date) -> Answer | None:
        """The last answer that this coach gave on one day for one day."""
        if self._store.is_new:
            return None
        with self._store.open() as db:
            row = db.execute(
                "SELECT * FROM answers WHERE asked_on = ? AND persona = ? AND day = ?"
                " ORDER BY id DESC LIMIT 1",
                (asked_on.isoformat(), persona_id, day.isoformat()),
            ).fetchone()
        return None if row is None else _answer(row)


def _answer(row: sqlite3.Row) -> Answer | None:
    try:
        workout = msgspec.json.decode(row["workout"], type=Workout) if row["workout"] else None
    except msgspec.DecodeError:
        return None
    counted = row["prompt_tokens"] is not None and row["completion_tokens"] is not None
    return Answer(
        persona_id=row["persona"],
        asked_on=date.fromisoformat(row["asked_on"]),
        day=date.fromisoformat(row["day"]),
        asked_at=datetime.fromisoformat(row["asked_at"]),
        model=row["model"],
        offline=bool(row["offline"]),
        draft=Draft.of(workout) if workout else Draft(why=row["prose"], structured=False),
        workout=workout,
        usage=Usage(row["prompt_tokens"], row["completion_tokens"]) if counted else None,
        cost_usd=row["cost_usd"],
        took_s=row["took_s"],
    )
