"""A runner with half an hour has it for everything: the run, the walk and the strength block."""

import pytest

from runcoach.coach.answer.workout import totals
from runcoach.coach.offline.coach import prescribe
from runcoach.coach.request import Request
from runcoach.coach.rules.contracts.strength_block import strength_exercises
from runcoach.coach.said import CheckIn
from tests.builders import request_for, some_weeks


def with_minutes(coach: str, minutes: int) -> Request:
    return request_for(coach, some_weeks(), check_in=CheckIn(minutes=minutes))


@pytest.mark.parametrize("minutes", [5, 8, 10, 15, 20, 30, 45, 60, 90])
@pytest.mark.parametrize("coach", ["pete", "steve", "jack"])
def test_all_of_it_fits_into_the_minutes(coach: str, minutes: int) -> None:
    request = with_minutes(coach, minutes)
    steps = prescribe(request).steps
    assert totals(steps, request.facts.paces.easy_slow).duration_max_s <= minutes * 60 + 1


@pytest.mark.parametrize("minutes", [5, 10, 20, 30, 60])
def test_steve_lifts_however_little_time_there_is(minutes: int) -> None:
    assert strength_exercises(prescribe(with_minutes("steve", minutes)).steps) >= 3


@pytest.mark.parametrize(("minutes", "least"), [(20, 14), (30, 25), (45, 38)])
def test_the_minutes_are_used(minutes: int, least: int) -> None:
    for coach in ("pete", "steve"):
        request = with_minutes(coach, minutes)
        steps = prescribe(request).steps
        assert totals(steps, request.facts.paces.easy_slow).duration_max_s >= least * 60


def test_with_little_time_steve_does_fewer_sets() -> None:
    sets = [
        sum(step.repeat for step in prescribe(with_minutes("steve", minutes)).steps if step.exercise)
        for minutes in (5, 20, 60)
    ]
    assert sets == sorted(set(sets))
