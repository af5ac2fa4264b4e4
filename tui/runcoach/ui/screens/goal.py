"""What the runner trains for: seven lines, each of which may stay empty."""

from datetime import date
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Input, Static

from runcoach.domain.units import DistanceUnit
from runcoach.training.goal import Goal
from runcoach.training.goal_form import FIELDS, read_goal, typed_goal
from runcoach.ui.controllers.opening import Opening
from runcoach.ui.messages import MaxHeartRateChanged
from runcoach.ui.screens.dialog import Dialog, box


class GoalScreen(Dialog[Goal | None]):
    """Gives the goal, or None when the runner leaves it as it was."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "Cancel", show=False),
        Binding("down", "app.focus_next", show=False),
        Binding("up", "app.focus_previous", show=False),
    ]

    DEFAULT_CSS = """
    GoalScreen {
        .box {
            width: 72;
        }

        Horizontal {
            height: 1;
            margin-bottom: 1;
        }

        Horizontal Static {
            width: 22;
            color: $text-muted;
        }

        Input {
            width: 1fr;
        }

        #wrong {
            color: $warning;
        }
    }
    """

    def __init__(self, goal: Goal, today: date, unit: DistanceUnit) -> None:
        super().__init__()
        self._goal, self._today, self._unit = goal, today, unit
        self._typed = typed_goal(goal, unit)

    def compose(self) -> ComposeResult:
        """A line a field."""
        with box("What are you training for?", "↑ ↓ move · enter keeps it · escape leaves it"):
            for field in FIELDS:
                with Horizontal():
                    yield Static(field.label)
                    yield Input(
                        self._typed[field.key],
                        placeholder=f"such as {field.example}",
                        id=field.key,
                        compact=True,
                        max_length=40,
                    )
            yield Static("Leave blank what you do not know. Your limits stay the same.", id="hint")
            yield Static(id="wrong")

    def on_mount(self) -> None:
        """Where typing goes first."""
        self.query_one(Input).focus()

    @on(Input.Submitted)
    def _keep(self) -> None:
        typed = {field.key: self._line(field.key).value for field in FIELDS}
        goal, wrong = read_goal(typed, self._today, self._goal, self._unit)
        if not wrong:
            self.dismiss(goal)
            return
        lines = [f"{field.label}: {wrong[field.key]}" for field in FIELDS if field.key in wrong]
        self.query_one("#wrong", Static).update(Content("\n".join(lines)))
        self._line(next(field.key for field in FIELDS if field.key in wrong)).focus()

    def _line(self, key: str) -> Input:
        return self.query_one(f"#{key}", Input)


async def open_from(opening: Opening) -> None:
    """Asks what the runner trains for, and the coach again with it."""
    coach = opening.coach
    before = coach.conversation.goal
    goal = await opening.result_of(GoalScreen(before, coach.snapshot.today, coach.snapshot.unit))
    if goal is None or goal == before:
        return
    coach.conversation.set_goal(goal)
    if goal.max_hr_bpm != before.max_hr_bpm:
        coach.panel.post_message(MaxHeartRateChanged())
    await coach.ask()
