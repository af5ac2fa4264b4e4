"""Connecting a Garmin account: e-mail and password, asked once, and the code if Garmin sends one."""

from datetime import date, timedelta
from pathlib import Path
from typing import ClassVar

import msgspec
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Button, Input, Select, Static

from runcoach.domain import units
from runcoach.domain.setting import Secret
from runcoach.garmin.sync.folders import GarminFolders
from runcoach.ui.screens.dialog import Dialog, box

HOW_FAR = (
    ("3 months", 91),
    ("1 year", 365),
    ("3 years", 1096),
    ("10 years", 3653),
    ("everything", 14_610),
)
YEAR = 365


class Login(msgspec.Struct, frozen=True):
    """What the runner typed; the password is never shown and never kept."""

    email: str
    password: Secret
    since: date


class GarminForm[Given](Dialog[Given]):
    """The look of what is typed to connect a Garmin account."""

    DEFAULT_CSS = """
    GarminForm {
        .box {
            width: 66;
        }

        .label {
            margin-top: 1;
            color: $text-muted;
        }

        Select {
            background: $panel;
        }

        #buttons {
            height: auto;
            margin-top: 1;
        }

        Button {
            margin-right: 2;
        }

        #message {
            color: $warning;
        }
    }
    """


class ConnectScreen(GarminForm[Login | None]):
    """Asks for the login; gives None when the runner cancels."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss(None)", "Cancel", show=False)]

    def __init__(self, folders: GarminFolders, today: date, *, email: str = "", message: str = "") -> None:
        super().__init__()
        self._folders = folders
        self._today = today
        self._email = email
        self._message = message

    def compose(self) -> ComposeResult:
        """What becomes of the login, the boxes, the buttons."""
        with box("Connect your Garmin", "escape cancels"):
            yield Static(
                Content(
                    "The password goes to Garmin once and is not kept. The token that Garmin gives for it"
                    f" lies in {_short(self._folders.tokens)}, your runs in {_short(self._folders.base)}."
                )
            )
            yield Static(Content(units.plain(self._message)), id="message")
            yield Static("Garmin e-mail", classes="label")
            yield Input(self._email, placeholder="you@example.org", id="email", compact=True)
            yield Static("Garmin password", classes="label")
            yield Input(password=True, id="password", compact=True)
            yield Static("How far back", classes="label")
            yield Select(HOW_FAR, value=YEAR, allow_blank=False, id="since", compact=True)
            with Horizontal(id="buttons"):
                yield Button("Connect and sync", variant="primary", id="connect", compact=True)
                yield Button("Cancel", id="cancel", compact=True)

    def on_mount(self) -> None:
        """Puts the cursor into the first empty box."""
        self.query_one("#password" if self._email else "#email").focus()

    @on(Input.Submitted, "#email")
    def _to_password(self) -> None:
        self.query_one("#password").focus()

    @on(Input.Submitted, "#password")
    @on(Button.Pressed, "#connect")
    def _connect(self) -> None:
        email = self.query_one("#email", Input).value.strip()
        password = self.query_one("#password", Input).value
        if "@" not in email or not password:
            self.query_one("#message", Static).update("Both are needed: the e-mail address and the password.")
            self.query_one("#email" if "@" not in email else "#password").focus()
            return
        days = self.query_one("#since", Select).value
        assert isinstance(days, int)
        self.dismiss(Login(email, Secret(password), self._today - timedelta(days=days)))

    @on(Button.Pressed, "#cancel")
    def _cancel(self) -> None:
        self.dismiss(None)


def _short(path: Path) -> str:
    """The path as runners write it."""
    home = Path.home()
    return units.plain(f"~/{path.relative_to(home)}" if path.is_relative_to(home) else str(path))


class CodeScreen(GarminForm[str]):
    """Asks for the code that Garmin sent; empty when the runner has none."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss('')", "Cancel", show=False)]

    def compose(self) -> ComposeResult:
        """One box."""
        with box("Garmin's code", "enter sends it · escape cancels"):
            yield Static("Garmin has sent you a code, by e-mail or to your phone. Type it here.")
            yield Static("Code", classes="label")
            yield Input(placeholder="123456", id="code", max_length=12, compact=True)

    def on_mount(self) -> None:
        """Where typing goes."""
        self.query_one(Input).focus()

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        self.dismiss(event.value.strip())
