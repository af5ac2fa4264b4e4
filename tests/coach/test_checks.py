"""Every rule that an answer is held to, broken and kept, through ``all_checks``.

The runner has run 8, 8 and 6 km this last week, all easy at 6:00/km: at most 8.8 km today, hard or easy.
"""

from typing import Any

import msgspec
import pytest

from runcoach.coach.check import Check
from runcoach.coach.checks import all_checks, binding_failures, step_checks
from runcoach.coach.draft import Draft
from runcoach.coach.effort import is_hard_step
from runcoach.coach.events import Request
from runcoach.coach.workout import Kind, Step, Workout
from runcoach.models import DistanceUnit
from runcoach.training.check_in import CheckIn, Legs, Pain
from runcoach.training.facts import gather
from runcoach.training.limits import SPIKE_SOURCE, todays_limits
from tests.builders import FAST, TODAY, a_run, an_interval_set, newest_first, persona, request_for, some_weeks

MILE = 1609.344
LONGEST = "26111607"
LIMIT_REASON = f"110 % of 8.0 km on Mon 16 Nov 2026, the longest run of the last 30 days ({SPIKE_SOURCE})."
TWO_DAYS = "The last hard day is two days ago or more."


def run(km: float | None = None, **values: Any) -> Step:
    """A running step, by its kilometres unless a test says otherwise."""
    return Step(**({"action": "run"} | ({"distance_m": km * 1000} if km else {}) | values))


def lift(exercise: str | None, reps: int | None = 8, **values: Any) -> Step:
    return Step(action="strength", exercise=exercise, repeat=3, reps=reps, **values)


BLOCK = (lift("Squat"), lift("Calf raise"), lift("Plank", None, duration_s=40))


def found(
    rule: str,
    *steps: Step,
    asked: Request | None = None,
    kind: Kind = "easy",
    headline: str = "Today",
    why: str = "",
) -> Check | None:
    """What one rule says of a workout."""
    request = asked or plain_request()
    draft = Draft.of(Workout(headline=headline, kind=kind, steps=steps, why=why))
    return next((check for check in all_checks(request, draft) if check.rule == rule), None)


def plain_request(persona_id: str = "steve") -> Request:
    return request_for(persona_id, some_weeks())


def after_reps(persona_id: str = "steve") -> Request:
    """Reps at 4:00/km and a run of 5 km at 5:00/km some weeks ago: both count as shown."""
    runs = [*some_weeks(), a_run(20, 8, run_id="reps"), a_run(25, 5, pace=300)]
    return request_for(persona_id, runs, intervals={"reps": an_interval_set()})


def after_a_hard_day() -> Request:
    return request_for("steve", [*some_weeks(), a_run(1, 8, zones=FAST, run_id="hard")])


def checked_in(check_in: CheckIn, persona_id: str = "steve") -> Request:
    asked = plain_request(persona_id)
    return msgspec.structs.replace(asked, check_in=check_in, limits=todays_limits(asked.facts, check_in))


def jack_after(km: float) -> Request:
    """Jack, asked for a day that already has a run."""
    runs = newest_first([*some_weeks(), a_run(0, km, run_id="today")])
    facts = gather(runs, {}, [], TODAY, DistanceUnit.KM, TODAY)
    return Request(persona("jack"), facts, todays_limits(facts))


# Possible


@pytest.mark.parametrize(
    ("steps", "detail"),
    [
        ([run(6, pace_min_s_per_km=60, pace_max_s_per_km=60)], "Step 1 asks for a pace that is none"),
        ([run(6), run(1, pace_max_s_per_km=3600)], "Step 2 asks for a pace that is none"),
        ([run(6, duration_s=600)], "Step 1 asks for a pace that is none"),
        ([run(0.1, duration_s=7200)], "Step 1 asks for a pace that is none"),
        ([run(6, pace_max_s_per_km=700)], "Step 1 asks for a pace that is no running"),
        ([run(6, pace_min_s_per_km=370, pace_max_s_per_km=550)], "Step 1 asks for any pace at all"),
        ([run(6, hr_max_bpm=240)], "Step 1 asks for a heart rate that is none"),
        ([run(6, hr_max_bpm=30)], "Step 1 asks for a heart rate that is none"),
        ([run(0.01, repeat=61)], "Step 1 is longer than any run"),
        ([run(100.1)], "Step 1 is longer than any run"),
        ([run(duration_s=6 * 3600 + 1)], "Step 1 is longer or harder than any run"),
        ([run(6, rpe=11)], "Step 1 is longer or harder than any run"),
        ([lift("Squat", 201)], "Step 1 is longer or harder than any run"),
        ([run(0.4, repeat=3, recovery_s=21_601)], "Step 1 rests longer than any run"),
        ([run(0.4, repeat=3, recovery_m=100_001)], "Step 1 rests longer than any run"),
        ([run()], "Step 1 does not say how far or how long"),
        ([run(6), Step(action="cooldown")], "Step 2 does not say how far or how long"),
        ([Step(action="walk", duration_s=600)], "The workout is a run without any running"),
        ([], "The workout is a run without any running"),
    ],
)
def test_what_nobody_can_do_is_not_possible(steps: list[Step], detail: str) -> None:
    assert found("sane", *steps) == Check("sane", False, detail)


@pytest.mark.parametrize(
    ("step", "detail"),
    [
        (
            Step(action="walk", distance_m=5000, duration_s=2000),
            "Step 1 is called a walk and is as fast as a run",
        ),
        (Step(action="walk"), "Step 1 does not say how far or how long"),
        (
            Step(action="cross", duration_s=3600, pace_min_s_per_km=360),
            "Step 1 has a running pace and is not called a run",
        ),
        (lift("Sled", distance_m=5000), "Step 1 is called strength and has a distance"),
        (Step(action="cross", distance_m=9000, exercise="Bike"), "Step 1 does not say how long"),
        (
            Step(action="cross", distance_m=9000, duration_s=3600),
            "Step 1 has a distance and does not say what it is",
        ),
        (
            Step(action="cross", duration_s=3600, exercise="Easy running"),
            "Step 1 is called cross-training and is running",
        ),
        (
            Step(action="cross", duration_s=3600, note="on the treadmill"),
            "Step 1 is called cross-training and is running",
        ),
        (lift("Squat", recovery_m=3000), "Step 1 has running between its sets"),
    ],
)
def test_running_by_another_name_is_not_possible(step: Step, detail: str) -> None:
    assert found("sane", step, kind="cross") == Check("sane", False, detail)


@pytest.mark.parametrize(
    ("steps", "kind"),
    [
        ([run(6, pace_min_s_per_km=360, pace_max_s_per_km=503, rpe=10, hr_max_bpm=220)], "easy"),
        ([run(0.1, repeat=60)], "intervals"),
        ([run(duration_s=6 * 3600)], "long"),
        ([Step(action="walk", duration_s=1200)], "rest"),
        ([Step(action="walk", distance_m=4000, duration_s=2400)], "rest"),
        ([Step(action="cross", duration_s=3600, exercise="Pool running")], "cross"),
        ([Step(action="cross", duration_s=3600, distance_m=25_000, exercise="Bike")], "cross"),
        ([lift("Farmer's walk", None, distance_m=40)], "strength"),
        ([], "rest"),
    ],
)
def test_what_can_be_done_is_possible(steps: list[Step], kind: Kind) -> None:
    assert found("sane", *steps, kind=kind) == Check("sane", True, "Every step can be done")


def test_steps_without_a_kind_or_a_headline_are_no_workout_to_show() -> None:
    detail = "The answer has steps, and no headline or no kind that is known"
    for draft in (Draft(headline="Go", steps=(run(30),)), Draft(kind="easy", steps=(run(30),))):
        assert all_checks(plain_request(), draft) == (Check("sane", False, detail),)


def test_an_answer_that_cannot_be_read_as_a_whole_is_not_one() -> None:
    draft = msgspec.structs.replace(Draft.of(Workout(headline="Go", kind="rest")), broken="It broke off")
    (check,) = all_checks(plain_request(), draft)
    assert check == Check("sane", False, "It broke off")
    assert binding_failures((check,))


# The longest run


@pytest.mark.parametrize("km", [8.8, 8.848])
def test_a_run_at_the_limit_is_allowed_with_its_reason_and_row(km: float) -> None:
    assert found("max_run_m", run(km)) == Check(
        "max_run_m", True, "8.8 km of at most 8.8 km", LIMIT_REASON, (LONGEST,)
    )


def test_a_run_over_the_limit_is_not() -> None:
    detail = "8.9 km is over your limit of 8.8 km"
    assert found("max_run_m", run(8.851)) == Check("max_run_m", False, detail, LIMIT_REASON, (LONGEST,))


def test_the_parts_of_a_run_and_the_jogs_between_reps_add_up() -> None:
    steps = (run(2, action="warmup"), run(0.4, repeat=10, recovery_m=400), run(2, action="cooldown"))
    check = found("max_run_m", *steps)
    assert check and not check.ok
    assert check.detail == "11.6 km is over your limit of 8.8 km"


def test_a_run_by_time_counts_at_its_pace() -> None:
    check = found("max_run_m", run(duration_s=3600, pace_min_s_per_km=370, pace_max_s_per_km=390))
    assert check and check.detail == "9.5 km is over your limit of 8.8 km"


def test_the_longest_run_is_told_in_the_runner_s_unit() -> None:
    asked = request_for("pete", some_weeks(), unit=DistanceUnit.MI)
    check = found("max_run_m", run(9.5), asked=asked)
    assert check and check.detail == "5.9 mi is over your limit of 5.5 mi"


# The longest time


def test_where_there_is_no_limit_of_time_there_is_no_such_check() -> None:
    assert found("max_run_s", run(6)) is None


def test_the_time_of_the_check_in_limits_the_running() -> None:
    asked, why = checked_in(CheckIn(minutes=40)), "You have 40 minutes."
    kept = found("max_run_s", run(duration_s=2400), asked=asked)
    assert kept == Check("max_run_s", True, "40 min, at most 40 min", why)
    broken = found("max_run_s", run(duration_s=2460), asked=asked)
    assert broken == Check("max_run_s", False, "41 min is over your limit of 40 min", why)


def test_who_has_forty_minutes_has_them_for_everything() -> None:
    asked = request_for("steve", some_weeks(), check_in=CheckIn(minutes=40))
    walk = Step(action="walk", duration_s=300)
    kept = found("max_run_s", run(duration_s=1800), walk, *BLOCK, asked=asked)
    assert kept is not None and kept.ok
    for more in ((walk,), BLOCK):
        broken = found("max_run_s", run(duration_s=2330), *more, asked=asked)
        assert broken is not None and not broken.ok
    broken = found("max_run_s", run(duration_s=2400), walk, asked=asked)
    assert broken is not None and broken.detail == "45 min is over your limit of 40 min"
    ill = request_for("steve", some_weeks(), check_in=CheckIn(pain=Pain.YES, minutes=40))
    rest = found("max_run_s", walk, asked=ill, kind="rest")
    assert rest is not None and rest.ok


def test_with_pain_no_running_is_allowed_at_all() -> None:
    asked, why = (
        checked_in(CheckIn(pain=Pain.YES)),
        "You have pain or are ill: no running (coaching heuristic).",
    )
    broken = found("max_run_s", run(1), asked=asked)
    assert broken == Check("max_run_s", False, "6 min of running on a day without running", why)
    check = found("max_run_m", run(1), asked=asked)
    assert check == Check("max_run_m", False, "1.0 km on a day without running", why)
    assert found("max_run_s", *BLOCK, asked=asked, kind="rest") == Check(
        "max_run_s", True, "0 s of running, at most 0 s", why
    )


# Hard and easy


@pytest.mark.parametrize(
    ("steps", "kind"),
    [
        *(([run(6)], kind) for kind in ("tempo", "intervals", "hills", "race")),
        ([run(6, rpe=7)], "easy"),
        ([run(6, pace_min_s_per_km=338)], "easy"),
        ([run(6, pace_max_s_per_km=300)], "easy"),
        ([run(6, duration_s=1800)], "easy"),
        ([run(6, note="last 2 km all-out")], "easy"),
        ([run(6, rpe=3, note="at race pace")], "easy"),
        ([run(5, action="warmup", rpe=9)], "easy"),
        ([run(5), run(0.1, action="strides", repeat=11)], "easy"),
        ([run(5), *[run(0.1, action="strides", repeat=4)] * 3], "easy"),
        ([run(5), run(0.3, action="strides", repeat=4, pace_max_s_per_km=240)], "easy"),
    ],
)
def test_a_hard_session_is_not_allowed_after_a_hard_day(steps: list[Step], kind: Kind) -> None:
    check = found("hard_allowed", *steps, asked=after_a_hard_day(), kind=kind)
    assert check == Check(
        "hard_allowed",
        False,
        "It is a hard session, and today there is none",
        "Tue 17 Nov 2026 was a hard day; 48 hours between (coaching heuristic).",
        ("hard",),
    )
    allowed = found("hard_allowed", *steps, kind=kind)
    assert allowed == Check("hard_allowed", True, "It is a hard session", TWO_DAYS)


@pytest.mark.parametrize(
    "steps",
    [
        [run(6, rpe=6, pace_min_s_per_km=340)],
        [run(6), run(0.15, action="strides", repeat=10, pace_min_s_per_km=200)],
        [run(6), run(duration_s=30, action="strides", repeat=4, rpe=8)],
        [run(6, note="no sprint, never all-out")],
        [run(2), *BLOCK],
    ],
)
def test_an_easy_day_is_allowed_always_strides_and_strength_too(steps: list[Step]) -> None:
    check = found("hard_allowed", *steps, asked=after_a_hard_day())
    assert check and check.ok and check.detail == "It is an easy day"


def test_over_ninety_minutes_is_no_easy_day() -> None:
    runs = [*some_weeks(), a_run(10, 30), a_run(1, 8, zones=FAST)]
    asked = request_for("steve", runs)
    slow = asked.facts.paces.easy_slow or 0
    at_limit = 90 * 60 / slow
    kept, broken = (
        found("hard_allowed", run(km), asked=asked, kind="long") for km in (at_limit, at_limit * 1.05)
    )
    assert kept and kept.ok and kept.detail == "It is an easy day"
    assert broken and broken.detail == "It is a run over 90 minutes, and today there is none"
    shuffle = found("hard_allowed", run(duration_s=100 * 60, pace_max_s_per_km=600), asked=asked)
    assert shuffle and not shuffle.ok, "a hundred minutes are long, however slow"


def test_heavy_legs_forbid_a_hard_session() -> None:
    check = found("hard_allowed", run(6), asked=checked_in(CheckIn(legs=Legs.HEAVY)), kind="tempo")
    assert (
        check
        and check.source == "Your legs are heavy, or you are worn out: no hard session (coaching heuristic)."
    )


def test_a_walk_is_no_hard_step() -> None:
    assert not is_hard_step(Step(action="walk", duration_s=600, rpe=9), plain_request().facts)


# Rest


def test_a_rest_day_has_no_running() -> None:
    assert found("rest", *BLOCK, kind="rest") == Check("rest", True, "No running on the rest day")
    broken = found("rest", run(duration_s=600), kind="rest")
    assert broken == Check("rest", False, "A rest day with running in it")
    assert found("rest", run(6)) is None


# Paces


@pytest.mark.parametrize(
    ("step", "kind", "detail"),
    [
        (run(6, pace_min_s_per_km=349), "easy", "5:49/km in step 1 is faster than you have shown (6:00/km)"),
        (run(6, pace_max_s_per_km=349), "long", "5:49/km in step 1 is faster than you have shown (6:00/km)"),
        (run(6, duration_s=2000), "easy", "5:33/km in step 1 is faster than you have shown (6:00/km)"),
        (
            run(1, action="warmup", pace_min_s_per_km=340),
            "tempo",
            "5:40/km in step 1 is faster than you have shown (6:00/km)",
        ),
        (run(5, pace_min_s_per_km=293), "tempo", "4:53/km in step 1 is faster than you have shown (5:00/km)"),
        (
            run(0.4, repeat=8, pace_min_s_per_km=234),
            "intervals",
            "3:54/km in step 1 is faster than you have shown (4:00/km)",
        ),
        (
            run(0.1, action="strides", repeat=4, pace_min_s_per_km=210),
            "easy",
            "3:30/km in step 1 is faster than you have shown (3:36/km)",
        ),
    ],
)
def test_no_pace_is_faster_than_was_shown_for_its_kind(step: Step, kind: Kind, detail: str) -> None:
    check = found("paces", step, asked=after_reps(), kind=kind)
    assert check == Check("paces", False, detail)


@pytest.mark.parametrize(
    ("step", "kind"),
    [
        (run(6, pace_min_s_per_km=350), "easy"),
        (run(6, duration_s=2160), "easy"),
        (run(5, pace_min_s_per_km=294), "tempo"),
        (run(0.4, repeat=8, pace_min_s_per_km=236), "intervals"),
        (run(0.1, action="strides", repeat=4, pace_min_s_per_km=217), "easy"),
        (run(6), "easy"),
    ],
)
def test_a_pace_that_was_shown_may_be_asked_for(step: Step, kind: Kind) -> None:
    asked = after_reps()
    rows = asked.facts.paces.easy_rows[:5]
    assert rows
    assert found("paces", step, asked=asked, kind=kind) == Check(
        "paces", True, "No pace is faster than you have shown", rows=rows
    )


@pytest.mark.parametrize(
    ("step", "kind", "words"),
    [
        (run(3, pace_max_s_per_km=400), "easy", "easy running"),
        (run(3, pace_max_s_per_km=400), "tempo", "steady running"),
        (run(0.4, repeat=4, pace_max_s_per_km=400), "intervals", "reps"),
    ],
)
def test_a_runner_who_has_shown_no_pace_is_given_none(step: Step, kind: Kind, words: str) -> None:
    check = found("paces", step, asked=request_for("steve"), kind=kind)
    assert check == Check("paces", False, f"Step 1 has a pace, and you have shown none for {words}")


def test_paces_are_told_in_the_runner_s_unit() -> None:
    asked = request_for("pete", some_weeks(), unit=DistanceUnit.MI)
    check = found("paces", run(3, pace_min_s_per_km=330), asked=asked)
    assert check and check.detail == "8:51/mi in step 1 is faster than you have shown (9:39/mi)"


# Sums


@pytest.mark.parametrize(
    ("steps", "headline", "detail"),
    [
        (
            [run(6, pace_min_s_per_km=410, pace_max_s_per_km=400)],
            "Today",
            "The fast end of step 1 is slower than its slow end",
        ),
        (
            [run(6, duration_s=2400, pace_min_s_per_km=370)],
            "Today",
            "Distance, time and pace of step 1 do not agree",
        ),
        (
            [run(1), run(5, duration_s=2300, pace_min_s_per_km=370, pace_max_s_per_km=400)],
            "Today",
            "Distance, time and pace of step 2 do not agree",
        ),
        ([run(8)], "20 km of glory", "The headline says 20 km, and the steps do not"),
        (
            [run(8)],
            "Twenty easy kilometres",
            "The headline says Twenty easy kilometres, and the steps do not",
        ),
        ([run(8)], "8 miles", "The headline says 8 miles, and the steps do not"),
        ([run(0.4, repeat=8)], "8x800 m", "The headline says 800 m, and the steps do not"),
    ],
)
def test_distance_time_pace_and_headline_must_agree(steps: list[Step], headline: str, detail: str) -> None:
    assert found("totals", *steps, headline=headline) == Check("totals", False, detail)


@pytest.mark.parametrize(
    ("steps", "headline", "words"),
    [
        ([run(6, pace_min_s_per_km=400, pace_max_s_per_km=394)], "6 km", "6.0 km"),
        ([run(6, duration_s=2350, pace_min_s_per_km=370, pace_max_s_per_km=384)], "Easy", "6.0 km"),
        ([run(2), run(0.4, repeat=8), run(1)], "8×400 m, 6.2 km in all", "6.2 km"),
        ([run(2), run(0.4, repeat=8), run(1)], "3.2 km of speed", "6.2 km"),
        ([run(6)], "Six easy kilometres", "6.0 km"),
        ([run(6)], "Not 7, not 5", "6.0 km"),
        ([run(6)], "30 minutes of rain", "6.0 km"),
    ],
)
def test_a_headline_may_name_the_day_or_a_step(steps: list[Step], headline: str, words: str) -> None:
    check = found("totals", *steps, headline=headline)
    assert check == Check("totals", True, f"The steps add up to {words}")


def test_a_headline_may_name_the_whole_day_of_a_runner_who_has_run() -> None:
    check = found("totals", run(2.41), asked=jack_after(5.59), headline="2.41 km to make it 8 km")
    assert check and check.ok


# Contracts


@pytest.mark.parametrize(
    ("steps", "kind", "detail"),
    [
        ([run(6, rpe=5)], "easy", "Step 1 is not easy, and Pete knows nothing else"),
        ([run(1), run(5, pace_min_s_per_km=356)], "easy", "Step 2 is not easy, and Pete knows nothing else"),
        ([run(6, duration_s=2100)], "easy", "Step 1 is not easy, and Pete knows nothing else"),
        ([run(1, repeat=4, rpe=3)], "easy", "It has reps, and Pete knows none"),
        ([run(6)], "tempo", "tempo is nothing for Pete"),
        ([run(6)], "race", "race is nothing for Pete"),
    ],
)
def test_pete_knows_only_easy_running(steps: list[Step], kind: Kind, detail: str) -> None:
    assert found("easy-only", *steps, asked=plain_request("pete"), kind=kind) == Check(
        "easy-only", False, detail
    )


@pytest.mark.parametrize(
    ("steps", "kind"),
    [
        ([run(6, rpe=4, pace_min_s_per_km=357)], "easy"),
        ([run(6)], "long"),
        ([lift("Squat", rpe=8)], "strength"),
        ([], "rest"),
    ],
)
def test_pete_keeps_to_easy_running(steps: list[Step], kind: Kind) -> None:
    check = found("easy-only", *steps, asked=plain_request("pete"), kind=kind)
    assert check == Check("easy-only", True, "All of it is easy")


def test_only_the_coaches_with_a_contract_are_held_to_it() -> None:
    for rule in ("easy-only", "even-distance"):
        assert found(rule, run(6), asked=plain_request("steve")) is None
    assert found("strength-block", run(6), asked=plain_request("pete")) is None


@pytest.mark.parametrize(
    ("steps", "detail"),
    [
        ([], "0 strength exercises, 3 at least"),
        (BLOCK[:2], "2 strength exercises, 3 at least"),
        ([lift("Squat")] * 3, "1 strength exercise, 3 at least"),
        ([lift("Squat"), lift("squat "), lift("SQUAT")], "1 strength exercise, 3 at least"),
        ([lift(name, None) for name in ("Squat", "Plank", "Lunge")], "0 strength exercises, 3 at least"),
        ([lift(None), lift(""), lift(" ")], "0 strength exercises, 3 at least"),
    ],
)
def test_steve_s_block_has_three_exercises_with_sets(steps: list[Step], detail: str) -> None:
    assert found("strength-block", run(6), *steps) == Check("strength-block", False, detail)


def test_steve_s_block_counts_on_a_rest_day_too() -> None:
    check = found("strength-block", *BLOCK, kind="rest")
    assert check == Check("strength-block", True, "3 strength exercises, 3 at least")


@pytest.mark.parametrize(
    ("km", "ok", "detail"),
    [
        (8.0, True, "The day comes to 8.00 km"),
        (8.004, True, "The day comes to 8.00 km"),
        (7.995, True, "The day comes to 8.00 km"),
        (8.006, False, "The day comes to 8.01 km, which is not even"),
        (7.0, False, "The day comes to 7.00 km, which is not even"),
        (7.98, False, "The day comes to 7.98 km, which is not even"),
    ],
)
def test_jack_s_day_is_even(km: float, ok: bool, detail: str) -> None:
    check = found("even-distance", run(km), asked=plain_request("jack"))
    assert check == Check("even-distance", ok, detail)


def test_nothing_is_even_too() -> None:
    check = found("even-distance", asked=plain_request("jack"), kind="rest")
    assert check == Check("even-distance", True, "The day comes to 0.00 km")


def test_what_was_run_already_counts_for_jack() -> None:
    asked = jack_after(5.59)
    assert found("even-distance", run(2.41), asked=asked) == Check(
        "even-distance", True, "The day comes to 8.00 km"
    )
    assert found("even-distance", run(2), asked=asked) == Check(
        "even-distance", False, "The day comes to 7.59 km, which is not even"
    )
    check = found("even-distance", asked=asked, kind="rest")
    assert check and not check.ok, "0.41 km would make it even"


def test_a_day_that_cannot_be_made_even_stays_as_it_is() -> None:
    asked = jack_after(0.5)
    asked = msgspec.structs.replace(asked, limits=todays_limits(asked.facts, CheckIn(minutes=5)))
    assert found("even-distance", asked=asked, kind="rest") == Check(
        "even-distance", True, "The day comes to 0.50 km"
    )
    check = found("even-distance", run(0.4), asked=asked)
    assert check and not check.ok, "running on without reaching an even day is no use"


def test_miles_are_even_in_miles() -> None:
    asked = request_for("jack", some_weeks(), unit=DistanceUnit.MI)
    assert found("even-distance", run(4 * MILE / 1000), asked=asked) == Check(
        "even-distance", True, "The day comes to 4.00 mi"
    )
    assert found("even-distance", run(8), asked=asked) == Check(
        "even-distance", False, "The day comes to 4.97 mi, which is not even"
    )


# Beside running


@pytest.mark.parametrize(
    ("step", "check_in", "detail"),
    [
        (Step(action="walk", distance_m=30_000), CheckIn(), "6 h beside running is over 2 h"),
        (Step(action="walk", duration_s=7300), CheckIn(), "2 h 02 min beside running is over 2 h"),
        (Step(action="cross", duration_s=6 * 3600), CheckIn(), "6 h beside running is over 2 h"),
        (Step(action="cross", repeat=7, duration_s=1200), CheckIn(), "2 h 20 min beside running is over 2 h"),
        (
            Step(action="cross", duration_s=6 * 3600),
            CheckIn(pain=Pain.YES),
            "6 h beside running is over 30 min",
        ),
        (
            Step(action="cross", duration_s=1200, rpe=5),
            CheckIn(pain=Pain.YES),
            "RPE 5 beside running, and today nothing is harder than RPE 4",
        ),
        (
            Step(action="walk", duration_s=2400),
            CheckIn(pain=Pain.A_LITTLE),
            "40 min beside running is over 30 min",
        ),
        (
            Step(action="cross", duration_s=3600, rpe=8),
            CheckIn(legs=Legs.HEAVY),
            "RPE 8 beside running, and today there is no hard session",
        ),
        (Step(action="cross", duration_s=3600), CheckIn(minutes=45), "1 h beside running is over 45 min"),
        (
            Step(action="strength", exercise="Plank", repeat=20, duration_s=300),
            CheckIn(),
            "1 h 45 min of strength is over 1 h 30 min",
        ),
    ],
)
def test_walking_and_cross_training_are_no_way_around_the_limits(
    step: Step, check_in: CheckIn, detail: str
) -> None:
    asked = checked_in(check_in)
    check = found("besides", step, *BLOCK, asked=asked, kind="rest")
    assert check == Check("besides", False, detail, "coaching heuristic")
    assert check.is_binding


@pytest.mark.parametrize(
    ("step", "check_in"),
    [
        (Step(action="walk", distance_m=10_000), CheckIn()),
        (Step(action="cross", duration_s=7200, rpe=8), CheckIn()),
        (Step(action="walk", duration_s=1800, rpe=4), CheckIn(pain=Pain.YES)),
        (Step(action="cross", duration_s=2700), CheckIn(minutes=45)),
    ],
)
def test_some_walking_and_cross_training_is_allowed(step: Step, check_in: CheckIn) -> None:
    assert found("besides", step, *BLOCK, asked=checked_in(check_in), kind="cross") is None


# What only marks


def test_numbers_of_the_prose_are_held_to_the_facts_and_only_marked() -> None:
    good = found("numbers", run(6), why="Run 6 km of at most 8.8 km.")
    assert good == Check("numbers", True, "Each number in the text occurs in your facts, limits or workout")
    bad = found("numbers", run(6), why="12 km, 77 %, 12 km, 61 bpm")
    strange = ("12 km", "77 %", "61 bpm")
    assert bad == Check("numbers", False, f"Not in your facts: {', '.join(strange)}", marked=strange)
    assert not bad.is_binding


def test_no_more_than_six_numbers_are_named() -> None:
    check = found("numbers", run(6), why=", ".join(f"{number} km" for number in range(40, 50)))
    assert check is not None
    assert check.detail == "Not in your facts: 40 km, 41 km, 42 km, 43 km, 44 km, 45 km and 4 more"


def test_plain_text_is_said_not_to_be_checked() -> None:
    draft = Draft(why="Run 30 km", structured=False)
    (check,) = all_checks(plain_request(), draft)
    detail = "The answer is plain text, not a workout: nothing in it is checked"
    assert check == Check("plain", False, detail, marked=("30 km",))
    assert not binding_failures((check,))


def test_plain_text_on_a_day_without_running_says_that_there_is_none() -> None:
    (check,) = all_checks(checked_in(CheckIn(pain=Pain.YES)), Draft(why="Run.", structured=False))
    assert check.detail.endswith("nothing in it is checked, and today there is no running")


# Together


def test_what_failed_comes_first_and_only_that_is_binding() -> None:
    draft = Draft.of(Workout(headline="Go", kind="easy", steps=(run(12), *BLOCK), why="99 km"))
    checks = all_checks(plain_request(), draft)
    assert [check.rule for check in checks[:2]] == ["max_run_m", "numbers"]
    assert all(check.ok for check in checks[2:])
    assert [check.rule for check in binding_failures(checks)] == ["max_run_m"]


def test_while_steps_arrive_only_what_is_broken_already_is_said() -> None:
    request = plain_request("pete")
    assert step_checks(request, (), None) == ()
    assert step_checks(request, (Step(action="walk", duration_s=300),), "easy") == ()
    assert step_checks(request, (run(6, pace_min_s_per_km=370),), "easy") == ()
    (over,) = step_checks(request, (run(6), run(6)), "easy")
    assert over.detail == "12.0 km is over your limit of 8.8 km"
    (reps,) = step_checks(request, (run(0.4, repeat=8),), None)
    assert reps.detail == "It has reps, and Pete knows none"
    (walk,) = step_checks(request, (Step(action="walk", distance_m=30_000),), "rest")
    assert walk.rule == "besides"
    rules = {check.rule for check in step_checks(request, (run(20, pace_min_s_per_km=120, rpe=9),), "easy")}
    assert rules == {"sane", "max_run_m", "paces", "easy-only"}


def test_steps_that_are_missing_still_break_no_rule() -> None:
    """Strength, evenness and sums can only be judged at the end."""
    for persona_id in ("steve", "jack"):
        assert step_checks(plain_request(persona_id), (run(3),), "easy") == ()
