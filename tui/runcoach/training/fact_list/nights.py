"""Last night, and how ready the runner is."""

from runcoach.training.fact_list.fact import Fact
from runcoach.training.facts import Facts


def night_facts(facts: Facts) -> list[Fact]:
    """Resting heart rate, HRV, sleep and readiness."""
    judged, night = facts.readiness, facts.readiness.night
    resting = night.resting_hr_bpm if night else None
    hrv = night.hrv_ms if night else None
    slept = night.sleep_s if night else None
    return [
        _measured("resting-hr", "Resting heart rate", resting, judged.usual_resting_hr_bpm, "bpm"),
        _measured("hrv", "HRV last night", hrv, judged.usual_hrv_ms, "ms"),
        Fact(
            "sleep",
            "Sleep",
            slept,
            "s",
            f"{slept / 3600:.1f} h" if slept else "no sleep recorded",
        ),
        Fact(
            "readiness",
            "Readiness",
            None,
            "",
            f"{judged.verdict}{': ' + '; '.join(judged.signs) if judged.signs else ''}",
        ),
    ]


def _measured(name: str, label: str, value: float | None, usual: float | None, unit: str) -> Fact:
    if value is None:
        return Fact(name, label, None, unit, "not recorded")
    against = f", usually {usual:.0f}" if usual else ""
    return Fact(name, label, value, unit, f"{value:.0f} {unit}{against}")
