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

from runcoach.coach.answer import wording
from runcoach.coach.answer.answer import Answer
from runcoach.coach.coach import Coach
from runcoach.coach.personas.persona import Persona
from runcoach.coach.question import answer_before
from runcoach.coach.request import Request
from runcoach.coach.rules.registry import contract_of
from runcoach.coach.session import Memory
from runcoach.domain import units
from runcoach.runner.snapshot import Snapshot
from runcoach.ui.controllers.opening import Opening
from runcoach.ui.messages import AskingChanged
from runcoach.ui.theme import persona_colour
from runcoach.ui.widgets.coach_panel import CoachPanel

AT_ONCE = 3


class CompareScreen(Screen[str | None]):
    """Three columns, or tabs where there is no room; gives the id of the coach that was chosen."""

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (120, "-wide")]

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,c", "back", "back", tooltip="Back without choosing"),
        Binding("1", "choose(0)", "choose", tooltip="Choose the coach with this number"),
        *(Binding(str(number), f"choose({number - 1})", show=False) for number in range(2, 10)),
        Binding("v,right", "next", "next", tooltip="On a narrow terminal: the next coach"),
        Binding("left", "previous", show=False),
        Binding("k", "checks", "checks", tooltip="What the answer of the column in focus was held to"),
    ]

    DEFAULT_CSS = """
    CompareScreen {
        .column {
            width: 1fr;
            height: 1fr;
        }

        #all-limits {
            padding: 0 2;
            text-style: bold;
        }

        #tabs {
            display: none;
            padding: 0 1;
        }

        &.-narrow #tabs {
            display: block;
        }

        &.-narrow .may-not {
            height: 1;
        }

        .may-not {
            height: 2;
            padding: 0 2;
            color: $text-muted;
        }

        CoachPanel {
            height: 1fr;
            padding: 0 1;

            #limits {
                display: none;
            }

            #tagline {
                margin-bottom: 1;
            }
        }

        &.-narrow .column {
            display: none;
        }

        &.-narrow .column.-shown {
            display: block;
        }
    }
    """

    def __init__(
        self,
        personas: Sequence[Persona],
        requests: Sequence[Request],
        known: Sequence[Answer | None],
        coach: Callable[[], Coach],
        snapshot: Snapshot,
        memory: Memory,
    ) -> None:
        super().__init__()
        self._snapshot = snapshot
        self._memory = memory
        self._personas = personas
        self._requests = requests
        self._known = known
        self._coach = coach
        self._shown = 0

    def compose(self) -> ComposeResult:
        """The day's limits, then a column a coach."""
        first = self._requests[0]
        limits = wording.limits(first.limits, first.facts.unit)
        yield Static(f"{units.long_day(first.facts.day)} · {limits}", id="all-limits")
        yield Static(id="tabs")
        with Horizontal():
            for number, request in enumerate(self._requests):
                with Vertical(classes="column", id=f"column-{number}"):
                    yield Static(self._may_not(request.persona), classes="may-not")
                    yield CoachPanel(request.persona, id=f"compare-{number}")
        yield Footer(show_command_palette=False, compact=True)

    async def on_mount(self) -> None:
        """Asks all of them at once; an answer that is still true is shown again instead."""
        self._show()
        for panel, request, known in zip(self.query(CoachPanel), self._requests, self._known, strict=True):
            if known is not None:
                await panel.show_answer(request, known)
            else:
                await panel.ask(self._coach(), request, self._memory)

    def action_back(self) -> None:
        """Leaves without choosing; every stream is closed."""
        self._leave(None)

    def action_choose(self, index: int) -> None:
        """Chooses one of the coaches that are shown, by the number it has everywhere; all streams close."""
        shown = [request.persona for request in self._requests]
        if index < len(self._personas) and self._personas[index] in shown:
            self._leave(self._personas[index].id)

    def _leave(self, chosen: str | None) -> None:
        """Closes the connections first: taking three answers down takes a tenth of a second."""
        for panel in self.query(CoachPanel):
            panel.cancel()
        self.dismiss(chosen)

    def action_next(self) -> None:
        """The next coach's column."""
        self._shown = (self._shown + 1) % len(self._requests)
        self._show()

    def action_previous(self) -> None:
        """The column before."""
        self._shown = (self._shown - 1) % len(self._requests)
        self._show()

    def action_checks(self) -> None:
        """Opens the checks of the column that has the focus."""
        from runcoach.ui.screens.checks import ChecksScreen

        panel = self.focused if isinstance(self.focused, CoachPanel) else None
        if panel is not None and panel.answer is not None:
            self.app.push_screen(ChecksScreen(panel.answer, self._snapshot))

    def _show(self) -> None:
        for number, column in enumerate(self.query(".column")):
            column.set_class(number == self._shown, "-shown")
        self.query_one("#tabs", Static).update(self._tabs())
        self.query_one(f"#compare-{self._shown}").focus()

    @on(AskingChanged)
    def _asking(self, event: AskingChanged) -> None:
        event.stop()

    def _tabs(self) -> Content:
        """The coaches' names, for terminals that show one at a time."""
        names = [
            Content.styled(
                f" {self._number(request.persona)} {units.plain(request.persona.name)} ",
                "reverse bold" if at == self._shown else "dim",
            )
            for at, request in enumerate(self._requests)
        ]
        return Content.assemble(*names, ("  v changes", "dim"))

    def _number(self, persona: Persona) -> int:
        return self._personas.index(persona) + 1

    def _may_not(self, persona: Persona) -> Content:
        """What this coach may not do."""
        colour = persona_colour(persona, dark=self.app.current_theme.dark)
        words = " or ".join(rule.may_not for rule in contract_of(persona))
        return Content.assemble(
            (f"{self._number(persona)} {units.plain(persona.name)}", f"bold {colour}"),
            f"  may not {words}" if words else "  only has to keep the limits",
        )


async def open_from(opening: Opening) -> None:
    """This coach and two others side by side; the one that is chosen stays."""
    coach = opening.coach
    day = coach.request().facts.day
    others = [persona for persona in coach.personas if persona != coach.persona][: AT_ONCE - 1]
    shown = [persona for persona in coach.personas if persona in (coach.persona, *others)]
    requests = [coach.request_to(persona, day) for persona in shown]
    known = [answer_before(coach.conversation, request, coach.model.coach().model) for request in requests]
    coach.panel.cancel()
    chosen = await opening.result_of(
        CompareScreen(coach.personas, requests, known, coach.model.coach, coach.snapshot, coach.conversation)
    )
    if chosen is not None and chosen != coach.persona.id:
        coach.choose(chosen)
    else:
        await coach.show_answer(ask=False)
