"""Leaving an answer in the app ends its connection: with the real client, as a real server sees it.

Each time is the best of a few rounds: a busy machine may be slow once, a connection that lingers is slow each
time.
"""

import asyncio
import time
from collections.abc import AsyncIterator, Iterator, Sequence

import pytest

from runcoach.coach.providers.model_coach import ModelCoach
from runcoach.ui.app import RunCoachApp
from runcoach.ui.screens.compare import CompareScreen
from runcoach.ui.screens.main import MainScreen
from runcoach.ui.widgets.coach_panel import CoachPanel
from tests.coach.asking import openai_coach
from tests.loopback.answers import Answer, long_prose, workout_json
from tests.loopback.connection import RecordedRequest
from tests.loopback.model_server import ModelServer
from tests.ui.conftest import MakeApp, until

BOUND_S = 0.1
ROUNDS = 3
PATIENCE_S = 30
SLOW = Answer(workout_json(why=long_prose(12_000)), delay_s=0.02)
SIZE = (150, 40)


@pytest.fixture
def server() -> Iterator[ModelServer]:
    with ModelServer(default=SLOW) as running:
        yield running


@pytest.fixture
async def coach(server: ModelServer) -> AsyncIterator[ModelCoach]:
    """In place of the one that says what a test gives it."""
    made = openai_coach("gpt-4o", "test", server.base_url, 30)
    yield made
    await made.close()


async def streaming(app: RunCoachApp, server: ModelServer, count: int) -> list[RecordedRequest]:
    """The open requests, once there are so many and each panel shows words of its own."""

    def open_ones() -> list[RecordedRequest]:
        return [request for request in server.requests if not request.closed_by_client.is_set()]

    def all_write() -> bool:
        panels = app.screen.query(CoachPanel)
        writing = [panel for panel in panels if "writing" in str(panel.border_subtitle)]
        return len(open_ones()) == len(writing) == len(panels) == count

    await until(all_write)
    assert all(request.deltas_sent for request in open_ones())
    return open_ones()


async def seconds_to_close(requests: Sequence[RecordedRequest], left: float) -> float:
    """From the key to the moment the server saw the last of them go; fails when one stays."""
    for request in requests:
        assert await asyncio.to_thread(request.closed_by_client.wait, PATIENCE_S), "a connection stayed"
        assert not request.finished
    return max(request.closed_at or 0.0 for request in requests) - left


async def test_leaving_the_comparison_closes_all_three_connections(
    make_app: MakeApp, server: ModelServer
) -> None:
    app = make_app(ask_on_start=False)
    taken = []
    async with app.run_test(size=SIZE) as pilot:
        await until(lambda: isinstance(app.screen, MainScreen) and "Pete" in str(_panel(app).border_title))
        for _ in range(ROUNDS):
            await pilot.press("c")
            await until(lambda: isinstance(app.screen, CompareScreen))
            three = await streaming(app, server, 3)
            left = time.monotonic()
            await pilot.press("escape")
            taken.append(await seconds_to_close(three, left))
            await until(lambda: isinstance(app.screen, MainScreen))
    assert len(server.requests) == 3 * ROUNDS
    assert min(taken) < BOUND_S


async def test_choosing_in_the_comparison_closes_all_three_and_asks_nobody_twice_at_once(
    make_app: MakeApp, server: ModelServer
) -> None:
    app = make_app(ask_on_start=False)
    async with app.run_test(size=SIZE) as pilot:
        await until(lambda: isinstance(app.screen, MainScreen) and "Pete" in str(_panel(app).border_title))
        await pilot.press("c")
        await until(lambda: isinstance(app.screen, CompareScreen))
        three = await streaming(app, server, 3)
        await pilot.press("2")
        await seconds_to_close(three, time.monotonic())
        (fourth,) = await streaming(app, server, 1)
    assert "Steve" in fourth.words
    await seconds_to_close([fourth], time.monotonic())


async def test_switching_with_a_key_closes_the_connection_that_was_open(
    make_app: MakeApp, server: ModelServer
) -> None:
    app = make_app()
    taken = []
    async with app.run_test(size=SIZE) as pilot:
        for key in "2312"[: ROUNDS + 1]:
            before = await streaming(app, server, 1)
            left = time.monotonic()
            await pilot.press(key)
            taken.append(await seconds_to_close(before, left))
    assert min(taken) < BOUND_S


async def test_escape_closes_the_connection_and_keeps_the_words(
    make_app: MakeApp, server: ModelServer
) -> None:
    app = make_app()
    taken = []
    async with app.run_test(size=SIZE) as pilot:
        for _ in range(ROUNDS):
            only = await streaming(app, server, 1)
            left = time.monotonic()
            await pilot.press("escape")
            taken.append(await seconds_to_close(only, left))
            await until(lambda: "stopped" in str(_panel(app).border_subtitle))
            await pilot.press("g")
    assert min(taken) < BOUND_S


async def test_leaving_the_app_closes_the_connection(make_app: MakeApp, server: ModelServer) -> None:
    app = make_app()
    async with app.run_test(size=SIZE) as pilot:
        only = await streaming(app, server, 1)
        left = time.monotonic()
        await pilot.press("q")
    assert await seconds_to_close(only, left) < PATIENCE_S


def _panel(app: RunCoachApp) -> CoachPanel:
    return app.screen.query_one(CoachPanel)
