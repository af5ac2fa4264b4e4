"""Which model answers now. Nothing else in the app remembers what was chosen since the start."""

from collections.abc import Callable

import msgspec

from runcoach.coach.coach import OFFLINE, Coach
from runcoach.domain.settings import Settings


class CurrentModel:
    """The settings as they hold now, and the coach that goes with them, made when first asked for."""

    def __init__(self, settings: Settings, coach_for: Callable[[Settings], Coach]) -> None:
        self._settings = self._first = settings
        self._coach_for = coach_for
        self._coach: Coach | None = None

    @property
    def settings(self) -> Settings:
        """The settings of this start, with the model that was chosen since."""
        return self._settings

    def coach(self) -> Coach:
        """Who answers. Making it imports a client, so the first call comes after the first paint."""
        if self._coach is None:
            self._coach = self._coach_for(self._settings)
        return self._coach

    def server(self) -> Coach:
        """Who lists models: the server of the settings, even while the offline coach answers."""
        if self.coach().is_offline and self._has_server:
            return self._coach_for(msgspec.structs.replace(self._settings, coach=self._server_kind()))
        return self.coach()

    @property
    def _has_server(self) -> bool:
        """Whether the settings of this start name a model server, even if they ask the offline coach."""
        return bool(self._first.uses_model or self._first.api_key or self._first.base_url)

    async def change(self, model: str) -> None:
        """From now on this model answers, or the offline coach."""
        await self.close()
        if model == OFFLINE:
            self._settings = msgspec.structs.replace(self._settings, coach="offline")
        else:
            kind = self._server_kind()
            self._settings = msgspec.structs.replace(self._settings, model=model, coach=kind)

    def _server_kind(self) -> str:
        """The kind of model server that the settings of this start name."""
        from runcoach.coach.providers.choose import provider_name

        return provider_name(self._first)

    async def close(self) -> None:
        """Closes the coach's connections; the next question makes another one."""
        if self._coach is not None:
            await self._coach.close()
            self._coach = None
