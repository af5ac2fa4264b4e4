"""Where a sync writes: GarminDB's config and data folders, and our own folder for the state of the sync."""

from contextlib import suppress
from hashlib import sha256
from pathlib import Path

import msgspec

from runcoach.domain.paths import garmindb_config_folder, garmindb_default_base, state_folder
from runcoach.garmin.reader.locate import CONFIG_FILE, configured_base

TOKENS_FILE = "garmin_tokens.json"


class GarminFolders(msgspec.Struct, frozen=True):
    """GarminDB's folder for its config and tokens, and the one above its databases and files."""

    config: Path
    base: Path

    @property
    def tokens(self) -> Path:
        """The tokens from the last login, where GarminDB keeps them."""
        return self.config / TOKENS_FILE

    @property
    def is_connected(self) -> bool:
        """Whether there are tokens; Garmin may have revoked them."""
        return self.tokens.is_file()

    @property
    def state(self) -> Path:
        """Our own folder for this cache: its lock, its log, and what was imported."""
        return state_folder() / "sync" / sha256(str(self.base.absolute()).encode()).hexdigest()[:16]

    def disconnect(self) -> bool:
        """Removes the tokens; returns whether there were any. Raises OSError."""
        with suppress(FileNotFoundError):
            self.tokens.unlink()
            return True
        return False


def garmin_folders(asked: Path | None = None) -> GarminFolders:
    """Returns where GarminDB keeps, or would keep, what is synced. Nothing has to exist yet.

    ``asked`` is the folder that the runner chose: the databases', the data folder above it, or a home folder.
    Raises CacheError when GarminDB's config says that it keeps its data in another kind of database.
    """
    default = garmindb_config_folder()
    if asked is None:
        return GarminFolders(default, configured_base(default / CONFIG_FILE) or garmindb_default_base())
    base = asked.absolute()
    if base.name == "DBs":
        base = base.parent
    elif (base / "HealthData").is_dir():
        base = base / "HealthData"
    for config in (base / ".GarminDb", base.parent / ".GarminDb"):
        if config.is_dir():
            return GarminFolders(config, base)
    return GarminFolders(default, base)
