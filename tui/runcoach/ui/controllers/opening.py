"""Opening a screen over the main one, by the name of its file.

``open('limits')`` as the action of a binding is all that a screen needs to have a key: it imports
``runcoach/ui/screens/limits.py``, when the key is first pressed, and runs the ``open_from`` there.
"""

from collections.abc import Awaitable, Callable
from importlib import import_module

from textual.screen import Screen

from runcoach.runner.source import Source
from runcoach.ui.controllers.coach import CoachController

type OpenFrom = Callable[["Opening"], Awaitable[None]]


class Opening:
    """What a screen's ``open_from`` is given: the coaches, the cache, and how to show itself."""

    def __init__(self, screen: Screen[None], coach: CoachController, cache: Source) -> None:
        self._screen = screen
        self.coach = coach
        self.cache = cache

    def open(self, name: str) -> None:
        """Opens the screen of this file, unless another one is open already."""
        if self._screen.is_active:
            self._screen.run_worker(opener(name)(self), name=f"open {name}", group="open")

    def show(self, screen: Screen[None]) -> None:
        """Shows a screen that gives nothing back."""
        self._screen.app.push_screen(screen)

    async def result_of[Given](self, screen: Screen[Given]) -> Given:
        """Shows a screen, and waits for what the runner chose there."""
        return await self._screen.app.push_screen_wait(screen)

    def notify(self, words: str) -> None:
        """Says this in a corner."""
        self._screen.notify(words, markup=False)


def opener(name: str) -> OpenFrom:
    """The ``open_from`` of this file under ``ui/screens``; raises ImportError when there is none."""
    found: OpenFrom = import_module(f"runcoach.ui.screens.{name}").open_from
    return found
