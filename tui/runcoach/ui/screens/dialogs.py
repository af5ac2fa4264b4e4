"""What opens over the main screen: each key's dialog, and what becomes of its answer."""

from datetime import timedelta

from textual import work

from runcoach.domain.errors import StoreError
from runcoach.ui.messages import MaxHeartRateChanged
from runcoach.ui.screens.coach_turn import CoachTurn


class Dialogs(CoachTurn):
    """The main screen's part that opens dialogs; each is imported when its key is first pressed."""

    @work(group="dialog", exclusive=True)
    async def action_check_in(self) -> None:
        """Asks how the runner is, and the coach again with what that changes."""
        from runcoach.ui.screens.check_in import CheckInScreen

        given = await self.app.push_screen_wait(CheckInScreen())
        if given is not None and self.snapshot is not None:
            self.conversation.say(self.snapshot.today, given)
            await self.action_ask()

    @work(group="dialog", exclusive=True)
    async def action_follow_up(self) -> None:
        """Takes a question or an objection, and asks for a revised workout."""
        from runcoach.ui.screens.follow_up import FollowUpScreen

        persona, answer = self.persona, self.panel.answer
        words = await self.app.push_screen_wait(FollowUpScreen(persona.name))
        if words and self.snapshot is not None:
            said = self.conversation.reply(self.snapshot.today, persona.id, answer, words)
            if said.takes_back:
                self.notify("Forgotten: what you said today, in words and in the check-in.", markup=False)
            await self.action_ask()

    @work(group="dialog", exclusive=True)
    async def action_goal(self) -> None:
        """Asks what the runner trains for, and the coach again with it."""
        from runcoach.ui.screens.goal import GoalScreen

        if self.snapshot is None:
            return
        before = self.conversation.goal
        goal = await self.app.push_screen_wait(GoalScreen(before, self.snapshot.today, self.snapshot.unit))
        if goal is None or goal == before:
            return
        self.conversation.set_goal(goal)
        if goal.max_hr_bpm != before.max_hr_bpm:
            self.post_message(MaxHeartRateChanged())
        await self.action_ask()

    @work(group="dialog", exclusive=True)
    async def action_compare(self) -> None:
        """This coach and two others side by side; the one that is chosen stays."""
        from runcoach.ui.screens.compare import AT_ONCE, CompareScreen

        if self.snapshot is None:
            return
        day = self.request().facts.day
        beside = [persona for persona in self._personas if persona.id != self.persona_id][: AT_ONCE - 1]
        shown = [persona for persona in self._personas if persona in (self.persona, *beside)]
        requests = [self.request_to(persona, day) for persona in shown]
        known = [self.conversation.answer(request, self._coach().model) for request in requests]
        self.panel.cancel()
        chosen = await self.app.push_screen_wait(
            CompareScreen(self._personas, requests, known, self._coach, self.snapshot, self.conversation)
        )
        if chosen is not None and chosen != self.persona_id:
            self.choose(chosen)
        else:
            await self.turn_to_coach(stream=False)

    @work(group="dialog", exclusive=True)
    async def action_history(self) -> None:
        """Shows the answers of the last months."""
        from runcoach.coach.memory.conversation import REMEMBERED_DAYS
        from runcoach.ui.screens.history import HistoryScreen

        if self.snapshot is None:
            return
        history = self.conversation.history
        try:
            answers = history.since(self.snapshot.today - timedelta(days=REMEMBERED_DAYS))
            spent = history.spent_usd(self.snapshot.today)
        except StoreError as error:
            self.warn(str(error))
            return
        self.app.push_screen(HistoryScreen(answers, self.snapshot, self._personas, spent))

    @work(group="dialog", exclusive=True)
    async def action_model(self) -> None:
        """Lists what the server offers and the offline coach, and changes to the one that is chosen."""
        from runcoach.ui.screens.model import ModelScreen

        server = self.app.model_server()
        chosen = await self.app.push_screen_wait(ModelScreen(server, self._coach().model))
        if server is not self._coach():
            await server.close()
        if chosen is not None and chosen != self._coach().model:
            await self.app.change_model(chosen)
            self.conversation.go_by(self.app.config)
            self.hint_at_cap()
            await self.action_ask()

    def action_sent(self) -> None:
        """Shows what was sent for this answer, and what would be sent now."""
        from runcoach.ui.screens.sent import SentScreen

        coach = self._coach()
        to = (
            "told to the offline coach; nothing leaves this computer"
            if coach.is_offline
            else f"sent to {coach.model}"
        )
        self.app.push_screen(SentScreen(coach.body(self.request()), to, self.panel.answer))

    def action_checks(self) -> None:
        """Shows what the answer was held to."""
        from runcoach.ui.screens.checks import ChecksScreen

        if self.snapshot is not None and self.panel.answer is not None:
            self.app.push_screen(ChecksScreen(self.panel.answer, self.snapshot))
        else:
            self.notify("The checks come with a finished answer.", markup=False)

    def action_limits(self) -> None:
        """Shows today's limits and what they rest on."""
        from runcoach.ui.screens.limits import LimitsScreen

        if self.snapshot is not None:
            self.app.push_screen(LimitsScreen(self.request(), self.snapshot))
