"""Opening the app: builds what it needs and hands it down."""

import gc
import sys

from runcoach.domain.errors import ConfigError
from runcoach.domain.paths import models_file, personas_folder
from runcoach.shell.invocation import Invocation
from runcoach.shell.source import find_source, sample_source

NO_TERMINAL = 2


def open_app(invocation: Invocation) -> int:
    """Opens the app in this terminal and returns its exit code."""
    if not sys.stdout.isatty() or not sys.stdin.isatty():
        print(
            "The app needs a terminal. In a pipe or a script use: runcoach-tui today, or runcoach-tui runs.",
            file=sys.stderr,
        )
        return NO_TERMINAL
    # Nothing that is made before the first paint becomes garbage; the app turns collecting on again.
    gc.disable()
    from runcoach.coach.all_personas import all_personas
    from runcoach.ui.app import RunCoachApp

    personas, problems = all_personas(personas_folder())
    if models_file().exists():
        from runcoach.coach.providers.prices import known_models

        try:
            known_models()
        except ConfigError as error:
            problems = (*problems, error)
    app = RunCoachApp(
        invocation.settings_with_choices(),
        personas=personas,
        troubles=[str(problem) for problem in problems],
        clock=invocation.clock,
        locate=invocation.source,
        locate_sample=lambda: sample_source(invocation.clock()),
        source_in=find_source,
        history_for=invocation.history_for,
        sample=invocation.sample,
        garmin_folders=invocation.garmin_folders,
    )
    app.run()
    if app.crash is not None:
        raise app.crash
    return app.return_code or 0
