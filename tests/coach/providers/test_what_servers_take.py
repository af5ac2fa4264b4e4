"""What servers take differs: each is asked once more at most, and what it took stands with the answer."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from runcoach.coach.answer.workout import strict_schema
from tests.builders import request_for, some_weeks
from tests.coach.asking import MakeCoach, asked, refused
from tests.loopback.answers import NO_SCHEMA, Answer, Failure, Scripted, workout_json
from tests.loopback.connection import RecordedRequest
from tests.loopback.model_server import ModelServer

TOOK_SCHEMA = "The server took the workout's strict JSON schema."
SCHEMA_IN_PROMPT = "The server refused the workout's JSON schema, so the schema is written into the prompt."
COUNTS = "The server was asked to count the tokens."
COUNTS_NOT = "The server refused to count the tokens, so their number is estimated."
NO_USAGE = Failure(400, "unknown_parameter", "Unrecognized request argument supplied: stream_options")
NO_REASON = Failure(400, None, "Bad request.")
BOTH = Failure(422, None, "Extra fields are not permitted: response_format, stream_options")


def parts_of(request: RecordedRequest) -> tuple[bool, bool]:
    """Whether the schema and the wish for a count were sent."""
    return "response_format" in request.body, "stream_options" in request.body


def strict(check: Callable[[dict[str, Any]], str]) -> Callable[[RecordedRequest], Scripted]:
    """A server that looks at the schema before it answers; ``check`` says what is wrong with it."""

    def answer(request: RecordedRequest) -> Scripted:
        form = request.body.get("response_format")
        wrong = check(form["json_schema"]["schema"]) if form else ""
        return Failure(400, None, wrong) if wrong else Answer(workout_json(), usage=(900, 220))

    return answer


def without_type(schema: dict[str, Any]) -> str:
    """What a server says that wants a type everywhere, as strict ones do."""
    for struct in (schema, *schema["$defs"].values()):
        for name, value in struct["properties"].items():
            if "type" not in value:
                return f"Invalid schema for response_format 'workout': {name} must have a 'type' key."
    return ""


async def test_a_server_that_refuses_enums_without_a_type_takes_the_schema(
    server: ModelServer, make_coach: MakeCoach
) -> None:
    server.default = strict(without_type)
    answer = await asked(make_coach())
    assert answer.workout is not None and answer.sent_notes == (TOOK_SCHEMA, COUNTS)
    assert [parts_of(request) for request in server.requests] == [(True, True)]
    bare: Any = strict_schema()
    del bare["properties"]["kind"]["type"]
    assert "kind must have a 'type'" in without_type(bare), "this server would have refused a bare enum"


@pytest.mark.parametrize(
    ("refusal", "sent", "notes"),
    [
        (NO_SCHEMA, (False, True), (SCHEMA_IN_PROMPT, COUNTS)),
        (NO_USAGE, (True, False), (TOOK_SCHEMA, COUNTS_NOT)),
        (BOTH, (False, False), (SCHEMA_IN_PROMPT, COUNTS_NOT)),
        (NO_REASON, (False, False), (SCHEMA_IN_PROMPT, COUNTS_NOT)),
    ],
    ids=["schema", "count", "both", "no reason"],
)
async def test_what_a_refusal_names_is_left_out_and_remembered(
    refusal: Failure,
    sent: tuple[bool, bool],
    notes: tuple[str, ...],
    server: ModelServer,
    make_coach: MakeCoach,
) -> None:
    server.enqueue(refusal)
    coach = make_coach()
    first, second = await asked(coach), await asked(coach)
    assert [parts_of(request) for request in server.requests] == [(True, True), sent, sent]
    assert first.sent_notes == second.sent_notes == notes
    assert json.loads(first.sent) == server.requests[1].body
    assert (first.usage is None) is not sent[1]
    in_prompt = [json.dumps(strict_schema()) in request.words for request in server.requests]
    assert in_prompt == [False, not sent[0], not sent[0]]


@pytest.mark.parametrize("again", [NO_SCHEMA, NO_USAGE, NO_REASON], ids=["schema", "count", "no reason"])
async def test_a_second_refusal_is_the_end_of_this_answer(
    again: Failure, server: ModelServer, make_coach: MakeCoach
) -> None:
    server.enqueue(NO_SCHEMA, again)
    error, _ = await refused(make_coach())
    assert "refused the request (400)" in error.message
    assert [parts_of(request) for request in server.requests] == [(True, True), (False, True)]


async def test_what_two_refusals_name_is_left_out_of_the_next_question(
    server: ModelServer, make_coach: MakeCoach
) -> None:
    server.enqueue(NO_SCHEMA, NO_USAGE)
    coach = make_coach()
    await refused(coach)
    answer = await asked(coach)
    assert parts_of(server.requests[-1]) == (False, False) and len(server.requests) == 3
    assert answer.sent_notes == (SCHEMA_IN_PROMPT, COUNTS_NOT)


async def test_a_request_with_nothing_left_to_leave_out_is_not_repeated(
    server: ModelServer, make_coach: MakeCoach
) -> None:
    server.enqueue(NO_REASON)
    coach = make_coach()
    await asked(coach)
    server.enqueue(NO_REASON)
    await refused(coach)
    assert len(server.requests) == 3


async def test_what_would_be_sent_next_is_what_was_taken_last(
    server: ModelServer, make_coach: MakeCoach
) -> None:
    server.enqueue(NO_SCHEMA)
    coach, request = make_coach(), request_for(runs=some_weeks())
    assert "response_format" in coach.body(request)
    await asked(coach, request)
    assert coach.body(request) == server.requests[1].body
