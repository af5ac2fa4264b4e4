"""Answers that are refused, stopped or left alone: nothing stands there unmarked, nothing is lost."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

from runcoach.coach.answer.draft import Draft
from runcoach.coach.answer.workout import Step, Workout
from runcoach.coach.coach import Text, Usage
from runcoach.coach.memory.history import History
from runcoach.coach.memory.history_file import history_store
from runcoach.coach.request import Request
from runcoach.domain.errors import CoachError
from runcoach.ui.screens.checks import ChecksScreen
from runcoach.ui.screens.compare import CompareScreen
from runcoach.ui.widgets.answer_view import AnswerView
from runcoach.ui.widgets.coach_panel import CoachPanel
from tests.ui.conftest import FakeCoach, MakeApp, encoded, until, workout
from tests.ui.screen import words_of
from tests.ui.services import TODAY
from tests.ui.test_conversation import WIDE, answered, opened

TOO_LONG = encoded(
    Workout(headline="Far", kind="long", steps=(Step(action="run", distance_m=60_000),), why="Off you go.")
)
INVENTED = "Your VO2max of 71 is a good sign, and so are the 912 km of last month."


async def test_escape_in_the_second_try_leaves_the_warning_and_the_marks(
    make_app: MakeApp, coach: FakeCoach
) -> None:
    held = asyncio.Event()
    said = coach.stream

    async def stream(request: Request) -> AsyncIterator[Text | Usage]:
        if len(coach.requests) == 1:
            coach.requests.append(request)
            yield Text(encoded(workout(why=INVENTED)))
            await held.wait()
        async for event in said(request):
            yield event

    coach.enqueue(TOO_LONG)
    coach.stream = stream  # type: ignore[method-assign]
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await until(lambda: "912 km" in words_of(app, "#coach"))
        await pilot.press("escape")
        await until(lambda: "Stopped. Press g" in words_of(app, "#coach"))
        shown = words_of(app, "#coach")
        assert "60.0 km is over your limit" in shown
        assert "This answer is not finished: do not follow it." in shown
        assert "912⁇ km" in shown and "71⁇" in shown
        assert "✓" not in shown, "nothing passes for checked"


async def test_an_answer_that_fails_half_way_is_called_unfinished(
    make_app: MakeApp, coach: FakeCoach
) -> None:
    half = encoded(Workout(headline="Run 88 km", kind="easy", steps=(Step(action="run", distance_m=60_000),)))
    coach.enqueue(f"{half}{' ' * len(half)}", CoachError("The connection broke off.", ""))
    app = make_app()
    async with app.run_test(size=WIDE):
        await until(lambda: "The connection broke off." in words_of(app, "#coach"))
        shown = words_of(app, "#coach")
        assert "This answer is not finished" in shown
        assert "60.0 km is over your limit" in shown and "88⁇ km" in shown


async def test_an_unfinished_answer_has_no_sums(make_app: MakeApp, coach: FakeCoach) -> None:
    coach.enqueue('{"headline": "Eight even", "kind": "easy", "steps": [' + " " * 60, CoachError("Cut.", ""))
    app = make_app(persona="jack")
    async with app.run_test(size=WIDE):
        await until(lambda: "Cut." in words_of(app, "#coach"))
        assert "Eight even" in words_of(app, "#coach") and "even · week" not in words_of(app, "#coach")


async def test_a_coach_may_finish_next_to_the_others_while_their_checks_are_read(
    make_app: MakeApp, coach: FakeCoach, tmp_path: Path
) -> None:
    held, said = asyncio.Event(), coach.stream

    async def stream(request: Request) -> AsyncIterator[Text | Usage]:
        if request.persona.id == "jack":
            await held.wait()
        async for event in said(request):
            yield event

    coach.stream = stream  # type: ignore[method-assign]
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await answered(app)
        await opened(pilot, "c", CompareScreen)
        panels = list(app.screen.query(CoachPanel))
        await until(lambda: panels[0].answer and panels[1].answer)
        panels[0].focus()
        await opened(pilot, "k", ChecksScreen)
        held.set()
        await until(lambda: panels[2].answer)
        await pilot.press("escape")
        await until(lambda: isinstance(app.screen, CompareScreen))
    kept = History(history_store(tmp_path / "history.db")).since(TODAY)
    assert {answer.persona_id for answer in kept} == {"pete", "steve", "jack"}


async def test_a_late_drawing_of_the_stream_takes_nothing_from_the_finished_answer(
    make_app: MakeApp, coach: FakeCoach
) -> None:
    app = make_app()
    async with app.run_test(size=WIDE):
        await answered(app)
        view = app.screen.query_one(AnswerView)
        await view.show(Draft(headline="Half a run"), finished=False)
        shown = words_of(app, "#coach")
        assert "Half a run" not in shown and "Pete's run" in shown
