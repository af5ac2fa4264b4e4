"""What of each fault reaches the caller of the real garminconnect."""

from pathlib import Path

import pytest

from tests.loopback.garmin_connect import GarminConnect
from tests.loopback.garmin_faults import (
    ALL_FAULTS,
    CUT_BEFORE,
    CUT_WITHIN,
    FILE_FAULTS,
    FORBIDDEN,
    NOT_FOUND,
    NOTHING,
    SERVER_ERROR,
    STALL,
    TOO_MANY_REQUESTS,
    UNAUTHORIZED,
    UNAVAILABLE,
    Fault,
)
from tests.loopback.garmin_guest import GarminGuest

pytestmark = pytest.mark.xdist_group("garmin connect")

PROFILE = "/userprofile-service/socialProfile"
LIST = "/activitylist-service/activities/search/activities"
ERRORS = {
    UNAUTHORIZED: ("GarminConnectAuthenticationError", "401"),
    FORBIDDEN: ("GarminConnectConnectionError", "403"),
    NOT_FOUND: ("GarminConnectNotFoundError", "404"),
    TOO_MANY_REQUESTS: ("GarminConnectTooManyRequestsError", "429"),
    SERVER_ERROR: ("GarminConnectConnectionError", "500"),
    UNAVAILABLE: ("GarminConnectConnectionError", "503"),
    CUT_BEFORE: ("GarminConnectConnectionError", "Remote end closed"),
    CUT_WITHIN: ("GarminConnectConnectionError", "IncompleteRead"),
    NOTHING: (None, ""),
}


@pytest.mark.parametrize("fault", ALL_FAULTS, ids=repr)
def test_each_fault_reaches_the_caller_once(
    fault: Fault, garmin: GarminConnect, guest: GarminGuest, tokens: Path
) -> None:
    garmin.fail(fault, path=LIST, times=2 if fault is UNAUTHORIZED else 1)
    outcome = guest.fetch(tokens, LIST)
    error, words = ERRORS.get(fault, ("GarminConnectConnectionError", "Connection error: "))
    assert outcome.error == error
    assert words in outcome.message
    assert len(guest.fetch(tokens, LIST).value) == 3, "the fault is over"


def test_a_fault_can_be_planned_for_a_request_by_its_number(
    garmin: GarminConnect, guest: GarminGuest, tokens: Path
) -> None:
    garmin.fail(SERVER_ERROR, at=2, times=2)
    assert guest.fetch(tokens, PROFILE).error is None
    outcome = guest.fetch(tokens, PROFILE, retries=3)
    assert (outcome.error, len(outcome.waits_s)) == (None, 2)
    assert [request.status for request in garmin.requests] == [200, 500, 500, 200]
    assert [request.fault for request in garmin.requests] == [None, SERVER_ERROR, SERVER_ERROR, None]


@pytest.mark.parametrize("fault", FILE_FAULTS, ids=repr)
def test_a_spoilt_file_passes_the_client_unseen(
    fault: Fault, garmin: GarminConnect, guest: GarminGuest, tokens: Path
) -> None:
    path = f"/download-service/files/activity/{garmin.account.activities[0].activity_id}"
    whole = guest.fetch(tokens, path, as_file=True).value
    garmin.fail(fault, path="download-service")
    assert 0 < guest.fetch(tokens, path, as_file=True).value < whole


def test_a_stalled_answer_outlives_the_patience_of_the_client(
    garmin: GarminConnect, guest: GarminGuest, tokens: Path
) -> None:
    garmin.fail(STALL)
    assert "Read timed out" in guest.fetch(tokens, PROFILE, timeout=0.2).message


def test_offline_nothing_is_reached(garmin: GarminConnect, guest: GarminGuest, tokens: Path) -> None:
    garmin.offline = True
    outcome = guest.fetch(tokens, PROFILE)
    assert outcome.error == "GarminConnectConnectionError"
    assert "Connection aborted" in outcome.message
    assert garmin.requests == []
