"""``python -m tests.golden``: a table of what each coach prescribed, offline or by a model."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from runcoach.coach.said import CheckIn, Legs
from tests.builders import some_weeks
from tests.golden.__main__ import main
from tests.golden.runners import Runner
from tests.golden.traits import more_than_km, some_running
from tests.loopback.answers import BAD_KEY, Answer, persona_workout_json, step, workout_json
from tests.loopback.connection import RecordedRequest
from tests.loopback.model_server import ModelServer

NAME = "heavy legs in a week like any other"
ANY = Runner(name=NAME, reference="none", check_in=CheckIn(Legs.HEAVY), runs=some_weeks())
RUNNERS = (replace(ANY, would=(some_running,)),)
NEVER_FAR = (replace(ANY, would_not=(more_than_km(2),)),)
TOKENS = (1000, 300)
FAR = step("run", distance_m=20_000, pace_min_s_per_km=370, pace_max_s_per_km=420, rpe=3)


def by_persona(request: RecordedRequest) -> Answer:
    return Answer(persona_workout_json(request.words), usage=TOKENS)


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[ModelServer]:
    """A model server that the settings point at."""
    with ModelServer(default=by_persona) as running:
        monkeypatch.setenv("OPENAI_BASE_URL", running.base_url)
        monkeypatch.setenv("OPENAI_API_KEY", "test")
        monkeypatch.setenv("OPENAI_MODEL", "gpt-4o")
        yield running


def rows_of(printed: str) -> list[list[str]]:
    """The cells of the table, without its head."""
    lines = [line for line in printed.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


def test_the_offline_coach_is_asked_by_default(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([], RUNNERS) == 0
    printed = capsys.readouterr().out
    assert printed.startswith("offline coach, 3 answers")
    assert [row[:2] + row[3:6] for row in rows_of(printed)] == [
        [NAME, persona_id, "pass", "pass", "free"] for persona_id in ("pete", "steve", "jack")
    ]
    assert "3 of 3 as any coach would" in printed


def test_the_model_of_the_settings_is_asked_and_its_cost_added_up(
    server: ModelServer, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--model"], RUNNERS) == 0
    printed = capsys.readouterr().out
    assert printed.startswith("gpt-4o, 3 answers")
    assert [row[1] for row in rows_of(printed)] == ["pete", "steve", "jack"]
    asked = len(server.requests)
    assert f"total ${asked * 0.0055:.4f}," in printed


def test_an_answer_that_breaks_a_rule_twice_is_shown_as_repaired(
    server: ModelServer, capsys: pytest.CaptureFixture[str]
) -> None:
    server.enqueue(*[Answer(workout_json(steps=[FAR]), usage=TOKENS)] * 2)
    assert main(["--model", "--persona", "pete"], RUNNERS) == 0
    printed = capsys.readouterr().out
    assert rows_of(printed)[0][-1] == "repaired"
    assert "1 asked twice, 1 repaired" in printed
    assert "total $0.0110," in printed


def test_what_no_coach_would_prescribe_ends_with_one(
    server: ModelServer, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--model", "--persona", "pete"], NEVER_FAR) == 1
    printed = capsys.readouterr().out
    assert rows_of(printed)[0][4] == "WRONG: more than 2 km"
    assert "1 as no coach would" in printed


def test_without_a_model_it_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--model"], RUNNERS) == 2
    assert "There is no model to ask: set OPENAI_API_KEY" in capsys.readouterr().out


def test_a_refused_key_is_not_tried_sixty_times(
    server: ModelServer, capsys: pytest.CaptureFixture[str]
) -> None:
    server.default = BAD_KEY
    assert main(["--model"], (*RUNNERS, *NEVER_FAR)) == 2
    printed = capsys.readouterr().out
    assert "refused the key (401)" in printed
    assert len(rows_of(printed)) == len(server.requests) == 3
    assert "the others were not asked" in printed


def test_some_runners_can_be_chosen_by_their_words(capsys: pytest.CaptureFixture[str]) -> None:
    main(["--only", "race tom", "--persona", "jack"])
    (row,) = rows_of(capsys.readouterr().out)
    assert row[:2] == ["race tomorrow", "jack"]
