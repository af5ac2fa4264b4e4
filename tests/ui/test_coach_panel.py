"""The coach's side: switching, streaming, stopping, failing, remembering."""

from pathlib import Path

import pytest
from textual.pilot import Pilot

from runcoach.domain.errors import CoachError, Remedy
from runcoach.ui.app import RunCoachApp
from runcoach.ui.screens.main import MainScreen
from runcoach.ui.widgets.coach_panel import CoachPanel
from tests.ui.conftest import FakeCoach, MakeApp, encoded, until, workout
from tests.ui.screen import text_of, words_of


def panel(app: RunCoachApp) -> CoachPanel:
    return app.screen.query_one(CoachPanel)


def subtitle(app: RunCoachApp) -> str:
    return str(panel(app).border_subtitle)


async def finished(app: RunCoachApp, pilot: Pilot[None], name: str) -> None:
    await until(lambda: f"{name} · today" in str(panel(app).border_title) and "tokens" in subtitle(app))
    await pilot.pause()


async def test_the_last_coach_is_asked_as_soon_as_the_app_opens(make_app: MakeApp, coach: FakeCoach) -> None:
    app = make_app()
    async with app.run_test(size=(120, 36)) as pilot:
        await finished(app, pilot, "Pete")
        assert [request.persona.id for request in coach.requests] == ["pete"]
        shown = text_of(app)
        assert "Pete's run" in shown
        assert "6 km   6:10–6:40/km, RPE 3" in shown
        assert "easy · 6 km" in shown
        assert "How do your legs feel?" in shown
        assert "gpt-4o · 1,300 tokens · $0.00" in subtitle(app)


async def test_a_setting_makes_the_coach_wait_for_g(make_app: MakeApp, coach: FakeCoach) -> None:
    app = make_app(ask_on_start=False)
    async with app.run_test(size=(120, 36)) as pilot:
        await until(lambda: "Press g to ask Pete." in text_of(app))
        assert coach.requests == []
        await pilot.press("g")
        await finished(app, pilot, "Pete")
        assert len(coach.requests) == 1


@pytest.mark.parametrize(
    ("key", "name"), [("2", "Steve"), ("3", "Jack"), ("right", "Steve"), ("left", "Jack")]
)
async def test_a_key_switches_the_coach_and_streams_at_once(
    make_app: MakeApp, coach: FakeCoach, key: str, name: str
) -> None:
    app = make_app()
    async with app.run_test(size=(120, 36)) as pilot:
        await finished(app, pilot, "Pete")
        await pilot.press(key)
        await finished(app, pilot, name)
        assert f"{name}'s run" in text_of(app)
        assert coach.requests[-1].persona.name == name


async def test_a_click_on_a_card_switches_the_coach(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(120, 36)) as pilot:
        await finished(app, pilot, "Pete")
        await pilot.click("#card-jack")
        await finished(app, pilot, "Jack")


async def test_switching_closes_the_stream_that_still_runs(make_app: MakeApp, coach: FakeCoach) -> None:
    app = make_app()
    async with app.run_test(size=(120, 36)) as pilot:
        await finished(app, pilot, "Pete")
        coach.gate.clear()
        await pilot.press("2")
        await until(lambda: len(coach.requests) == 2)
        await pilot.press("3")
        await until(lambda: "steve" in coach.closed)
        coach.gate.set()
        await finished(app, pilot, "Jack")
        assert "Jack's run" in text_of(app)
        assert "Steve's run" not in text_of(app)


async def test_an_answer_finished_today_is_shown_again_without_a_request(
    make_app: MakeApp, coach: FakeCoach
) -> None:
    app = make_app()
    async with app.run_test(size=(120, 36)) as pilot:
        await finished(app, pilot, "Pete")
        await pilot.press("2")
        await finished(app, pilot, "Steve")
        await pilot.press("1")
        await finished(app, pilot, "Pete")
        assert "Pete's run" in text_of(app)
        assert len(coach.requests) == 2


async def test_the_next_start_shows_the_last_coach_s_answer(make_app: MakeApp, coach: FakeCoach) -> None:
    first = make_app()
    async with first.run_test(size=(120, 36)) as pilot:
        await finished(first, pilot, "Pete")
        await pilot.press("3")
        await finished(first, pilot, "Jack")
        await first.workers.wait_for_complete()
    second = make_app()
    async with second.run_test(size=(120, 36)) as pilot:
        await finished(second, pilot, "Jack")
        assert "Jack's run" in text_of(second)
        assert len(coach.requests) == 2
        await until(lambda: "check in" in text_of(second).splitlines()[-1])


async def test_g_asks_again(make_app: MakeApp, coach: FakeCoach) -> None:
    app = make_app()
    async with app.run_test(size=(120, 36)) as pilot:
        await finished(app, pilot, "Pete")
        coach.enqueue(encoded(workout("Another easy run")))
        await pilot.press("g")
        await until(lambda: "Another easy run" in text_of(app))
        assert len(coach.requests) == 2


async def test_escape_stops_and_keeps_what_is_there(make_app: MakeApp, coach: FakeCoach) -> None:
    app = make_app()
    coach.gate.clear()
    async with app.run_test(size=(120, 36)) as pilot:
        await until(lambda: "Pete's run" in text_of(app))
        await pilot.press("escape")
        await until(lambda: "Stopped. Press g to ask again." in text_of(app))
        assert "Pete's run" in text_of(app)
        assert coach.closed == ["pete"]
        assert "stopped" in subtitle(app)


async def test_a_failure_is_shown_plainly_and_the_app_goes_on(make_app: MakeApp, coach: FakeCoach) -> None:
    coach.enqueue(CoachError("api.openai.com refused the key (401).", "Check OPENAI_API_KEY."))
    app = make_app()
    async with app.run_test(size=(120, 36)) as pilot:
        await until(lambda: "refused the key (401). Check OPENAI_API_KEY." in words_of(app, "#coach"))
        await pilot.press("2")
        await finished(app, pilot, "Steve")


async def test_what_had_arrived_stays_when_the_connection_breaks(make_app: MakeApp, coach: FakeCoach) -> None:
    coach.enqueue(
        encoded(workout("Half a run")), CoachError("The connection broke off.", remedy=Remedy.ASK_AGAIN)
    )
    app = make_app()
    async with app.run_test(size=(120, 36)):
        await until(lambda: "The connection broke off. Press g to ask again." in words_of(app, "#coach"))
        assert "Half a run" in text_of(app)


async def test_plain_text_is_shown_and_marked_as_unchecked(make_app: MakeApp, coach: FakeCoach) -> None:
    coach.enqueue("Just **run** easy for half an hour, my friend.")
    app = make_app()
    async with app.run_test(size=(120, 36)):
        await until(lambda: "nothing in it is checked" in words_of(app, "#coach"))
        assert "easy for half an hour" in text_of(app)


async def test_markup_and_escape_sequences_are_only_text(make_app: MakeApp, coach: FakeCoach) -> None:
    coach.enqueue(
        encoded(workout("[red]run[/red] \x1b[31mnow", why="[@click=app.quit]stop[/] \x1b]0;x\x07 here"))
    )
    app = make_app()
    async with app.run_test(size=(120, 36)) as pilot:
        await finished(app, pilot, "Pete")
        shown = text_of(app)
        assert "[red]run[/red] [31⁇mnow" in shown
        assert "[@click=app.quit]stop[/]" in shown
        assert "\x1b" not in shown


async def test_d_asks_for_tomorrow(make_app: MakeApp, coach: FakeCoach) -> None:
    app = make_app()
    async with app.run_test(size=(120, 36)) as pilot:
        await finished(app, pilot, "Pete")
        await pilot.press("d")
        await until(lambda: "Pete · tomorrow, Mon 23" in text_of(app))
        assert coach.requests[-1].facts.is_tomorrow
        await pilot.press("d")
        await finished(app, pilot, "Pete")
        assert len(coach.requests) == 2


async def test_an_answer_that_cannot_be_kept_is_still_shown(
    make_app: MakeApp, coach: FakeCoach, tmp_path: Path
) -> None:
    app = make_app()
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        await finished(app, pilot, "Pete")
        history = tmp_path / "history.db"
        history.unlink()
        history.mkdir()
        await pilot.press("g")
        await until(lambda: len(coach.requests) == 2)
        await finished(app, pilot, "Pete")
        await until(lambda: "cannot be used" in " ".join(n.message for n in app._notifications))
        assert isinstance(app.screen, MainScreen)
