"""An answer in plain text is not a workout, and is not checked."""

from runcoach.coach.answer.workout import Workout
from runcoach.coach.rules.rule import Case, Finding, Rule, Severity
from runcoach.coach.rules.text.numbers import untraced


class PlainText(Rule):
    """A warning, and marks behind numbers from nowhere all the same."""

    id = "plain"
    title = "not checked"
    about = "An answer in plain text is shown with a warning: nothing in it can be checked."
    severity = Severity.WARNING
    order = 5

    def check(self, case: Case) -> Finding | None:
        """Applies to finished answers without a workout in them."""
        draft, request = case.draft, case.request
        if case.workout is not None or draft.broken or draft.steps:
            return None
        text = Workout(headline=draft.headline, kind="rest", why=draft.why, follow_up=draft.follow_up)
        detail = "The answer is plain text, not a workout: nothing in it is checked"
        if not request.limits.max_run_m:
            detail = f"{detail}, and no running is allowed today"
        return Finding(False, detail, marked=tuple(untraced(request, text)))


RULE = PlainText()
