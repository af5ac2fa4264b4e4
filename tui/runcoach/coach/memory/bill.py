"""What the tries of one answer cost: counted as each ends, whether the runner gets an answer of it or not."""

from collections.abc import Callable

import msgspec

from runcoach.coach.providers.prices import cost_usd
from runcoach.coach.request import Coach, Request, Usage

# OpenAI's own rule of thumb for English; other languages need more tokens.
CHARS_PER_TOKEN = 4


class Bill:
    """Adds up tokens and US dollars, and pays each try at once.

    Where a server counts no tokens, or was left before it could, they are estimated from what was sent and
    written. A model whose price is not known costs nothing that could be said.
    """

    def __init__(self, coach: Coach, pay: Callable[[float], None]) -> None:
        self.usage: Usage | None = None
        self.cost_usd: float | None = None
        self._coach = coach
        self._pay = pay

    def add(self, request: Request, written: str, usage: Usage | None) -> None:
        """One more try: what was asked, what came, and the tokens as the server counted them."""
        if usage is not None:
            self.usage = usage if self.usage is None else self.usage.plus(usage)
        usd = cost_usd(self._coach.model, usage or self._estimated(request, written))
        if usd is None or self._coach.is_offline:
            return
        self.cost_usd = (self.cost_usd or 0.0) + usd
        self._pay(usd)

    def _estimated(self, request: Request, written: str) -> Usage:
        sent = msgspec.json.encode(self._coach.body(request))
        return Usage(len(sent) // CHARS_PER_TOKEN, len(written) // CHARS_PER_TOKEN)
