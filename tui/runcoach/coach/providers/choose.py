"""Who answers: a model server when one is set up, the offline coach otherwise."""

from importlib import import_module
from typing import TYPE_CHECKING

from runcoach.coach.providers import PROVIDERS
from runcoach.domain.errors import ConfigError
from runcoach.domain.settings import Config

if TYPE_CHECKING:
    from runcoach.coach.providers.port import Provider
    from runcoach.coach.request import Coach


def coach_for(config: Config, pause_s: float = 0.012) -> "Coach":
    """The coach of these settings; ``pause_s`` is the offline coach's pace. Raises ConfigError."""
    provider = provider_for(config)
    if provider is None:
        from runcoach.coach.offline.coach import OfflineCoach

        return OfflineCoach(pause_s)
    from runcoach.coach.providers.model_coach import ModelCoach

    return ModelCoach(provider)


def provider_for(config: Config) -> "Provider | None":
    """The model server of these settings; None where the offline coach answers. Raises ConfigError."""
    if not config.uses_model:
        return None
    provider: Provider = import_module(PROVIDERS[provider_name(config)]).provider(config)
    return provider


def provider_name(config: Config, place: str = "The setting coach") -> str:
    """The kind of server that these settings name, else the first.

    Raises ConfigError for one that is not listed; ``place`` is where the settings name it.
    """
    if config.coach in ("auto", "offline"):
        return next(iter(PROVIDERS))
    if config.coach not in PROVIDERS:
        allowed = ", ".join(("auto", *PROVIDERS, "offline"))
        raise ConfigError(f"{place}: {config.coach!r} is not allowed.", f"It must be one of {allowed}.")
    return config.coach
