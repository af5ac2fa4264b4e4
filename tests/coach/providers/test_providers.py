"""Another kind of model server is one module and its listing; nothing else knows the difference."""

import re
import sys
from collections.abc import AsyncIterator
from datetime import datetime
from pathlib import Path
from types import ModuleType

import msgspec
import pytest

import runcoach
from runcoach.coach.answer.answer import Answer, usage_line
from runcoach.coach.coach import Price, Sent, Text, Usage
from runcoach.coach.memory.conversation import Conversation
from runcoach.coach.memory.history import History
from runcoach.coach.memory.history_file import history_store
from runcoach.coach.memory.spending import uncounted
from runcoach.coach.prompt import Prompt
from runcoach.coach.providers import PROVIDERS
from runcoach.coach.providers.choose import asks_openai, coach_for, provider_for, provider_name
from runcoach.coach.session import Refused, ask
from runcoach.domain.errors import ConfigError
from runcoach.domain.setting import Secret
from runcoach.domain.settings import Settings
from runcoach.domain.settings_places import load_settings
from tests.builders import TODAY, request_for, some_weeks
from tests.loopback.answers import step, workout_json

AT = datetime(2026, 11, 18, 7, 0)
PACKAGE = Path(runcoach.__file__).parent


class DictionaryProvider:
    """Looks its answer up by the last turn's first words, without a server."""

    price = Price(prompt=1.0, completion=4.0)

    def __init__(self, settings: Settings) -> None:
        self.model = settings.model
        self.answers = {
            "Today is": workout_json(steps=[step("run", distance_m=40_000)]),
            "That workout breaks": workout_json(),
        }
        self.closed = False

    async def stream(self, prompt: Prompt) -> AsyncIterator[Sent | Text | Usage]:
        yield Sent(self.body(prompt), ("The dictionary took everything.",))
        asked = prompt.turns[-1].text
        answer = next(text for words, text in self.answers.items() if asked.startswith(words))
        for start in range(0, len(answer), 50):
            yield Text(answer[start : start + 50])
        yield Usage(len(prompt.system), len(answer))

    def body(self, prompt: Prompt) -> dict[str, object]:
        return {"look_up": prompt.turns[-1].text, "keys": list(prompt.schema)}

    async def models(self) -> list[str]:
        return ["pocket", "college"]

    async def close(self) -> None:
        self.closed = True


@pytest.fixture
def listed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The two steps of adding a provider: a module with ``provider``, and its name in the list."""
    module = ModuleType("dictionary_provider")
    module.provider = DictionaryProvider  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "dictionary_provider", module)
    monkeypatch.setitem(PROVIDERS, "dictionary", "dictionary_provider")


SETTINGS = Settings(coach="dictionary", model="pocket", monthly_cap_usd=5)


async def test_a_third_provider_answers_a_whole_session(listed: None, tmp_path: Path) -> None:
    history = History(history_store(tmp_path / "history.db"))
    coach, memory = coach_for(SETTINGS), Conversation(history, SETTINGS, print)
    events = [event async for event in ask(coach, request_for(runs=some_weeks()), AT, memory)]
    assert [type(event) for event in events if not isinstance(event, Text)] == [Refused, Answer]
    answer = events[-1]
    assert isinstance(answer, Answer) and answer.workout is not None and not answer.repair
    assert answer.workout.headline == "Six easy kilometres"
    # Its own price and body are in the answer's details, and in the history.
    assert answer.usage is not None
    assert answer.cost_usd == pytest.approx(DictionaryProvider.price.usd(answer.usage))
    assert usage_line(answer).startswith("pocket · ") and f"${answer.cost_usd:.3f}" in usage_line(answer)
    assert "over your limit" in msgspec.json.decode(answer.sent)["look_up"]
    assert answer.sent_notes == ("The dictionary took everything.",)
    (kept,) = history.since(TODAY)
    assert (kept.sent, kept.sent_notes, kept.cost_usd) == (answer.sent, answer.sent_notes, answer.cost_usd)
    assert history.spent_usd(TODAY) == pytest.approx(answer.cost_usd)


async def test_its_models_are_listed_and_its_connections_closed(listed: None) -> None:
    coach = coach_for(SETTINGS)
    assert (coach.model, coach.is_offline) == ("pocket", False)
    assert await coach.models() == ["pocket", "college"]
    await coach.close()


def test_its_price_counts_towards_the_cap(listed: None, own_folders: object) -> None:
    assert uncounted(SETTINGS) is None
    assert uncounted(Settings(coach="openai", model="pocket", monthly_cap_usd=5)) is not None


def test_what_it_would_be_sent_can_be_read_before(listed: None) -> None:
    body = coach_for(SETTINGS).body(request_for(runs=some_weeks()))
    assert str(body["look_up"]).startswith("Today is")


def test_a_provider_that_nobody_lists_is_named() -> None:
    with pytest.raises(ConfigError, match="'dictionary' is not allowed") as caught:
        coach_for(SETTINGS)
    assert caught.value.hint == f"It must be one of auto, {', '.join(PROVIDERS)}, offline."


def test_the_offline_coach_is_not_a_provider() -> None:
    assert provider_for(Settings()) is None
    assert provider_for(Settings(coach="offline", base_url="http://127.0.0.1:9/v1")) is None
    assert coach_for(Settings()).is_offline


def test_only_the_openai_files_import_openai() -> None:
    imports = re.compile(r"^\s*(?:import|from) openai\b|import_module[(,] ?.openai", re.MULTILINE)
    files = [file for file in PACKAGE.rglob("*.py") if imports.search(file.read_text(encoding="utf-8"))]
    assert files
    assert all(file.parent.name == "providers" and file.name.startswith("openai_") for file in files)


def test_the_settings_take_its_name(listed: None) -> None:
    settings = load_settings({"RUNCOACH_COACH": "dictionary"}).settings
    assert settings.uses_model and provider_name(settings) == "dictionary"
    assert coach_for(settings).model == settings.model


def test_openai_s_own_notices_are_not_for_other_servers(listed: None) -> None:
    assert asks_openai(Settings(api_key=Secret("sk-1")))
    assert not asks_openai(Settings(api_key=Secret("sk-1"), base_url="http://127.0.0.1:1/v1"))
    assert not asks_openai(Settings(coach="dictionary"))
    assert not asks_openai(Settings())
