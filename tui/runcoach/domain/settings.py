"""Settings: ``config.toml``, then environment, then ``.env``, then flags; the later wins.

Each setting is documented once, in ``SETTINGS``; ``runcoach-tui config`` and the README show that text.
"""

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import msgspec

from runcoach.domain.errors import ConfigError
from runcoach.domain.paths import config_file, config_folder

PERSONA_NAME = r"[a-z][a-z0-9-]{0,31}"


class Secret(str):
    """A value that can be used but is never shown: its repr hides it, so no log or traceback has it."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "Secret('***')"


class Config(msgspec.Struct, frozen=True):
    """All settings, with their defaults. ``None`` means: not set."""

    cache: Path | None = None
    persona: str | None = None
    days: int | None = None
    units: str = "auto"
    coach: str = "auto"
    model: str = "gpt-4o"
    base_url: str | None = None
    api_key: Secret | None = None
    timeout_s: int = 60
    ask_on_start: bool = True
    theme: str | None = None
    language: str = "English"
    monthly_cap_usd: float | None = None
    run_names: bool = False
    garmin_username: Secret | None = None
    garmin_password: Secret | None = None

    @property
    def uses_model(self) -> bool:
        """Whether answers come from a model server; otherwise the offline coach gives them."""
        if self.coach == "auto":
            return bool(self.api_key or self.base_url)
        return self.coach != "offline"


class Setting(msgspec.Struct, frozen=True):
    """One setting: its key in ``config.toml``, its environment variable, what it does, how to read it."""

    key: str
    env: str
    about: str
    read: Callable[[Any], Any]
    secret: bool = False


class LoadedConfig(msgspec.Struct, frozen=True):
    """The settings and, for each key that is set, where its value comes from."""

    config: Config
    sources: Mapping[str, str]


def _text(value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError("some text")
    return value.strip()


def _secret(value: Any) -> Secret:
    return Secret(_text(value))


def _folder(value: Any) -> Path:
    try:
        return Path(_text(value)).expanduser()
    except RuntimeError:  # ~somebody who has no home here
        raise ValueError("a folder") from None


def _whole(low: int, high: int) -> Callable[[Any], int]:
    def read(value: Any) -> int:
        allowed = f"a whole number from {low} to {high}"
        if isinstance(value, bool | float):
            raise ValueError(allowed)
        try:
            number = int(value)
        except (TypeError, ValueError):
            raise ValueError(allowed) from None
        if not low <= number <= high:
            raise ValueError(allowed)
        return number

    return read


def _amount(value: Any) -> float:
    try:
        amount = float(value)
    except (TypeError, ValueError):
        raise ValueError("an amount such as 5 or 0.50") from None
    if isinstance(value, bool) or not 0 <= amount < 1e6:
        raise ValueError("an amount such as 5 or 0.50")
    return amount


def _language(value: Any) -> str:
    name = _text(value)
    if len(name) > 40 or not all(each.isalpha() or each in " -()" for each in name):
        raise ValueError("the name of a language such as German")
    return name


def _one_of(*allowed: str) -> Callable[[Any], str]:
    def read(value: Any) -> str:
        if value not in allowed:
            raise ValueError(f"one of {', '.join(allowed)}")
        return str(value)

    return read


def _yes_or_no(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    words = {
        "true": True,
        "yes": True,
        "1": True,
        "on": True,
        "false": False,
        "no": False,
        "0": False,
        "off": False,
    }
    if isinstance(value, str) and value.strip().lower() in words:
        return words[value.strip().lower()]
    raise ValueError("true or false")


def _url(value: Any) -> str:
    from urllib.parse import urlsplit

    allowed = "an address that starts with http:// or https://"
    url = _text(value)
    try:
        parts = urlsplit(url)
        has_server = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:  # half an IPv6 address, or a port that is none
        raise ValueError(allowed) from None
    if not has_server:
        raise ValueError(allowed)
    return url.rstrip("/")


def _persona_name(value: Any) -> str:
    import re

    name = _text(value).lower()
    if not re.fullmatch(PERSONA_NAME, name):
        raise ValueError("a coach's name such as pete, steve or jack")
    return name


SETTINGS: tuple[Setting, ...] = (
    Setting("cache", "RUNCOACH_CACHE", "Folder of the GarminDB cache. Not set: looked for.", _folder),
    Setting("persona", "RUNCOACH_PERSONA", "The coach to start with. Not set: the last one.", _persona_name),
    Setting("days", "RUNCOACH_DAYS", "Days in the runs panel, 1 to 36500. Not set: 7.", _whole(1, 36500)),
    Setting("units", "RUNCOACH_UNITS", "auto (as the Garmin is set), km or mi.", _one_of("auto", "km", "mi")),
    Setting(
        "coach",
        "RUNCOACH_COACH",
        "auto (a model when there is a key or a base_url, else offline), openai or offline.",
        _text,  # A provider's name: which there are is known where they are listed, not here.
    ),
    Setting("model", "OPENAI_MODEL", "The model that answers.", _text),
    Setting("base_url", "OPENAI_BASE_URL", "An OpenAI-compatible server. Not set: OpenAI's own.", _url),
    Setting(
        "api_key",
        "OPENAI_API_KEY",
        "The key for the model server. Better kept in .env.",
        _secret,
        secret=True,
    ),
    Setting(
        "timeout_s", "RUNCOACH_TIMEOUT_S", "Seconds to wait for a silent server, 5 to 600.", _whole(5, 600)
    ),
    Setting(
        "ask_on_start",
        "RUNCOACH_ASK_ON_START",
        "Ask the coach when the app opens; false waits for g.",
        _yes_or_no,
    ),
    Setting("theme", "RUNCOACH_THEME", "runcoach-dark, runcoach-light or one of Textual's.", _text),
    Setting("language", "RUNCOACH_LANGUAGE", "What the coach answers in. Not set: English.", _language),
    Setting(
        "monthly_cap_usd",
        "RUNCOACH_MONTHLY_CAP_USD",
        "US dollars a month for a model's answers; no more are asked for above it. Not set: none.",
        _amount,
    ),
    Setting(
        "run_names",
        "RUNCOACH_RUN_NAMES",
        "Send the runs' own names to the model, too; they often hold places. Not set: false.",
        _yes_or_no,
    ),
    Setting("garmin_username", "GARMIN_USERNAME", "Garmin account, for connecting.", _secret, secret=True),
    Setting("garmin_password", "GARMIN_PASSWORD", "Garmin password, for connecting.", _secret, secret=True),
)


def load_config(
    environ: Mapping[str, str] | None = None,
    flags: Mapping[str, Any] | None = None,
    folder: Path | None = None,
) -> LoadedConfig:
    """Reads every place that can hold a setting.

    ``flags`` maps setting keys to values, ``None`` meaning not given; ``folder`` is where a local ``.env``
    may be (default: the current folder). Raises ConfigError naming the place, the key and what is allowed.
    """
    environ = os.environ if environ is None else environ
    values: dict[str, Any] = {}
    sources: dict[str, str] = {}

    def take(setting: Setting, value: Any, place: str) -> None:
        try:
            values[setting.key] = setting.read(value)
        except ValueError as error:
            shown = "a secret" if setting.secret else repr(value)
            raise ConfigError(f"{place}: {shown} is not allowed.", f"It must be {error}.") from None
        sources[setting.key] = place

    for key, value in _read_toml(config_file()).items():
        take(_setting_named(key), value, f"{config_file()}, key {key}")
    for setting in SETTINGS:
        if environ.get(setting.env, "").strip():
            take(setting, environ[setting.env], f"environment variable {setting.env}")
    for env_file in (config_folder() / ".env", (folder or Path.cwd()) / ".env"):
        from_file = _read_env(env_file)
        for setting in SETTINGS:
            if (from_file.get(setting.env) or "").strip():
                take(setting, from_file[setting.env], f"{env_file}, line {setting.env}")
    for setting in SETTINGS:
        if flags and flags.get(setting.key) is not None:
            take(setting, flags[setting.key], f"flag --{setting.key.replace('_', '-')}")
    return LoadedConfig(Config(**values), sources)


def shown_value(config: Config, setting: Setting) -> str:
    """The value as it may be shown: a secret says only whether it is set."""
    value = getattr(config, setting.key)
    if setting.secret:
        return "set (hidden)" if value else "not set"
    if isinstance(value, bool):
        return str(value).lower()
    if setting.key == "base_url" and value and "@" in value:
        scheme, _, rest = value.partition("//")
        return f"{scheme}//***@{rest.rpartition('@')[2]}"
    return "not set" if value is None else str(value)


def _setting_named(key: str) -> Setting:
    for setting in SETTINGS:
        if setting.key == key:
            return setting
    known = ", ".join(setting.key for setting in SETTINGS)
    raise ConfigError(f"{config_file()}: there is no setting {key!r}.", f"The settings are: {known}.")


def _read_toml(file: Path) -> dict[str, Any]:
    if not file.is_file():
        return {}
    import tomllib

    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{file} is not valid TOML: {error}.", "Mend that line and start again.") from None
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{file} cannot be read: {error}.", "Check the file and start again.") from None


def _read_env(file: Path) -> Mapping[str, str | None]:
    if not file.is_file():
        return {}
    from dotenv import dotenv_values

    try:
        return dotenv_values(file, interpolate=False)
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{file} cannot be read: {error}.", "Check the file and start again.") from None
