"""The offline coach on thousands of generated runners: limits, contracts, sums and words hold for them all.

``RUNCOACH_EXAMPLES=10`` runs ten times as many. Limits are judged here by arithmetic of its own, next to the
checks that every answer goes through.
"""

import os
from datetime import date

import msgspec
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from runcoach.coach.answer.draft import Draft
from runcoach.coach.answer.workout import Step, Workout, totals
from runcoach.coach.offline.coach import prescribe
from runcoach.coach.offline.plan import plan_day
from runcoach.coach.personas.persona import Persona
from runcoach.coach.request import Request
from runcoach.coach.rules.judging import all_checks, binding_failures
from runcoach.coach.rules.registry import contract_rules
from runcoach.coach.said import CheckIn, Pain
from runcoach.training.kinds import is_race
from runcoach.training.limits import Limits, todays_limits
from runcoach.training.readiness import Verdict
from tests.builders import a_bad_night, limits_after
from tests.coach.histories import NOTES, History, check_ins, histories

EXAMPLES = float(os.environ.get("RUNCOACH_EXAMPLES", "1"))
RULES = [rule.id for rule in contract_rules()]
COACHES = ("pete", "steve", "jack")
UNKNOWN_PACE_S_PER_KM = 450.0
HALF_AN_HOUR_S, NINETY_MINUTES_S = 1800.0, 5400.0
HARD = ("tempo", "intervals", "hills", "race")
NEAR_M, NEAR_S, SHOWN_M = 6.0, 1.0, 5.0


def many(examples: int) -> settings:
    return settings(
        max_examples=int(examples * EXAMPLES),
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )


@many(1500)
@given(history=histories())
def test_every_answer_keeps_limits_contract_sums_and_words(history: History) -> None:
    answers, requests = {}, {}
    for name in COACHES:
        request = requests[name] = history.request(name)
        workout = answers[name] = prescribe(request)
        assert_limits_are_kept(history, request, workout)
        assert_it_adds_up(request, workout)
        assert_it_is_what_it_is_called(request, workout)
        assert_contract_is_kept(request, workout)
        # The numbers in the words are among these checks, as one that marks and does not bind.
        assert [check for check in all_checks(request, Draft.of(workout)) if not check.ok] == []
    assert_coaches_differ_as_their_contracts_do(requests, answers)


def assert_limits_are_kept(history: History, request: Request, workout: Workout) -> None:
    day = request.facts.day
    assert running_m(workout) <= longest_allowed_m(history, request, day) + NEAR_M
    most_s = longest_allowed_s(history, request, day)
    # Paces are given to five seconds, towards the slower side.
    rounding_s = 5.0 * running_m(workout) / 1000 + NEAR_S
    if may_be_hard(history, request, day):
        assert slowest_s(workout) <= most_s + rounding_s
        return
    assert slowest_s(workout) <= min(most_s, NINETY_MINUTES_S) + rounding_s
    assert workout.kind not in HARD
    assert all((step.rpe or 0) <= 4 for step in running(workout))


def longest_allowed_m(history: History, request: Request, day: date) -> float:
    """110 % of the longest run of 30 days; half an hour without one, or after two weeks without a run."""
    month = [run for run in history.runs if (day - run.day).days <= 30]
    lengths = [run.distance_m for run in month if run.distance_m]
    half_an_hour_m = HALF_AN_HOUR_S / (request.facts.paces.easy_slow or UNKNOWN_PACE_S_PER_KM) * 1000
    if max(lengths, default=0.0) < 1000:
        return half_an_hour_m
    longest_m = 1.1 * max(lengths)
    return min(longest_m, half_an_hour_m) if days_away(history, day) >= 14 else longest_m


def longest_allowed_s(history: History, request: Request, day: date) -> float:
    """What the day itself takes away: a break, a red night, pain, and the time that there is."""
    most = [float("inf")]
    if days_away(history, day) >= 14 or request.facts.readiness.verdict is Verdict.RED:
        most.append(HALF_AN_HOUR_S)
    if history.check_in and day == history.today:
        most += [{Pain.YES: 0.0, Pain.A_LITTLE: HALF_AN_HOUR_S}.get(history.check_in.pain, float("inf"))]
        most += [history.check_in.minutes * 60.0] if history.check_in.minutes else []
    return min(most)


def may_be_hard(history: History, request: Request, day: date) -> bool:
    facts = request.facts
    month = [run for run in history.runs if (day - run.day).days <= 30]
    if len(month) < 4 or days_away(history, day) >= 14 or facts.readiness.verdict is Verdict.RED:
        return False
    if any((day - hard).days < 2 for hard in facts.hard_days):
        return False
    said = history.check_in if day == history.today else None
    return said is None or (said.pain is Pain.NONE and said.legs.name != "HEAVY")


def days_away(history: History, day: date) -> int:
    return min(((day - run.day).days for run in history.runs), default=999)


def assert_it_adds_up(request: Request, workout: Workout) -> None:
    for step in workout.steps:
        assert all(amount is None or amount > 0 for amount in (step.distance_m, step.duration_s, step.reps))
        assert step.repeat >= 1
        assert step.distance_m or step.duration_s or step.reps
        if step.pace_min_s_per_km and step.pace_max_s_per_km:
            assert step.pace_min_s_per_km <= step.pace_max_s_per_km
        if step.is_running:
            assert step.distance_m and step.duration_s is None
            assert (step.pace_min_s_per_km is None) == (step.pace_max_s_per_km is None)
    added = totals(workout.steps, request.facts.paces.easy_slow)
    assert abs(added.distance_m - running_m(workout)) < 0.01
    assert abs(added.distance_m - plan_day(request).run_m) < 0.2
    assert added.duration_min_s <= added.duration_max_s
    assert (workout.kind == "rest") == (not running(workout))


def assert_it_is_what_it_is_called(request: Request, workout: Workout) -> None:
    """Intervals have reps, a tempo run has a tempo, both faster than easy, and an easy run has neither."""
    work = [step for step in running(workout) if (step.rpe or 0) >= 7]
    assert bool(work) == (workout.kind in HARD)
    assert any(step.repeat > 1 for step in work) == (workout.kind == "intervals")
    easy = request.facts.paces.easy
    for step in work:
        assert step.pace_max_s_per_km is None or (easy and step.pace_max_s_per_km < easy)


def assert_contract_is_kept(request: Request, workout: Workout) -> None:
    block = [step for step in workout.steps if step.action == "strength"]
    match request.persona.id:
        case "pete":
            assert all(is_easy(step, request.facts.paces.easy) for step in running(workout))
            assert workout.kind in ("rest", "easy", "long")
        case "steve":
            assert len({step.exercise for step in block}) >= 3
            assert all(step.reps or step.duration_s for step in block)
        case "jack":
            assert_even(request, workout)


def has_better_reasons(request: Request) -> bool:
    """Than an even number: a race today, a red night, or a wish for no more."""
    facts, said = request.facts, request.said.words
    raced = any(is_race(run) for run in facts.recent if run.day == facts.day)
    red = facts.readiness.verdict is Verdict.RED
    return (
        red
        or raced
        or facts.goal.race_day == facts.day
        or any("day off" in words or "rest" in words for words in said)
    )


def assert_even(request: Request, workout: Workout) -> None:
    facts, cap_m = request.facts, request.limits.max_run_m
    unit_m = facts.unit.metres
    done_m, run_m = facts.day_so_far_m, running_m(workout)
    evens = [count * 2 * unit_m for count in range(200)]
    # A watch that shows 6.00 km is even already, and the day stays at what was run.
    fitting = [
        done_m if total <= done_m + SHOWN_M else total
        for total in evens
        if done_m - SHOWN_M <= total <= done_m + max(cap_m, SHOWN_M)
    ]
    if "even I stop here" in workout.why:
        assert done_m and run_m == 0
        assert has_better_reasons(request)
        return
    if not fitting:
        assert run_m == 0
        assert "out of reach" in workout.why
        return
    # Steps are given to a tenth of a metre: the day is the even total that it is nearest to.
    day_m = min(fitting, key=lambda total: abs(done_m + run_m - total))
    assert abs(done_m + run_m - day_m) < NEAR_M
    week_m = facts.before_day_m
    week_is_even = whole(week_m + day_m, unit_m) % 2 == 0
    assert week_is_even == any(whole(week_m + total, unit_m) % 2 == 0 for total in fitting)
    assert ("Even. Beautiful." in workout.why) == week_is_even
    assert ("spoilt" in workout.why) != week_is_even


def assert_coaches_differ_as_their_contracts_do(
    requests: dict[str, Request], answers: dict[str, Workout]
) -> None:
    """Only Steve lifts, and runs as Pete does unless a hard session is due; Pete and Jack agree on a day
    exactly when Pete's is even already and Jack's is easy.
    """
    pete, steve, jack = (answers[name] for name in COACHES)
    assert len({(each.headline, each.why) for each in answers.values()}) == 3
    assert any(step.action == "strength" for step in steve.steps)
    assert not any(step.action == "strength" for step in (*pete.steps, *jack.steps))
    if steve.kind in HARD:
        assert pete.kind == "easy"
        assert running(pete) != running(steve)
    elif requests["steve"].said.minutes:
        # His iron has to fit into the same minutes.
        assert running_m(steve) <= running_m(pete)
    else:
        assert running(pete) == running(steve)
    facts = requests["pete"].facts
    if facts.day != requests["jack"].facts.day:
        return
    easy, unit_m = facts.paces.easy, facts.unit.metres
    total_m = facts.day_so_far_m + running_m(pete)
    pete_is_even = abs(total_m - round(total_m / unit_m / 2) * 2 * unit_m) < NEAR_M
    jack_is_easy = all(is_easy(step, easy) for step in running(jack))
    same = jack.kind == pete.kind and abs(running_m(jack) - running_m(pete)) < NEAR_M
    if running(pete) or running(jack):
        assert same == (pete_is_even and jack_is_easy)


@many(300)
@given(history=histories(), coach=st.sampled_from(COACHES))
def test_the_same_question_gets_the_same_workout(history: History, coach: str) -> None:
    first, again = (msgspec.json.encode(prescribe(history.request(coach))) for _ in range(2))
    assert first == again


@many(500)
@given(history=histories(), said=check_ins())
def test_a_check_in_only_ever_lowers_the_limits(history: History, said: CheckIn) -> None:
    facts = history.request("pete").facts
    assert_lower(limits_after(facts, said), todays_limits(facts))


@many(300)
@given(history=histories())
def test_a_red_night_only_ever_lowers_the_limits(history: History) -> None:
    red = (a_bad_night(history.today), *(night for night in history.nights if night.day != history.today))
    before = msgspec.structs.replace(history, nights=red[1:])
    after = msgspec.structs.replace(history, nights=red)
    assert_lower(after.request("pete").limits, before.request("pete").limits)


@many(300)
@given(
    history=histories(), note=st.sampled_from(NOTES) | st.text(max_size=60), coach=st.sampled_from(COACHES)
)
def test_a_note_can_only_lower_the_limits(history: History, note: str, coach: str) -> None:
    said = msgspec.structs.replace(history.check_in or CheckIn(), note="")
    silent = msgspec.structs.replace(history, check_in=said).request(coach)
    wordy = msgspec.structs.replace(history, check_in=msgspec.structs.replace(said, note=note)).request(coach)
    assert_lower(wordy.limits, silent.limits)
    if wordy.said.in_words == silent.said.in_words:
        assert wordy.limits == silent.limits
        asked, unasked = prescribe(wordy), prescribe(silent)
        # Only the reason may differ, by an answer to the note.
        assert msgspec.structs.replace(asked, why=unasked.why) == unasked
        assert set(unasked.why.split("\n\n")) <= set(asked.why.split("\n\n"))


@many(300)
@given(
    history=histories(), rules=st.sets(st.sampled_from([rule.id for rule in contract_rules()]), min_size=2)
)
def test_any_set_of_contract_rules_can_be_kept_on_any_day(history: History, rules: set[str]) -> None:
    coach = Persona("ann", "Ann", "all of it", "More.", "#a1b2c3", "#102030", "You.", tuple(sorted(rules)))
    asked = history.request_to(coach)
    assert not binding_failures(all_checks(asked, Draft.of(prescribe(asked))))


def assert_lower(lowered: Limits, limits: Limits) -> None:
    assert lowered.max_run_m <= limits.max_run_m
    assert limits.max_run_s is None or (lowered.max_run_s or 0) <= limits.max_run_s
    assert limits.hard_allowed or not lowered.hard_allowed
    assert {limit.id for limit in limits.listed} <= {limit.id for limit in lowered.listed}


def running(workout: Workout) -> tuple[Step, ...]:
    return tuple(step for step in workout.steps if step.is_running)


def running_m(workout: Workout) -> float:
    return sum(
        step.repeat * (step.distance_m or 0) + (step.repeat - 1) * (step.recovery_m or 0)
        for step in running(workout)
    )


def slowest_s(workout: Workout) -> float:
    """Seconds of running at the slow end of every step, jogs between reps not counted as faster."""
    jog = max((step.pace_max_s_per_km or 0 for step in running(workout)), default=0) or UNKNOWN_PACE_S_PER_KM
    return sum(
        step.repeat * (step.distance_m or 0) * (step.pace_max_s_per_km or UNKNOWN_PACE_S_PER_KM) / 1000
        + (step.repeat - 1) * (step.recovery_m or 0) * jog / 1000
        for step in running(workout)
    )


def is_easy(step: Step, easy: float | None) -> bool:
    fast = step.pace_min_s_per_km or step.pace_max_s_per_km
    return step.repeat == 1 and (step.rpe or 0) <= 4 and (not fast or not easy or fast >= easy)


def whole(metres: float, unit_m: float) -> int:
    return int(metres / unit_m + 0.5)
