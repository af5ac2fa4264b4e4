"""``today`` in the shell: what it prints and where, and its JSON."""

import json
from pathlib import Path

import pytest

from runcoach.domain.paths import history_file, models_file, sample_folder
from tests.loopback.answers import Answer, step, workout_json
from tests.loopback.model_server import ModelServer
from tests.shell.commands import ON_THE_DAY, Run, bytes_in
from tests.shell.test_runs_command import RUN_KEYS

TODAY_KEYS = {
    "": (
        *("runs", "facts", "limits", "today_so_far_m", "week_so_far_m"),
        *("workout", "checks", "repair", "coach", "usage"),
    ),
    "facts": ("today", "day", "unit", "facts"),
    "workout": (
        "headline",
        "kind",
        "steps",
        "why",
        "follow_up",
        "evidence",
        "day",
        "structured",
        "distance_m",
        "duration_s",
        "duration_min_s",
        "duration_max_s",
    ),
    "coach": ("persona", "model", "offline"),
    "usage": ("prompt_tokens", "completion_tokens", "cost_usd", "took_s"),
}
FACT_KEYS = ("id", "label", "value", "unit", "text", "rows")
STEP_KEYS = (
    "action",
    "exercise",
    "repeat",
    "reps",
    "distance_m",
    "duration_s",
    "pace_min_s_per_km",
    "pace_max_s_per_km",
    "hr_max_bpm",
    "rpe",
    "recovery_m",
    "recovery_s",
    "note",
)


@pytest.mark.usefixtures("sample")
@pytest.mark.parametrize("persona", ["pete", "steve", "jack"])
def test_today_prints_the_runs_and_then_the_coach_s_workout(persona: str, run: Run) -> None:
    code, out, err = run("today", "--sample", *ON_THE_DAY, "--persona", persona)
    assert (code, err) == (0, "")
    lines = out.splitlines()
    assert lines[0] == "# RunCoach · Sun 22 Nov 2026"
    runs = lines.index("## Runs of the last 7 days")
    who = lines.index(f"*{persona.capitalize()}, for today, Sun 22 Nov 2026*")
    headline = next(at for at, line in enumerate(lines) if line.startswith("## ") and at > runs)
    step = next(at for at, line in enumerate(lines) if line.startswith("1. "))
    assert runs < who < headline < step
    assert lines[-1].startswith("*offline coach · ")


def test_a_model_that_the_cap_cannot_count_is_named_with_the_workout(
    run: Run, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RUNCOACH_MONTHLY_CAP_USD", "5")
    asking = ("today", "--cache", cache, "--base-url", "http://there.invalid/v1", "--model", "some-model")
    _, out, err = run(*asking, *ON_THE_DAY)
    assert "The price of some-model is not known" in err and "some-model is not" not in out


def test_prices_that_cannot_be_used_are_named_with_the_workout(run: Run, cache: Path) -> None:
    models_file().parent.mkdir(parents=True, exist_ok=True)
    models_file().write_text("[gpt-4o]\nprompt = -1\ncompletion = 1\n", encoding="utf-8")
    code, _, err = run("today", "--offline", "--cache", cache, *ON_THE_DAY)
    assert code == 0 and "a price of gpt-4o is not possible" in err


def test_the_cap_ends_the_shell_s_answer_with_a_plain_error(
    run: Run, cache: Path, server: ModelServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RUNCOACH_MONTHLY_CAP_USD", "0.001")
    server.enqueue(Answer(workout_json(), usage=(1000, 300)))
    asking = ("today", "--cache", cache, "--base-url", server.base_url, *ON_THE_DAY)
    assert run(*asking)[0] == 0
    code, _, err = run(*asking)
    assert code == 1 and "your cap is $0.001" in err and len(server.requests) == 1


@pytest.mark.usefixtures("sample")
def test_sample_may_stand_before_or_after_the_command(run: Run) -> None:
    before = run("--sample", "--days", 14, *ON_THE_DAY, "runs")
    assert before == run("runs", "--sample", "--days", 14, *ON_THE_DAY)
    assert before[0] == 0


def test_the_workout_streams_from_a_model_as_markdown(run: Run, cache: Path, server: ModelServer) -> None:
    server.enqueue(Answer(workout_json(), usage=(1000, 300)))
    code, out, err = run("today", "--cache", cache, "--base-url", server.base_url, *ON_THE_DAY)
    assert (code, err) == (0, "")
    _, _, workout = out.partition("*Pete, for today, Sun 22 Nov 2026*\n\n")
    assert workout.splitlines()[:5] == [
        "## Six easy kilometres",
        "",
        "1. Warm-up 5 min, RPE 2 (Walk, then shuffle.)",
        "2. Run 6 km, 6:10–7:00/km, RPE 3 (Chat.)",
        "3. Cool-down 5 min, RPE 1",
    ]
    assert "\n\nYour last runs were **steady**, and" in workout
    assert "\n\n*How do your legs feel on the stairs?*\n" in workout
    assert workout.splitlines()[-1].startswith("*gpt-4o · 1,300 tokens · $0.005 · ")


def test_every_number_from_nowhere_is_named_below_the_workout(
    run: Run, cache: Path, server: ModelServer
) -> None:
    invented = [f"{number}1.{number} km" for number in range(2, 10)]
    server.enqueue(Answer(workout_json(why=f"You ran {', '.join(invented)}.")))
    _, out, _ = run("today", "--cache", cache, "--base-url", server.base_url, *ON_THE_DAY)
    assert f"\n- Not in your facts: {', '.join(invented)}.\n" in out


def test_plain_text_is_said_to_be_unchecked_and_its_numbers_are_named(
    run: Run, cache: Path, server: ModelServer
) -> None:
    server.enqueue(Answer("Run 77 km."))
    _, out, _ = run("today", "--cache", cache, "--base-url", server.base_url, *ON_THE_DAY)
    assert (
        "- The answer is plain text, not a workout: nothing in it is checked.\n- Not in your facts: 77 km.\n"
        in out
    )


def test_what_is_printed_again_carries_its_marks(run: Run, cache: Path, server: ModelServer) -> None:
    far = workout_json(headline="20 km of joy", why="You ran 77 km.")
    server.enqueue(Answer(far), Answer(far))
    _, out, _ = run("today", "--cache", cache, "--base-url", server.base_url, *ON_THE_DAY)
    assert "You ran 77⁇ km." in out.rpartition("RunCoach ")[2]


def test_a_workout_that_was_made_to_fit_is_printed_last_and_whole(
    run: Run, cache: Path, server: ModelServer
) -> None:
    long = workout_json(headline="Forty", steps=[step("run", distance_m=40_000)], why="Go.", follow_up="")
    server.enqueue(Answer(long), Answer(long))
    code, out, err = run("today", "--cache", cache, "--base-url", server.base_url, *ON_THE_DAY)
    assert (code, err) == (0, "")
    streamed, _, rest = out.rpartition("is over your limit of ")
    assert streamed.count("## Forty") == 2
    assert "RunCoach shortened it to fit.*\n\n## Forty\n\n1. Run " in rest
    assert "40 km" not in rest and "40.0 km" not in rest
    assert rest.splitlines()[-1].startswith("*gpt-4o")


def test_the_model_may_be_named(run: Run, cache: Path, server: ModelServer) -> None:
    run("today", "--cache", cache, "--base-url", server.base_url, "--model", "home-1", *ON_THE_DAY)
    assert server.requests[0].body["model"] == "home-1"


@pytest.mark.usefixtures("secrets")
def test_offline_wins_over_a_key(run: Run, cache: Path, server: ModelServer) -> None:
    code, out, _ = run("today", "--offline", "--cache", cache, "--base-url", server.base_url, *ON_THE_DAY)
    assert code == 0 and "*offline coach · " in out
    assert server.requests == []


def test_today_in_json_is_one_object_that_keeps_its_keys(run: Run, cache: Path) -> None:
    code, out, err = run("today", "--json", "--persona", "steve", "--cache", cache, *ON_THE_DAY)
    assert (code, err) == (0, "")
    found = json.loads(out)
    for path, keys in TODAY_KEYS.items():
        assert tuple(found[path] if path else found) == keys
    assert {tuple(run) for run in found["runs"]} == {RUN_KEYS}
    assert {tuple(fact) for fact in found["facts"]["facts"]} == {FACT_KEYS}
    assert {tuple(step) for step in found["workout"]["steps"]} == {STEP_KEYS}
    assert found["coach"] == {"persona": "steve", "model": "offline coach", "offline": True}
    assert found["facts"]["day"] == found["workout"]["day"] == "2026-11-22"
    assert found["workout"]["structured"] is True


def test_a_model_s_workout_in_json_has_its_totals_and_its_tokens(
    run: Run, cache: Path, server: ModelServer
) -> None:
    server.enqueue(Answer(workout_json(), usage=(1000, 300)))
    _, out, _ = run("today", "--json", "--cache", cache, "--base-url", server.base_url, *ON_THE_DAY)
    found = json.loads(out)
    workout = found["workout"]
    assert (workout["headline"], workout["kind"]) == ("Six easy kilometres", "easy")
    assert workout["distance_m"] > 6000
    assert (workout["duration_min_s"], workout["duration_max_s"]) == (600 + 6 * 370, 600 + 6 * 420)
    assert workout["duration_s"] == 600 + 6 * 395
    assert found["coach"] == {"persona": "pete", "model": "gpt-4o", "offline": False}
    assert found["usage"]["prompt_tokens"] == 1000 and found["usage"]["completion_tokens"] == 300
    assert found["usage"]["cost_usd"] == pytest.approx(0.0055)


def test_an_answer_in_prose_is_json_with_the_same_keys(run: Run, cache: Path, server: ModelServer) -> None:
    server.enqueue(Answer("Just **run**."))
    code, out, _ = run("today", "--json", "--cache", cache, "--base-url", server.base_url, *ON_THE_DAY)
    workout = json.loads(out)["workout"]
    assert code == 0
    assert tuple(workout) == TODAY_KEYS["workout"]
    assert (workout["structured"], workout["kind"], workout["why"]) == (False, None, "Just **run**.")


def test_the_offline_coach_says_the_same_twice_on_one_day(run: Run, cache: Path) -> None:
    first, second = (
        json.loads(run("today", "--json", "--persona", "jack", "--cache", cache, *ON_THE_DAY)[1])
        for _ in range(2)
    )
    assert first["usage"].pop("took_s") >= 0 and second["usage"].pop("took_s") >= 0
    assert first == second


@pytest.mark.usefixtures("sample")
def test_answers_for_the_example_runner_stay_with_the_example_runner(run: Run) -> None:
    run("today", "--sample", *ON_THE_DAY)
    assert (sample_folder() / "history.db").is_file()
    assert not history_file().exists()


def test_an_answer_that_cannot_be_kept_is_still_given(run: Run, cache: Path) -> None:
    history_file().parent.parent.mkdir(parents=True, exist_ok=True)
    history_file().parent.write_text("in the way", encoding="utf-8")
    code, out, err = run("today", "--cache", cache, *ON_THE_DAY)
    assert code == 0 and "*offline coach · " in out
    assert "history.db cannot be used" in err


def test_garmin_s_files_are_the_same_bytes_afterwards(run: Run, cache: Path) -> None:
    before = bytes_in(cache)
    assert len(before) == 2
    for arguments in (("runs",), ("runs", "--json"), ("today", "--days", 90), ("today", "--json")):
        assert run(*arguments, "--cache", cache, *ON_THE_DAY)[0] == 0
    assert bytes_in(cache) == before
