"""What models cost and when they end."""

from datetime import date

import pytest

from runcoach.coach.coach import Usage
from runcoach.coach.providers.prices import known, known_models, shutdown_notice
from runcoach.domain.errors import ConfigError
from runcoach.domain.paths import models_file

MILLION = Usage(1_000_000, 1_000_000)


def cost_usd(model: str, usage: Usage) -> float | None:
    price = known(model)
    return price.usd(usage) if price else None


def own_file(text: str) -> None:
    models_file().parent.mkdir(parents=True, exist_ok=True)
    models_file().write_text(text, encoding="utf-8")


def test_gpt_4o_ends_on_the_announced_day(own_folders: object) -> None:
    found = known("gpt-4o-2024-08-06")
    assert found is not None and found.shutdown == date(2027, 1, 14)


@pytest.mark.parametrize(
    ("today", "words"),
    [
        (date(2026, 10, 1), None),
        (date(2026, 10, 16), "OpenAI ends gpt-4o in its API on 14 January 2027."),
        (date(2027, 1, 14), "OpenAI ended gpt-4o in its API on 14 January 2027."),
    ],
)
def test_the_end_is_announced_when_it_is_near(today: date, words: str | None, own_folders: object) -> None:
    assert shutdown_notice("gpt-4o", today) == words


def test_a_model_without_an_announced_end_has_no_notice(own_folders: object) -> None:
    assert shutdown_notice("llama-at-home", date(2027, 1, 14)) is None


def test_the_runner_s_file_adds_models_and_changes_prices(own_folders: object) -> None:
    own_file('[gpt-4o]\nprompt = 1.0\ncompletion = 2.0\n\n["new-model"]\nprompt = 3\ncompletion = 4\n')
    assert cost_usd("gpt-4o", MILLION) == pytest.approx(3.0)
    assert cost_usd("new-model", MILLION) == pytest.approx(7.0)
    assert cost_usd("gpt-4o-mini", MILLION) == pytest.approx(0.75)


def test_a_model_behind_a_router_has_its_own_price(own_folders: object) -> None:
    assert cost_usd("openai/gpt-4o-2024-08-06", MILLION) == pytest.approx(12.5)
    own_file('["openai/gpt-4o"]\nprompt = 3\ncompletion = 4\n')
    assert cost_usd("openai/gpt-4o", MILLION) == pytest.approx(7.0)
    assert cost_usd("meta/llama-3", MILLION) is None


@pytest.mark.parametrize("price", ["-1", "nan", "inf", "-0.01"])
@pytest.mark.parametrize("key", ["prompt", "completion"])
def test_a_price_that_is_none_is_named_and_not_used(price: str, key: str, own_folders: object) -> None:
    other = "completion" if key == "prompt" else "prompt"
    own_file(f"[gpt-4o]\n{key} = {price}\n{other} = 1\n")
    with pytest.raises(ConfigError, match=r"models\.toml: a price of gpt-4o is not possible"):
        known_models()
    assert cost_usd("gpt-4o", MILLION) == pytest.approx(12.5)


@pytest.mark.parametrize(
    "text", ["[gpt-4o", "[gpt-4o]\nprompt = 1\n", '[gpt-4o]\nprompt = "dear"\ncompletion = 1\n', "x = 1\n"]
)
def test_a_file_that_cannot_be_used_is_named_and_the_prices_stay(text: str, own_folders: object) -> None:
    own_file(text)
    with pytest.raises(ConfigError, match=r"models\.toml"):
        known_models()
    assert cost_usd("gpt-4o", MILLION) == pytest.approx(12.5)


def test_what_an_answer_costs_follows_the_model_s_price() -> None:
    assert cost_usd("gpt-4o", MILLION) == pytest.approx(12.50)
    assert cost_usd("gpt-4o-2024-08-06", MILLION) == pytest.approx(12.50)
    assert cost_usd("gpt-4o-mini", MILLION) == pytest.approx(0.75)
    assert cost_usd("gpt-4o-mini-2024-07-18", MILLION) == pytest.approx(0.75)


@pytest.mark.parametrize("model", ["llama3", "gpt-4o-audio-preview", "gpt-40", ""])
def test_a_price_that_is_not_known_is_not_guessed(model: str) -> None:
    assert cost_usd(model, Usage(10, 10)) is None
