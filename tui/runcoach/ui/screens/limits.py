"""Today's limits, and what they rest on: the rule, its source, the runs behind the number."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from runcoach.coach.request import Request
from runcoach.domain import units
from runcoach.runner.snapshot import Snapshot
from runcoach.training.limits import Limit, Measure
from runcoach.training.readiness import Verdict
from runcoach.ui.controllers.opening import Opening
from runcoach.ui.screens.dialog import ReadingDialog, box

SIGNS = {Verdict.GREEN: "●", Verdict.AMBER: "◐", Verdict.RED: "○", Verdict.UNKNOWN: "?"}


class LimitsScreen(ReadingDialog):
    """What the day allows; escape closes it."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("l", "dismiss", show=False)]

    def __init__(self, request: Request, snapshot: Snapshot) -> None:
        super().__init__()
        self._request = request
        self._snapshot = snapshot

    def compose(self) -> ComposeResult:
        """A paragraph a limit, then readiness and load."""
        facts = self._request.facts
        with box(f"Limits · {units.long_day(facts.day)}"):
            for limit in self._request.limits.listed:
                yield Static(self._paragraph(limit))
            yield Static(self._readiness())
            yield Static(self._load())

    def _paragraph(self, limit: Limit) -> Content:
        facts = self._request.facts
        match limit.id:
            case Measure.DISTANCE:
                name, value = "Longest run", units.distance(limit.value, facts.unit)
            case Measure.TIME:
                name, value = "Longest time", units.minutes(limit.value)
            case Measure.HARD:
                name, value = "Hard session", "allowed" if limit.value else "not allowed"
        rows = [run for run in self._snapshot.runs if run.activity_id in limit.rows]
        behind = "".join(
            f"\n  {units.dated(run.day)}  {units.distance(run.distance_m, facts.unit, 2)}"
            f"  {units.plain(self._snapshot.title(run))}"
            for run in rows
        )
        return Content.assemble(
            (f"{name}: ", "bold"), (value, "bold $accent"), f"\n{limit.reason}", (behind, "$text-muted")
        )

    def _readiness(self) -> Content:
        judged = self._request.facts.readiness
        why = "; ".join(judged.signs) or {
            Verdict.GREEN: "nothing in last night's numbers is far from usual",
            Verdict.UNKNOWN: "last night was not recorded, or there is nothing to compare it with",
        }.get(judged.verdict, "")
        return Content.assemble(
            ("Readiness: ", "bold"), (f"{SIGNS[judged.verdict]} {judged.verdict}", "bold"), f"\n{why}"
        )

    def _load(self) -> Content:
        load = self._request.facts.load

        def words(value: float | None, digits: int = 0) -> str:
            return "unknown" if value is None else f"{value:.{digits}f}"

        unknown = f", {load.unknown_runs} runs without a load" if load.unknown_runs else ""
        return Content.assemble(
            ("Load (TRIMP): ", "bold"),
            f"7 days {words(load.last_7)}, 28 days {words(load.last_28)}{unknown}\n",
            f"Fitness (CTL) {words(load.ctl)}, fatigue (ATL) {words(load.atl)}, ",
            f"form (TSB) {words(load.tsb)}\n",
            f"Monotony {words(load.monotony, 1)} (Foster: above 2 is high)\n",
            (
                f"Acute to chronic {words(load.acwr, 2)}: context only, it does not limit anything",
                "$text-muted",
            ),
        )


async def open_from(opening: Opening) -> None:
    """Shows today's limits and what they rest on."""
    opening.show(LimitsScreen(opening.coach.request(), opening.coach.snapshot))
