"""One answer from the headline down to what went wrong, drawn piece by piece."""

import asyncio

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from runcoach import units
from runcoach.coach import wording
from runcoach.coach.draft import Draft
from runcoach.coach.events import Request
from runcoach.coach.workout import totals
from runcoach.ui.theme import persona_colour
from runcoach.ui.widgets.prose import Prose
from runcoach.ui.widgets.workout_steps import WorkoutSteps


class AnswerView(Vertical):
    """The answer to one request. Another request gets another view."""

    def __init__(self, request: Request) -> None:
        super().__init__()
        self.request = request
        self._draft = Draft()
        self._finished = False
        self._drawing = asyncio.Lock()

    def compose(self) -> ComposeResult:
        """Each part is there from the start and shows itself when it has something to say."""
        yield Static(Content(f"“{units.plain(self.request.persona.tagline)}”"), id="tagline")
        yield Static(id="headline")
        yield Static(id="summary")
        yield WorkoutSteps(id="steps")
        yield Prose(id="prose")
        yield Static(id="follow-up")
        yield Static(id="notice")

    def on_mount(self) -> None:
        """Starts empty, and changes its colours with the theme."""
        for quiet in ("#summary", "#steps", "#follow-up", "#notice"):
            self.query_one(quiet).display = False
        self.app.theme_changed_signal.subscribe(self, lambda _: self._colour_headline())

    async def show(self, draft: Draft, *, finished: bool) -> None:
        """Draws the draft; what is unchanged is not drawn again."""
        async with self._drawing:
            before, self._draft, self._finished = self._draft, draft, finished
            if draft.headline != before.headline:
                self._colour_headline()
            self._set("#summary", Content(self._summary()))
            self.query_one(WorkoutSteps).show(draft.steps, self.request.facts.unit)
            await self.query_one(Prose).show(draft.why)
            self._set("#follow-up", Content.styled(draft.follow_up if finished else "", "italic"))

    def say(self, words: str, *, failed: bool = False) -> None:
        """A notice below the answer, in plain words."""
        notice = self.query_one("#notice", Static)
        notice.set_class(failed, "-failed")
        self._set("#notice", Content(units.plain(words)))

    def _summary(self) -> str:
        """The totals, once all the steps are there: numbers that count up would only distract."""
        draft, facts = self._draft, self.request.facts
        if draft.kind is None:
            return ""
        complete = self._finished or bool(draft.why)
        added = totals(draft.steps if complete else (), facts.paces.easy_slow)
        return wording.summary(draft.kind, added, facts.unit)

    def _colour_headline(self) -> None:
        colour = persona_colour(self.request.persona, dark=self.app.current_theme.dark)
        self.query_one("#headline", Static).update(Content.styled(self._draft.headline, f"bold {colour}"))

    def _set(self, selector: str, content: Content) -> None:
        part = self.query_one(selector, Static)
        if part.content != content:
            part.update(content)
        part.display = bool(content.plain)
