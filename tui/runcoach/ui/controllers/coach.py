"""Whose turn it is, for which day, and what is asked."""

import asyncio
from datetime import date, timedelta
from typing import TYPE_CHECKING

from textual.screen import Screen
from textual.timer import Timer

from runcoach.coach.coach import OFFLINE
from runcoach.coach.memory.choices import Choices, last_choice
from runcoach.coach.personas.persona import Persona, persona_named
from runcoach.coach.request import Request
from runcoach.domain.errors import StoreError
from runcoach.runner.snapshot import Snapshot
from runcoach.ui.controllers.sides import SidesController
from runcoach.ui.current_model import CurrentModel
from runcoach.ui.remedies import error_words
from runcoach.ui.services import Services
from runcoach.ui.widgets.coach_panel import CoachPanel
from runcoach.ui.widgets.persona_bar import PersonaBar

if TYPE_CHECKING:
    from runcoach.coach.memory.conversation import Conversation

SWITCH_S = 1 / 30


class CoachController:
    """Holds the snapshot that the coaches are asked about, the persona, the day, and the conversation."""

    def __init__(
        self,
        screen: Screen[None],
        sides: SidesController,
        services: Services,
        model: CurrentModel,
        snapshot: Snapshot,
    ) -> None:
        self.model = model
        self.personas = services.personas
        self.snapshot = snapshot
        self.day: date | None = None
        """The day that was asked for; None for the day that the facts suggest."""
        self._screen = screen
        self._sides = sides
        self._clock = services.clock
        self._store = services.store
        self._switching: Timer | None = None
        self._conversation: Conversation | None = None
        self.persona = self._first_persona(services.settings.persona)

    @property
    def panel(self) -> CoachPanel:
        """Where the answer is."""
        return self._screen.query_one(CoachPanel)

    @property
    def conversation(self) -> "Conversation":
        """Opened when it is first needed, after the first paint."""
        if self._conversation is None:
            from runcoach.coach.memory.conversation import Conversation
            from runcoach.coach.memory.history import History

            self._conversation = Conversation(History(self._store), self.model.settings, self.warn)
        return self._conversation

    def warn(self, words: str) -> None:
        """Says what went wrong, in a corner."""
        self._screen.notify(words, severity="warning", markup=False)

    def request(self) -> Request:
        """The question to the coach whose turn it is."""
        return self.request_to(self.persona, self.day)

    def request_to(self, persona: Persona, day: date | None) -> Request:
        """The question to any coach."""
        from runcoach.coach.question import request_from

        return request_from(self.conversation, self.snapshot, persona, self.personas, day)

    def step(self, step: int) -> None:
        """Turns to the coach so many places further in the row, round its end."""
        at = self.personas.index(self.persona)
        self.choose(self.personas[(at + step) % len(self.personas)].id)

    def choose(self, persona_id: str) -> None:
        """Turns to another coach: at once on the screen, then with facts and disk."""
        self._sides.show("coach")
        if persona_id == self.persona.id:
            return
        self.persona = persona_named(persona_id, self.personas)
        self._screen.query_one(PersonaBar).persona_id = persona_id
        self.panel.turn_to(self.persona)
        # The rest comes two frames later, so that the switch is seen at once, whatever facts and disk take.
        if self._switching is not None:
            self._switching.stop()
        self._switching = self._screen.set_timer(SWITCH_S, self._after_switch)

    async def _after_switch(self) -> None:
        await self.show_answer(ask=True)
        self.remember("persona", self.persona.id)

    async def show_answer(self, *, ask: bool) -> None:
        """Shows today's answer of this coach if there is one; else asks, or waits to be asked."""
        from runcoach.coach.question import answer_before

        request = self.request()
        known = answer_before(self.conversation, request, self.model.coach().model)
        if known is not None:
            await self.panel.show_answer(request, known)
            self.conversation.take(known)
        elif ask:
            await self._ask(request)
        else:
            await self.panel.show_waiting(request)

    async def ask(self) -> None:
        """Asks again, whatever was answered before."""
        self._sides.show("coach")
        await self._ask(self.request())

    async def _ask(self, request: Request) -> None:
        await self.panel.ask(self.model.coach(), request, self.conversation)

    async def ask_for_other_day(self) -> None:
        """Asks for tomorrow instead of today, or the other way round."""
        request = self.request()
        today = request.facts.today
        self.day = today if request.facts.is_tomorrow else today + timedelta(days=1)
        await self.show_answer(ask=True)

    async def change_model(self, name: str) -> None:
        """Asks this model, or the offline coach, now and from now on.

        A model also answers from the next start on, unless the settings name another.
        """
        await self.model.change(name)
        if name != OFFLINE:
            self.remember("model", name)
        self.conversation.go_by(self.model.settings)
        self._hint_at_cap()
        await self.ask()

    def show_hints(self) -> None:
        """Says once: that the model will end, that there can be a goal, that the cap misses something."""
        from runcoach.coach.providers.choose import asks_openai
        from runcoach.coach.providers.prices import shutdown_notice

        settings = self.model.settings
        ends = shutdown_notice(settings.model, self._clock()) if asks_openai(settings) else None
        if ends and last_choice(self._store, "shutdown-hint") != settings.model:
            self._screen.notify(f"{ends} Press m to choose another model.", timeout=20, markup=False)
            self.remember("shutdown-hint", settings.model)
        if self.conversation.goal.is_empty and last_choice(self._store, "goal-hint") is None:
            self.panel.hint = "Do you have a race ahead, or a rest day? Press a to say so."
            self.remember("goal-hint", "yes")
        self._hint_at_cap()

    def _hint_at_cap(self) -> None:
        """Says once for each model that the month's cap cannot hold it back."""
        from runcoach.coach.memory.spending import uncounted

        settings = self.model.settings
        words = uncounted(settings)
        if words and last_choice(self._store, "cap-hint") != settings.model:
            self.panel.hint = f"{self.panel.hint} {words}".strip()
            self.remember("cap-hint", settings.model)

    def remember(self, name: str, value: str) -> None:
        """Keeps a choice for the next start."""
        self._screen.run_worker(self._remember(name, value), name=f"remember {name}", group="remember")

    async def _remember(self, name: str, value: str) -> None:
        try:
            await asyncio.to_thread(Choices(self._store).remember, name, value)
        except StoreError as error:
            self.warn(error_words(error))

    def _first_persona(self, wanted: str | None) -> Persona:
        """The coach that was asked for, else the last one, else the first."""
        last = wanted or last_choice(self._store, "persona")
        return next((persona for persona in self.personas if persona.id == last), self.personas[0])
