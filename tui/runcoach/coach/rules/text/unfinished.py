"""An answer that broke off is nothing to go by."""

from runcoach.coach.rules.rule import Case, Finding, Rule, Severity


class Unfinished(Rule):
    """A warning above what had arrived."""

    id = "unfinished"
    title = "unfinished"
    about = "An answer that breaks off is shown with a warning."
    severity = Severity.WARNING
    order = 0

    def check(self, case: Case) -> Finding | None:
        """Applies to answers that are not finished."""
        return None if case.is_finished else Finding(False, "This answer is not finished: do not follow it")


RULE = Unfinished()
