"""The settings: each is declared once, as a field of ``Settings``.

The parser of the command line, its help, the ``config`` command and the README's table read that declaration;
``settings_places`` reads the values.
"""

from pathlib import Path
from typing import Annotated, Literal

import msgspec

from runcoach.domain.setting import Secret, declare, settings_of

PERSONA_NAME = r"[a-z][a-z0-9-]{0,31}"


def _persona_name(text: str) -> str:
    """The name in small letters. Raises ValueError for what cannot be one."""
    import re

    if not re.fullmatch(PERSONA_NAME, text.lower()):
        raise ValueError(text)
    return text.lower()


def _language(text: str) -> str:
    """The name as it is. Raises ValueError for more than a few words of letters: it goes into the prompt."""
    if len(text) > 40 or not all(each.isalpha() or each in " -()" for each in text):
        raise ValueError(text)
    return text


def _address(text: str) -> str:
    """An address without its last slash. Raises ValueError for what is not an http address."""
    from urllib.parse import urlsplit

    parts = urlsplit(text)  # Raises ValueError for half an IPv6 address; the port does, too.
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.port == 0:
        raise ValueError(text)
    return text.rstrip("/")


def _without_login(address: str) -> str:
    """The address as it may be shown: without the name and password that stand before an ``@``."""
    if "@" not in address:
        return address
    scheme, _, rest = address.partition("//")
    return f"{scheme}//***@{rest.rpartition('@')[2]}"


class Settings(msgspec.Struct, frozen=True):
    """All settings, with their defaults. ``None`` means: not set."""

    cache: Annotated[
        Path | None,
        declare(
            "RUNCOACH_CACHE",
            "Folder of the GarminDB cache. Not set: GarminDB's own place.",
            flag="DIR",
            allowed="a folder",
        ),
    ] = None
    persona: Annotated[
        str | None,
        declare(
            "RUNCOACH_PERSONA",
            "The coach to start with, such as pete, steve or jack. Not set: the last one.",
            flag="NAME",
            allowed="a coach's name such as pete, steve or jack",
            clean=_persona_name,
        ),
    ] = None
    days: Annotated[
        int | None, declare("RUNCOACH_DAYS", "Days of runs to show. Not set: 7.", flag="N", ge=1, le=36500)
    ] = None
    units: Annotated[
        Literal["auto", "km", "mi"],
        declare("RUNCOACH_UNITS", "Units of distance; auto follows the Garmin setting.", flag="UNIT"),
    ] = "auto"
    coach: Annotated[
        str,  # which providers there are is known where they are listed, not here
        declare(
            "RUNCOACH_COACH",
            "Who answers: offline, or a kind of model server such as openai. auto means a model when api_key"
            " or base_url is set, else the offline coach.",
        ),
    ] = "auto"
    model: Annotated[str, declare("OPENAI_MODEL", "The model that answers.", flag="NAME")] = "gpt-4o"
    base_url: Annotated[
        str | None,
        declare(
            "OPENAI_BASE_URL",
            "The address of an OpenAI-compatible server. Not set: OpenAI's own.",
            flag="URL",
            allowed="an address that starts with http:// or https://",
            clean=_address,
            show=_without_login,
        ),
    ] = None
    api_key: Annotated[
        Secret | None, declare("OPENAI_API_KEY", "The key for the model server. Better kept in .env.")
    ] = None
    timeout_s: Annotated[
        int, declare("RUNCOACH_TIMEOUT_S", "Seconds to wait for a server that says nothing.", ge=5, le=600)
    ] = 60
    ask_on_start: Annotated[
        bool,
        declare("RUNCOACH_ASK_ON_START", "Whether to ask the coach when the app opens; false waits for g."),
    ] = True
    theme: Annotated[
        str | None,
        declare(
            "RUNCOACH_THEME",
            "The app's colours: runcoach-dark, runcoach-light or one of Textual's themes."
            " Not set: the last one.",
            flag="NAME",
        ),
    ] = None
    language: Annotated[
        str,
        declare(
            "RUNCOACH_LANGUAGE",
            "The language that a model answers in.",
            allowed="the name of a language such as German",
            clean=_language,
        ),
    ] = "English"
    monthly_cap_usd: Annotated[
        float | None,
        declare(
            "RUNCOACH_MONTHLY_CAP_USD",
            "US dollars a month for a model's answers; above it no model is asked. Not set: no cap.",
            allowed="an amount such as 5 or 0.50",
            ge=0,
            lt=1e6,
        ),
    ] = None
    run_names: Annotated[
        bool,
        declare(
            "RUNCOACH_RUN_NAMES",
            "Whether to send the names of your runs to the model, too; they often contain places.",
        ),
    ] = False
    garmin_username: Annotated[
        Secret | None, declare("GARMIN_USERNAME", "The Garmin account, for connecting.")
    ] = None
    garmin_password: Annotated[
        Secret | None, declare("GARMIN_PASSWORD", "The password of the Garmin account, for connecting.")
    ] = None

    @property
    def uses_model(self) -> bool:
        """Whether answers come from a model server; otherwise the offline coach gives them."""
        if self.coach == "auto":
            return bool(self.api_key or self.base_url)
        return self.coach != "offline"


SETTINGS = settings_of(Settings)
