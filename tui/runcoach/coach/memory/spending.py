"""What a month's answers may cost, by the runner's own cap."""

from collections.abc import Callable
from datetime import date
from urllib.parse import urlsplit

from runcoach.coach.memory.history import History
from runcoach.coach.providers.prices import known
from runcoach.domain import units
from runcoach.domain.errors import CoachError, StoreError
from runcoach.domain.paths import models_file
from runcoach.domain.settings import Settings

_THIS_MACHINE = frozenset({"localhost", "127.0.0.1", "::1"})


def keep_to_cap(
    settings: Settings,
    history: History,
    today: date,
    on_trouble: Callable[[str], None],
    beside_usd: float = 0.0,
) -> None:
    """Raises CoachError when the month's cap is reached and a model would be asked.

    ``beside_usd`` is what was spent and is not in the history yet. ``on_trouble`` is told when the history
    cannot be read, because the cap then knows only of that.
    """
    if settings.monthly_cap_usd is None or not settings.uses_model:
        return
    try:
        kept = history.spent_usd(today)
    except StoreError as error:
        on_trouble(f"Your cap of ${settings.monthly_cap_usd:.3f} a month cannot be checked: {error.message}")
        kept = 0.0
    spent = kept + beside_usd
    if spent >= settings.monthly_cap_usd:
        raise CoachError(
            f"This month's answers have cost ${spent:.3f}, and your cap is ${settings.monthly_cap_usd:.3f}.",
            "Raise monthly_cap_usd in config.toml.",
        )


def uncounted(settings: Settings) -> str | None:
    """A plain sentence when there is a cap and the model's price is not known; None when all is counted.

    A model on this machine costs nothing.
    """
    if settings.monthly_cap_usd is None or not settings.uses_model or known(settings.model):
        return None
    if _is_here(settings.base_url):
        return None
    return (
        f"The price of {units.plain(settings.model)} is not known, so its answers do not count towards your"
        f" cap of ${settings.monthly_cap_usd:.3f} a month. You can write it into {models_file()}."
    )


def _is_here(base_url: str | None) -> bool:
    try:
        return urlsplit(base_url or "").hostname in _THIS_MACHINE
    except ValueError:
        return False
