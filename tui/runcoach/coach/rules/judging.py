"""Holding an answer to its rules: while it arrives, when it broke off, and when it is finished."""

from collections.abc import Iterable

from runcoach.coach.answer.check import Check
from runcoach.coach.answer.draft import Draft
from runcoach.coach.answer.workout import Kind, Step
from runcoach.coach.request import Request
from runcoach.coach.rules.registry import rules_for, severity_of
from runcoach.coach.rules.rule import Case, Rule, Severity


def step_checks(request: Request, steps: tuple[Step, ...], kind: Kind | None) -> tuple[Check, ...]:
    """The checks that have already failed while steps arrive."""
    case = Case.unfinished(request, Draft(steps=steps, kind=kind))
    rules = (rule for rule in rules_for(request.persona) if rule.while_streaming)
    return _failed(rules, case)


def unfinished_checks(request: Request, draft: Draft) -> tuple[Check, ...]:
    """What can be said of an answer that broke off, the warning that it did first."""
    rules = (
        rule
        for rule in rules_for(request.persona)
        if rule.while_streaming or rule.severity is not Severity.BINDING
    )
    return _failed(rules, Case.unfinished(request, draft))


def all_checks(request: Request, draft: Draft) -> tuple[Check, ...]:
    """Every check of a finished answer, those that failed first."""
    case = Case.of(request, draft)
    found = [rule.checked(case) for rule in rules_for(request.persona)]
    return tuple(sorted((check for check in found if check is not None), key=lambda check: check.ok))


def binding_failures(checks: tuple[Check, ...]) -> tuple[Check, ...]:
    """Those that a workout must not be finished with."""
    return tuple(check for check in checks if not check.ok and severity_of(check) is Severity.BINDING)


def _failed(rules: Iterable[Rule], case: Case) -> tuple[Check, ...]:
    found = (rule.checked(case) for rule in rules if case.kind_is_known or not rule.needs_kind)
    return tuple(check for check in found if check is not None and not check.ok)
