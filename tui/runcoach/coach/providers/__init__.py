"""Who answers over a connection. Each kind of model server is a module with ``provider(settings)``."""

PROVIDERS: dict[str, str] = {
    "openai": "runcoach.coach.providers.openai_chat",
}
"""The names of the setting ``coach`` and where each provider is; ``auto`` stands for the first."""
