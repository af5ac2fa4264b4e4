"""The offline coach gives twenty well-known runners what any sensible coach would."""

import pytest

from runcoach.coach.offline.coach import OfflineCoach
from tests.golden.judged import case
from tests.golden.runners import PERSONA_IDS, RUNNERS, Runner


@pytest.mark.parametrize("persona_id", PERSONA_IDS)
@pytest.mark.parametrize("runner", RUNNERS, ids=lambda runner: runner.name)
async def test_a_runner_is_given_what_any_coach_would_give(runner: Runner, persona_id: str) -> None:
    found = await case(OfflineCoach(pause_s=0), runner, persona_id)
    assert found.judged is not None
    assert found.judged.wrong == (), f"no coach would: {found.answer.workout}"
    assert found.judged.missing == (), f"any coach would: {found.answer.workout}"


def test_there_are_twenty_runners_and_each_can_be_called_by_name() -> None:
    names = {runner.name for runner in RUNNERS}
    assert len(RUNNERS) == len(names) == 20
