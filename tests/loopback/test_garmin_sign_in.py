"""How the real garminconnect signs in at the loopback Garmin Connect, and how often it asks."""

from pathlib import Path

import pytest

from tests.loopback.garmin_account import EMAIL, PASSWORD, SignIn
from tests.loopback.garmin_connect import GarminConnect
from tests.loopback.garmin_guest import GarminGuest
from tests.loopback.garmin_tokens import TOKEN_FILE

pytestmark = pytest.mark.xdist_group("garmin connect")

PROFILE = "/userprofile-service/socialProfile"
TOKEN = "/oauth/token"


def test_a_password_lets_in_and_leaves_tokens(
    garmin: GarminConnect, guest: GarminGuest, tmp_path: Path
) -> None:
    file = tmp_path / TOKEN_FILE
    assert guest.login(file, EMAIL, PASSWORD).value == "test-runner"
    assert guest.login(file).value == "test-runner"
    assert len(garmin.asked("api/login")) == 1


def test_a_wrong_password_is_refused_at_the_first_request(
    garmin: GarminConnect, guest: GarminGuest, tmp_path: Path
) -> None:
    outcome = guest.login(tmp_path / TOKEN_FILE, EMAIL, "wrong")
    assert outcome.error == "GarminConnectAuthError"
    assert "Invalid Username or Password" in outcome.message
    assert len(garmin.requests) == 1
    assert not (tmp_path / TOKEN_FILE).exists()


def test_the_right_mfa_code_lets_in(garmin: GarminConnect, guest: GarminGuest, tmp_path: Path) -> None:
    garmin.account.mfa_code = "123456"
    assert guest.login(tmp_path / TOKEN_FILE, EMAIL, PASSWORD, "123456").value == "test-runner"
    assert len(garmin.asked("verifyCode")) == 1


def test_a_wrong_mfa_code_is_refused(garmin: GarminConnect, guest: GarminGuest, tmp_path: Path) -> None:
    garmin.account.mfa_code = "123456"
    outcome = guest.login(tmp_path / TOKEN_FILE, EMAIL, PASSWORD, "654321")
    assert "MFA verification failed" in outcome.message
    assert len(garmin.asked("verifyCode")) == 2, "the client tries the other sign-in page, too"


def test_a_limited_sign_in_is_tried_at_every_door(
    garmin: GarminConnect, guest: GarminGuest, tmp_path: Path
) -> None:
    garmin.account.sign_in = SignIn.RATE_LIMITED
    outcome = guest.login(tmp_path / TOKEN_FILE, EMAIL, PASSWORD)
    assert "rate limited (429)" in outcome.message
    assert [request.status for request in garmin.requests] == [429] * 11


@pytest.mark.parametrize("trouble", [SignIn.LOCKED, SignIn.CAPTCHA])
def test_a_troubled_account_is_not_let_in(
    trouble: SignIn, garmin: GarminConnect, guest: GarminGuest, tmp_path: Path
) -> None:
    garmin.account.sign_in = trouble
    outcome = guest.login(tmp_path / TOKEN_FILE, EMAIL, PASSWORD)
    assert "All login strategies exhausted" in outcome.message
    assert len(garmin.asked("api/login")) == 10
    assert sum(outcome.waits_s) > 50


def test_an_expired_token_is_refreshed_before_it_is_used(
    garmin: GarminConnect, guest: GarminGuest, tmp_path: Path
) -> None:
    file = garmin.account.tokens.write(tmp_path, expired=True)
    before = file.read_text("utf-8")
    assert guest.login(file).value == "test-runner"
    assert garmin.requests[0].path.endswith(TOKEN)
    assert file.read_text("utf-8") != before


def test_a_token_that_expired_at_garmin_alone_is_refreshed_at_the_first_401(
    garmin: GarminConnect, guest: GarminGuest, tokens: Path
) -> None:
    garmin.account.tokens.expire()
    assert guest.login(tokens).value == "test-runner"
    assert [request.status for request in garmin.requests] == [401, 200, 200, 200, 200]


def test_a_revoked_token_is_refused(garmin: GarminConnect, guest: GarminGuest, tokens: Path) -> None:
    garmin.account.tokens.revoke()
    outcome = guest.fetch(tokens, PROFILE)
    assert outcome.error == "GarminConnectAuthenticationError"
    assert [request.status for request in garmin.requests] == [401, 400, 401]


def test_a_refresh_token_for_single_use_works_once(garmin: GarminConnect) -> None:
    tokens = garmin.account.tokens
    tokens.single_use = True
    first = tokens.issue()["refresh_token"]
    assert tokens.refresh(first) is not None
    assert tokens.refresh(first) is None
