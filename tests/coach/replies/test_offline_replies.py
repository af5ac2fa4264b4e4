"""What the offline coach does with a reply: a few plain words, within the limits, and it says so."""

from datetime import timedelta

from runcoach.coach.answer.workout import Workout, totals
from runcoach.coach.offline.coach import EASE_OFF, prescribe
from runcoach.coach.offline.reply import NOTE_NOT_UNDERSTOOD, UNDERSTOOD
from runcoach.coach.request import Turn
from runcoach.coach.said import SEE_A_DOCTOR, CheckIn, Legs, Pain
from runcoach.domain.runs import Run
from runcoach.training.goal import Goal
from tests.builders import TODAY, a_bad_night, a_run, request_for, some_weeks, usual_nights

FRESH = some_weeks(until_days_ago=2)


AFTER_A_LONG_RUN = [a_run(1, 20), a_run(10, 18), *some_weeks(until_days_ago=3)]


def reply(*said: str, persona_id: str = "steve", runs: list[Run] = FRESH) -> Workout:
    """What this coach prescribes after these replies, to a fresh runner by default."""
    return prescribe(request_for(persona_id, runs, turns=tuple(Turn(True, words) for words in said)))


def run_m(workout: Workout) -> float:
    return totals(workout.steps).distance_m


def test_shorter_is_shorter_and_longer_stays_within_the_limit() -> None:
    assert run_m(reply("shorter, please")) < run_m(reply()) < run_m(reply("longer!"))
    assert run_m(reply("longer!")) <= request_for("steve", FRESH).limits.max_run_m


def test_easier_takes_the_hard_part_away() -> None:
    assert reply().kind == "tempo"
    assert reply("something easier").kind == "easy"


def test_a_day_off_is_a_day_off_and_steve_still_lifts() -> None:
    workout = reply("I want a day off")
    assert workout.kind == "rest" and run_m(workout) == 0
    assert any(step.action == "strength" for step in workout.steps)
    assert "A day off it is." in workout.why


def test_hills_are_put_into_an_easy_run_and_into_no_hard_one() -> None:
    easy = reply("make it hilly", persona_id="pete")
    assert any("over hills" in step.note for step in easy.steps)
    hard = reply("make it hilly")
    assert not any("over hills" in step.note for step in hard.steps)
    assert "no easy run today to take over hills" in hard.why


def test_why_is_answered_with_the_reason_and_the_limit() -> None:
    runs = [a_run(1, 20), a_run(10, 18), *some_weeks(until_days_ago=3)]
    workout = prescribe(request_for("pete", runs, turns=(Turn(True, "why not intervals?"),)))
    assert "You ask why. The day before was a hard one." in workout.why
    assert "wait 48 hours" in workout.why


def test_harder_is_refused_where_the_day_forbids_it() -> None:
    nights = [*usual_nights(), a_bad_night()]
    workout = prescribe(request_for("steve", FRESH, nights=nights, turns=(Turn(True, "harder!"),)))
    assert workout.kind == "rest"
    assert "not today" in workout.why


def test_words_that_rules_do_not_know_change_nothing_and_that_is_said() -> None:
    silent, answered = reply(), reply("tell me about your cat")
    assert (answered.headline, answered.steps) == (silent.headline, silent.steps)
    assert UNDERSTOOD in answered.why


def test_a_distance_is_as_near_as_the_limit_allows() -> None:
    limit_m = request_for("pete", FRESH).limits.max_run_m
    assert run_m(reply("6 km today", persona_id="pete")) == 6000
    long = reply("I want 40 km!!", persona_id="pete")
    assert run_m(long) <= limit_m
    assert "your limit is 8.8 km" in long.why


def test_a_complaint_never_makes_the_day_faster_or_longer() -> None:
    runs = AFTER_A_LONG_RUN
    usual = prescribe(request_for("pete", runs))
    for said in (CheckIn(Legs.HEAVY, minutes=30), CheckIn(pain=Pain.A_LITTLE), CheckIn(minutes=30)):
        tired = prescribe(request_for("pete", runs, check_in=said))
        assert run_m(tired) <= run_m(usual)
        assert (tired.steps[0].pace_min_s_per_km or 0) >= (usual.steps[0].pace_min_s_per_km or 0)
        assert "The day before was a hard one." in tired.why


def test_a_question_about_what_was_is_not_a_demand() -> None:
    asked = reply("how fast was my tempo on Thursday?")
    assert UNDERSTOOD in asked.why
    assert (asked.kind, asked.steps) == (reply().kind, reply().steps)


def test_words_of_pain_are_answered_as_what_they_are() -> None:
    said = (Turn(True, "my calf hurts"),)
    workout = prescribe(request_for("pete", FRESH, turns=said, check_in=CheckIn(pain=Pain.A_LITTLE)))
    assert "You say that something is wrong: it counts as in the check-in." in workout.why
    assert workout.why.count("Something hurts a little") == 1
    assert "no reason to hold back" not in workout.why


def test_minutes_on_a_day_without_a_run_are_understood() -> None:
    said = (Turn(True, "only 30 minutes"),)
    check_in = CheckIn(pain=Pain.YES, minutes=30)
    workout = prescribe(request_for("pete", FRESH, turns=said, check_in=check_in))
    assert "However long you have, there is no run today." in workout.why


def hurting(persona_id: str, *words: str) -> Workout:
    said = tuple(Turn(True, each) for each in ("my knee hurts", *words))
    return prescribe(request_for(persona_id, FRESH, turns=said, check_in=CheckIn(pain=Pain.A_LITTLE)))


def test_there_are_no_hills_and_no_squats_while_something_hurts() -> None:
    pete = hurting("pete", "make it hilly")
    assert "No hills while something hurts." in pete.why
    assert not any("over hills" in step.note for step in pete.steps)
    block = [step.exercise for step in hurting("steve").steps if step.action == "strength"]
    assert block == ["Ankle circle", "Hip circle", "Cat and cow"]


def test_what_a_doctor_should_see_is_answered_with_that() -> None:
    said = (Turn(True, "my chest hurts when I run"),)
    workout = prescribe(request_for("pete", FRESH, turns=said, check_in=CheckIn(pain=Pain.YES)))
    assert workout.kind == "rest"
    assert "See a doctor before you run again" in workout.why
    assert "it costs nothing" not in workout.why and "The miles add up" not in workout.why


def test_longer_that_comes_to_nothing_says_why() -> None:
    tired = reply("longer please", runs=AFTER_A_LONG_RUN)
    assert "You want it longer, and not today: The day before was a hard one." in tired.why


def test_a_distance_within_the_limit_that_is_not_for_today_says_why() -> None:
    tired = reply("I want to run 20 km", runs=AFTER_A_LONG_RUN)
    assert "You want it longer, and not today: The day before was a hard one." in tired.why
    assert "your limit is" not in tired.why


def test_a_question_about_the_easy_pace_is_answered_from_the_facts() -> None:
    assert "The easy pace that you have shown is 6:00–" in reply("how fast should I run?").why


def test_a_contract_and_a_swim_are_answered_in_a_sentence() -> None:
    assert "Strength is what I am for" in reply("no strength today", persona_id="steve").why
    assert "can take the run's place" in reply("can I swim instead?").why
    assert "This is for today; turn to tomorrow and ask again." in reply("a day off tomorrow").why


def test_a_wish_for_too_much_stays_near_the_usual_run() -> None:
    usual, wished = reply(persona_id="pete"), reply("give me 40 km", persona_id="pete")
    assert run_m(usual) < run_m(wished) <= 1.5 * run_m(usual) + 1


def test_a_taper_is_no_time_for_wishes() -> None:
    goal = Goal(race_m=42_195, race_day=TODAY + timedelta(days=3))
    asked = request_for("pete", FRESH, goal=goal)
    wished = request_for("pete", FRESH, goal=goal, turns=(Turn(True, "give me 20 km"),))
    assert run_m(prescribe(wished)) <= run_m(prescribe(asked))


def test_a_story_is_not_a_wish() -> None:
    told = reply("last week I ran 18 km, is that enough?")
    assert run_m(told) == run_m(reply())


def test_what_is_for_a_doctor_stands_first_whatever_is_said_after_it() -> None:
    workout = reply("pain in my chest", "make it hilly", persona_id="pete")
    assert workout.why.startswith(SEE_A_DOCTOR) and run_m(workout) == 0


def test_a_run_with_a_little_pain_comes_with_when_to_stop() -> None:
    workout = reply("my calf hurts", persona_id="pete")
    assert run_m(workout) and EASE_OFF in workout.why
    assert EASE_OFF not in reply(persona_id="pete").why


def test_days_off_and_races_are_not_answered_as_if_it_were_not() -> None:
    assert "Make it your goal" in reply("I have a 10k on Sunday").why
    assert "I plan one day at a time" in reply("I am away from Friday to Sunday").why
    assert UNDERSTOOD in reply("tell me about your cat").why


def test_a_note_that_says_nothing_to_rules_is_answered() -> None:
    def why(note: str) -> str:
        return prescribe(request_for("pete", FRESH, check_in=CheckIn(note=note))).why

    assert NOTE_NOT_UNDERSTOOD in why("blue bananas")
    assert NOTE_NOT_UNDERSTOOD not in why("only 40 minutes") + why("my calf hurts") + why("")
