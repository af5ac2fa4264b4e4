"""Every rule there is: each file of ``safety``, ``contracts`` and ``text`` that has a ``RULE`` adds one."""

from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from runcoach.coach.answer.check import Check
from runcoach.coach.personas.persona import Persona
from runcoach.coach.rules.rule import ContractRule, Rule, Severity

_ROOMS = ("safety", "contracts", "text")


@cache
def all_rules() -> tuple[Rule, ...]:
    """In the order in which their checks are listed."""
    return tuple(sorted(_found(), key=lambda rule: (rule.order, rule.id)))


def _found() -> Iterator[Rule]:
    for room in _ROOMS:
        package = import_module(f"runcoach.coach.rules.{room}")
        for module in iter_modules(package.__path__, f"{package.__name__}."):
            rule = getattr(import_module(module.name), "RULE", None)
            if isinstance(rule, Rule):
                yield rule


def rule_named(rule_id: str) -> Rule | None:
    """The rule with this id; None for one that no longer exists, as old answers may name."""
    return next((rule for rule in all_rules() if rule.id == rule_id), None)


def title_of(check: Check) -> str:
    """The check's rule in a word or two."""
    rule = rule_named(check.rule)
    return rule.title if rule else check.rule


def severity_of(check: Check) -> Severity:
    """What follows when this check fails."""
    rule = rule_named(check.rule)
    return rule.severity if rule else Severity.BINDING


def is_shown(check: Check) -> bool:
    """Whether a runner wants to see it: what goes without saying is shown only when it fails."""
    rule = rule_named(check.rule)
    return not check.ok or rule is None or rule.is_shown_when_kept


@cache
def contract_rules() -> tuple[ContractRule, ...]:
    """The rules that a persona can keep."""
    return tuple(rule for rule in all_rules() if isinstance(rule, ContractRule))


def contract_of(persona: Persona) -> tuple[ContractRule, ...]:
    """The rules that this persona keeps."""
    return tuple(rule for rule in contract_rules() if rule.id in persona.rules)


def rules_for(persona: Persona) -> tuple[Rule, ...]:
    """The rules that an answer of this persona is held to."""
    return tuple(
        rule for rule in all_rules() if not isinstance(rule, ContractRule) or rule.id in persona.rules
    )


def said_to_model(persona: Persona) -> tuple[list[str], list[str]]:
    """The sentences of the prompt: those of every persona, and those of this one's contract."""
    contract = contract_of(persona)
    general = [rule.said_to_model for rule in rules_for(persona) if rule not in contract]
    return [words for words in general if words], [rule.said_to_model for rule in contract]


def why_no_hard_session(persona: Persona) -> str:
    """Why this persona gives no hard session; empty when it does."""
    return next((rule.no_hard_session for rule in contract_of(persona) if rule.no_hard_session), "")
