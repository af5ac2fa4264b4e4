"""The cache is found where the runner, GarminDB's config or its default says; or each place is named."""

import json
from pathlib import Path
from typing import Any

import pytest

from runcoach.domain.errors import CacheError, CacheNotFoundError, Remedy
from runcoach.garmin.reader.locate import find_cache


def a_cache(folder: Path) -> Path:
    """An empty file is enough to be found."""
    folder.mkdir(parents=True)
    (folder / "garmin_activities.db").touch()
    return folder


def configure(home: Path, config: Any) -> Path:
    """GarminDB's config in its default place: JSON of ``config``, or the text as it is."""
    file = home / ".GarminDb" / "GarminConnectConfig.json"
    file.parent.mkdir()
    file.write_text(config if isinstance(config, str) else json.dumps(config), encoding="utf-8")
    return file


@pytest.mark.parametrize("asked", ["HealthData/DBs", "HealthData", "."])
def test_the_runner_may_name_the_databases_the_data_folder_or_the_home_above(
    tmp_path: Path, asked: str
) -> None:
    databases = a_cache(tmp_path / "HealthData" / "DBs")
    found = find_cache(tmp_path / asked)
    assert found.databases.resolve() == databases.resolve()
    assert found.activities.is_file()


def test_a_data_folder_may_have_any_name_when_it_is_asked_for(tmp_path: Path) -> None:
    databases = a_cache(tmp_path / "garmin" / "DBs")
    assert find_cache(tmp_path / "garmin").databases == databases


def test_the_files_of_the_activities_lie_next_to_the_databases(tmp_path: Path) -> None:
    a_cache(tmp_path / "HealthData" / "DBs")
    found = find_cache(tmp_path)
    assert found.activity_files == tmp_path / "HealthData" / "FitFiles" / "Activities"
    assert found.health == tmp_path / "HealthData" / "DBs" / "garmin.db"


def test_what_was_asked_for_is_not_replaced_by_another_cache(tmp_path: Path, own_folders: Path) -> None:
    a_cache(own_folders / "HealthData" / "DBs")
    empty = tmp_path / "empty"
    empty.mkdir()
    with pytest.raises(CacheNotFoundError) as problem:
        find_cache(empty)
    assert problem.value.looked == (f"{empty}: no garmin_activities.db in it",)


def test_the_default_place_needs_no_config(own_folders: Path) -> None:
    databases = a_cache(own_folders / "HealthData" / "DBs")
    assert find_cache().databases == databases


@pytest.mark.parametrize(
    "directories", [{"relative_to_home": True, "base_dir": "runs/garmin"}, {"base_dir": "runs/garmin"}]
)
def test_a_configured_folder_is_under_the_home_unless_it_says_otherwise(
    own_folders: Path, directories: dict[str, Any]
) -> None:
    a_cache(own_folders / "HealthData" / "DBs")
    databases = a_cache(own_folders / "runs" / "garmin" / "DBs")
    configure(own_folders, {"db": {"type": "sqlite"}, "directories": directories})
    assert find_cache().databases == databases


def test_a_configured_folder_may_be_anywhere(own_folders: Path, tmp_path: Path) -> None:
    databases = a_cache(tmp_path / "disk" / "DBs")
    directories = {"relative_to_home": False, "base_dir": str(tmp_path / "disk")}
    configure(own_folders, {"directories": directories})
    assert find_cache().databases == databases


def test_a_folder_that_is_not_under_the_home_is_under_the_current_one(
    own_folders: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    databases = a_cache(tmp_path / "disk" / "DBs")
    configure(own_folders, {"directories": {"relative_to_home": False, "base_dir": "disk"}})
    monkeypatch.chdir(tmp_path)
    assert find_cache().databases.resolve() == databases.resolve()


def test_a_config_without_folders_means_the_default_place(own_folders: Path) -> None:
    databases = a_cache(own_folders / "HealthData" / "DBs")
    configure(own_folders, {})
    assert find_cache().databases == databases


@pytest.mark.parametrize(
    "broken", ["{", "", "[]", '{"db": []}', '{"db": null}', '{"directories": 3}', '{"directories": null}']
)
def test_a_broken_config_is_passed_over_and_named(own_folders: Path, broken: str) -> None:
    file = configure(own_folders, broken)
    with pytest.raises(CacheNotFoundError) as problem:
        find_cache()
    assert problem.value.looked[0] == f"{file}: not a GarminDB config that can be read"
    databases = a_cache(own_folders / "HealthData" / "DBs")
    assert find_cache().databases == databases


def test_a_config_that_is_not_text_is_passed_over(own_folders: Path) -> None:
    databases = a_cache(own_folders / "HealthData" / "DBs")
    configure(own_folders, "{}").write_bytes(b"\xff\xfe\x00{")
    assert find_cache().databases == databases


def test_a_server_database_is_named_with_the_way_out(own_folders: Path) -> None:
    a_cache(own_folders / "HealthData" / "DBs")
    file = configure(own_folders, {"db": {"type": "postgresql", "host": "example", "password": "hush"}})
    with pytest.raises(CacheError) as problem:
        find_cache()
    assert not isinstance(problem.value, CacheNotFoundError)
    assert problem.value.message == f"GarminDB is set up for postgresql in {file}."
    assert "sqlite" in problem.value.hint and problem.value.remedy is Remedy.CHOOSE_FOLDER
    assert "hush" not in str(problem.value)


def test_with_no_cache_every_place_that_was_looked_at_is_listed(own_folders: Path, tmp_path: Path) -> None:
    with pytest.raises(CacheNotFoundError) as problem:
        find_cache()
    config = own_folders / ".GarminDb" / "GarminConnectConfig.json"
    default = own_folders / "HealthData"
    assert problem.value.looked == (f"{config}: no such file", f"{default}: no such folder")
    assert problem.value.remedy is Remedy.FIND_CACHE

    elsewhere = tmp_path / "disk"
    elsewhere.touch()
    configure(own_folders, {"directories": {"relative_to_home": False, "base_dir": str(elsewhere)}})
    default.mkdir()
    with pytest.raises(CacheNotFoundError) as problem:
        find_cache()
    assert problem.value.looked == (
        f"{elsewhere}: not a folder",
        f"{default}: no garmin_activities.db in it",
    )


def test_a_place_is_listed_once(own_folders: Path) -> None:
    configure(own_folders, {"directories": {"base_dir": "HealthData"}})
    with pytest.raises(CacheNotFoundError) as problem:
        find_cache()
    assert problem.value.looked == (f"{own_folders / 'HealthData'}: no such folder",)
