"""What an answer costs, and what a month's answers may cost by the runner's own cap."""

from collections.abc import Callable
from datetime import date
from urllib.parse import urlsplit

import msgspec

from runcoach.coach.coach import Coach, Usage
from runcoach.coach.memory.history import History
from runcoach.coach.providers.choose import provider_for
from runcoach.coach.request import Request
from runcoach.domain import units
from runcoach.domain.errors import CoachError, Remedy, StoreError
from runcoach.domain.paths import models_file
from runcoach.domain.settings import Settings

# OpenAI's own rule of thumb for English; other languages need more tokens.
CHARS_PER_TOKEN = 4
_THIS_MACHINE = frozenset({"localhost", "127.0.0.1", "::1"})


class AnswerCost:
    """The tokens and US dollars of one answer, counted as each try ends, whether it gave an answer or not.

    ``spend`` is called with the US dollars of each try. Where a server counts no tokens, or the runner left
    before it could, they are estimated from what was sent and written. There is no cost without a price.
    """

    def __init__(self, coach: Coach, spend: Callable[[float], None]) -> None:
        self.usage: Usage | None = None
        self.usd: float | None = None
        self._coach = coach
        self._spend = spend

    def add(self, request: Request, written: str, usage: Usage | None) -> None:
        """One more try: what was asked, what came, and the tokens as the server counted them."""
        if usage is not None:
            self.usage = usage if self.usage is None else self.usage.plus(usage)
        price = self._coach.price
        if price is None:
            return
        usd = price.usd(usage or self._estimated(request, written))
        self.usd = (self.usd or 0.0) + usd
        self._spend(usd)

    def _estimated(self, request: Request, written: str) -> Usage:
        sent = msgspec.json.encode(self._coach.body(request))
        return Usage(len(sent) // CHARS_PER_TOKEN, len(written) // CHARS_PER_TOKEN)


def check_cap(
    settings: Settings,
    history: History,
    today: date,
    on_trouble: Callable[[str], None],
    unkept_usd: float = 0.0,
) -> None:
    """Raises CoachError when the month's cap is reached and a model would be asked.

    ``unkept_usd`` is what was spent and is not in the history yet. ``on_trouble`` is called when the history
    cannot be read, because the cap then knows only of that.
    """
    if settings.monthly_cap_usd is None or not settings.uses_model:
        return
    try:
        kept = history.spent_usd(today)
    except StoreError as error:
        on_trouble(f"Your cap of ${settings.monthly_cap_usd:.3f} a month cannot be checked: {error.message}")
        kept = 0.0
    spent = kept + unkept_usd
    if spent >= settings.monthly_cap_usd:
        raise CoachError(
            f"This month's answers have cost ${spent:.3f}, and your cap is ${settings.monthly_cap_usd:.3f}.",
            remedy=Remedy.RAISE_CAP,
        )


def uncounted(settings: Settings) -> str | None:
    """A plain sentence when there is a cap and the model's price is not known; None when all is counted.

    A model on this machine costs nothing.
    """
    if settings.monthly_cap_usd is None or _is_here(settings.base_url):
        return None
    provider = provider_for(settings)
    if provider is None or provider.price is not None:
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
