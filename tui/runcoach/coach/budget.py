"""What a month's answers may cost, by the runner's own cap."""

from datetime import date

from runcoach.coach.history import History
from runcoach.config import Config
from runcoach.errors import CoachError, StoreError


def keep_to_cap(config: Config, history: History, today: date) -> None:
    """Raises CoachError when the month's cap is reached and a model would be asked."""
    if config.monthly_cap_usd is None or not config.uses_model:
        return
    try:
        spent = history.spent_usd(today)
    except StoreError:
        return
    if spent >= config.monthly_cap_usd:
        raise CoachError(
            f"This month's answers have cost ${spent:.3f}, and your cap is ${config.monthly_cap_usd:.3f}.",
            "Raise monthly_cap_usd in config.toml, or take the offline coach: m in the app, or --offline.",
        )
