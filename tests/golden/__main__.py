"""The golden runners against a coach: what each was given, and whether any sensible coach would.

python -m tests.golden [--model] [--persona pete] [--only "race"]
"""

import argparse
import asyncio
import sys
from collections import Counter
from collections.abc import Sequence
from typing import Any

from runcoach.coach.answer.workout import totals
from runcoach.coach.coach import Coach
from runcoach.coach.providers.choose import coach_for
from runcoach.domain import units
from runcoach.domain.errors import RunCoachError
from runcoach.domain.settings import Settings
from runcoach.domain.settings_places import load_settings
from tests.golden.judged import Case, case
from tests.golden.runners import PERSONA_IDS, RUNNERS, Runner

WRONG, NOT_ASKED = 1, 2
TIRED_AFTER = 3
"""Failures in a row: the key or the address is wrong, and sixty more questions would not mend it."""


def main(arguments: Sequence[str] | None = None, runners: Sequence[Runner] = RUNNERS) -> int:
    """Prints a row for each runner and coach; 1 when something was prescribed that nobody sensible would.

    2 when there is no model to ask, or when it did not answer every time.
    """
    parser = argparse.ArgumentParser(prog="python -m tests.golden", description=__doc__.partition("\n")[0])
    parser.add_argument("--model", action="store_true", help="ask the model of the settings; it costs money")
    parser.add_argument("--persona", choices=PERSONA_IDS, help="only this coach")
    parser.add_argument("--only", default="", metavar="WORDS", help="only runners with these words")
    given = parser.parse_args(arguments)
    try:
        settings = load_settings().settings if given.model else Settings()
    except RunCoachError as error:
        print(error)
        return NOT_ASKED
    if given.model and not settings.uses_model:
        print("There is no model to ask: set OPENAI_API_KEY, or OPENAI_BASE_URL where no key is needed.")
        return NOT_ASKED
    chosen = [
        (runner, persona_id)
        for runner in runners
        for persona_id in PERSONA_IDS
        if given.only in runner.name and given.persona in (None, persona_id)
    ]
    return asyncio.run(_run(settings, chosen))


async def _run(settings: Settings, chosen: Sequence[tuple[Runner, str]]) -> int:
    coach = coach_for(settings, pause_s=0)
    print(f"{coach.model}, {len(chosen)} answers\n")
    print("| runner | coach | prescribed | would | would not | cost | seconds | tries |")
    print("|---|---|---|---|---|---|---|---|")
    try:
        return await _answers(coach, chosen)
    finally:
        await coach.close()


async def _answers(coach: Coach, chosen: Sequence[tuple[Runner, str]]) -> int:
    count: Counter[str] = Counter()
    spent = took_s = 0.0
    failures = 0
    for runner, persona_id in chosen:
        try:
            found = await case(coach, runner, persona_id)
        except RunCoachError as error:
            print(f"| {runner.name} | {persona_id} | no answer: {error} | | | | | |", flush=True)
            count["unanswered"] += 1
            failures += 1
            if failures == TIRED_AFTER:
                print(f"\n{TIRED_AFTER} failures in a row: the others were not asked.")
                break
            continue
        failures = 0
        print(_row(found), flush=True)
        count.update(_outcomes(found))
        spent += found.answer.cost_usd or 0.0
        took_s += found.answer.took_s
    print(
        f"\n{count['as a coach would']} of {len(chosen)} as any coach would,"
        f" {count['wrong']} as no coach would, {count['plain']} in plain text,"
        f" {count['asked twice']} asked twice, {count['repaired']} repaired,"
        f" {count['unanswered']} without an answer"
    )
    print(f"total {_dollars(spent)}{' and unknown' if count['unpriced'] else ''}, {took_s:.1f} s")
    if count["wrong"]:
        return WRONG
    return NOT_ASKED if count["unanswered"] else 0


def _outcomes(found: Case) -> list[str]:
    judged, answer = found.judged, found.answer
    true = {
        "plain": judged is None,
        "as a coach would": judged is not None and not judged.missing and not judged.wrong,
        "wrong": judged is not None and bool(judged.wrong),
        "asked twice": found.asked_twice,
        "repaired": bool(answer.repair),
        "unpriced": answer.cost_usd is None and not answer.offline,
    }
    return [outcome for outcome, is_true in true.items() if is_true]


def _row(found: Case) -> str:
    answer, judged = found.answer, found.judged
    if judged is None:
        would, would_not = "plain text", "not judged"
    else:
        would = f"MISSING: {', '.join(judged.missing)}" if judged.missing else "pass"
        would_not = f"WRONG: {', '.join(judged.wrong)}" if judged.wrong else "pass"
    tries = "repaired" if answer.repair else "2" if found.asked_twice else "1"
    cost = "free" if answer.offline else "unknown" if answer.cost_usd is None else _dollars(answer.cost_usd)
    cells: tuple[Any, ...] = (
        *(found.runner.name, found.persona_id, _prescribed(found), would, would_not),
        *(cost, f"{answer.took_s:.1f}", tries),
    )
    return f"| {' | '.join(cells)} |"


def _prescribed(found: Case) -> str:
    workout, runner = found.answer.workout, found.runner
    if workout is None:
        return "prose"
    metres = totals(workout.steps, runner.easy).distance_m
    return f"{workout.kind}, {units.distance(metres, runner.unit)}" if metres else workout.kind


def _dollars(amount: float) -> str:
    return f"${amount:.4f}"


if __name__ == "__main__":
    sys.exit(main())
