"""Garmin's sign-in: a password, perhaps a code, then a ticket, then tokens."""

from itertools import count
from urllib.parse import parse_qs

from tests.loopback.garmin_account import GarminAccount, SignIn
from tests.loopback.garmin_answer import HTML, Answer, Question, json_answer, refusal

PAGE = b"<!DOCTYPE html><html><title>GARMIN Authentication Application</title><body></body></html>"


class SignInDesk:
    """The pages of sso and diauth for one account. A ticket is good for one exchange."""

    def __init__(self, account: GarminAccount) -> None:
        self._account = account
        self._tickets: set[str] = set()
        self._waits_for_code = False
        self._numbers = count(1)

    def answer(self, question: Question) -> Answer:
        """What these hosts say to ``question``."""
        match question.method, question.path:
            case "POST", "/di-oauth2-service/oauth/token":
                return self._token(question)
            case _ if self._account.sign_in is SignIn.RATE_LIMITED:
                return Answer(429, b"error code: 1015", "text/plain; charset=UTF-8")
            case "POST", "/mobile/api/login" | "/portal/api/login":
                return self._password(question)
            case "POST", "/mobile/api/mfa/verifyCode" | "/portal/api/mfa/verifyCode":
                return self._code(question)
            case "GET", "/portal/sso/en-US/sign-in":
                return Answer(200, PAGE, HTML)
        return refusal(404, question.host)

    def _password(self, question: Question) -> Answer:
        account, given = self._account, question.body
        if (given.get("username"), given.get("password")) != (account.email, account.password):
            return _status("INVALID_USERNAME_PASSWORD")
        if account.sign_in is not SignIn.OPEN:
            return _status(account.sign_in.value)
        if account.mfa_code is not None:
            self._waits_for_code = True
            return _status("MFA_REQUIRED", customerMfaInfo={"mfaLastMethodUsed": "email"})
        return self._ticket()

    def _code(self, question: Question) -> Answer:
        if not self._waits_for_code:
            return _status("SESSION_EXPIRED")
        if question.body.get("mfaVerificationCode") != self._account.mfa_code:
            return _status("MFA_CODE_INVALID")
        self._waits_for_code = False
        return self._ticket()

    def _ticket(self) -> Answer:
        ticket = f"ST-{next(self._numbers):07}-loopback-sso"
        self._tickets.add(ticket)
        return _status("SUCCESSFUL", serviceTicketId=ticket)

    def _token(self, question: Question) -> Answer:
        form = {name: values[0] for name, values in parse_qs(question.raw.decode()).items()}
        if form.get("grant_type") == "refresh_token":
            pair = self._account.tokens.refresh(form.get("refresh_token", ""))
        elif (ticket := form.get("service_ticket", "")) in self._tickets:
            self._tickets.discard(ticket)
            pair = self._account.tokens.issue()
        else:
            pair = None
        return json_answer({"error": "invalid_grant"}, 400) if pair is None else json_answer(pair)


def _status(kind: str, **more: object) -> Answer:
    return json_answer({"responseStatus": {"type": kind, "message": "", "httpStatus": "OK"}, **more})
