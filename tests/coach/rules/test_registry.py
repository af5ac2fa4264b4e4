"""Rules are objects: what is read from them, and what a rule that is added brings along by itself."""

import ast
import json
from collections.abc import Iterator
from pathlib import Path
from shutil import copytree

import pytest

import runcoach
from runcoach.coach.answer.draft import Draft
from runcoach.coach.answer.workout import Step, Totals, Workout
from runcoach.coach.fallback import ONLY_REST, REPLACED, usable_workout
from runcoach.coach.offline.coach import prescribe
from runcoach.coach.personas import built_in
from runcoach.coach.personas.persona import Persona
from runcoach.coach.prompt import prompt_for
from runcoach.coach.request import Request
from runcoach.coach.rules import contracts, registry
from runcoach.coach.rules.judging import all_checks, binding_failures, step_checks
from runcoach.coach.rules.registry import all_rules, contract_of, contract_rules, rule_named, title_of
from runcoach.coach.rules.rule import ContractRule, Finding, Repair
from runcoach.coach.rules.table import rules_table
from runcoach.shell.main import run
from tests.builders import request_for, some_weeks

PACKAGE = Path(runcoach.__file__).parent
REPOSITORY = Path(__file__).resolve().parents[3]
NO_NINE = '''
from runcoach.coach.rules.rule import ContractRule, Finding, Repair


class NoNine(ContractRule):
    """No step of nine kilometres."""

    id = "no-nine"
    title = "no nine"
    about = "No step is nine kilometres long."
    said_to_model = "Never prescribe a step of nine kilometres."
    may_not = "say nine"
    while_streaming = True
    repairs = (Repair.SHORTEN, Repair.EASE)

    def check_workout(self, request, workout, added):
        ok = all(step.distance_m != 9000 for step in workout.steps)
        return Finding(ok, "No nine" if ok else "A step of nine kilometres")


RULE = NoNine()
'''


@pytest.fixture
def another_rule(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A file in ``contracts`` as a newcomer would add it, and nothing else."""
    (tmp_path / "no_nine.py").write_text(NO_NINE, encoding="utf-8")
    monkeypatch.setattr(contracts, "__path__", [*contracts.__path__, str(tmp_path)])
    for cached in (registry.all_rules, registry.contract_rules):
        cached.cache_clear()
    yield
    for cached in (registry.all_rules, registry.contract_rules):
        cached.cache_clear()


def a_coach(*rules: str) -> Persona:
    return Persona("ann", "Ann", "no nines", "Ten!", "#a1b2c3", "#102030", "You are Ann.", rules)


def asked_of(coach: Persona) -> Request:
    """A runner of usually 8 km, and of 10 km once a week."""
    weeks = some_weeks(km=(10.0, 8.0, 6.0, 8.0))
    asked = request_for("pete", weeks)
    return Request(coach, asked.facts, asked.limits)


def nine(*more: Step) -> Workout:
    steps = (Step(action="run", distance_m=9000, rpe=3), *more)
    return Workout(headline="Easy run", kind="easy", steps=steps, why="Go.")


def test_each_rule_says_what_it_is_and_has_a_name_of_its_own() -> None:
    rules = all_rules()
    assert len({rule.id for rule in rules}) == len(rules) >= 14
    for rule in rules:
        assert rule.title and rule.about.endswith("."), rule.id
        assert rule_named(rule.id) is rule
    for contract in contract_rules():
        assert contract.may_not and contract.said_to_model, contract.id


def test_every_file_with_a_rule_in_it_is_found() -> None:
    files = [
        file
        for room in ("safety", "contracts", "text")
        for file in (PACKAGE / "coach/rules" / room).glob("*.py")
    ]
    with_rule = [file for file in files if "\nRULE = " in file.read_text(encoding="utf-8")]
    assert len(with_rule) == len(all_rules())


@pytest.mark.usefixtures("another_rule")
def test_a_file_is_all_that_a_new_rule_needs() -> None:
    asked = asked_of(a_coach("no-nine"))
    assert [rule.id for rule in contract_of(asked.persona)] == ["no-nine"]
    assert "Never prescribe a step of nine kilometres." in prompt_for(asked).system
    (live,) = step_checks(asked, nine().steps, "easy")
    assert (live.rule, live.detail, title_of(live)) == ("no-nine", "A step of nine kilometres", "no nine")
    assert binding_failures(all_checks(asked, Draft.of(nine())))[0].rule == "no-nine"
    mended, words = usable_workout(asked, nine())
    assert words == "RunCoach made it easy and shortened it to fit." and mended.steps[0].distance_m != 9000
    assert "| `no-nine` (contract) | No step is nine kilometres long. |" in rules_table()


@pytest.mark.usefixtures("another_rule")
def test_a_fourth_coach_is_a_file_and_the_file_of_its_rule(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    others, folder = built_in.built_in_names(), tmp_path / "personas"
    copytree(built_in._FOLDER, folder)
    text = built_in.built_in_text("pete").replace("Pete", "Ann").replace("easy-only", "no-nine")
    (folder / "ann.toml").write_text(text.replace("order = 1", "order = 99"), encoding="utf-8")
    monkeypatch.setattr(built_in, "_FOLDER", folder)
    built_in.built_in_personas.cache_clear()
    try:
        assert run(["personas", "--json"]) == 0
        listed = [each["id"] for each in json.loads(capsys.readouterr().out)]
        assert listed == [*others, "ann"]
        assert run(["today", "--sample", "--offline", "--persona", "ann", "--today", "2026-11-18"]) == 0
        assert "*Ann, for " in capsys.readouterr().out
    finally:
        built_in.built_in_personas.cache_clear()


@pytest.mark.usefixtures("another_rule")
def test_a_rule_without_a_repair_gets_the_offline_coach_s_workout(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = asked_of(a_coach("no-nine"))
    rule = rule_named("no-nine")
    monkeypatch.setattr(type(rule), "repairs", ())
    assert usable_workout(asked, nine()) == (prescribe(asked), f"None of it can be kept. {REPLACED}")


def test_where_no_workout_keeps_every_rule_it_is_a_rest_day_and_said_plainly(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked = request_for("pete", some_weeks())
    rule = rule_named("easy-only")

    def never(self: ContractRule, request: Request, workout: Workout, added: Totals) -> Finding:
        return Finding(False, "Never")

    monkeypatch.setattr(type(rule), "check_workout", never)
    left, words = usable_workout(asked, nine())
    assert (left.kind, words) == ("rest", f"None of it can be kept. {ONLY_REST}")


def test_no_rule_is_compared_by_its_name_outside_the_registry() -> None:
    """``rest`` is a kind of workout as well, and limits have an enum of their own."""
    names = {rule.id for rule in all_rules()} - {"rest"}
    found = []
    for file in PACKAGE.rglob("*.py"):
        if file.name == "registry.py":
            continue
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            compared = [node.left, *node.comparators] if isinstance(node, ast.Compare) else []
            compared += node.elts if isinstance(node, ast.Set | ast.Tuple | ast.List) else []
            compared += [key for key in node.keys if key] if isinstance(node, ast.Dict) else []
            found += [
                f"{file.relative_to(PACKAGE)}:{each.lineno} {each.value}"
                for each in compared
                if isinstance(each, ast.Constant) and each.value in names
            ]
    assert not found


def test_repairs_go_from_the_least_change_to_the_most() -> None:
    assert list(Repair) == [
        Repair.COMPLETE,
        Repair.DROP_NOTES,
        Repair.SHORTEN,
        Repair.EASE,
        Repair.KEEP_THE_RUN,
    ]


def test_the_table_of_the_documentation_says_what_the_rules_say() -> None:
    """A rule that is new need not be in it; one that is in it is told as it is."""
    text = (REPOSITORY / "README.md").read_text(encoding="utf-8")
    heading, _, *rows = rules_table().splitlines()
    told = text[text.index(heading) :].partition("\n\n")[0].splitlines()[2:]
    assert len(told) >= 14 and set(told) <= set(rows)


def test_the_built_in_coaches_keep_rules_that_there_are() -> None:
    for coach in built_in.built_in_personas():
        assert len(contract_of(coach)) == len(coach.rules) >= 1
