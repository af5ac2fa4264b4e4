"""The app on the sample runner, with a coach that says what the test enqueued."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import msgspec
import pytest

from runcoach.coach.answer.workout import Step, Workout
from runcoach.coach.coach import Text, Usage
from runcoach.coach.personas.persona import Persona
from runcoach.coach.prompt import chat_messages, prompt_for
from runcoach.coach.providers.prices import known
from runcoach.coach.request import Request
from runcoach.domain.errors import RunCoachError
from runcoach.domain.settings import Settings
from runcoach.garmin.reader.cache import GarminCache
from runcoach.garmin.reader.locate import CacheLocation
from runcoach.garmin.sample.build import sample_cache
from runcoach.ui.app import RunCoachApp
from tests.analysed import analysed, keep_for
from tests.builders import PERSONAS
from tests.ui.services import TODAY, services


def workout(
    headline: str = "Easy recovery run",
    why: str = "You ran yesterday, so today is easy.",
    *,
    strength: bool = False,
) -> Workout:
    exercises = ("Split squat", "Step-up", "Dead bug") if strength else ()
    return Workout(
        headline=headline,
        kind="easy",
        steps=(
            Step(action="run", distance_m=6000, pace_min_s_per_km=370, pace_max_s_per_km=400, rpe=3),
            Step(action="walk", duration_s=300),
            *(Step(action="strength", exercise=name, repeat=2, reps=8) for name in exercises),
        ),
        why=why,
        follow_up="How do your legs feel?",
    )


class FakeCoach:
    """Says what was enqueued, piece by piece; without anything enqueued, a workout named for the persona."""

    model = "gpt-4o"
    is_offline = False
    price = known("gpt-4o")

    def __init__(self) -> None:
        self.requests: list[Request] = []
        self.closed: list[str] = []
        self.queue: deque[str | RunCoachError] = deque()
        self.gate = asyncio.Event()
        self.gate.set()

    def enqueue(self, *said: str | RunCoachError) -> None:
        """A text, or a text and then an error."""
        self.queue.extend(said)

    async def stream(self, request: Request) -> AsyncIterator[Text | Usage]:
        self.requests.append(request)
        own = workout(f"{request.persona.name}'s run", strength="strength-block" in request.persona.rules)
        said = self.queue.popleft() if self.queue else encoded(own)
        try:
            if isinstance(said, RunCoachError):
                raise said
            half = len(said) // 2
            yield Text(said[:half])
            await self.gate.wait()
            if self.queue and isinstance(self.queue[0], RunCoachError):
                raise self.queue.popleft()  # type: ignore[misc]
            yield Text(said[half:])
            yield Usage(1000, 300)
        finally:
            self.closed.append(request.persona.id)

    def body(self, request: Request) -> dict[str, object]:
        return {"model": self.model, "messages": chat_messages(prompt_for(request))}

    async def models(self) -> list[str]:
        return ["gpt-4o", "gpt-5.5"]

    async def close(self) -> None:
        return None


def encoded(answer: Workout) -> str:
    return msgspec.json.encode(answer).decode()


@pytest.fixture(autouse=True)
async def eager_tasks() -> None:
    """Tasks start before they are given back, as Textual lets them in the app and not in ``run_test``."""
    asyncio.get_running_loop().set_task_factory(asyncio.eager_task_factory)


@pytest.fixture(scope="session")
def sample_databases(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One sample cache for all the tests of a worker."""
    return sample_cache(tmp_path_factory.mktemp("sample"), TODAY)


@pytest.fixture(scope="session")
def analysed_sample(sample_databases: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What was worked out from the sample."""
    return analysed(sample_databases, TODAY, tmp_path_factory.mktemp("derived"))


@pytest.fixture
def coach() -> FakeCoach:
    return FakeCoach()


type MakeApp = Callable[..., RunCoachApp]


@pytest.fixture
def make_app(
    sample_databases: Path, analysed_sample: Path, coach: FakeCoach, own_folders: Path, tmp_path: Path
) -> MakeApp:
    """Builds the app; keywords are settings, ``databases`` is another cache, which nobody looked at."""
    keep_for(sample_databases, analysed_sample)

    def make(
        databases: Path | None = None, personas: tuple[Persona, ...] | None = None, **settings: object
    ) -> RunCoachApp:
        source = GarminCache(CacheLocation(databases or sample_databases))
        return RunCoachApp(
            services(
                tmp_path,
                coach,
                Settings(**settings),  # type: ignore[arg-type]
                locate=lambda: source,
                personas=personas or PERSONAS,
                sample=True,
            )
        )

    return make


async def until(condition: Callable[[], object], timeout_s: float = 60) -> None:
    """Waits until something is true; fails when it does not become true.

    It looks again every few milliseconds and no faster: a loop that never rests would keep the reading
    thread, which gives up the interpreter's lock at every row, from getting it back.
    """
    async with asyncio.timeout(timeout_s):
        while not condition():  # noqa: ASYNC110 - Textual has no event for "it has been painted"
            await asyncio.sleep(0.005)
