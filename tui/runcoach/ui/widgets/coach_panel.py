"""The frame around a coach's answer, and the worker that feeds it.

The panel owns that worker: asking somebody else, or removing the panel, cancels the stream and closes its
connection. What a coach needs is imported when the first one is asked, after the first paint.
"""

from contextlib import aclosing
from datetime import datetime
from time import monotonic
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.reactive import var
from textual.timer import Timer
from textual.worker import Worker

from runcoach.coach.coach import Coach
from runcoach.coach.personas.persona import Persona
from runcoach.coach.request import Request
from runcoach.domain import units
from runcoach.domain.errors import CoachError
from runcoach.ui.messages import AskingChanged
from runcoach.ui.remedies import error_words
from runcoach.ui.theme import persona_colour

if TYPE_CHECKING:
    from runcoach.coach.answer.answer import Answer
    from runcoach.coach.answer.draft import GrowingDraft
    from runcoach.coach.session import Memory
    from runcoach.ui.widgets.answer_view import AnswerView

DRAWINGS_PER_S = 12


class CoachPanel(VerticalScroll):
    """Shows one answer at a time: streaming, finished, stopped or failed."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("home", "scroll_home", "Top", show=False),
        Binding("end", "scroll_end", "Bottom", show=False),
    ]

    DEFAULT_CSS = """
    CoachPanel {
        height: 1fr;
        padding: 0 2;
        background: $background;
        border: round $border;
        scrollbar-size-vertical: 1;
        scrollbar-gutter: stable;

        &:focus {
            background-tint: $foreground 3%;
        }
    }
    """

    asking: var[bool] = var(False, init=False)

    def __init__(self, persona: Persona, id: str) -> None:
        super().__init__(id=id)
        self._persona = persona
        self._view: AnswerView | None = None
        self._growing: GrowingDraft | None = None
        self._worker: Worker[None] | None = None
        self._turn = 0
        self._drawing: Timer | None = None
        self._model = ""
        self.answer: Answer | None = None
        self.hint = ""
        self._started = 0.0
        self.border_title = persona.name

    def on_mount(self) -> None:
        """The answer is drawn at a steady rate, however fast it comes."""
        self._drawing = self.set_interval(1 / DRAWINGS_PER_S, self._draw, pause=True)
        self.app.theme_changed_signal.subscribe(self, lambda _: self._paint_frame())
        self._paint_frame()

    def watch_asking(self, asking: bool) -> None:
        """Tells the footer."""
        self.post_message(AskingChanged(asking))

    def turn_to(self, persona: Persona) -> None:
        """Shows at once whose turn it is; a stream that still runs is cancelled.

        ``asking`` stays as it is until the next answer begins: each change makes the footer anew.
        """
        self._cancel_worker()
        self._persona = persona
        self.border_title = f"{persona.name} · …"
        self.border_subtitle = ""
        self._paint_frame()
        if self._view is not None:
            self._view.display = False

    async def ask(self, coach: Coach, request: Request, memory: "Memory") -> None:
        """Asks a coach; a stream that still runs is cancelled first. The ``memory`` keeps the answer."""
        self._cancel_worker()
        self._model, self._started = coach.model, monotonic()
        self._growing = None
        self.asking = True
        view = await self._begin(request)
        self._say_progress()
        if self._drawing:
            self._drawing.resume()
        self._worker = self.run_worker(
            self._stream(coach, request, view, memory),
            name=f"ask {request.persona.id}",
            group="ask",
            exclusive=True,
        )

    async def show_answer(self, request: Request, answer: "Answer") -> None:
        """Shows an answer that was finished before, at once."""
        from runcoach.coach.prose.marking import shown_draft

        self.cancel()
        view = await self._begin(request)
        await view.show(shown_draft(answer), finished=True)
        self._say_finished(answer, view)

    async def show_waiting(self, request: Request, words: str = "") -> None:
        """Shows whose turn it is, and how to ask, or why nobody is asked."""
        self.cancel()
        view = await self._begin(request)
        view.say(words or f"Press g to ask {request.persona.name}.")

    async def stop(self) -> None:
        """Stops the stream and keeps what is there."""
        if not self.asking:
            return
        self.cancel()
        await self._draw_last("Stopped. Press g to ask again.", failed=False)
        self.border_subtitle = f"{units.plain(self._model)} · stopped"

    def cancel(self) -> None:
        """Cancels a stream that still runs; its connection closes with it."""
        self._cancel_worker()
        self._end()

    def _cancel_worker(self) -> None:
        if self._worker is not None:
            self._worker.cancel()
        self._worker = None
        self._turn += 1

    async def _begin(self, request: Request) -> "AnswerView":
        from runcoach.ui.widgets.answer_view import AnswerView

        self._persona = request.persona
        self.answer = None
        when = "tomorrow" if request.facts.is_tomorrow else "today"
        self.border_title = f"{request.persona.name} · {when}, {units.day(request.facts.day)}"
        self.border_subtitle = ""
        self._paint_frame()
        before, view = self._view, AnswerView(request)
        self._view = view
        self.scroll_home(animate=False)
        if before is not None:
            await before.retire()
        await self.mount(view)
        return view

    async def _stream(self, coach: Coach, request: Request, view: "AnswerView", memory: "Memory") -> None:
        """The worker: takes what comes and ends in one of finished, failed or cancelled."""
        from runcoach.coach.answer.answer import Answer
        from runcoach.coach.answer.draft import GrowingDraft
        from runcoach.coach.coach import Text
        from runcoach.coach.session import Refused, ask

        # A worker may have failed before ``run_worker`` gives it back, so it is known by its turn.
        turn = self._turn
        growing = GrowingDraft()
        try:
            async with aclosing(ask(coach, request, datetime.now(), memory)) as events:  # type: ignore[type-var]
                async for event in events:
                    match event:
                        case Text(text):
                            growing.add(text)
                            self._growing = growing
                        case Refused(checks):
                            view.refuse(checks)
                            # The refused answer stays until another one begins.
                            growing = GrowingDraft()
                        case Answer():
                            await self._show_finished(event, view)
        except CoachError as error:
            if turn == self._turn:
                otherwise = "" if coach.is_offline else " Or press m for the offline coach."
                await self._draw_last(f"{error_words(error)}{otherwise}", failed=True)
                self.border_subtitle = f"{units.plain(self._model)} · failed"
        finally:
            # A cancelled worker ends after its successor began: only the current one may clear the state.
            if turn == self._turn:
                self._end()

    async def _show_finished(self, answer: "Answer", view: "AnswerView") -> None:
        """Ends a stream with the answer as it was checked."""
        from runcoach.coach.prose.marking import shown_draft

        await view.show(shown_draft(answer), finished=True)
        self._say_finished(answer, view)

    def _end(self) -> None:
        self._worker = None
        self.asking = False
        if self._drawing:
            self._drawing.pause()

    async def _draw(self) -> None:
        """Draws what has arrived since the last time."""
        self._say_progress()
        if self._view is not None and self._growing is not None and self.asking:
            await self._view.show(self._growing.draft, finished=False)

    async def _draw_last(self, words: str, *, failed: bool) -> None:
        """What had arrived stays, with a word on why there is no more."""
        if self._view is None:
            return
        if self._growing is not None:
            await self._view.break_off(self._growing.draft)
        self._view.say(words, failed=failed)

    def _say_progress(self) -> None:
        if not self.asking:
            return
        seconds = int(monotonic() - self._started)
        waiting = self._growing is None or self._growing.draft.is_empty
        line = f"{units.plain(self._model)} · {'thinking' if waiting else 'writing'}"
        line += f" · {seconds} s" if seconds else ""
        if line != self.border_subtitle:
            self.border_subtitle = line

    def _say_finished(self, answer: "Answer", view: "AnswerView") -> None:
        from runcoach.coach.answer.answer import usage_line

        self.border_subtitle = usage_line(answer)
        self.answer = answer
        # Said below one answer, then never again.
        view.say(self.hint)
        self.hint = ""
        if answer.checks:
            view.show_checks(answer.checks, answer.repair)
        elif answer.workout is None:
            view.say("This answer is plain text, not a workout: its numbers are not checked.")

    def _paint_frame(self) -> None:
        """The border in the coach's colour."""
        colour = persona_colour(self._persona, dark=self.app.current_theme.dark)
        self.styles.border = ("round", colour)
        self.styles.border_title_color = colour
        self.styles.border_subtitle_color = colour
