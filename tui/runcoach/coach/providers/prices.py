"""What models cost and when OpenAI ends them: RunCoach's own list, and the runner's file over it."""

import tomllib
from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache
from math import isfinite
from pathlib import Path

import msgspec

from runcoach.coach.coach import Price
from runcoach.domain.errors import ConfigError
from runcoach.domain.paths import models_file

NEAR = timedelta(days=90)


class KnownModel(Price, frozen=True, forbid_unknown_fields=True):
    """What a model costs, and the day its server ends it, None if unknown."""

    shutdown: date | None = None


def known_models() -> Mapping[str, KnownModel]:
    """Every known model by its name. Raises ConfigError when the runner's file cannot be used."""
    return _built_in() | _read(models_file())


def known(model: str) -> KnownModel | None:
    """What is known of this model; a runner's file that cannot be used counts as not there.

    ``gpt-4o-2024-08-06`` and ``openai/gpt-4o`` count as ``gpt-4o``, unless they are listed themselves.
    """
    try:
        models = known_models()
    except ConfigError:
        models = _built_in()
    for named in (model, model.rpartition("/")[2]):
        families = [name for name in models if named == name or named.startswith(f"{name}-2")]
        if families:
            return models[max(families)]
    return None


def shutdown_notice(model: str, today: date) -> str | None:
    """A plain sentence when this model's end is near or past; None when it is not."""
    found = known(model)
    if found is None or found.shutdown is None or today < found.shutdown - NEAR:
        return None
    day = f"{found.shutdown.day} {found.shutdown:%B %Y}"
    ends = "ends" if today < found.shutdown else "ended"
    return f"OpenAI {ends} {model} in its API on {day}."


@cache
def _built_in() -> dict[str, KnownModel]:
    return _read(Path(__file__).parent / "prices.toml")


def _read(file: Path) -> dict[str, KnownModel]:
    try:
        text = file.read_text(encoding="utf-8")
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{file} cannot be read: {error}.", "Check the file.") from None
    try:
        models = msgspec.convert(tomllib.loads(text), dict[str, KnownModel])
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{file} is not valid TOML: {error}.", "Correct that line.") from None
    except msgspec.ValidationError as error:
        hint = "Each model has prompt and completion in dollars a million tokens, and may have shutdown."
        raise ConfigError(f"{file}: {error}.", hint) from None
    for name, model in models.items():
        if not all(isfinite(price) and price >= 0 for price in (model.prompt, model.completion)):
            raise ConfigError(
                f"{file}: a price of {name} is not possible.", "A price is a number, 0 or more."
            )
    return models
