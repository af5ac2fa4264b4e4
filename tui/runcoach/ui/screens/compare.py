"""The coaches side by side: all answer for the same day at once; one is chosen by its key."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Footer, Static

from runcoach import units
from runcoach.coach.events import Coach, Request
from runcoach.coach.persona import RULES
from runcoach.ui.messages import AnswerFinished, AskingChanged
from runcoach.ui.theme import persona_colour
from runcoach.ui.widgets.coach_panel import CoachPanel

AT_ONCE = 3


class CompareScreen(Screen[str | None]):
    """Three columns, or tabs where there is no room; gives the id of the coach that was chosen."""

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (120, "-wide")]

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,c", "dismiss(None)", "back", tooltip="Back without choosing"),
        Binding("1", "take(0)", "choose", key_display="1-3", tooltip="Choose this coach"),
        Binding("2", "take(1)", show=False),
        Binding("3", "take(2)", show=False),
        Binding("v,right", "next", "next", tooltip="On a narrow terminal: the next coach"),
        Binding("left", "previous", show=False),
    ]

    CSS = """
    CompareScreen {
        .column {
            width: 1fr;
            height: 1fr;
        }

        .may-not {
            height: auto;
            padding: 0 2;
            color: $text-muted;
        }

        CoachPanel {
            height: 1fr;
            padding: 0 1;
        }

        &.-narrow .column {
            display: none;
        }

        &.-narrow .column.-shown {
            display: block;
        }
    }
    """

    def __init__(self, requests: Sequence[Request], coach: Callable[[], Coach]) -> None:
        super().__init__()
        self._requests = requests[:AT_ONCE]
        self._coach = coach
        self._shown = 0

    def compose(self) -> ComposeResult:
        """A column a coach."""
        with Horizontal():
            for number, request in enumerate(self._requests):
                with Vertical(classes="column", id=f"column-{number}"):
                    yield Static(self._contract(number, request), classes="may-not")
                    yield CoachPanel(request.persona, id=f"compare-{number}")
        yield Footer(show_command_palette=False, compact=True)

    async def on_mount(self) -> None:
        """Asks all of them at once."""
        self._show()
        for panel, request in zip(self.query(CoachPanel), self._requests, strict=True):
            await panel.ask(self._coach(), request)

    def action_take(self, number: int) -> None:
        """Chooses a coach; the streams of the others are closed."""
        if number < len(self._requests):
            self.dismiss(self._requests[number].persona.id)

    def action_next(self) -> None:
        """The next coach's column."""
        self._shown = (self._shown + 1) % len(self._requests)
        self._show()

    def action_previous(self) -> None:
        """The column before."""
        self._shown = (self._shown - 1) % len(self._requests)
        self._show()

    def _show(self) -> None:
        for number, column in enumerate(self.query(".column")):
            column.set_class(number == self._shown, "-shown")

    @on(AskingChanged)
    def _asking(self, event: AskingChanged) -> None:
        event.stop()

    @on(AnswerFinished)
    def _finished(self, event: AnswerFinished) -> None:
        event.stop()
        self.app.screen_stack[-2].post_message(AnswerFinished(event.answer))

    def _contract(self, number: int, request: Request) -> Content:
        """What this coach may not do today."""
        persona, unit = request.persona, request.facts.unit
        colour = persona_colour(persona, dark=self.app.current_theme.dark)
        limits = f"at most {units.distance(request.limits.max_run_m, unit)}"
        limits += "" if request.limits.hard_allowed else ", nothing hard"
        contract = [RULES[rule].partition(".")[0] for rule in persona.rules]
        return Content.assemble(
            (f"{number + 1} {units.plain(persona.name)}  ", f"bold {colour}"),
            f"{'; '.join((limits, *contract))}.",
        )
