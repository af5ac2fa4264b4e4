"""Who answers: a model server when one is set up, the offline coach otherwise."""

from importlib import import_module
from typing import TYPE_CHECKING

from runcoach.coach.providers import PROVIDERS
from runcoach.domain.errors import ConfigError
from runcoach.domain.settings import Settings

if TYPE_CHECKING:
    from runcoach.coach.coach import Coach
    from runcoach.coach.providers.port import Provider


def coach_for(settings: Settings, pause_s: float = 0.012) -> "Coach":
    """The coach of these settings; ``pause_s`` is the offline coach's pace. Raises ConfigError."""
    provider = provider_for(settings)
    if provider is None:
        from runcoach.coach.offline.coach import OfflineCoach

        return OfflineCoach(pause_s)
    from runcoach.coach.providers.model_coach import ModelCoach

    return ModelCoach(provider)


def provider_for(settings: Settings) -> "Provider | None":
    """The model server of these settings; None where the offline coach answers. Raises ConfigError."""
    if not settings.uses_model:
        return None
    provider: Provider = import_module(PROVIDERS[provider_name(settings)]).provider(settings)
    return provider


def asks_openai(settings: Settings) -> bool:
    """Whether answers come from OpenAI itself: the first provider, at its own address."""
    first = next(iter(PROVIDERS))
    return settings.uses_model and not settings.base_url and provider_name(settings) == first


def provider_name(settings: Settings) -> str:
    """The kind of server that these settings name, else the first. Raises ConfigError."""
    check_provider(settings)
    return settings.coach if settings.coach in PROVIDERS else next(iter(PROVIDERS))


def check_provider(settings: Settings, place: str = "The setting coach") -> None:
    """Raises ConfigError for a coach that is not listed; ``place`` is where the settings name it."""
    if settings.coach not in ("auto", "offline", *PROVIDERS):
        allowed = ", ".join(("auto", *PROVIDERS, "offline"))
        raise ConfigError(f"{place}: {settings.coach!r} is not allowed.", f"It must be one of {allowed}.")
