"""The private parts of Textual that the app relies on; nothing else under ``ui`` touches one.

Read in Textual 8.2.8. tests/ui/test_textual_private.py says what to compare when another version breaks them.
"""

from textual.app import App

READ_IN = "8.2.8"


class PlainCrashApp(App[None]):
    """An app that leaves a crash to the code that started it."""

    @property
    def crash(self) -> BaseException | None:
        """What ended the app, if it did not end by itself."""
        return self._exception

    def _fatal_error(self) -> None:
        """Leaves without Textual's traceback: it prints local values, and no runner can use it.

        The command that opened the app says what happened.
        """
        self._close_messages_no_wait()
