"""``personas``: the coaches there are, what is wrong with a file, and a copy to start from."""

import sys
from pathlib import Path

from runcoach.coach.all_personas import all_personas, check_persona_file
from runcoach.coach.personas.built_in import built_in_names, built_in_text
from runcoach.coach.personas.persona import Persona
from runcoach.domain.errors import ConfigError
from runcoach.domain.paths import personas_folder
from runcoach.shell import exit_codes
from runcoach.shell.invocation import Invocation
from runcoach.shell.json_output import as_json


def run(invocation: Invocation) -> int:
    """Lists, checks or copies, as the flags say. Raises ConfigError where nothing can be copied."""
    if invocation.copy is not None:
        return _copy(invocation.copy)
    if invocation.check:
        return _check(invocation.check, json=invocation.as_json)
    return _list(json=invocation.as_json)


def _list(*, json: bool) -> int:
    """Prints every coach, then what is wrong with each file that cannot be used; returns 2 for one."""
    folder = personas_folder()
    personas, problems = all_personas(folder)
    if json:
        print(as_json([{"id": each.id, "name": each.name, "rules": list(each.rules)} for each in personas]))
    else:
        for each in personas:
            print(f"{each.id:<12} {each.name}: {each.tagline}")
            print(f"{'':<12} contract: {_contract(each)}")
        print(f"Your own are read from {folder}.")
    for problem in problems:
        print(problem, file=sys.stderr)
    return exit_codes.USAGE if problems else exit_codes.DONE


def _check(files: tuple[Path, ...], *, json: bool) -> int:
    """Says every problem of every file, which may be anywhere; returns 2 when there is one."""
    found = [(file, *check_persona_file(file)) for file in files]
    if json:
        objects = [
            {"file": str(file), "problems": [str(each) for each in problems]} for file, _, problems in found
        ]
        print(as_json(objects))
    else:
        for file, persona, problems in found:
            if persona is not None:
                print(f"{file}: {persona.name} can be used. Contract: {_contract(persona)}.")
            for problem in problems:
                print(problem, file=sys.stderr)
    return exit_codes.USAGE if any(problems for _, _, problems in found) else exit_codes.DONE


def _contract(persona: Persona) -> str:
    return ", ".join(persona.rules) or "the limits alone"


def _copy(name: str) -> int:
    """Writes a built-in coach's file into the runner's folder. Raises ConfigError."""
    if name not in built_in_names():
        raise ConfigError(f"There is no built-in coach {name!r}.", f"They are {', '.join(built_in_names())}.")
    folder = personas_folder()
    file = folder / f"my-{name}.toml"
    if file.exists():
        raise ConfigError(f"{file} is there already.", "Change that file, or move it away first.")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        own = built_in_text(name).replace('name = "', 'name = "My ', 1)
        file.write_text(own, encoding="utf-8")
    except OSError as error:
        raise ConfigError(f"{file} cannot be written: {error.strerror}.", "Check the folder.") from None
    print(f"{file} is a copy of {name}: change its name, voice and rules. The next start shows it.")
    return 0
