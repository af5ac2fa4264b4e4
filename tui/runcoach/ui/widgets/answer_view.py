"""One answer from the headline down to what went wrong, drawn piece by piece."""

import asyncio
from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from runcoach.coach.answer import wording
from runcoach.coach.answer.check import Check
from runcoach.coach.answer.draft import Draft
from runcoach.coach.answer.workout import totals
from runcoach.coach.prose.marking import marked_draft
from runcoach.coach.request import Request
from runcoach.coach.rules.judging import step_checks, unfinished_checks
from runcoach.coach.rules.registry import contract_of, is_shown, severity_of, title_of
from runcoach.coach.rules.rule import Severity
from runcoach.coach.said import SEE_A_DOCTOR
from runcoach.domain import units
from runcoach.ui.theme import persona_colour
from runcoach.ui.widgets.prose import Prose
from runcoach.ui.widgets.workout_steps import WorkoutSteps

# A long conversation must not push the answer out of sight.
SHOWN_REPLIES = 2
MARKS_IN_A_ROW, MARK_WIDTH = 3, 15


class AnswerView(Vertical):
    """The answer to one request. Another request gets another view."""

    DEFAULT_CSS = """
    AnswerView {
        height: auto;

        #alarm, #tagline, #limits, #headline, #summary, #tally, #follow-up, #live-check, #checks,
        #notice {
            height: auto;
        }

        #alarm {
            color: $error;
            text-style: bold;
            margin-bottom: 1;
        }

        #tagline {
            color: $text-muted;
            text-style: italic;
        }

        #limits {
            margin-bottom: 1;
        }

        #summary, #tally {
            color: $text-muted;
        }

        #live-check {
            color: $text-warning;
        }

        #checks {
            margin-top: 1;
        }

        #notice {
            margin-top: 1;
            color: $text-muted;

            &.-failed {
                color: $error;
            }
        }
    }
    """

    def __init__(self, request: Request) -> None:
        super().__init__()
        self.request = request
        self._draft = Draft()
        self._finished = False
        self._retired = False
        self._judged: tuple[Check, ...] = ()
        self._refused = ""
        self._drawing = asyncio.Lock()
        tagline = units.plain(request.persona.tagline)
        self._tagline = Static(Content(f"“{tagline}”"), id="tagline")
        limits = wording.limits(request.limits, request.facts.unit)
        said = [f"You: “{units.plain(turn.text)}”" for turn in request.turns if turn.by_runner]
        if len(said) > SHOWN_REPLIES:
            said = [f"You said {len(said) - SHOWN_REPLIES} more before.", *said[-SHOWN_REPLIES:]]
        if request.said.checked_in:
            said.insert(0, f"You: {request.said.in_words}")
        self._limits = Static(Content.styled("\n".join([f"Limits: {limits}", *said]), "dim"), id="limits")
        self._alarm = Static(Content(SEE_A_DOCTOR), id="alarm")
        self._alarm.display = request.said.is_alarming
        self._headline = Static(id="headline")
        self._summary = Static(id="summary")
        self._tally = Static(id="tally")
        self._steps = WorkoutSteps(id="steps")
        self._prose = Prose(id="prose")
        self._follow_up = Static(id="follow-up")
        self._live = Static(id="live-check")
        self._checks = Static(id="checks")
        self._notice = Static(id="notice")
        quiet = (self._summary, self._tally, self._steps, self._live, self._follow_up)
        for part in (*quiet, self._checks, self._notice):
            part.display = False

    def compose(self) -> ComposeResult:
        """Each part is there from the start and shows itself when it has something to say."""
        yield self._alarm
        yield self._tagline
        yield self._limits
        yield self._headline
        yield self._summary
        yield self._tally
        yield self._live
        yield self._steps
        yield self._prose
        yield self._follow_up
        yield self._checks
        yield self._notice

    def on_mount(self) -> None:
        """Changes its colours with the theme."""
        self.app.theme_changed_signal.subscribe(self, lambda _: self._colour_headline())

    async def show(self, draft: Draft, *, finished: bool) -> None:
        """Draws the draft; what is unchanged is not drawn again."""
        async with self._drawing:
            # The app may be closing, or another answer may have taken the place.
            if self._retired or not self.is_attached:
                return
            # A drawing of the stream that is due late must not take the marks of the finished one away.
            if self._finished and not finished:
                return
            before, self._draft, self._finished = self._draft, draft, finished
            if draft.headline != before.headline:
                self._colour_headline()
            self._show_totals()
            self._steps.show(draft.steps, self.request.facts.unit)
            if draft.steps != before.steps or draft.kind != before.kind:
                self._check_so_far()
            await self._prose.show(draft.why)
            _set(self._follow_up, Content.styled(draft.follow_up if finished else "", "italic"))

    def refuse(self, checks: Sequence[Check]) -> None:
        """Says what was wrong with a first answer, as long as there is no other."""
        wrong = ". ".join(check.detail for check in checks)
        self._refused = f"⚠ {wrong}. The coach is asked once more."
        self._warn(self._refused)

    async def break_off(self, draft: Draft) -> None:
        """Draws the last of an answer that will not be finished, with every warning that can be given."""
        checks = () if draft.is_empty else unfinished_checks(self.request, draft)
        strange = [words for check in checks for words in check.marked]
        await self.show(marked_draft(draft, strange), finished=False)
        self._warn(self._refused, *(f"⚠ {check.detail}." for check in checks))

    async def retire(self) -> None:
        """Makes room for another answer, once a drawing that is under way is done."""
        async with self._drawing:
            self._retired = True
            await self.remove()

    def say(self, words: str, *, failed: bool = False) -> None:
        """A notice below the answer, in plain words."""
        self._notice.set_class(failed, "-failed")
        _set(self._notice, Content(units.plain(words)))

    def show_checks(self, checks: Sequence[Check], repair: str = "") -> None:
        """What the answer was held to, and what failed; what was changed stands above the steps."""
        # What nobody checked, or nobody should do, is said before anything else is.
        warnings = [
            repair,
            *(f"{check.detail}." for check in checks if severity_of(check) is Severity.WARNING),
        ]
        self._warn(*(f"⚠ {words}" for words in warnings if words))
        self._judged = tuple(checks)
        self._draw_marks()

    def on_resize(self) -> None:
        """As many marks in a row as there is room for now."""
        if self._judged:
            self._draw_marks()

    def _draw_marks(self) -> None:
        """A mark for each check, below them what failed."""
        shown = [check for check in self._judged if is_shown(check)]
        fit = max(1, min(MARKS_IN_A_ROW, (self.size.width or self.app.size.width) // MARK_WIDTH))
        rows = [shown[at : at + fit] for at in range(0, len(shown), fit)]
        lines = [Content.assemble(*(_mark(check) for check in row)) for row in rows]
        failed = [check for check in shown if not check.ok and severity_of(check) is not Severity.WARNING]
        lines += [Content(units.plain(f"✗ {check.detail}.")) for check in failed]
        _set(self._checks, Content("\n").join([*lines, Content.styled("k opens the checks", "dim")]))

    def _check_so_far(self) -> None:
        """A rule that a step has broken already is said at once."""
        broken = step_checks(self.request, self._draft.steps, self._draft.kind)
        words = "" if self._finished or not broken else f"⚠ {broken[0].detail}."
        self._warn(self._refused, words)

    def _warn(self, *lines: str) -> None:
        """Says this above the steps, a line each."""
        _set(self._live, Content("\n".join(units.plain(line) for line in lines if line)))

    def _show_totals(self) -> None:
        """The totals, once all the steps are there: numbers that count up would only distract."""
        draft, facts = self._draft, self.request.facts
        if draft.kind is None:
            _set(self._summary, Content(""))
            return
        complete = self._finished or bool(draft.why)
        added = totals(draft.steps if complete else (), facts.paces.easy_slow)
        _set(self._summary, Content(wording.summary(draft.kind, added, facts.unit)))
        if complete:
            lines = (rule.tally(facts, added.distance_m) for rule in contract_of(self.request.persona))
            _set(self._tally, Content("\n".join(line for line in lines if line)))

    def _colour_headline(self) -> None:
        colour = persona_colour(self.request.persona, dark=self.app.current_theme.dark)
        self._headline.update(Content.styled(self._draft.headline, f"bold {colour}"))


def _mark(check: Check) -> Content:
    """``✓ longest run``, as wide as its neighbours."""
    words = f"{'✓' if check.ok else '✗'} {title_of(check)}"
    return Content.styled(f"{words:<{MARK_WIDTH}}", "$text-success" if check.ok else "$text-warning")


def _set(part: Static, content: Content) -> None:
    if part.content != content:
        part.update(content)
    part.display = bool(content.plain)
