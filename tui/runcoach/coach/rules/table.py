"""The rules as a Markdown table, for the documentation."""

from runcoach.coach.rules.registry import all_rules
from runcoach.coach.rules.rule import ContractRule, Severity

_CONSEQUENCE = {
    Severity.BINDING: "asked for again, then repaired",
    Severity.WARNING: "warning",
    Severity.MARK: "mark",
}


def rules_table() -> str:
    """A row a rule: id, what it asks for, what follows when it is broken, where it comes from."""
    rows = [
        f"| `{rule.id}`{' (contract)' if isinstance(rule, ContractRule) else ''} | {rule.about} |"
        f" {_CONSEQUENCE[rule.severity]} | {rule.source or '-'} |"
        for rule in all_rules()
    ]
    return "\n".join(["| rule | asks for | when broken | source |", "|---|---|---|---|", *rows])
