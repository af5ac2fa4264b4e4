"""Our import of real files against GarminDB's own command: the same rows, each failure named."""

import os
import shutil
from pathlib import Path

from runcoach.garmin.sync.protocol import Done
from tests.loopback.garmindb_cache import import_with_garmindb
from tests.loopback.synced import Garmin

# The rest take minutes in the package's own import: RUNCOACH_ALL_FIT=1 takes them all.
QUICK = ("12129115726", "1378220136", "2545022458", "9000000003", "9000000005", "9000000043", "9000000046")
UNREADABLE = {"9000000004", "9000000005", "9000000006", "9000000007", "9000000043"}


async def test_rows_of_real_files_are_the_command_s_own(shared: Path, tmp_path: Path) -> None:
    files = sorted((shared / "fit").glob("*.fit"))
    if not os.environ.get("RUNCOACH_ALL_FIT"):
        files = [file for file in files if file.name.split("_")[0] in QUICK]
    command = tmp_path / "command"
    import_with_garmindb(command, fit_files=files, measurement_system=None)
    given = tmp_path / "given"
    given.mkdir()
    for file in files:
        shutil.copy(file, given)
    ours = Garmin(tmp_path / "ours", {})
    done = await ours.result(task="import", paths=(str(given),))
    assert isinstance(done, Done)
    named = {left.what.split("_")[0] for left in done.left}
    assert named == {file.name.split("_")[0] for file in files} & UNREADABLE
    found, expected = ours.tables(), Garmin(command, {}).tables()
    # Which of several files dates a watch depends on the order in which the command finds them.
    for tables in (found, expected):
        tables["garmin.db:devices"] = [row[:1] for row in tables["garmin.db:devices"]]
    different = [name for name in expected | found if found.get(name) != expected.get(name)]
    assert different == []
