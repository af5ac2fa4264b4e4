"""``goal`` in the shell: shows what the runner trains for, or changes it."""

import sys
from collections.abc import Mapping
from datetime import date, datetime

import msgspec

from runcoach.coach.memory.history import History
from runcoach.domain.errors import ConfigError
from runcoach.domain.units import DistanceUnit
from runcoach.shell.output import as_json
from runcoach.training.goal import Goal
from runcoach.training.goal_form import FIELDS, read_goal, typed_goal


def goal(history: History, given: Mapping[str, str], today: date, *, clear: bool, json: bool) -> None:
    """Changes what is ``given`` by key, or all with ``clear``, and prints the goal.

    Raises ConfigError naming the flag that is wrong, and StoreError.
    """
    unit = DistanceUnit.KM
    before = Goal() if clear else history.goal()
    if clear or given:
        found, wrong = read_goal(typed_goal(before, unit) | dict(given), today, before, unit)
        if wrong:
            field = next(field for field in FIELDS if field.key in wrong)
            raise ConfigError(
                f"flag {field.flag}: {given.get(field.key, '')!r} is not allowed.", wrong[field.key]
            )
        history.keep_goal(found, datetime.now())
        before = found
    if json:
        print(as_json(msgspec.to_builtins(before)))
        return
    typed = typed_goal(before, unit)
    for field in FIELDS:
        print(f"{field.label:<22} {typed[field.key] or '–'}")
    if before.is_empty:
        print("runcoach-tui goal --race marathon --on 2027-04-11 sets one.", file=sys.stderr)
