"""The coach's answer as it is generated: headline, steps one by one, then the prose.

The panel owns the worker that feeds it: asking somebody else, or removing the panel, cancels the stream and
closes its connection.
"""

import asyncio
from contextlib import aclosing
from datetime import datetime
from time import monotonic
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.reactive import var
from textual.timer import Timer
from textual.widgets import Static
from textual.worker import Worker, get_current_worker

from runcoach import units
from runcoach.coach import wording
from runcoach.coach.draft import Draft, Transcript
from runcoach.coach.events import Coach, Request
from runcoach.coach.persona import Persona
from runcoach.coach.report import usage_line
from runcoach.coach.session import Answer, ask
from runcoach.coach.workout import totals
from runcoach.errors import CoachError
from runcoach.ui.messages import AnswerFinished, AskingChanged
from runcoach.ui.theme import persona_colour
from runcoach.ui.widgets.prose import Prose
from runcoach.ui.widgets.workout_steps import WorkoutSteps

FLUSHES_PER_S = 20


class CoachPanel(VerticalScroll):
    """Shows one answer at a time: streaming, finished, stopped or failed."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("home", "scroll_home", "Top", show=False),
        Binding("end", "scroll_end", "Bottom", show=False),
    ]

    asking: var[bool] = var(False)

    def __init__(self, id: str) -> None:
        super().__init__(id=id)
        self._persona: Persona | None = None
        self._request: Request | None = None
        self._worker: Worker[None] | None = None
        self._transcript: Transcript | None = None
        self._drawn_length = -1
        self._started = 0.0
        self._model = ""
        self._flush_timer: Timer | None = None
        self._drawing = asyncio.Lock()

    def compose(self) -> ComposeResult:
        """From the headline down to what went wrong."""
        yield Static(id="tagline")
        yield Static(id="headline")
        yield Static(id="summary")
        yield WorkoutSteps(id="steps")
        yield Prose(id="prose")
        yield Static(id="follow-up")
        yield Static(id="notice")

    def on_mount(self) -> None:
        """The answer is drawn at a steady rate, however fast it comes."""
        self._flush_timer = self.set_interval(1 / FLUSHES_PER_S, self._flush, pause=True)
        self.app.theme_changed_signal.subscribe(self, lambda _: self._paint())
        for quiet in ("#summary", "#steps", "#follow-up", "#notice"):
            self.query_one(quiet).display = False

    def watch_asking(self, asking: bool) -> None:
        """Tells the footer."""
        self.set_class(asking, "-asking")
        self.post_message(AskingChanged(asking))

    def ask(self, coach: Coach, request: Request) -> None:
        """Asks a coach; a stream that still runs is cancelled first."""
        self._begin(request)
        self._model, self._started = coach.model, monotonic()
        self.asking = True
        self._say_progress()
        if self._flush_timer:
            self._flush_timer.resume()
        self._worker = self.run_worker(
            self._stream(coach, request), name=f"ask {request.persona.id}", group="ask", exclusive=True
        )

    def show_answer(self, request: Request, answer: Answer) -> None:
        """Shows an answer that was finished before, at once."""
        self.cancel()
        self._begin(request)
        self._draw(answer.draft, finished=True)
        self._say_finished(answer)

    def show_waiting(self, request: Request) -> None:
        """Shows whose turn it is, and how to ask."""
        self.cancel()
        self._begin(request)
        self._notice(f"Press g to ask {request.persona.name}.")

    def stop(self) -> bool:
        """Stops the stream and keeps what is there; False when nothing was streaming."""
        if not self.asking:
            return False
        self.cancel()
        self.run_worker(self._draw_last(), group="draw")
        self._notice("Stopped. Press g to ask again.")
        self.border_subtitle = f"{units.plain(self._model)} · stopped"
        return True

    def cancel(self) -> None:
        """Cancels a stream that still runs; its connection closes with it."""
        if self._worker is not None:
            self._worker.cancel()
            self._worker = None
        self._end()

    def _begin(self, request: Request) -> None:
        self._request, self._persona = request, request.persona
        self._transcript, self._drawn_length = None, -1
        self._paint()
        for part in ("#headline", "#summary", "#follow-up", "#notice"):
            self.query_one(part, Static).update("")
        for quiet in ("#summary", "#follow-up", "#notice"):
            self.query_one(quiet).display = False
        self.query_one(WorkoutSteps).show((), request.facts.unit)
        self.run_worker(self.query_one(Prose).show(""), group="draw")
        self.query_one("#tagline", Static).update(Content(f"“{units.plain(request.persona.tagline)}”"))
        when = "tomorrow" if request.facts.is_tomorrow else "today"
        self.border_title = f"{request.persona.name} · {when}, {units.day(request.facts.day)}"
        self.border_subtitle = ""
        self.scroll_home(animate=False)

    async def _stream(self, coach: Coach, request: Request) -> None:
        """The worker: takes what comes and ends in one of finished, failed or cancelled."""
        worker = get_current_worker()
        try:
            async with aclosing(ask(coach, request, datetime.now())) as parts:  # type: ignore[type-var]
                async for part in parts:
                    if worker.is_cancelled:
                        return
                    if isinstance(part, Answer):
                        await self._finish(part)
                    else:
                        self._transcript = part
        except CoachError as error:
            if worker is self._worker:
                await self._fail(error)
        finally:
            # A cancelled worker ends after its successor began: only the current one may clear the state.
            if worker is self._worker:
                self._worker = None
                self._end()

    async def _finish(self, answer: Answer) -> None:
        self._draw(answer.draft, finished=True)
        self._say_finished(answer)
        self.post_message(AnswerFinished(answer))

    async def _fail(self, error: CoachError) -> None:
        await self._draw_last()
        self._notice(f"{error.message} {error.hint}", failed=True)
        self.border_subtitle = f"{units.plain(self._model)} · failed"

    def _end(self) -> None:
        self.asking = False
        if self._flush_timer:
            self._flush_timer.pause()

    async def _flush(self) -> None:
        """Draws what has arrived since the last time."""
        self._say_progress()
        if self._transcript is not None and self.asking:
            self._draw(self._transcript.draft, finished=False)

    async def _draw_last(self) -> None:
        if self._transcript is not None:
            self._draw(self._transcript.draft, finished=False)

    def _draw(self, draft: Draft, *, finished: bool) -> None:
        request = self._request
        if request is None:
            return
        colour = self._colour()
        self.query_one("#headline", Static).update(Content.styled(draft.headline, f"bold {colour}"))
        self._set("#summary", self._summary(draft, finished))
        self.query_one(WorkoutSteps).show(draft.steps, request.facts.unit)
        self.run_worker(self._show_prose(request, draft.why), group="draw")
        self._set("#follow-up", Content.styled(draft.follow_up, "italic") if finished else Content(""))

    async def _show_prose(self, request: Request, text: str) -> None:
        async with self._drawing:
            if request is self._request:
                await self.query_one(Prose).show(text)

    def _summary(self, draft: Draft, finished: bool) -> Content:
        """The totals, once all the steps are there: numbers that count up would only distract."""
        request = self._request
        if request is None or draft.kind is None:
            return Content("")
        complete = finished or bool(draft.why)
        added = totals(draft.steps if complete else (), request.facts.paces.easy_slow)
        return Content.styled(wording.summary(draft.kind, added, request.facts.unit), "$text-muted")

    def _say_progress(self) -> None:
        if not self.asking:
            return
        seconds = int(monotonic() - self._started)
        waiting = self._transcript is None or self._transcript.draft.is_empty
        verb = "thinking" if waiting else "writing"
        line = f"{units.plain(self._model)} · {verb}" + (f" · {seconds} s" if seconds else "")
        if line != self.border_subtitle:
            self.border_subtitle = line

    def _say_finished(self, answer: Answer) -> None:
        self.border_subtitle = usage_line(answer)
        if answer.workout is None:
            self._notice("This answer is plain text, not a workout: its numbers are not checked.")

    def _notice(self, words: str, *, failed: bool = False) -> None:
        notice = self.query_one("#notice", Static)
        notice.set_class(failed, "-failed")
        notice.update(Content(units.plain(words)))
        notice.display = True

    def _set(self, selector: str, content: Content) -> None:
        part = self.query_one(selector, Static)
        part.update(content)
        part.display = bool(content.plain)

    def _colour(self) -> str:
        if self._persona is None:
            return "$accent"
        return persona_colour(self._persona, dark=self.app.current_theme.dark)

    def _paint(self) -> None:
        """The border and the headline in the coach's colour."""
        colour = self._colour()
        if self._persona is not None:
            self.styles.border = ("round", colour)
            self.styles.border_title_color = colour
            self.styles.border_subtitle_color = colour
        if self._transcript is not None and not self.asking:
            self._draw(self._transcript.draft, finished=True)
