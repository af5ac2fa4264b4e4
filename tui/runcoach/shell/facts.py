"""``facts``: what is known about the runner today, and today's limits."""

from runcoach.coach.personas.built_in import built_in_names
from runcoach.domain import units
from runcoach.shell.invocation import Invocation
from runcoach.shell.json_output import as_json, facts_object, limits_object
from runcoach.shell.request import request_today
from runcoach.training.fact_list.listing import list_facts
from runcoach.training.facts import Facts
from runcoach.training.limits import Limits


def run(invocation: Invocation) -> int:
    """Prints the facts and limits of the day that a coach would be asked for. Raises CacheError."""
    settings = invocation.settings
    _, _, request = request_today(invocation, settings, settings.persona or built_in_names()[0])
    if invocation.as_json:
        print(as_json(facts_object(request.facts) | {"limits": limits_object(request.limits)}))
    else:
        print(facts_text(request.facts, request.limits), end="")
    return 0


def facts_text(facts: Facts, limits: Limits) -> str:
    """The facts and the limits for people."""
    lines = [f"Facts for {units.long_day(facts.day)}", ""]
    lines += [f"{fact.label}: {fact.text}" for fact in list_facts(facts)]
    lines += ["", "Limits", ""]
    for limit in limits.listed:
        value = limit.value if isinstance(limit.value, bool) else f"{limit.value:.0f}"
        lines.append(f"{limit.id} = {str(value).lower()}: {limit.reason}")
    return "\n".join(lines) + "\n"
