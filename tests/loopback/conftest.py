"""One loopback Garmin Connect, and one guest of it, for all tests of a worker."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.loopback.garmin_account import account_with
from tests.loopback.garmin_connect import GarminConnect
from tests.loopback.garmin_guest import GarminGuest, garmin_guest


@pytest.fixture(scope="session")
def server() -> Iterator[GarminConnect]:
    with GarminConnect(account_with(1, today=date.today())) as opened:
        yield opened


@pytest.fixture
def garmin(server: GarminConnect) -> GarminConnect:
    """The server with an account of the test's own: three runs."""
    server.serve(account_with(3, today=date.today()))
    return server


@pytest.fixture(scope="session")
def guest(server: GarminConnect, tmp_path_factory: pytest.TempPathFactory) -> Iterator[GarminGuest]:
    with garmin_guest(tmp_path_factory.mktemp("guest"), server.environment) as opened:
        yield opened


@pytest.fixture
def tokens(garmin: GarminConnect, tmp_path: Path) -> Path:
    """The token file of an earlier login."""
    return garmin.account.tokens.write(tmp_path)
