"""Whose turn it is, for which day, and what is asked: the main screen's part that speaks with the coaches."""

import asyncio
from collections.abc import Callable
from datetime import date, timedelta
from typing import TYPE_CHECKING

from textual import on, work
from textual.reactive import reactive, var
from textual.timer import Timer

from runcoach.coach.memory.choices import Choices, last_choice
from runcoach.coach.personas.persona import Persona, persona_named
from runcoach.coach.request import Coach, Request
from runcoach.domain.errors import StoreError
from runcoach.domain.settings import Settings
from runcoach.domain.store import Store
from runcoach.runner.snapshot import Snapshot
from runcoach.ui.messages import AskingChanged, PersonaChosen
from runcoach.ui.screens.halves import Halves
from runcoach.ui.widgets.coach_panel import CoachPanel

if TYPE_CHECKING:
    from runcoach.coach.memory.conversation import Conversation
    from runcoach.ui.app import RunCoachApp

SWITCH_S = 1 / 30


class CoachTurn(Halves):
    """Owns the snapshot, the coach, the day of the workout, and the conversation of what was said."""

    snapshot: reactive[Snapshot | None] = reactive(None)
    persona_id: reactive[str] = reactive("")
    asking: var[bool] = var(False, bindings=True)
    day: var[date | None] = var(None)

    app: "RunCoachApp"

    def __init__(
        self,
        snapshot: Snapshot,
        *,
        config: Settings,
        coach: Callable[[], Coach],
        personas: tuple[Persona, ...],
        store: Store,
        clock: Callable[[], date],
        width: int,
    ) -> None:
        super().__init__(width)
        self._config = config
        self._coach = coach
        self._personas = personas
        self._store = store
        self._choices = Choices(store)
        self._clock = clock
        self._switching: Timer | None = None
        self._kept_conversation: Conversation | None = None
        self.set_reactive(CoachTurn.snapshot, snapshot)
        self.set_reactive(CoachTurn.persona_id, self._first_persona())

    @property
    def panel(self) -> CoachPanel:
        """Where the answer is."""
        return self.query_one(CoachPanel)

    @property
    def persona(self) -> Persona:
        """The coach whose turn it is."""
        return persona_named(self.persona_id, self._personas)

    @property
    def conversation(self) -> "Conversation":
        """Opened when it is first needed, after the first paint."""
        if self._kept_conversation is None:
            from runcoach.coach.memory.conversation import Conversation
            from runcoach.coach.memory.history import History

            self._kept_conversation = Conversation(History(self._store), self._config, self.warn)
        return self._kept_conversation

    def warn(self, words: str) -> None:
        """Says what went wrong, in a corner."""
        self.notify(words, severity="warning", markup=False)

    def request(self) -> Request:
        """The question to the coach whose turn it is."""
        return self.request_to(self.persona, self.day)

    def request_to(self, persona: Persona, day: date | None) -> Request:
        """The question to any coach."""
        assert self.snapshot is not None
        return self.conversation.request(self.snapshot, persona, self._personas, day)

    def action_choose(self, index: int) -> None:
        """Turns to the coach with this number."""
        if index < len(self._personas):
            self.choose(self._personas[index].id)

    def action_step_coach(self, step: int) -> None:
        """Turns to the coach beside this one."""
        ids = [persona.id for persona in self._personas]
        self.choose(ids[(ids.index(self.persona_id) + step) % len(ids)])

    def choose(self, persona_id: str) -> None:
        """Turns to another coach: at once to the eye, then with facts and disk."""
        self.show_half("coach")
        if persona_id == self.persona_id:
            return
        self.persona_id = persona_id
        self.panel.turn_to(self.persona)
        # The rest comes two frames later, so that the switch is seen at once, whatever facts and disk take.
        if self._switching is not None:
            self._switching.stop()
        self._switching = self.set_timer(SWITCH_S, self._after_switch)

    async def _after_switch(self) -> None:
        await self.turn_to_coach(stream=True)
        self.remember("persona", self.persona_id)

    async def turn_to_coach(self, *, stream: bool) -> None:
        """Shows today's answer of this coach if there is one; else asks, or waits to be asked."""
        request = self.request()
        known = self.conversation.answer(request, self._coach().model)
        if known is not None:
            await self.panel.show_answer(request, known)
            self.conversation.take(known)
        elif stream:
            await self._ask(request)
        else:
            await self.panel.show_waiting(request)

    async def action_ask(self) -> None:
        """Asks again, whatever was answered before."""
        self.show_half("coach")
        await self._ask(self.request())

    async def _ask(self, request: Request) -> None:
        await self.panel.ask(self._coach(), request, self.conversation)

    async def action_other_day(self) -> None:
        """Asks for tomorrow instead of today, or the other way round."""
        request = self.request()
        today = request.facts.today
        self.day = today if request.facts.is_tomorrow else today + timedelta(days=1)
        await self.turn_to_coach(stream=True)

    def say_once(self) -> None:
        """What is worth a word once: that the model will end, and that there can be a goal."""
        from runcoach.coach.providers.prices import shutdown_notice

        model, at_openai = self._config.model, self._config.uses_model and not self._config.base_url
        ends = shutdown_notice(model, self._clock()) if at_openai else None
        if ends and last_choice(self._store, "told-end") != model:
            self.notify(f"{ends} Press m to choose another model.", timeout=20, markup=False)
            self.remember("told-end", model)
        if self.conversation.goal.is_empty and last_choice(self._store, "told-goal") is None:
            self.panel.hint = "Do you train for a race, or have a rest day? Press a to say so."
            self.remember("told-goal", "yes")
        self.hint_at_cap()

    def hint_at_cap(self) -> None:
        """Says once for each model that the month's cap cannot hold it back."""
        from runcoach.coach.memory.spending import uncounted

        config = self.app.config
        words = uncounted(config)
        if words and last_choice(self._store, "told-cap") != config.model:
            self.panel.hint = f"{self.panel.hint} {words}".strip()
            self.remember("told-cap", config.model)

    @work(group="remember")
    async def remember(self, name: str, value: str) -> None:
        """Keeps a choice for the next start."""
        try:
            await asyncio.to_thread(self._choices.remember, name, value)
        except StoreError as error:
            self.warn(str(error))

    @on(PersonaChosen)
    def _persona_clicked(self, event: PersonaChosen) -> None:
        self.choose(event.persona_id)

    @on(AskingChanged)
    def _asking_changed(self, event: AskingChanged) -> None:
        self.asking = event.asking

    def _first_persona(self) -> str:
        """The coach that was asked for, else the last one, else the first."""
        last = self._config.persona or last_choice(self._store, "persona")
        known = [persona.id for persona in self._personas]
        return last if last in known else known[0]
