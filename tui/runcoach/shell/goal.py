"""``goal``: shows what the runner trains for, or changes it."""

import sys
from datetime import datetime

import msgspec

from runcoach.coach.memory.history import History
from runcoach.domain.errors import ConfigError
from runcoach.domain.units import DistanceUnit
from runcoach.shell.invocation import Invocation
from runcoach.shell.json_output import as_json
from runcoach.training.goal import Goal
from runcoach.training.goal_form import FIELDS, read_goal, typed_goal

UNIT = DistanceUnit.KM


def run(invocation: Invocation) -> int:
    """Changes what was given, or everything with ``--clear``, and prints the goal.

    Raises ConfigError naming the flag that is wrong, and StoreError.
    """
    history, given = History(invocation.store), dict(invocation.goal)
    goal = Goal() if invocation.clear else history.goal()
    if invocation.clear or given:
        goal, wrong = read_goal(typed_goal(goal, UNIT) | given, invocation.today, goal, UNIT)
        if wrong:
            field = next(field for field in FIELDS if field.key in wrong)
            raise ConfigError(
                f"flag {field.flag}: {given.get(field.key, '')!r} is not allowed.", wrong[field.key]
            )
        history.keep_goal(goal, datetime.now())
    if invocation.as_json:
        print(as_json(msgspec.to_builtins(goal)))
        return 0
    typed = typed_goal(goal, UNIT)
    for field in FIELDS:
        print(f"{field.label:<22} {typed[field.key] or '–'}")
    if goal.is_empty:
        print("runcoach-tui goal --race marathon --on 2027-04-11 sets one.", file=sys.stderr)
    return 0
