"""A fact that is added to the list is everywhere: no other place has to know about it."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import msgspec
import pytest

from runcoach.coach.memory.history import History
from runcoach.coach.memory.history_file import history_store
from runcoach.coach.prompt import prompt_for
from runcoach.shell.facts import facts_text
from runcoach.shell.json_output import as_json, facts_object
from runcoach.training.fact_list import listing
from runcoach.training.fact_list.fact import Fact
from runcoach.training.fact_list.listing import list_facts
from runcoach.training.facts import Facts
from tests.builders import a_night, a_run, an_interval_set, facts_for, request_for, some_weeks, usual_nights
from tests.coach.memory.test_history import an_answer
from tests.training.test_goal import MARATHON


def days_in_a_row(facts: Facts) -> list[Fact]:
    count = facts.days_in_a_row
    return [Fact("days-in-a-row", "Days in a row with a run", count, "days", f"{count} so far")]


@pytest.fixture(autouse=True)
def added(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listing, "SUBJECTS", [*listing.SUBJECTS, days_in_a_row])


def test_the_coach_reads_it_in_the_prompt() -> None:
    prompt = prompt_for(request_for(runs=some_weeks())).turns[0].text
    assert "- [days-in-a-row] Days in a row with a run: 0 so far" in prompt


def test_the_shell_prints_it_for_people_and_for_scripts() -> None:
    request = request_for(runs=some_weeks())
    assert "Days in a row with a run: 0 so far" in facts_text(request.facts, request.limits)
    printed = json.loads(as_json(facts_object(request.facts)))
    assert printed["facts"][-1] == {
        "id": "days-in-a-row",
        "label": "Days in a row with a run",
        "value": 0,
        "unit": "days",
        "text": "0 so far",
        "rows": [],
    }


def test_it_is_kept_with_the_answer(tmp_path: Path) -> None:
    file = tmp_path / "history.db"
    History(history_store(file)).save(an_answer(request=request_for(runs=some_weeks())))
    with closing(sqlite3.connect(file)) as db:
        kept = db.execute("SELECT facts FROM answers").fetchone()[0]
    assert "days-in-a-row" in {fact["id"] for fact in msgspec.json.decode(kept)}


def test_every_fact_has_an_id_of_its_own() -> None:
    runs = [a_run(2, 8, run_id="reps"), a_run(2, 5, hour=18), *some_weeks(12)]
    nights = [a_night(), *usual_nights()]
    facts = facts_for(runs, intervals={"reps": an_interval_set()}, nights=nights, goal=MARATHON)
    ids = [fact.id for fact in list_facts(facts)]
    assert len(ids) > 40 and len(set(ids)) == len(ids)
