"""GarminDB's own configuration, made where there is none, with the runner's login from outside the file."""

import json
import shutil
from importlib.resources import files
from pathlib import Path
from typing import Any

from garmindb import GarminConnectConfigManager

from runcoach.domain.errors import SyncError
from runcoach.domain.files import write_atomically
from runcoach.garmin.reader.locate import CONFIG_FILE
from runcoach.garmin.sync.folders import GarminFolders


class RunnerConfig(GarminConnectConfigManager):  # type: ignore[misc]
    """The package's configuration; e-mail, password and the data folder may come from the runner."""

    def __init__(self, folders: GarminFolders, email: str = "", password: str = "") -> None:
        self._folders = folders
        self._email, self._password = email, password
        try:
            super().__init__(str(folders.config))
        except SystemExit:
            raise SyncError(
                f"{folders.config / CONFIG_FILE} is not a GarminDB config that can be read.",
                "Correct it, or move it away: then a new one is made.",
            ) from None

    def get_base_dir(self, test_dir: bool = False) -> str:
        """The data folder that the runner's cache belongs to."""
        return str(self._folders.base)

    def get_user(self) -> str | None:
        """The e-mail address that was given, else the one in the file."""
        return self._email or super().get_user()

    def get_password(self) -> str | None:
        """The password that was given, else what the file says."""
        return self._password or super().get_password()


def set_up(folders: GarminFolders) -> None:
    """Makes GarminDB's folders and config where they are missing; touches nothing that is there.

    Raises SyncError when a folder cannot be written.
    """
    try:
        folders.config.mkdir(mode=0o700, parents=True, exist_ok=True)
        (folders.base / "DBs").mkdir(parents=True, exist_ok=True)
        file = folders.config / CONFIG_FILE
        if not file.exists():
            write_atomically(file, json.dumps(_new_config(folders.base), indent=4).encode())
        for place in (folders.config, folders.base / "DBs"):
            probe = place / ".runcoach-probe"
            probe.touch()
            probe.unlink()
        shutil.disk_usage(folders.base)
    except OSError as error:
        raise SyncError(
            f"{error.filename or folders.base} cannot be written: {error.strerror}.",
            "Check the folder's permissions and the free space, or set cache to another folder.",
        ) from None


def _new_config(base: Path) -> dict[str, Any]:
    """The package's own example, with the folder that is used, and without any login."""
    config: dict[str, Any] = json.loads((files("garmindb") / f"{CONFIG_FILE}.example").read_text())
    if base.is_relative_to(Path.home()):
        config["directories"] |= {"relative_to_home": True, "base_dir": str(base.relative_to(Path.home()))}
    else:
        config["directories"] |= {"relative_to_home": False, "base_dir": str(base)}
    return config
