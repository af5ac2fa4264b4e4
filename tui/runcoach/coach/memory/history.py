"""Finished answers, kept for ever."""

import sqlite3
from collections.abc import Sequence
from datetime import date, datetime

import msgspec

from runcoach.coach.answer.answer import Answer
from runcoach.coach.answer.check import Check
from runcoach.coach.answer.draft import Draft
from runcoach.coach.answer.workout import Workout
from runcoach.coach.coach import Usage
from runcoach.coach.request import Turn
from runcoach.coach.said import CheckIn, Legs, Pain, Said
from runcoach.domain.store import Store
from runcoach.training.fact_list.listing import list_facts
from runcoach.training.fact_list.weeks import DAY_SO_FAR
from runcoach.training.goal import Goal


class Spoken(msgspec.Struct, frozen=True):
    """One turn of a conversation as it is kept: with which coach, and what was read in the runner's words.

    ``said`` is None for a coach's turn, and for words from before readings were kept; ``number`` is None for
    what is not in the file yet.
    """

    persona_id: str
    turn: Turn
    said: Said | None = None
    number: int | None = None


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
                " prompt_tokens, completion_tokens, cost_usd, took_s, checks, repair, asked, facts,"
                " limits, sent_notes) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
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
                    msgspec.json.encode(answer.checks).decode(),
                    answer.repair,
                    *_asked(answer),
                    "\n".join(answer.sent_notes),
                ),
            )

    def add_spending(self, day: date, usd: float) -> None:
        """Counts what was spent on that day, with an answer or without."""
        with self._store.open() as db:
            db.execute("INSERT INTO spending (day, usd) VALUES (?, ?)", (day.isoformat(), usd))

    def take(self, answer: Answer) -> None:
        """The runner goes by this coach's answer on its day."""
        with self._store.open() as db:
            row = (answer.day.isoformat(), answer.persona_id)
            db.execute("INSERT OR REPLACE INTO taken (day, persona) VALUES (?, ?)", row)

    def since(self, first: date) -> list[Answer]:
        """Every answer asked for from that day on, newest first."""
        if self._store.is_new:
            return []
        with self._store.read() as db:
            rows = db.execute(
                "SELECT answers.*, taken.persona AS taken FROM answers LEFT JOIN taken USING (day)"
                " WHERE asked_on >= ? ORDER BY id DESC",
                (first.isoformat(),),
            ).fetchall()
        return [answer for row in rows if (answer := _answer(row)) is not None]

    def spent_usd(self, month: date) -> float:
        """What was spent in the month that this day is in, as far as it is known."""
        if self._store.is_new:
            return 0.0
        with self._store.read() as db:
            row = db.execute(
                "SELECT SUM(usd) FROM spending WHERE day LIKE ?", (f"{month:%Y-%m}-%",)
            ).fetchone()
        return float(row[0] or 0.0)

    def goal(self) -> Goal:
        """What the runner trains for now; an empty goal when nothing was said."""
        if self._store.is_new:
            return Goal()
        with self._store.read() as db:
            row = db.execute("SELECT goal FROM goals ORDER BY id DESC LIMIT 1").fetchone()
        try:
            return msgspec.json.decode(row["goal"], type=Goal) if row else Goal()
        except msgspec.DecodeError:
            return Goal()

    def keep_goal(self, goal: Goal, at: datetime) -> None:
        """From now on; those before stay in the file."""
        with self._store.open() as db:
            db.execute(
                "INSERT INTO goals (set_at, goal) VALUES (?, ?)",
                (at.isoformat(), msgspec.json.encode(goal).decode()),
            )

    def turns(self, day: date) -> list[Spoken]:
        """What was said on that day, oldest first."""
        if self._store.is_new:
            return []
        with self._store.read() as db:
            rows = db.execute("SELECT * FROM turns WHERE day = ? ORDER BY id", (day.isoformat(),)).fetchall()
        return [
            Spoken(row["persona"], Turn(bool(row["by_runner"]), row["text"]), _said(row["said"]), row["id"])
            for row in rows
        ]

    def keep_turns(self, day: date, spoken: Sequence[Spoken], at: datetime) -> None:
        """Adds what was said, with what was read in it."""
        said_at = at.isoformat()
        with self._store.open() as db:
            db.executemany(
                "INSERT INTO turns (day, persona, by_runner, text, said_at, said) VALUES (?, ?, ?, ?, ?, ?)",
                [
                    (
                        day.isoformat(),
                        each.persona_id,
                        each.turn.by_runner,
                        each.turn.text,
                        said_at,
                        _as_json(each.said) if each.said else None,
                    )
                    for each in spoken
                ],
            )

    def keep_reading(self, number: int, said: Said) -> None:
        """Adds what was read in a turn that was kept without."""
        with self._store.open() as db:
            db.execute("UPDATE turns SET said = ? WHERE id = ?", (_as_json(said), number))

    def forget(self, day: date, at: datetime) -> None:
        """Takes back what the runner said on that day, in words and in keys, and the answers to it."""
        with self._store.open() as db:
            db.execute("DELETE FROM turns WHERE day = ?", (day.isoformat(),))
            db.execute("DELETE FROM check_ins WHERE day = ?", (day.isoformat(),))
            row = (day.isoformat(), at.isoformat())
            db.execute("INSERT OR REPLACE INTO forgotten (day, at) VALUES (?, ?)", row)

    def check_in(self, day: date) -> tuple[CheckIn, Said | None] | None:
        """How the runner said they were on that day, and what was read in it, if it was read yet."""
        if self._store.is_new:
            return None
        with self._store.read() as db:
            row = db.execute("SELECT * FROM check_ins WHERE day = ?", (day.isoformat(),)).fetchone()
        if row is None:
            return None
        try:
            given = CheckIn(Legs(row["legs"]), Pain(row["pain"]), row["minutes"], row["note"])
        except ValueError:  # a row that RunCoach did not write
            return None
        return given, _said(row["said"])

    def keep_check_in(self, day: date, check_in: CheckIn, said: Said, at: datetime) -> None:
        """Keeps it with what was read in it, in place of one that there was."""
        with self._store.open() as db:
            db.execute(
                "INSERT OR REPLACE INTO check_ins (day, said_at, legs, pain, minutes, note, said)"
                " VALUES (?, ?, ?, ?, ?, ?, ?)",
                (
                    day.isoformat(),
                    at.isoformat(),
                    int(check_in.legs),
                    int(check_in.pain),
                    check_in.minutes,
                    check_in.note,
                    _as_json(said),
                ),
            )

    def keep_check_in_reading(self, day: date, said: Said) -> None:
        """Adds what was read in a check-in that was kept without."""
        with self._store.open() as db:
            db.execute("UPDATE check_ins SET said = ? WHERE day = ?", (_as_json(said), day.isoformat()))

    def answer(self, persona_id: str, asked_on: date, day: date) -> Answer | None:
        """The last answer of this coach on one day for one day; none from before the last word on it.

        A word is the check-in, the goal, a reply to this coach, or "forget it".
        """
        if self._store.is_new:
            return None
        with self._store.read() as db:
            row = db.execute(
                "SELECT *, persona AS taken FROM answers WHERE asked_on = ? AND persona = ? AND day = ?"
                " AND asked_at >= COALESCE((SELECT MAX(set_at) FROM goals), '')"
                " AND asked_at >= COALESCE((SELECT at FROM forgotten f WHERE f.day = asked_on), '')"
                " AND asked_at >= COALESCE((SELECT said_at FROM check_ins c WHERE c.day = asked_on), '')"
                " AND asked_at >= COALESCE((SELECT MAX(said_at) FROM turns t"
                " WHERE t.day = asked_on AND t.persona = answers.persona), '')"
                " ORDER BY id DESC LIMIT 1",
                (asked_on.isoformat(), persona_id, day.isoformat()),
            ).fetchone()
        return None if row is None else _answer(row)


def _as_json(said: Said) -> str:
    return msgspec.json.encode(said).decode()


def _said(kept: str | None) -> Said | None:
    """A reading that was kept; None where there is none that can be understood."""
    try:
        return msgspec.json.decode(kept, type=Said) if kept else None
    except msgspec.DecodeError:
        return None


def _asked(answer: Answer) -> tuple[str | None, str | None, str | None]:
    """What was sent, the facts and the limits as JSON."""
    request = answer.request
    parts = (list_facts(request.facts), request.limits.listed) if request else ()
    facts, limits = (msgspec.json.encode(part).decode() for part in parts) if parts else (None, None)
    return answer.sent or None, facts, limits


def _answer(row: sqlite3.Row) -> Answer | None:
    try:
        workout = msgspec.json.decode(row["workout"], type=Workout) if row["workout"] else None
        checks = msgspec.json.decode(row["checks"], type=tuple[Check, ...]) if row["checks"] else ()
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
        checks=checks,
        repair=row["repair"],
        sent=row["asked"] or "",
        sent_notes=tuple(row["sent_notes"].splitlines()),
        day_so_far_m=_day_so_far_m(row["facts"]),
        is_taken=row["taken"] in (None, row["persona"]),
    )


class _KeptFact(msgspec.Struct):
    """What is read again of a fact."""

    id: str
    value: float | None


def _day_so_far_m(facts: str | None) -> float:
    try:
        found = msgspec.json.decode(facts, type=list[_KeptFact]) if facts else []
    except msgspec.DecodeError:
        return 0.0
    return next((fact.value or 0.0 for fact in found if fact.id == DAY_SO_FAR), 0.0)
