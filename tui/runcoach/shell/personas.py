"""``personas`` in the shell: the coaches there are, what is wrong with a file, and a copy to start from."""

import sys

from runcoach.coach.all_personas import all_personas
from runcoach.coach.personas.built_in import built_in_names, built_in_text
from runcoach.domain.errors import ConfigError
from runcoach.domain.paths import personas_folder
from runcoach.shell.output import as_json as to_json


def listed(*, as_json: bool) -> int:
    """Prints every coach, then each file that is none; returns 2 when there is such a file."""
    folder = personas_folder()
    personas, problems = all_personas(folder)
    if as_json:
        print(to_json([{"id": each.id, "name": each.name, "rules": list(each.rules)} for each in personas]))
    else:
        for each in personas:
            print(f"{each.id:<12} {each.name}: {each.tagline}")
            print(f"{'':<12} contract: {', '.join(each.rules) or 'the limits alone'}")
        print(f"Your own are read from {folder}.")
    for problem in problems:
        print(problem, file=sys.stderr)
    return 2 if problems else 0


def copy(name: str) -> int:
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
