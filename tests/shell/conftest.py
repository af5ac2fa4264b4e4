"""The command in this process, on an example runner and a server of its own."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from runcoach.domain.paths import sample_folder
from runcoach.garmin.sample.build import sample_cache
from runcoach.shell import main as cli
from tests.analysed import analysed, keep_for
from tests.loopback.model_server import ModelServer
from tests.shell.commands import KEY, PASSWORD, TODAY, USERNAME, Run


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example runner of one day, made once for all the tests of a worker; holds its databases."""
    return sample_cache(tmp_path_factory.mktemp("example"), TODAY)


@pytest.fixture
def sample(example: Path) -> None:
    """The example runner where ``--sample`` looks for it."""
    shutil.copytree(example.parents[1], sample_folder() / TODAY.isoformat())


@pytest.fixture(scope="session")
def analysed_example(example: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What was worked out from the example."""
    return analysed(example, TODAY, tmp_path_factory.mktemp("derived"))


@pytest.fixture
def cache(example: Path, analysed_example: Path, tmp_path: Path) -> Path:
    """A GarminDB cache of the runner's own, looked at before."""
    databases = Path(shutil.copytree(example, tmp_path / "DBs"))
    keep_for(databases, analysed_example)
    return databases


@pytest.fixture
def server() -> Iterator[ModelServer]:
    with ModelServer() as running:
        yield running


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs the command in this process; returns its exit code, standard output and standard error."""

    def run(*arguments: object) -> tuple[int, str, str]:
        code = cli.run([str(argument) for argument in arguments])
        return code, *capsys.readouterr()

    return run


@pytest.fixture
def secrets(own_folders: Path) -> None:
    """A key and a Garmin account in ``.env``."""
    lines = (f"OPENAI_API_KEY={KEY}", f"GARMIN_USERNAME={USERNAME}", f"GARMIN_PASSWORD={PASSWORD}")
    (own_folders / ".env").write_text("\n".join(lines), encoding="utf-8")
