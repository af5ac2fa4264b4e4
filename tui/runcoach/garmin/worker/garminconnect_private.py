"""Where RunCoach depends on the inside of garminconnect: its ways to log in, and its error messages."""

import re

from garminconnect import Garmin

READ_IN = "0.3"
"""The version of garminconnect in which this was read; a test fails for another."""

# Each is one attempt at most. The next one is only for when Garmin's bot protection blocked the one before;
# garminconnect would try all of them after any failure, each with several browser identities.
STRATEGIES = ("mobile+requests", "widget+cffi", "portal+requests")
ALL_STRATEGIES = frozenset({*STRATEGIES, "mobile+cffi", "portal+cffi"})
BLOCKED = re.compile(r"HTTP 403|bot challenge|CAPTCHA|non-JSON|not available|CSRF", re.IGNORECASE)
# The login reports a failed connection only in its message.
UNREACHABLE = re.compile(
    r"\b(ConnectionError|ConnectTimeout|ReadTimeout|Timeout|ProxyError|SSLError|DNSError)\b"
)


def allow_only(garmin: Garmin, strategy: str) -> None:
    """Makes the next login try this strategy and no other."""
    garmin.client.skip_strategies = set(ALL_STRATEGIES - {strategy})
