"""Training load: of a run, and of the last weeks.

Session load is Banister's TRIMP where there is heart rate, and session-RPE brought to the same scale where
the watch asked how hard it was. Garmin's own training_load is another thing and is kept apart.
"""

import math
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from statistics import fmean, median_high, pstdev

import msgspec

CTL_DAYS, ATL_DAYS = 42, 7
MIN_BOTH = 5
# GarminDB's words for Garmin's effort, on the CR-10 scale that Garmin shows with them.
EFFORT_RPE = {
    "None": 0.0,
    "Very Light": 1.0,
    "Light": 2.0,
    "Moderate": 3.0,
    "Somewhat Hard": 4.0,
    "Hard": 5.0,
    "Very Hard": 7.0,
    "Extremely Hard": 9.0,
    "Maximum": 10.0,
}


class HeartRates(msgspec.Struct, frozen=True):
    """The runner's own resting and highest heart rate, in bpm."""

    resting: float
    highest: float


class DayLoad(msgspec.Struct, frozen=True):
    """Load on one day. ``ctl`` (fitness), ``atl`` (fatigue) and ``tsb`` (form) as at the end of it."""

    day: date
    load: float
    ctl: float
    atl: float

    @property
    def tsb(self) -> float:
        """Training stress balance: fitness less fatigue."""
        return self.ctl - self.atl


class LoadSummary(msgspec.Struct, frozen=True):
    """The last weeks; None where too little is known. ``acwr`` is context, never a verdict."""

    last_7: float | None = None
    last_28: float | None = None
    monotony: float | None = None
    strain: float | None = None
    acwr: float | None = None
    ctl: float | None = None
    atl: float | None = None
    unknown_runs: int = 0

    @property
    def tsb(self) -> float | None:
        """Fitness less fatigue."""
        return None if self.ctl is None or self.atl is None else self.ctl - self.atl


def trimp(seconds_at: Mapping[int, float], rates: HeartRates) -> float:
    """Banister's training impulse of the seconds spent at each heart rate.

    Minutes times the share of the heart-rate reserve, weighted by 0.64 e^(1.92 x): Banister 1991, in
    Physiological Testing of Elite Athletes; the weights are those for men, as GarminDB does not know the sex.
    """
    reserve = rates.highest - rates.resting
    total = 0.0
    for rate, seconds in seconds_at.items():
        share = max(0.0, min(1.0, (rate - rates.resting) / reserve))
        total += seconds / 60 * share * 0.64 * math.exp(1.92 * share)
    return total


def session_rpe(effort: str | None, duration_s: float | None) -> float | None:
    """Foster's session load: effort (CR-10) times minutes. Foster 2001, J Strength Cond Res 15:109-115."""
    rpe = EFFORT_RPE.get(effort or "")
    return None if rpe is None or not duration_s else rpe * duration_s / 60


def on_one_scale(by_heart: Sequence[float | None], by_effort: Sequence[float | None]) -> list[float | None]:
    """TRIMP where there is one, else session-RPE times the runner's own ratio of the two.

    The ratio needs five runs with both; without them a run without heart rate has no load.
    """
    both = [one / other for one, other in zip(by_heart, by_effort, strict=True) if one and other]
    ratio = median_high(both) if len(both) >= MIN_BOTH else None
    return [
        one if one is not None else (other * ratio if other is not None and ratio is not None else None)
        for one, other in zip(by_heart, by_effort, strict=True)
    ]


def daily_loads(loads: Mapping[date, float], first: date, last: date) -> list[DayLoad]:
    """Every day from ``first`` to ``last`` with CTL and ATL, starting from nothing.

    Exponentially weighted means with time constants of 42 and 7 days: Banister's model in the form of
    Coggan's performance manager, x += (load - x)(1 - e^(-1/days)).
    """
    ctl = atl = 0.0
    found = []
    slow, quick = 1 - math.exp(-1 / CTL_DAYS), 1 - math.exp(-1 / ATL_DAYS)
    day = first
    while day <= last:
        load = loads.get(day, 0.0)
        ctl += (load - ctl) * slow
        atl += (load - atl) * quick
        found.append(DayLoad(day, load, ctl, atl))
        day += timedelta(days=1)
    return found


def monotony(week: Sequence[float]) -> float | None:
    """The mean daily load over its (population) standard deviation; None when every day is the same.

    Foster 1998, Med Sci Sports Exerc 30:1164-1168.
    """
    mean, spread = fmean(week), pstdev(week)
    return mean / spread if spread > 0 and mean > 0 else None


def summary(days: Sequence[DayLoad], unknown_runs: int = 0) -> LoadSummary:
    """The load up to the last of the days; the long figures need as many days."""
    if not days or not any(day.load for day in days):
        return LoadSummary(unknown_runs=unknown_runs)
    loads = [day.load for day in days]
    last_7 = sum(loads[-7:]) if len(loads) >= 7 else None
    last_28 = sum(loads[-28:]) if len(loads) >= 28 else None
    same = monotony(loads[-7:]) if len(loads) >= 7 else None
    return LoadSummary(
        last_7=last_7,
        last_28=last_28,
        monotony=same,
        strain=last_7 * same if last_7 and same else None,
        acwr=(last_7 / 7) / (last_28 / 28) if last_7 is not None and last_28 else None,
        ctl=days[-1].ctl if len(loads) >= CTL_DAYS else None,
        atl=days[-1].atl if len(loads) >= ATL_DAYS else None,
        unknown_runs=unknown_runs,
    )
