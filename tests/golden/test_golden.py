"""The offline coach gives twenty well-known runners what any sensible coach would."""

import pytest
from _pytest.mark import ParameterSet

from runcoach.coach.offline_coach import OfflineCoach
from tests.golden.judged import case
from tests.golden.runners import PERSONA_IDS, RUNNERS, Runner

NO_TAPER = "the offline coach does not look at the race yet"
NO_REST_DAY = "the offline coach does not know the runner's rest day yet"
TOO_SOON = "after ten days without a run the offline coach goes on as if nothing had been"
ONLY_A_NAME = "a tempo run too short for its parts keeps the name and becomes an easy run"
SLOW_TEMPO = "the tempo is 6 % over the fastest run, slower than easy for who never runs fast"
A_SECOND_RUN = "Jack adds a whole recovery run to make today even, where 2.41 km would do"

NOT_YET: dict[str, tuple[str, tuple[str, ...]]] = {
    "well again after ten days of illness": (TOO_SOON, PERSONA_IDS),
    "eight days before the marathon": (NO_TAPER, PERSONA_IDS),
    "four days before a 10 km race": (NO_TAPER, PERSONA_IDS),
    "race tomorrow": (NO_TAPER, PERSONA_IDS),
    "race today": (NO_TAPER, PERSONA_IDS),
    "masters runner of 63 on the rest day": (NO_REST_DAY, PERSONA_IDS),
    "only thirty minutes": (ONLY_A_NAME, ("steve", "jack")),
    "only ever runs easy, stands still, and is fresh": (SLOW_TEMPO, ("steve", "jack")),
    "counts in miles and wears neither strap nor watch at night": (SLOW_TEMPO, ("steve", "jack")),
    "ran 5.59 km this morning, in a week that is odd": (f"{SLOW_TEMPO}; {A_SECOND_RUN}", ("steve", "jack")),
}
"""What the offline coach gets wrong today: why, and whose answer it is."""


def asked() -> list[ParameterSet]:
    """Every runner with every coach; what is known to be wrong is expected to fail."""
    cases = []
    for runner in RUNNERS:
        why, whose = NOT_YET.get(runner.name, ("", ()))
        for persona_id in PERSONA_IDS:
            marks = [pytest.mark.xfail(strict=False, reason=why)] if persona_id in whose else []
            cases.append(pytest.param(runner, persona_id, id=f"{runner.name}-{persona_id}", marks=marks))
    return cases


@pytest.mark.parametrize(("runner", "persona_id"), asked())
async def test_a_runner_is_given_what_any_coach_would_give(runner: Runner, persona_id: str) -> None:
    found = await case(OfflineCoach(pause_s=0), runner, persona_id)
    assert found.judged is not None
    assert found.judged.wrong == (), f"no coach would: {found.answer.workout}"
    assert found.judged.missing == (), f"any coach would: {found.answer.workout}"


def test_there_are_twenty_runners_and_each_can_be_called_by_name() -> None:
    names = {runner.name for runner in RUNNERS}
    assert len(RUNNERS) == len(names) == 20
    assert NOT_YET.keys() <= names
