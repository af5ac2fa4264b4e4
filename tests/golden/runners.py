"""Twenty runners whom every coach knows: what anybody sensible would prescribe for today, and what never.

The references are those of the evidence library; ``CONSENSUS`` is what coaches agree on without one.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

import msgspec

from runcoach.coach.request import Request
from runcoach.coach.said import CheckIn, Legs, Pain
from runcoach.domain.nights import Night
from runcoach.domain.runs import Run
from runcoach.domain.units import DistanceUnit
from runcoach.training.goal import Goal
from runcoach.training.intervals.reps import IntervalSet
from tests.builders import (
    CALM,
    EASY_S_PER_KM,
    FAST,
    TODAY,
    a_bad_night,
    a_night,
    a_run,
    an_interval_set,
    checked_in,
    request_for,
    some_weeks,
    usual_nights,
)
from tests.golden.traits import (
    Trait,
    a_hard_name_for_easy_running,
    a_hard_session,
    a_long_run,
    an_uneven_day,
    at_least_km,
    at_most_km,
    at_most_minutes,
    easy_running_or_rest,
    fast_running,
    hard_work_at_easy_pace,
    more_than_km,
    more_than_minutes,
    rest,
    some_running,
    the_race_or_rest,
    too_little_strength,
    training_on_race_day,
)

PERSONA_IDS = ("pete", "steve", "jack")
WEDNESDAY = TODAY
SATURDAY = date(2026, 11, 21)
SUNDAY = date(2026, 11, 22)
MARATHON_M, TEN_KM_M = 42_195.0, 10_000.0

CONSENSUS = "coaching consensus"
DETRAINING = "Mujika 2000, Sports Medicine 30(2):79-87"
ILLNESS = "Snyders 2022, doi 10.1136/bjsports-2021-104719"
MARKERS = "Nuuttila 2022, doi 10.1249/MSS.0000000000002968"
ONE_LOW_VALUE = "Plews 2014, doi 10.1123/IJSPP.2013-0455"
TAPER = "Bosquet 2007, doi 10.1249/mss.0b013e31806010e0"
SPIKE = "Schuster Brandt Frandsen 2025, doi 10.1136/bjsports-2024-109380"
HARD_EASY = "Seiler 2007, doi 10.1249/mss.0b013e318060f17d"
NIGGLE = "Silbernagel 2007, American Journal of Sports Medicine 35(6):897-906"
SOME_SPEED = "Casado 2021, doi 10.1519/JSC.0000000000003176"
LONG_RUNS = "Fokkema 2020, doi 10.1111/sms.13725"

type Traits = tuple[Trait, ...]


@dataclass(frozen=True, kw_only=True)
class Runner:
    """A runner on one day, in plain words, and what is asked of any coach's workout for it.

    ``would`` must all fit the workout, ``would_not`` must none. ``by_persona`` adds to ``would`` where one
    coach may do what another never does. ``done_km`` was already run on the day that Jack answers for.
    """

    name: str
    reference: str
    runs: Sequence[Run] = ()
    today: date = WEDNESDAY
    intervals: Mapping[str, IntervalSet] = field(default_factory=dict)
    nights: Sequence[Night] = ()
    unit: DistanceUnit = DistanceUnit.KM
    check_in: CheckIn | None = None
    goal: Goal = field(default_factory=Goal)
    easy: float = EASY_S_PER_KM
    done_km: float = 0.0
    would: Traits = ()
    would_not: Traits = ()
    by_persona: Mapping[str, Traits] = field(default_factory=dict)

    def request(self, persona_id: str) -> Request:
        """The question that the app would ask this coach."""
        asked = request_for(
            persona_id,
            self.runs,
            intervals=self.intervals,
            nights=self.nights,
            unit=self.unit,
            today=self.today,
        )
        facts = msgspec.structs.replace(asked.facts, goal=self.goal)
        return checked_in(msgspec.structs.replace(asked, facts=facts), self.check_in)

    def expected(self, persona_id: str) -> Traits:
        """What this coach's workout has to be."""
        return (*self.would, *self.by_persona.get(persona_id, ()))

    def forbidden(self, persona_id: str) -> Traits:
        """What this coach's workout must not be: by good sense, and by the coach's own contract."""
        contract = {
            "pete": a_hard_session,
            "steve": too_little_strength,
            "jack": an_uneven_day(self.done_km, self.unit),
        }
        return (*self.would_not, a_hard_name_for_easy_running, hard_work_at_easy_pace, contract[persona_id])


def good_nights(today: date = WEDNESDAY) -> list[Night]:
    """Two weeks of nights and the last one, all alike."""
    return [a_night(today=today), *usual_nights(today=today)]


def marathon_weeks(today: date) -> list[Run]:
    """Five runs a week, 60 km, with 26 km on Sundays."""
    return some_weeks(8, (8, 10, 8, 8, 26), (0, 1, 2, 4, 6), today=today)


def high_mileage() -> list[Run]:
    """Six days a week, three of them twice, 105 km; Monday is free and yesterday was on the track."""
    mornings = some_weeks(8, (12, 12, 14, 10, 12, 24), (1, 2, 3, 4, 5, 6))
    evenings = [a_run(ago + 7 * week, 7, hour=18) for week in range(8) for ago in (1, 4, 6)]
    return [*mornings, *evenings]


BEGINNER = ((16, 2.0), (14, 2.0), (12, 2.5), (9, 2.5), (7, 2.5), (5, 3.0), (2, 3.0))
"""Days ago, and kilometres."""

RUNNERS: tuple[Runner, ...] = (
    Runner(
        name="back after three weeks off with an injury",
        reference=DETRAINING,
        runs=some_weeks(10, until_days_ago=21),
        would=(some_running, at_most_minutes(30)),
        would_not=(fast_running, more_than_minutes(40)),
    ),
    Runner(
        name="well again after ten days of illness",
        reference=ILLNESS,
        runs=some_weeks(8, (8, 10, 8, 16), (0, 2, 3, 6), until_days_ago=10),
        nights=good_nights(),
        would=(easy_running_or_rest, at_most_km(8)),
        would_not=(a_hard_session, a_long_run, more_than_km(12)),
    ),
    Runner(
        name="overreached: red nights after a heavy fortnight",
        reference=MARKERS,
        runs=[
            *some_weeks(8, until_days_ago=14),
            *(a_run(ago, 13, zones=FAST if ago % 3 == 0 else CALM) for ago in range(2, 14)),
        ],
        nights=[a_bad_night(), *usual_nights()],
        would=(at_most_minutes(30),),
        would_not=(fast_running, more_than_minutes(45)),
    ),
    Runner(
        name="one bad sign after the night",
        reference=ONE_LOW_VALUE,
        runs=some_weeks(),
        nights=[a_night(resting=58), *usual_nights()],
        would=(easy_running_or_rest,),
        would_not=(a_hard_session, a_long_run),
    ),
    Runner(
        name="eight days before the marathon",
        reference=TAPER,
        today=SATURDAY,
        runs=marathon_weeks(SATURDAY),
        nights=good_nights(SATURDAY),
        goal=Goal(race_m=MARATHON_M, race_day=SATURDAY + timedelta(days=8)),
        would=(at_most_km(15),),
        would_not=(a_long_run, more_than_km(18)),
    ),
    Runner(
        name="four days before a 10 km race",
        reference=TAPER,
        runs=some_weeks(8, (8, 10, 8, 12), (0, 1, 3, 5)),
        nights=good_nights(),
        goal=Goal(race_m=TEN_KM_M, race_day=WEDNESDAY + timedelta(days=4)),
        would=(at_most_km(8),),
        would_not=(a_long_run, more_than_km(10)),
    ),
    Runner(
        name="race tomorrow",
        reference=CONSENSUS,
        today=SATURDAY,
        runs=some_weeks(8, (8, 10, 8, 14), (0, 1, 3, 5), today=SATURDAY, until_days_ago=2),
        nights=good_nights(SATURDAY),
        goal=Goal(race_m=TEN_KM_M, race_day=SUNDAY),
        would=(easy_running_or_rest, at_most_minutes(35)),
        would_not=(a_hard_session, more_than_minutes(45)),
    ),
    Runner(
        name="race today",
        reference=CONSENSUS,
        today=SUNDAY,
        runs=some_weeks(8, (8, 10, 8, 14), (0, 1, 3, 5), today=SUNDAY, until_days_ago=2),
        nights=good_nights(SUNDAY),
        goal=Goal(race_m=TEN_KM_M, race_day=SUNDAY),
        would=(the_race_or_rest,),
        would_not=(training_on_race_day,),
    ),
    Runner(
        name="never ran before",
        reference=CONSENSUS,
        easy=420.0,
        would=(some_running, at_most_minutes(30)),
        would_not=(fast_running, more_than_minutes(35)),
    ),
    Runner(
        name="beginner in the third week",
        reference=SPIKE,
        runs=[a_run(ago, km, pace=450, zones=(300, 500, 200, 0, 0)) for ago, km in BEGINNER],
        easy=450.0,
        would=(some_running, at_most_minutes(30)),
        would_not=(a_hard_session, more_than_km(4)),
    ),
    Runner(
        name="masters runner of 63 on the rest day",
        reference=CONSENSUS,
        runs=some_weeks(10, (8, 8, 14), (1, 3, 6)),
        nights=good_nights(),
        goal=Goal(days_per_week=3, rest_day=WEDNESDAY.weekday(), max_hr_bpm=164),
        would=(rest,),
        would_not=(a_hard_session, a_long_run),
    ),
    Runner(
        name="hundred kilometres a week with doubles, on the track yesterday",
        reference=HARD_EASY,
        runs=high_mileage(),
        intervals={a_run(1).activity_id: an_interval_set(215)},
        nights=good_nights(),
        would=(some_running, at_least_km(6), at_most_km(16)),
        would_not=(a_hard_session, a_long_run),
    ),
    Runner(
        name="six days in a row",
        reference=CONSENSUS,
        runs=[*some_weeks(8, until_days_ago=8), *(a_run(ago, 8) for ago in range(1, 7))],
        nights=good_nights(),
        would=(easy_running_or_rest, at_most_km(6)),
        would_not=(a_hard_session, a_long_run, more_than_km(10)),
    ),
    Runner(
        name="something hurts a little",
        reference=NIGGLE,
        runs=some_weeks(),
        nights=good_nights(),
        check_in=CheckIn(pain=Pain.A_LITTLE),
        would=(easy_running_or_rest, at_most_minutes(30)),
        would_not=(fast_running, more_than_minutes(40)),
    ),
    Runner(
        name="ill",
        reference=ILLNESS,
        runs=some_weeks(),
        nights=good_nights(),
        check_in=CheckIn(Legs.HEAVY, Pain.YES, note="fever since last night"),
        would=(rest,),
        would_not=(some_running,),
    ),
    Runner(
        name="only thirty minutes",
        reference=CONSENSUS,
        runs=some_weeks(),
        nights=good_nights(),
        check_in=CheckIn(minutes=30),
        would=(some_running,),
        would_not=(more_than_minutes(30),),
    ),
    Runner(
        name="only ever runs easy, stands still, and is fresh",
        reference=SOME_SPEED,
        runs=some_weeks(12),
        nights=good_nights(),
        check_in=CheckIn(Legs.FRESH),
        would=(some_running,),
        would_not=(a_long_run, rest),
        by_persona={"steve": (a_hard_session,), "jack": (a_hard_session,)},
    ),
    Runner(
        name="eight weeks before the marathon, with the long run due",
        reference=LONG_RUNS,
        today=SUNDAY,
        runs=marathon_weeks(SUNDAY),
        nights=good_nights(SUNDAY),
        goal=Goal(race_m=MARATHON_M, race_day=SUNDAY + timedelta(weeks=8)),
        would=(a_long_run, at_least_km(18)),
        would_not=(a_hard_session, more_than_km(29)),
    ),
    Runner(
        name="counts in miles and wears neither strap nor watch at night",
        reference=SPIKE,
        runs=[msgspec.structs.replace(run, avg_hr_bpm=None, zone_s=None) for run in some_weeks()],
        unit=DistanceUnit.MI,
        would=(some_running, at_most_km(9)),
        would_not=(a_long_run, more_than_km(10)),
    ),
    Runner(
        name="ran 5.59 km this morning, in a week that is odd",
        reference=CONSENSUS,
        runs=[a_run(0, 5.59), a_run(1, 8), a_run(2, 7), *some_weeks(8, until_days_ago=4)],
        nights=good_nights(),
        done_km=5.59,
        would=(at_most_km(8),),
        would_not=(a_long_run, more_than_km(10)),
        by_persona={"jack": (at_most_km(2.5),)},
    ),
)
