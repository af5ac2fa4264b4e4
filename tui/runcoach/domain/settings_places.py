"""Where settings come from: ``config.toml``, environment, ``.env``, then flags; the last one wins."""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

from runcoach.domain.errors import ConfigError
from runcoach.domain.paths import config_file, config_folder
from runcoach.domain.setting import Setting, read_value
from runcoach.domain.settings import SETTINGS, Settings


class LoadedSettings(msgspec.Struct, frozen=True):
    """The settings and, for each key that is set, where its value comes from."""

    settings: Settings
    sources: Mapping[str, str]


def load_settings(
    environ: Mapping[str, str] | None = None,
    flags: Mapping[str, object] | None = None,
    folder: Path | None = None,
) -> LoadedSettings:
    """Reads every place that can hold a setting.

    ``flags`` maps setting keys to values, ``None`` meaning not given; ``folder`` is where a local ``.env``
    may be (default: the current folder). Raises ConfigError naming the place, the key and what is allowed.
    """
    environ = os.environ if environ is None else environ
    values: dict[str, Any] = {}
    sources: dict[str, str] = {}
    for setting, value, place in _given(environ, flags or {}, folder or Path.cwd()):
        values[setting.key] = read_value(setting, value, place)
        sources[setting.key] = place
    return LoadedSettings(Settings(**values), sources)


def _given(
    environ: Mapping[str, str], flags: Mapping[str, object], folder: Path
) -> Iterator[tuple[Setting, object, str]]:
    """Each value that is given somewhere, with its place; the one that wins comes last."""
    for key, value in _read_toml(config_file()).items():
        yield _setting_named(key), value, f"{config_file()}, key {key}"
    for setting in SETTINGS:
        if environ.get(setting.env, "").strip():
            yield setting, environ[setting.env], f"environment variable {setting.env}"
    for env_file in (config_folder() / ".env", folder / ".env"):
        from_file = _read_env(env_file)
        for setting in SETTINGS:
            if (from_file.get(setting.env) or "").strip():
                yield setting, from_file[setting.env], f"{env_file}, line {setting.env}"
    for setting in SETTINGS:
        if flags.get(setting.key) is not None:
            yield setting, flags[setting.key], f"flag --{setting.key.replace('_', '-')}"


def _setting_named(key: str) -> Setting:
    for setting in SETTINGS:
        if setting.key == key:
            return setting
    known = ", ".join(setting.key for setting in SETTINGS)
    raise ConfigError(f"{config_file()}: there is no setting {key!r}.", f"The settings are: {known}.")


def _read_toml(file: Path) -> dict[str, object]:
    if not file.is_file():
        return {}
    import tomllib

    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(
            f"{file} is not valid TOML: {error}.", "Correct that line and start again."
        ) from None
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
