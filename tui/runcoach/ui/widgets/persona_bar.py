"""The coaches side by side: choose one by key, arrow or mouse."""

from collections.abc import Sequence

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.reactive import reactive
from textual.widgets import Static

from runcoach.coach.personas.persona import Persona
from runcoach.ui.messages import PersonaChosen
from runcoach.ui.theme import persona_colour

FIT = 3
"""Up to this many cards share the width; more cards have a fixed width, and the row scrolls."""


class PersonaCard(Static):
    """One coach: number, name and manner, in the coach's colour when chosen."""

    DEFAULT_CSS = """
    PersonaCard {
        width: 1fr;
        height: 4;
        padding: 0 1;
        text-wrap: nowrap;
        text-overflow: ellipsis;
        background: $background;

        &:hover {
            background: $surface;
        }
    }
    """

    chosen: reactive[bool] = reactive(False)

    def __init__(self, number: int, persona: Persona) -> None:
        super().__init__(id=f"card-{persona.id}")
        self.persona = persona
        self._number = number

    def on_mount(self) -> None:
        """Takes the colour of the theme, now and when it changes."""
        self.app.theme_changed_signal.subscribe(self, lambda _: self.paint())
        self.paint()

    def watch_chosen(self) -> None:
        """Shows the choice."""
        self.set_class(self.chosen, "-chosen")
        if self.is_mounted:
            self.paint()

    def paint(self) -> None:
        """Name in colour; the border too when chosen, so that the choice needs no colour to be seen."""
        colour = persona_colour(self.persona, dark=self.app.current_theme.dark)
        self.styles.border = ("heavy", colour) if self.chosen else ("round", self._quiet_border())
        mark = "● " if self.chosen else ""
        self.update(
            Content.assemble(
                (f"{self._number} ", "dim"),
                (f"{mark}{self.persona.name}", f"bold {colour}"),
                "\n",
                (self.persona.manner, "" if self.chosen else "dim"),
            )
        )

    def on_click(self, event: events.Click) -> None:
        """Chooses this coach."""
        event.stop()
        self.post_message(PersonaChosen(self.persona.id))

    def _quiet_border(self) -> str:
        return self.app.theme_variables["border"]


class PersonaBar(Horizontal):
    """The cards in a row. ``persona_id`` is the chosen one."""

    DEFAULT_CSS = """
    PersonaBar {
        height: auto;
        overflow-x: hidden;

        &.-many PersonaCard {
            width: 17;
        }
    }
    """

    persona_id: reactive[str] = reactive("", init=False)

    def __init__(self, personas: Sequence[Persona], persona_id: str, id: str) -> None:
        super().__init__(id=id, classes="-many" if len(personas) > FIT else "")
        self._personas = personas
        self.set_reactive(PersonaBar.persona_id, persona_id)

    def compose(self) -> ComposeResult:
        """A card a coach."""
        for number, persona in enumerate(self._personas, start=1):
            yield PersonaCard(number, persona)

    def watch_persona_id(self) -> None:
        """Moves the choice."""
        for card in self.query(PersonaCard):
            card.chosen = card.persona.id == self.persona_id
            if card.chosen:
                # The row scrolls when there is no room for all coaches.
                self.call_after_refresh(self.scroll_to_widget, card, animate=False, force=True)

    def on_mount(self) -> None:
        """Shows the first choice."""
        self.watch_persona_id()
