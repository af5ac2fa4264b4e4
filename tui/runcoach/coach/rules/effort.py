"""Which steps are more than easy running: by effort, pace or heart rate, by words, by how they alternate."""

import re

from runcoach.coach.answer.workout import Step
from runcoach.training.facts import Facts
from runcoach.training.goal import Goal

EASY_RPE, HARD_RPE, ALL_OUT_RPE = 4, 7, 9
# Warm-up, run, cool-down and one part more: anything longer is reps.
MOST_EASY_PARTS = 4
EASY_PACE_TOLERANCE = 0.03
STRIDE_S, STRIDE_M, MOST_STRIDES = 30.0, 150.0, 10
EASY_OF_MAX_HR, EASY_OF_THRESHOLD_HR = 0.85, 0.95
_ALL_OUT = (
    r"all[- ]out|sprint\w*|max(?:imal|imum)? effort|as (?:fast|hard) as|flat out"
    r"|vollgas|so schnell (?:wie|du)|à fond|a tope"
)
_HARD = (
    r"race (?:pace|effort)|(?:tempo|threshold|interval) (?:pace|effort)|fartlek|time[- ]trials?"
    r"|hard (?:intervals?|sessions?|efforts?|workouts?|runs?|reps?|minutes?|interval sessions?)"
    r"|(?:run|go|push|finish|race) (?:it |this |that |them |the \w+ )?(?:hard|fast)"
    r"|renntempo|schwellentempo"
)
_ALL_OUT_WORDS = re.compile(rf"\b(?:{_ALL_OUT})\b", re.IGNORECASE)
_HARD_WORDS = re.compile(rf"\b(?:{_ALL_OUT}|{_HARD})\b", re.IGNORECASE)
_COMPARED = re.compile(
    r"(?:\b(?:no|not|never|without|avoid|below|under|slower than|easier than|less than|short of|near|almost"
    r"|after|before|following|yesterday's|tomorrow's|last|instead of|rather than|nicht|kein\w*)|n't|\d ?% of)"
    r"\W+(?:(?:a|an|your|any|the|at|to|that|yesterday's|last|week's)\W+)*$",
    re.IGNORECASE,
)


def says_hard(text: str) -> bool:
    """Whether a note asks for more than easy running, in English words; ``below tempo effort`` does not."""
    return _is_said(_HARD_WORDS, text)


def _is_said(words: re.Pattern[str], text: str) -> bool:
    return any(not _COMPARED.search(text[: found.start()]) for found in words.finditer(text))


def pace_ends(step: Step) -> tuple[float | None, float | None]:
    """The fastest and the slowest pace that a step asks for, by its range and by its distance and time."""
    paces = [pace for pace in (step.pace_min_s_per_km, step.pace_max_s_per_km) if pace]
    if step.distance_m and step.duration_s:
        paces.append(step.duration_s / step.distance_m * 1000)
    return min(paces, default=None), max(paces, default=None)


def is_stride(step: Step) -> bool:
    """Short and relaxed: not a hard session, whichever coach gives it."""
    short = (step.duration_s or 0) <= STRIDE_S and (step.distance_m or 0) <= STRIDE_M
    return step.action == "strides" and short and step.repeat <= MOST_STRIDES


def is_hard_step(step: Step, facts: Facts) -> bool:
    """Whether a step is more than easy running: by effort, pace, heart rate or what its words ask for.

    A few strides are not, unless they are sprints.
    """
    if not step.is_running:
        return False
    words, rpe = f"{step.exercise or ''} {step.note}", step.rpe or 0
    if is_stride(step):
        return rpe >= ALL_OUT_RPE or _is_said(_ALL_OUT_WORDS, words)
    most_bpm = most_easy_bpm(facts.goal)
    if most_bpm and (step.hr_max_bpm or 0) > most_bpm:
        return True
    if step.action == "strides" or rpe >= HARD_RPE or says_hard(words):
        return True
    fast, _ = pace_ends(step)
    easy = facts.paces.easy
    return bool(fast and easy and fast < easy * (1 - 2 * EASY_PACE_TOLERANCE))


def has_reps(steps: tuple[Step, ...]) -> bool:
    """Whether the running alternates, by repeats or written out step by step."""
    running = [step for step in steps if step.is_running]
    return len(running) > MOST_EASY_PARTS or any(step.repeat > 1 for step in running)


def most_easy_bpm(goal: Goal) -> float | None:
    """Where easy running ends by heart rate; None where neither threshold nor maximum is known.

    95 % of the threshold or 85 % of the maximum, the upper end of what is called easy (coaching heuristic).
    """
    if goal.threshold_hr_bpm:
        return EASY_OF_THRESHOLD_HR * goal.threshold_hr_bpm
    return EASY_OF_MAX_HR * goal.max_hr_bpm if goal.max_hr_bpm else None
