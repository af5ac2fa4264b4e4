"""A rule as an object: what it is called, where it comes from, how it is checked and how it is said.

Safety limits and a persona's contract are both sets of rules. Each rule is a file of its own with a ``RULE``
in it; the registry finds them, and everything else - prompt, live warnings, final checks, repairs, screens,
documentation - reads the object.
"""

from enum import StrEnum

import msgspec

from runcoach.coach.answer.check import Check
from runcoach.coach.answer.draft import Draft
from runcoach.coach.answer.workout import Kind, Step, Totals, Workout, totals
from runcoach.coach.request import Request
from runcoach.domain.units import DistanceUnit
from runcoach.training.facts import Facts


class Severity(StrEnum):
    """What follows when a rule is broken."""

    BINDING = "binding"
    """The workout is not shown as finished: it is asked for again, then repaired."""
    WARNING = "warning"
    """The answer is shown with a warning above it."""
    MARK = "mark"
    """The answer is shown with marks in its text."""


class Case(msgspec.Struct, frozen=True):
    """What a rule looks at: the question, the draft of the answer, and the workout in it with its totals.

    ``workout`` is None for plain text. ``is_finished`` is False while the answer arrives, and when it broke
    off; ``kind_is_known`` is False before the draft has said what kind of workout it is.
    """

    request: Request
    draft: Draft
    workout: Workout | None
    added: Totals
    is_finished: bool = True
    kind_is_known: bool = True

    @staticmethod
    def of(request: Request, draft: Draft) -> "Case":
        """A finished answer; one that cannot be read as a whole holds no workout."""
        workout = None if draft.broken else draft.workout()
        return Case(request, draft, workout, _added(request, workout.steps if workout else ()))

    @staticmethod
    def unfinished(request: Request, draft: Draft) -> "Case":
        """An answer as far as it has come."""
        kind: Kind = draft.kind or "easy"
        partial = Workout(headline=draft.headline or "…", kind=kind, steps=draft.steps, why=draft.why)
        added = _added(request, draft.steps)
        return Case(request, draft, partial, added, is_finished=False, kind_is_known=draft.kind is not None)


def _added(request: Request, steps: tuple[Step, ...]) -> Totals:
    return totals(steps, request.facts.paces.easy_slow)


class Finding(msgspec.Struct, frozen=True):
    """What a rule found: whether it holds, in words, with its source and the activity ids behind it.

    ``marked`` are the words of the answer to put a mark behind.
    """

    ok: bool
    detail: str
    source: str = ""
    rows: tuple[str, ...] = ()
    marked: tuple[str, ...] = ()


class Repair(StrEnum):
    """What code can do to a workout, from the least change to the most."""

    COMPLETE = "completed it"
    DROP_NOTES = "left its notes out"
    SHORTEN = "shortened it to fit"
    EASE = "made it easy and shortened it to fit"
    KEEP_THE_RUN = "kept only an easy run"


class OtherWork(StrEnum):
    """How much other than running a day can take."""

    FULL = "full"
    LIGHT = "light"
    MOBILITY = "mobility"


class Rule:
    """One rule. Subclasses fill in the words and ``check``; a file's ``RULE`` is its one instance.

    ``title`` is a word or two for below an answer, ``about`` a sentence for the documentation, ``source``
    where the rule comes from. ``said_to_model`` is its sentence in the prompt, empty when there is none.
    ``while_streaming`` rules can fail before the answer is finished; ``needs_kind`` ones only once the kind
    of workout is known. ``repairs`` are what may mend a workout that breaks the rule; without any the offline
    coach's workout takes its place. ``order`` is the place in the list of checks.
    """

    # Ids mix dashes and underscores: ``--json`` and the history carry them, so old ones keep their spelling.
    id: str
    title: str
    about: str
    source: str = ""
    severity: Severity = Severity.BINDING
    said_to_model: str = ""
    while_streaming: bool = False
    needs_kind: bool = False
    is_shown_when_kept: bool = True
    repairs: tuple[Repair, ...] = ()
    order: int = 100

    def check(self, case: Case) -> Finding | None:
        """What the rule finds; None where it does not apply."""
        raise NotImplementedError

    def repairs_for(self, workout: Workout) -> tuple[Repair, ...]:
        """What may mend this workout, once it has broken the rule."""
        return self.repairs

    def checked(self, case: Case) -> Check | None:
        """The finding under the rule's name."""
        found = self.check(case)
        if found is None:
            return None
        return Check(self.id, found.ok, found.detail, found.source, found.rows, found.marked)


class WorkoutRule(Rule):
    """A rule about the steps: it does not apply to plain text."""

    def check(self, case: Case) -> Finding | None:
        """As ``check_workout`` finds it."""
        return None if case.workout is None else self.check_workout(case.request, case.workout, case.added)

    def check_workout(self, request: Request, workout: Workout, added: Totals) -> Finding | None:
        """What the rule finds in this workout; None where it does not apply."""
        raise NotImplementedError


class ContractRule(WorkoutRule):
    """A rule that a persona can keep. It checks a workout, and shapes the day that the offline coach plans.

    ``may_not`` completes "may not ..."; ``no_hard_session`` is why the persona gives none, or empty.
    ``counts_whole_day`` says that the persona names the day's total, runs already done included.
    ``has_own_steps`` says that ``other_steps`` adds some.
    """

    may_not: str
    no_hard_session: str = ""
    counts_whole_day: bool = False
    has_own_steps: bool = False

    def wants_more_today(self, run_today_m: float, unit: DistanceUnit) -> bool:
        """Whether a day that has seen a run is not finished yet for this persona."""
        return False

    def seconds_for_other_training(self, minutes: int) -> float:
        """Seconds of the runner's ``minutes`` that the contract needs for something other than running."""
        return 0.0

    def metres_to_run(self, request: Request, wanted_m: float, cap_m: float) -> float | None:
        """Metres to run of those that are wanted, up to the cap; None where the rule does not mind."""
        return None

    def other_steps(self, request: Request, work: OtherWork) -> tuple[Step, ...]:
        """Steps of its own, to follow the running, as much as the day can take."""
        return ()

    def complete(self, request: Request, workout: Workout, work: OtherWork) -> Workout:
        """The workout with what the contract asks for other than running."""
        return workout

    def sentences(self, request: Request, run_m: float) -> tuple[str, ...]:
        """What the persona says of the contract on a day with ``run_m`` metres to run."""
        return ()

    def tally(self, facts: Facts, run_m: float) -> str:
        """A line that counts the contract up below the totals; empty when there is nothing to count."""
        return ""

    def counts(self, facts: Facts, run_m: float) -> tuple[float, ...]:
        """Whole numbers that the persona may say because of the contract."""
        return ()
