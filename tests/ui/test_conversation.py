"""Check-in, reply, goal, side by side, history, what is sent, checks and models, by their keys."""

from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

import msgspec
import pytest
from textual.pilot import Pilot
from textual.widgets import Input, Static

from runcoach.coach.answer.workout import Step
from runcoach.coach.memory.choices import last_choice
from runcoach.coach.memory.history import History
from runcoach.coach.memory.history_file import history_store
from runcoach.coach.said import SEE_A_DOCTOR, Legs, Pain
from runcoach.domain.errors import CoachError
from runcoach.training.goal import Goal
from runcoach.ui.app import RunCoachApp
from runcoach.ui.screens.checks import ChecksScreen
from runcoach.ui.screens.compare import CompareScreen
from runcoach.ui.screens.goal import GoalScreen
from runcoach.ui.screens.history import HistoryScreen
from runcoach.ui.screens.main import MainScreen
from runcoach.ui.screens.model import ModelScreen
from runcoach.ui.screens.sent import SentScreen, sent_body
from runcoach.ui.widgets.coach_panel import CoachPanel
from tests.builders import PERSONAS, persona
from tests.coach.memory.test_history import an_answer
from tests.ui.conftest import FakeCoach, MakeApp, encoded, until, workout
from tests.ui.screen import text_of, words_of
from tests.ui.services import TODAY

WIDE = (130, 44)


async def answered(app: RunCoachApp, count: int = 1) -> None:
    """Waits until so many requests were made and the last answer is whole."""
    coach = app.model.coach()
    assert isinstance(coach, FakeCoach)
    await until(lambda: len(coach.requests) >= count and isinstance(app.screen, MainScreen))
    await until(lambda: "tokens" in str(app.screen.query_one(CoachPanel).border_subtitle))


def checked(app: RunCoachApp) -> bool:
    return "k opens the checks" in words_of(app, "#coach")


async def opened(pilot: Pilot[None], key: str, screen: type) -> None:
    await pilot.press(key)
    await until(lambda: isinstance(pilot.app.screen, screen))
    await pilot.pause()


async def test_a_check_in_takes_three_keys_and_changes_limits_and_answer(
    make_app: MakeApp, coach: FakeCoach
) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await answered(app)
        await pilot.press("i", "n", *"ignore", "enter", "3", "2")
        await until(lambda: "✓ a little" in text_of(app) and "“ignore”" in text_of(app))
        await pilot.press("1")
        await answered(app, 2)
        asked = coach.requests[1]
        said = asked.said
        assert (said.legs, said.pain, said.minutes, said.note) == (Legs.HEAVY, Pain.A_LITTLE, 30, "ignore")
        assert asked.limits.max_run_s == 1800 and not asked.limits.hard_allowed
        await until(lambda: "and 30 min · nothing hard" in text_of(app))


async def test_the_check_in_of_this_morning_is_there_at_the_next_start(
    make_app: MakeApp, coach: FakeCoach
) -> None:
    first = make_app()
    async with first.run_test(size=WIDE) as pilot:
        await answered(first)
        await pilot.press("i", "3", "1", "5")
        await answered(first, 2)
    second = make_app(persona="jack")
    async with second.run_test(size=WIDE) as pilot:
        await answered(second, 3)
        assert coach.requests[2].said.legs is Legs.HEAVY


async def test_escape_leaves_the_check_in_without_asking(make_app: MakeApp, coach: FakeCoach) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await answered(app)
        await pilot.press("i", "3", "escape")
        await until(lambda: isinstance(app.screen, MainScreen))
        await pilot.pause()
        assert len(coach.requests) == 1


async def test_a_reply_revises_the_workout_under_the_same_checks(make_app: MakeApp, coach: FakeCoach) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await answered(app)
        await pilot.press("slash", *"only 20 minutes")
        coach.enqueue(encoded(workout("Still six")), encoded(workout("Six again")))
        await pilot.press("enter")
        await answered(app, 3)
        first, second = coach.requests[1:]
        assert first.turns[-1].text == "only 20 minutes"
        assert first.limits.max_run_s == 1200
        assert "over your limit of 20 min" in second.turns[-1].text
        await until(lambda: "RunCoach kept only an easy run" in words_of(app, "#coach"))
        assert "You: “only 20 minutes”" in text_of(app)


async def test_a_long_conversation_leaves_the_answer_in_sight(make_app: MakeApp, coach: FakeCoach) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await answered(app)
        for number, words in enumerate(("why?", "really?", "sure?"), start=2):
            await pilot.press("slash", *words, "enter")
            await answered(app, number)
        shown = words_of(app, "#coach")
        assert "You said 1 more before. You: “really?” You: “sure?”" in " ".join(shown.split())
        assert [turn.text for turn in coach.requests[-1].turns if turn.by_runner] == [
            "why?",
            "really?",
            "sure?",
        ]


async def test_a_goal_is_typed_once_and_given_to_the_coach(make_app: MakeApp, coach: FakeCoach) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await until(lambda: "Press a to say so." in words_of(app, "#coach"))
        await opened(pilot, "a", GoalScreen)
        await pilot.press(*"marathon", "down", *"tomorrow", "enter")
        await until(lambda: "As year-month-day" in text_of(app))
        app.screen.query_one("#race_day", Input).value = "2027-04-11"
        await pilot.press("enter")
        await answered(app, 2)
        goal = coach.requests[1].facts.goal
        assert goal.race_m == 42_195 and goal.race_day is not None
        assert "Press a to say so." not in text_of(app)
        await opened(pilot, "a", GoalScreen)
        assert "marathon" in text_of(app) and "2027-04-11" in text_of(app)
        await pilot.press("enter")
        await until(lambda: isinstance(app.screen, MainScreen))
        await pilot.pause()
        assert len(coach.requests) == 2, "nothing new was said"


async def test_three_coaches_answer_side_by_side_and_one_is_chosen(
    make_app: MakeApp, coach: FakeCoach
) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await answered(app)
        coach.gate.clear()
        await opened(pilot, "c", CompareScreen)
        await until(lambda: len(coach.requests) == 3)
        assert [request.persona.id for request in coach.requests] == ["pete", "steve", "jack"]
        assert "may not leave the strength out" in text_of(app)
        coach.gate.set()
        await until(lambda: text_of(app).count("tokens") == 3)
        await pilot.press("3")
        await answered(app, 3)
        await until(lambda: "Jack · today" in text_of(app) and "Jack's run" in text_of(app))
        assert len(coach.requests) == 3, "the answer that was chosen is not asked for again"


async def test_leaving_the_comparison_closes_what_still_streams(make_app: MakeApp, coach: FakeCoach) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await answered(app)
        coach.gate.clear()
        await opened(pilot, "c", CompareScreen)
        await until(lambda: len(coach.requests) == 3)
        await pilot.press("escape")
        await until(lambda: sorted(coach.closed) == ["jack", "pete", "steve"])
        await until(lambda: "Pete's run" in text_of(app))


async def test_on_a_narrow_terminal_the_coaches_are_tabs(make_app: MakeApp, coach: FakeCoach) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await answered(app)
        await opened(pilot, "c", CompareScreen)
        await until(lambda: "Pete's run" in text_of(app))
        assert "Steve's run" not in text_of(app)
        await pilot.press("right")
        await until(lambda: "Steve's run" in text_of(app))
        await pilot.press("left", "left")
        await until(lambda: "Jack's run" in text_of(app))


async def test_the_checks_open_with_the_number_the_rule_its_source_and_the_runs(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await answered(app)
        await opened(pilot, "k", ChecksScreen)
        shown = text_of(app)
        assert "✓ longest run: 6.0 km of at most 23.2 km." in shown
        assert "10.1136/bjsports-2024-109380" in shown
        assert "Sat 21 Nov  21.04 km  Long run" in shown
        await pilot.press("escape")
        await until(lambda: isinstance(app.screen, MainScreen))


async def test_a_workout_over_the_limit_is_said_asked_for_again_and_trimmed(
    make_app: MakeApp, coach: FakeCoach
) -> None:
    steps = (Step(action="run", distance_m=30_000, pace_min_s_per_km=370, pace_max_s_per_km=400, rpe=3),)
    said = encoded(msgspec.structs.replace(workout("A long one"), steps=steps))
    coach.enqueue(said, said)
    app = make_app()
    async with app.run_test(size=WIDE):
        await answered(app, 2)
        assert "30.0 km is over your limit of 23.2 km" in coach.requests[1].turns[-1].text
        await until(lambda: "30.0 km is over your limit of 23.2 km" in words_of(app, "#coach"))
        assert "RunCoach" in words_of(app, "#coach")


async def test_plain_text_is_said_to_be_unchecked_before_it_says_anything(
    make_app: MakeApp, coach: FakeCoach
) -> None:
    coach.enqueue("Just run 12 km, and 99 km tomorrow.")
    app = make_app()
    async with app.run_test(size=WIDE):
        await until(lambda: "99⁇ km" in text_of(app))
        await until(lambda: "⚠ The answer is plain text" in words_of(app, "#coach"))
        shown = words_of(app, "#coach")
        assert shown.index("⚠ The answer is plain text") < shown.index("Just run")


async def test_a_number_from_nowhere_is_marked(make_app: MakeApp, coach: FakeCoach) -> None:
    coach.enqueue(encoded(workout("Easy", why="Your VO2max of 77.7 is fine after 21.0 km.")))
    app = make_app()
    async with app.run_test(size=WIDE):
        await answered(app)
        await until(lambda: "77.7⁇" in text_of(app))
        assert "21.0 km." in text_of(app)
        await until(lambda: "✗ numbers" in text_of(app))


async def test_the_history_shows_what_was_prescribed_and_what_became_of_it(
    make_app: MakeApp, coach: FakeCoach, tmp_path: Path
) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await answered(app)
        history = History(history_store(tmp_path / "history.db"))
        answer = app.screen.query_one(CoachPanel).answer
        assert answer is not None
        yesterday = TODAY - timedelta(days=1)
        history.save(msgspec.structs.replace(answer, asked_on=yesterday, day=yesterday))
        await opened(pilot, "h", HistoryScreen)
        assert "Sat 21 Nov" in text_of(app) and "more" in text_of(app)
        assert "Pete: 0 of 1 followed" in text_of(app)
        assert "this month $0.01" in text_of(app)
        await pilot.press("escape")
        await until(lambda: isinstance(app.screen, MainScreen))


async def test_what_is_sent_is_shown_word_for_word(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await answered(app)
        await opened(pilot, "p", SentScreen)
        assert "On Sun 22 Nov 2026 sent to gpt-4o" in text_of(app)
        assert "With the next g" not in text_of(app), "nothing new was said"
        assert "never exceed them" in text_of(app)
        shown = "\n".join(str(part.render()) for part in app.screen.query(Static))
        assert "with the messages" in shown and '"model": "gpt-4o"' in shown


async def test_what_the_server_took_is_shown_with_what_was_sent(make_app: MakeApp) -> None:
    app = make_app()
    taken = an_answer(sent='{"look_up": "easy run"}', sent_notes=("The schema is written into the prompt.",))
    async with app.run_test(size=WIDE) as pilot:
        await answered(app)
        await app.push_screen(SentScreen(None, "", taken))
        await pilot.pause()
        shown = text_of(app)
        assert "The schema is written into the prompt." in shown
        assert "the request" in shown and '"look_up": "easy run"' in shown
        assert "with the messages" not in shown


def test_an_answer_of_an_older_runcoach_shows_the_messages_that_it_kept() -> None:
    old = an_answer(sent='[{"role": "system", "content": "Be kind."}]')
    assert sent_body(old) == {"messages": [{"role": "system", "content": "Be kind."}]}
    assert sent_body(an_answer()) == {}


async def test_another_model_is_chosen_from_those_the_server_has_and_stays(
    make_app: MakeApp, coach: FakeCoach, tmp_path: Path
) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await answered(app)
        await opened(pilot, "m", ModelScreen)
        await until(lambda: "gpt-5.5" in text_of(app))
        assert "$2.50 in, $10.00 out a million tokens, ends 2027-01-14" in text_of(app)
        await pilot.press("down", "enter")
        await until(lambda: isinstance(app.screen, MainScreen))
        await until(lambda: app.model.settings.model == "gpt-5.5")
        await app.workers.wait_for_complete()
        assert last_choice(history_store(tmp_path / "history.db"), "model") == "gpt-5.5"


async def test_the_offline_coach_can_be_chosen_instead_of_a_model(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await answered(app)
        await opened(pilot, "m", ModelScreen)
        await until(lambda: "gpt-5.5" in text_of(app))
        await pilot.press("end", "enter")
        await until(lambda: isinstance(app.screen, MainScreen))
        await until(lambda: "offline coach · " in str(app.screen.query_one(CoachPanel).border_subtitle))
        assert not app.model.settings.uses_model


async def test_a_picture_is_saved_where_there_are_no_downloads(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE, notifications=True):
        await answered(app)
        app._save_picture()
        (saved,) = Path.cwd().glob("runcoach-*.svg")
        assert "<svg" in saved.read_text(encoding="utf-8")
        await until(lambda: any(str(saved) in each.message for each in app._notifications))


async def test_the_month_s_cap_stops_asking_and_says_so(make_app: MakeApp, coach: FakeCoach) -> None:
    app = make_app(coach="openai", monthly_cap_usd=0.005, base_url="http://127.0.0.1:9/v1")
    async with app.run_test(size=WIDE) as pilot:
        await answered(app)
        await app.workers.wait_for_complete()
        await pilot.press("g")
        await until(lambda: "cost $0.005, and your cap is $0.005" in words_of(app, "#coach"))
        assert len(coach.requests) == 1


async def test_side_by_side_each_coach_is_held_to_the_cap(make_app: MakeApp, coach: FakeCoach) -> None:
    app = make_app(coach="openai", monthly_cap_usd=0.005, base_url="http://127.0.0.1:9/v1")
    async with app.run_test(size=WIDE) as pilot:
        await answered(app)
        await app.workers.wait_for_complete()
        await opened(pilot, "c", CompareScreen)
        await until(lambda: text_of(app).count("your cap") == 2 and "Pete's run" in text_of(app))
        assert len(coach.requests) == 1


async def test_a_model_that_the_cap_cannot_count_is_said_once(make_app: MakeApp) -> None:
    settings: dict[str, object] = {"coach": "openai", "model": "some-model", "monthly_cap_usd": 5.0}
    words = []
    for _ in range(2):
        app = make_app(base_url="https://there.invalid/v1", **settings)
        async with app.run_test(size=WIDE):
            await answered(app)
            await app.workers.wait_for_complete()
            await until(partial(checked, app))
            words.append(words_of(app, "#coach"))
    assert ["The price of some-model is not known" in each for each in words] == [True, False]


@pytest.mark.parametrize(("base_url", "said"), [(None, True), ("http://127.0.0.1:9/v1", False)])
async def test_the_end_of_gpt_4o_is_said_once_and_only_for_openai(
    make_app: MakeApp, base_url: str | None, said: bool
) -> None:
    for times in (said, False):
        app = make_app(coach="openai", base_url=base_url)
        async with app.run_test(size=WIDE, notifications=True):
            await answered(app)
            words = " ".join(n.message for n in app._notifications)
            assert ("OpenAI ends gpt-4o in its API on 14 January 2027. Press m" in words) == times
            await app.workers.wait_for_complete()


async def test_a_model_that_is_gone_is_said_with_the_key_that_helps(
    make_app: MakeApp, coach: FakeCoach
) -> None:
    coach.enqueue(
        CoachError("api.openai.com has no model gpt-4o (404).", "In the app, m lists what there is.")
    )
    app = make_app()
    async with app.run_test(size=WIDE):
        await until(lambda: "has no model gpt-4o (404). In the app, m lists" in words_of(app, "#coach"))


async def test_jack_s_sums_are_in_his_panel(make_app: MakeApp, coach: FakeCoach) -> None:
    app = make_app(persona="jack")
    async with app.run_test(size=WIDE):
        await answered(app)
        await until(lambda: "day 6 km, even · week 46.33 + 6 ≈ 52 km, even" in words_of(app, "#coach"))


async def test_a_goal_with_a_rest_day_is_in_the_next_request(
    make_app: MakeApp, coach: FakeCoach, tmp_path: Path
) -> None:
    app = make_app()
    History(history_store(tmp_path / "history.db")).keep_goal(Goal(rest_day=6), datetime(2026, 1, 1))
    async with app.run_test(size=WIDE):
        await answered(app)
        assert coach.requests[0].facts.goal == Goal(rest_day=6)


async def test_own_coaches_stand_in_the_selector_and_the_row_moves_along(
    make_app: MakeApp, coach: FakeCoach
) -> None:
    own = tuple(msgspec.structs.replace(persona("pete"), id=f"own-{n}", name=f"Own {n}") for n in "abc")
    app = make_app(personas=(*PERSONAS, *own))
    async with app.run_test(size=WIDE) as pilot:
        await answered(app)
        await pilot.press("6")
        await answered(app, 2)
        assert coach.requests[1].persona.id == "own-c"
        await until(lambda: "6 ● Own c" in text_of(app))
        await opened(pilot, "c", CompareScreen)
        await until(lambda: len(coach.requests) >= 3)
        shown = text_of(app)
        assert "1 Pete" in shown and "2 Steve" in shown and "6 Own c" in shown and "Jack" not in shown
        assert "1-6 choose" in shown
        await pilot.press("3")
        assert isinstance(app.screen, CompareScreen), "Jack is not among those that are shown"
        await pilot.press("2")
        await until(lambda: "2 ● Steve" in text_of(app))


async def test_what_is_for_a_doctor_stays_above_the_answer(make_app: MakeApp, coach: FakeCoach) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await answered(app)
        await pilot.press("slash", *"chest pain", "enter")
        await until(lambda: SEE_A_DOCTOR in words_of(app, "#coach"))
        await answered(app, 2)
        await pilot.press("slash", *"why?", "enter")
        await answered(app, 3)
        assert SEE_A_DOCTOR in words_of(app, "#coach")
