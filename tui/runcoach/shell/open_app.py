"""Opening the app: builds what it needs and hands it down."""

import gc
import sys
from typing import TYPE_CHECKING

from runcoach.coach.all_personas import all_personas
from runcoach.coach.coach import Coach
from runcoach.domain.errors import ConfigError
from runcoach.domain.paths import models_file, personas_folder
from runcoach.domain.settings import Settings
from runcoach.shell import exit_codes
from runcoach.shell.invocation import Invocation
from runcoach.shell.source import find_source, sample_source

if TYPE_CHECKING:
    from runcoach.ui.services import Services


def open_app(invocation: Invocation) -> int:
    """Opens the app in this terminal and returns its exit code."""
    if not sys.stdout.isatty() or not sys.stdin.isatty():
        print(
            "The app needs a terminal. In a pipe or a script use: runcoach-tui today, or runcoach-tui runs.",
            file=sys.stderr,
        )
        return exit_codes.USAGE
    # Nothing that is made before the first paint becomes garbage; the app turns collecting on again.
    gc.disable()
    from runcoach.ui.app import RunCoachApp

    app = RunCoachApp(_services(invocation))
    app.run()
    if app.crash is not None:
        raise app.crash
    return app.return_code or 0


def _services(invocation: Invocation) -> "Services":
    """What the app is built on, from what was asked for on the command line."""
    from runcoach.ui.services import Services

    personas, problems = all_personas(personas_folder())
    return Services(
        settings=invocation.settings_with_choices(),
        personas=personas,
        clock=invocation.clock,
        locate=invocation.source,
        locate_sample=lambda: sample_source(invocation.clock()),
        source_in=find_source,
        history_for=invocation.history_for,
        garmin_folders=invocation.garmin_folders,
        coach_for=_coach_for,
        troubles=tuple(str(problem) for problem in (*problems, *_price_problems())),
        sample=invocation.sample,
    )


def _coach_for(settings: Settings) -> Coach:
    """Who answers; imported when the first question is asked, after the first paint."""
    from runcoach.coach.providers.choose import coach_for

    return coach_for(settings)


def _price_problems() -> tuple[ConfigError, ...]:
    """What is wrong with the runner's own file of models, if there is one."""
    if not models_file().exists():
        return ()
    from runcoach.coach.providers.prices import known_models

    try:
        known_models()
    except ConfigError as error:
        return (error,)
    return ()
