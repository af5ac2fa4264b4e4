"""The tokens Garmin hands out: access tokens that run out, and refresh tokens that get new ones."""

import base64
import json
import time
from itertools import count
from pathlib import Path
from typing import Any

CLIENT_ID = "GARMIN_CONNECT_MOBILE_ANDROID_DI_2025Q2"
LIFE_S = 28 * 3600
TOKEN_FILE = Path(".GarminDb") / "garmin_tokens.json"


class GarminTokens:
    """The tokens of one account.

    An access token is a JWT (its signature is rubbish: the client has no key to check it with). New ones live
    for ``life_s`` seconds. With ``single_use`` a refresh token is worth nothing once it was used.
    """

    def __init__(self) -> None:
        self.life_s: float = LIFE_S
        self.single_use = False
        self._access: dict[str, float] = {}
        self._refresh: set[str] = set()
        self._numbers = count(1)

    def issue(self) -> dict[str, Any]:
        """A new pair, in the words of the token endpoint."""
        number, now = next(self._numbers), time.time()
        claims = {
            "exp": int(now + self.life_s),
            "iat": int(now),
            "client_id": CLIENT_ID,
            "jti": f"{number:08}",
            "garmin_guid": "00000000-0000-0000-0000-000000000042",
        }
        header = {"alg": "RS256", "typ": "JWT", "kid": "loopback"}
        access = ".".join((_encoded(header), _encoded(claims), "c2lnbmF0dXJl"))
        refresh = f"refresh-{number:08}"
        self._access[access] = now + self.life_s
        self._refresh.add(refresh)
        return {
            "access_token": access,
            "refresh_token": refresh,
            "token_type": "Bearer",
            "expires_in": int(self.life_s),
            "refresh_token_expires_in": 30 * 24 * 3600,
            "scope": "CONNECT_READ CONNECT_WRITE",
        }

    def accepts(self, authorization: str) -> bool:
        """Whether the API lets a request with this ``Authorization`` header in."""
        kind, _, token = authorization.partition(" ")
        return kind == "Bearer" and self._access.get(token, 0) > time.time()

    def refresh(self, token: str) -> dict[str, Any] | None:
        """A new pair for a refresh token; None when it is not, or no longer, a good one."""
        if token not in self._refresh:
            return None
        if self.single_use:
            self._refresh.discard(token)
        return self.issue()

    def expire(self) -> None:
        """Lets every access token run out at the server, whatever its own date says. Refreshing works."""
        self._access.clear()

    def revoke(self) -> None:
        """Ends everything: the API answers 401 and refreshing is refused."""
        self._access.clear()
        self._refresh.clear()

    def write(self, home: Path, *, expired: bool = False) -> Path:
        """Writes GarminDB's token file for a login that happened earlier; returns where.

        ``expired`` makes the access token one that ran out an hour ago, by its own date too.
        """
        usual, self.life_s = self.life_s, -3600 if expired else self.life_s
        pair = self.issue()
        self.life_s = usual
        file = home / TOKEN_FILE
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        kept = {
            "di_token": pair["access_token"],
            "di_refresh_token": pair["refresh_token"],
            "di_client_id": CLIENT_ID,
        }
        file.touch(mode=0o600)
        file.write_text(json.dumps(kept), encoding="utf-8")
        return file


def _encoded(part: dict[str, Any]) -> str:
    return base64.urlsafe_b64encode(json.dumps(part).encode()).decode().rstrip("=")
