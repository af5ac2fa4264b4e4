"""Where RunCoach keeps its own things: the platform's config, data and cache folders."""

from pathlib import Path

from platformdirs import PlatformDirs

_DIRS = PlatformDirs("runcoach", appauthor=False)


def config_folder() -> Path:
    """Holds ``config.toml`` and perhaps ``.env``; may not exist."""
    return Path(_DIRS.user_config_dir)


def config_file() -> Path:
    """The settings file; may not exist."""
    return config_folder() / "config.toml"


def personas_folder() -> Path:
    """The runner's own coaches, a TOML file each; may not exist."""
    return config_folder() / "personas"


def models_file() -> Path:
    """The runner's own prices of models; may not exist."""
    return config_folder() / "models.toml"


def history_file() -> Path:
    """The runner's own answers and last choices, kept across updates."""
    return Path(_DIRS.user_data_dir) / "history.db"


def sample_folder() -> Path:
    """The example runner's home: can be deleted at any time, and is made again when asked for."""
    return Path(_DIRS.user_cache_dir) / "sample"


def derived_file(source: str) -> Path:
    """What was computed from a source of runs, given by its identity: can be deleted at any time."""
    # The identity itself names the file: hashing it would cost the first paint an import.
    name = "".join(each if each.isalnum() else "-" for each in source)[-120:].strip("-")
    return Path(_DIRS.user_cache_dir) / "derived" / f"{name}.db"


def garmindb_config_folder() -> Path:
    """GarminDB's own config folder in its default place."""
    return Path.home() / ".GarminDb"


def garmindb_default_base() -> Path:
    """GarminDB's own data folder in its default place."""
    return Path.home() / "HealthData"


def state_folder() -> Path:
    """What can be lost without harm, but is better kept: logs, and the state of the sync."""
    return Path(_DIRS.user_state_dir)
