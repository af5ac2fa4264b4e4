"""Who answers: a model server when one is set up, the offline coach otherwise."""

from runcoach.coach.offline.coach import OfflineCoach
from runcoach.coach.providers.openai_chat import OpenAICoach
from runcoach.domain.settings import Settings


def coach_for(settings: Settings, pause_s: float = 0.012) -> OpenAICoach | OfflineCoach:
    """The coach of these settings; ``pause_s`` is the offline coach's pace."""
    if not settings.uses_model:
        return OfflineCoach(pause_s)
    return OpenAICoach(settings.model, settings.api_key, settings.base_url, settings.timeout_s)
