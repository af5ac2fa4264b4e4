"""The API of connectapi.garmin.com, as far as GarminDB asks for it."""

import re
from collections.abc import Callable
from datetime import date

from tests.loopback.garmin_account import GarminAccount, activity_types_json
from tests.loopback.garmin_answer import NO_CONTENT, Answer, Question, json_answer, refusal
from tests.loopback.garmin_health import Night, daily_summary_json, hrv_json, rhr_json, sleep_json

USUAL_LIMIT = 20
Route = Callable[[GarminAccount, Question, str], Answer]


def answer(account: GarminAccount, question: Question) -> Answer:
    """What the API says to ``question``. Everything needs a token; what is not known is 404."""
    if not account.tokens.accepts(question.headers.get("authorization", "")):
        return refusal(401)
    for pattern, route in ROUTES.items():
        if question.method == "GET" and (found := re.fullmatch(pattern, question.path)):
            return route(account, question, *(found.groups() or ("",)))
    return refusal(404)


def _activities(account: GarminAccount, question: Question, _: str) -> Answer:
    """A page of the list, newest first, between ``startDate`` and ``endDate`` where they are given."""
    first, last = question.query.get("startDate", ""), question.query.get("endDate", "9999")
    found = [each for each in account.activities if first <= each.start.date().isoformat() <= last]
    start, limit = int(question.query.get("start", 0)), int(question.query.get("limit", USUAL_LIMIT))
    return json_answer([each.list_json() for each in found[start : start + limit]])


def _details(account: GarminAccount, _: Question, activity_id: str) -> Answer:
    found = account.activity(int(activity_id))
    return refusal(404) if found is None else found.details_answer()


def _file(account: GarminAccount, _: Question, activity_id: str) -> Answer:
    found = account.activity(int(activity_id))
    return refusal(404) if found is None else found.file_answer()


def _sleep(account: GarminAccount, question: Question, name: str) -> Answer:
    if name != account.display_name:
        return refusal(403)
    day = question.query["date"]
    return _of_day(account, day, lambda date, night: sleep_json(date, night, account.utc_offset_h))


def _rhr(account: GarminAccount, question: Question, name: str) -> Answer:
    if name != account.display_name:
        return refusal(403)
    return _of_day(account, question.query["fromDate"], rhr_json)


def _hrv(account: GarminAccount, _: Question, day: str) -> Answer:
    return _of_day(account, day, lambda date, night: hrv_json(date, night, account.utc_offset_h))


def _summary(account: GarminAccount, question: Question, name: str) -> Answer:
    if name != account.display_name:
        return refusal(403)
    return _of_day(account, question.query["calendarDate"], daily_summary_json)


def _weight(_: GarminAccount, question: Question, __: str) -> Answer:
    days = {name: question.query.get(name) for name in ("startDate", "endDate")}
    return json_answer({**days, "dateWeightList": [], "totalAverage": {}})


def _of_day(account: GarminAccount, day: str, told: Callable[[date, Night], object]) -> Answer:
    """What is ``told`` of a day; 204 when there is nothing."""
    asked = date.fromisoformat(day)
    night = account.nights.get(asked)
    found = None if night is None else told(asked, night)
    return NO_CONTENT if found is None else json_answer(found)


ROUTES: dict[str, Route] = {
    r"/userprofile-service/socialProfile": lambda account, *_: json_answer(account.profile_json()),
    r"/userprofile-service/userprofile/user-settings": lambda account, *_: json_answer(
        account.settings_json()
    ),
    r"/userprofile-service/userprofile/personal-information": lambda account, *_: json_answer(
        account.personal_json()
    ),
    r"/activitylist-service/activities/search/activities": _activities,
    r"/activity-service/activity/activityTypes": lambda *_: json_answer(activity_types_json()),
    r"/activity-service/activity/(\d+)": _details,
    r"/download-service/files/activity/(\d+)": _file,
    r"/wellness-service/wellness/dailySleepData/([^/]+)": _sleep,
    r"/userstats-service/wellness/daily/([^/]+)": _rhr,
    r"/hrv-service/hrv/(\d{4}-\d{2}-\d{2})": _hrv,
    r"/usersummary-service/usersummary/daily/([^/]+)": _summary,
    r"/weight-service/weight/dateRange": _weight,
}
