"""Who answers: a model server when one is set up, the offline coach otherwise."""

from runcoach.coach.offline.coach import OfflineCoach
from runcoach.coach.providers.openai_chat import OpenAICoach
from runcoach.domain.settings import Config


def coach_for(config: Config, pause_s: float = 0.012) -> OpenAICoach | OfflineCoach:
    """The coach of these settings; ``pause_s`` is the offline coach's pace."""
    if not config.uses_model:
        return OfflineCoach(pause_s)
    return OpenAICoach(config.model, config.api_key, config.base_url, config.timeout_s)
