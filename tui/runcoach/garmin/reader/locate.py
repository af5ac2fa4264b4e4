"""Finding the GarminDB cache: where it was asked for, where GarminDB's config says, or its default place."""

from pathlib import Path

import msgspec

from runcoach.domain.errors import CacheError, CacheNotFoundError, Remedy
from runcoach.domain.paths import garmindb_config_folder, garmindb_default_base

ACTIVITIES_DB = "garmin_activities.db"
HEALTH_DB = "garmin.db"
CONFIG_FILE = "GarminConnectConfig.json"


class CacheLocation(msgspec.Struct, frozen=True):
    """The folder of GarminDB's databases; the FIT and JSON files are in folders next to it."""

    databases: Path

    @property
    def activities(self) -> Path:
        """The database of runs."""
        return self.databases / ACTIVITIES_DB

    @property
    def health(self) -> Path:
        """The database of nights and settings; may be missing."""
        return self.databases / HEALTH_DB

    @property
    def activity_files(self) -> Path:
        """Where GarminDB keeps what it downloaded of each activity; may be missing."""
        return self.databases.parent / "FitFiles" / "Activities"


def find_cache(asked: Path | None = None) -> CacheLocation:
    """Returns where the cache is.

    ``asked`` may be the folder of the databases, GarminDB's data folder above it, or a home folder above
    that. Without it, GarminDB's own config decides, then its default place. Raises CacheNotFoundError, or
    CacheError when GarminDB keeps its data somewhere that is no SQLite file.
    """
    looked: list[str] = []
    if asked is not None:
        bases = [asked]
    else:
        configured = configured_base(garmindb_config_folder() / CONFIG_FILE, looked)
        bases = [base for base in (configured, garmindb_default_base()) if base is not None]
    for base in dict.fromkeys(bases):
        for folder in (base, base / "DBs", base / "HealthData" / "DBs"):
            if (folder / ACTIVITIES_DB).is_file():
                return CacheLocation(folder)
        looked.append(f"{base}: {_what_is_there(base)}")
    raise CacheNotFoundError(
        "There is no GarminDB cache here." if asked else "No GarminDB cache was found.",
        tuple(looked),
    )


def configured_base(file: Path, looked: list[str] | None = None) -> Path | None:
    """The data folder named by GarminDB's config, if there is one that can be read; else ``looked`` says why.

    Raises CacheError when the config names another kind of database than SQLite.
    """
    looked = [] if looked is None else looked
    if not file.is_file():
        looked.append(f"{file}: no such file")
        return None
    import json

    try:
        config = json.loads(file.read_text(encoding="utf-8"))
        kind = config.get("db", {}).get("type", "sqlite")
        directories = config.get("directories", {})
        base = Path(str(directories.get("base_dir", "HealthData")))
        relative = bool(directories.get("relative_to_home", True))
    except (OSError, ValueError, AttributeError):
        looked.append(f"{file}: not a GarminDB config that can be read")
        return None
    if kind != "sqlite":
        raise CacheError(
            f"GarminDB is set up for {kind} in {file}.",
            "RunCoach reads its SQLite files: set db.type to sqlite there.",
            remedy=Remedy.CHOOSE_FOLDER,
        )
    return Path.home() / base if relative else base


def _what_is_there(base: Path) -> str:
    if not base.exists():
        return "no such folder"
    if not base.is_dir():
        return "not a folder"
    return f"no {ACTIVITIES_DB} in it"
