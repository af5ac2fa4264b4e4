"""GarminDB caches made by the real garmindb package, in processes of their own and never over the network."""

import json
import os
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path
from typing import Any

TIMEOUT_S = 120
CONFIG_EXAMPLE = "GarminConnectConfig.json.example"

_ORM_ROWS = """
import json, logging, sys
from idbutils import DbParams
from garmindb.garmindb import Activities, ActivitiesDb, ActivityLaps, Attributes, GarminDb

logging.disable()
params = DbParams(db_type="sqlite", db_path=sys.argv[1])
activities, health = ActivitiesDb(params), GarminDb(params)

def seconds(time):
    return time.hour * 3600 + time.minute * 60 + time.second + time.microsecond / 1e6

def common(row):
    return {
        "start_time": row.start_time and row.start_time.isoformat(),
        "distance": row.distance,
        "moving_time": seconds(row.moving_time),
        "elapsed_time": seconds(row.elapsed_time),
        "avg_hr": row.avg_hr,
    }

system = Attributes.measurements_type(health).name
rows = [
    {
        "activity_id": row.activity_id,
        "name": row.name,
        "sport": row.sport,
        "sub_sport": row.sub_sport,
        "measurement_system": system,
        "laps": [common(lap) for lap in ActivityLaps.get_activity(activities, row.activity_id)],
        **common(row),
    }
    for row in Activities.get_all(activities)
]
print("\\n" + json.dumps(sorted(rows, key=lambda row: row["activity_id"])))
"""


def import_with_garmindb(
    home: Path,
    *,
    fit_files: Iterable[Path] = (),
    json_files: Iterable[Path] = (),
    measurement_system: str | None = "metric",
) -> Path:
    """Imports the files as ``garmindb_cli.py --import --activities`` does and returns the DBs folder.

    ``measurement_system`` ("metric", "statute_us", "statute_uk") is seeded as a download seeds it, with the
    user's settings; None seeds nothing. A second call on the same home imports into the same cache.
    Raises RuntimeError with the importer's output when it fails; it passes over files it cannot read.
    """
    health = home / "HealthData"
    fit_folder = health / "FitFiles"
    activities = fit_folder / "Activities"
    activities.mkdir(parents=True, exist_ok=True)
    _configure(home)
    for file in (*fit_files, *json_files):
        shutil.copy(file, activities / file.name)
    if measurement_system is not None:
        settings = json.dumps(_user_settings(measurement_system))
        (fit_folder / "user-settings.json").write_text(settings, encoding="utf-8")
    script = Path(sysconfig.get_path("scripts")) / "garmindb_cli.py"
    _run(home, str(script), "--import", "--activities")
    return health / "DBs"


def import_everything(home: Path) -> None:
    """Lets ``garmindb_cli.py`` import the activities and nights that lie in the home's folders."""
    _configure(home)
    script = Path(sysconfig.get_path("scripts")) / "garmindb_cli.py"
    _run(home, str(script), "--import", "--activities", "--sleep", "--rhr", "--hrv")


def orm_rows(dbs: Path) -> list[dict[str, Any]]:
    """The activities by GarminDB's own classes, each with its ``laps``, in order of their ids.

    Times in seconds, ``start_time`` as ISO text, ``distance`` in the units of ``measurement_system``.
    """
    rows: list[dict[str, Any]] = json.loads(_run(dbs.parent, "-c", _ORM_ROWS, str(dbs)).splitlines()[-1])
    return rows


def _configure(home: Path) -> None:
    """Puts the package's own example configuration in place; finding it does not import the package."""
    package = find_spec("garmindb")
    if package is None or package.origin is None:
        raise RuntimeError("garmindb is not installed")
    target = home / ".GarminDb" / "GarminConnectConfig.json"
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(Path(package.origin).parent / CONFIG_EXAMPLE, target)


def _user_settings(measurement_system: str) -> dict[str, Any]:
    """What GarminUserSettings reads of Garmin's answer, and no more."""
    user = {
        "gender": "FEMALE",
        "weight": 60000.0,
        "height": 170.0,
        "measurementSystem": measurement_system,
        "vo2MaxRunning": 48.0,
        "vo2MaxCycling": None,
        "handedness": "RIGHT",
    }
    return {"id": 1, "userData": user}


def _run(home: Path, *arguments: str) -> str:
    environment = os.environ | {"HOME": str(home), "USERPROFILE": str(home)}
    ended = subprocess.run(
        [sys.executable, *arguments],
        cwd=home,
        env=environment,
        capture_output=True,
        text=True,
        timeout=TIMEOUT_S,
        check=False,
    )
    if ended.returncode:
        raise RuntimeError(f"garmindb ended with {ended.returncode}:\n{ended.stdout}\n{ended.stderr}")
    return ended.stdout
