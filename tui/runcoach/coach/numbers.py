"""Numbers in the prose, traced to a fact, a limit or the workout; those that cannot be are marked.

A number is traced when one that is known rounds to it in its own precision and kind: a pace to a pace, a
distance in the runner's unit, minutes, beats, percent.
"""

import re
from collections.abc import Iterable

from runcoach import units
from runcoach.coach import wording
from runcoach.coach.events import Request
from runcoach.coach.workout import Workout, totals
from runcoach.training.stated import stated

MARK = "⁇"
# Thousands have a comma between digits; a decimal comma has one or two digits behind it.
_NUMBER = re.compile(r"(?<![\w.,:])\d{1,3}(?:,\d{3})+(?:\.\d+)?|(?<![\w.,:])\d+(?:[.:,]\d+)*")
_LIST_ITEM = re.compile(r"^\s*\d+[.)]\s", re.MULTILINE)
# What is said of any run, and is no claim about this runner: the days of a week, hours between hard days.
_COMMON = (7.0, 24.0, 48.0, 100.0)
_SMALL = 3.0


def untraced(request: Request, workout: Workout) -> list[str]:
    """The numbers of the prose that are nowhere in what is known, in order, each once."""
    known = _known(request, workout)
    prose = f"{workout.headline}\n{workout.why}\n{workout.follow_up}"
    text = _LIST_ITEM.sub(" ", prose)
    found: dict[str, None] = {}
    for match in _NUMBER.finditer(text):
        if not _is_known(match.group().rstrip(".,:"), known):
            found[match.group().rstrip(".,:")] = None
    return list(found)


def marked(prose: str, strange: Iterable[str]) -> str:
    """The prose with a mark behind each number that is not known."""
    wanted = set(strange)

    def mark(match: re.Match[str]) -> str:
        words = match.group()
        bare = words.rstrip(".,:")
        return f"{bare}{MARK}{words[len(bare) :]}" if bare in wanted else words

    return _NUMBER.sub(mark, prose) if wanted else prose


def _known(request: Request, workout: Workout) -> list[float]:
    """Every number that may be said, as it may be written: km, miles, metres, minutes, seconds, beats."""
    from runcoach.coach.prompt import limit_words

    facts, unit = request.facts, request.facts.unit
    added = totals(workout.steps, facts.paces.easy_slow)
    texts = [f"{fact.label} {fact.text}" for fact in stated(facts)]
    texts += [limit_words(limit, unit) for limit in request.limits.listed]
    texts += [wording.amount(step, unit) for step in workout.steps]
    texts += [
        f"{wording.target(step, unit)} {wording.recovery(step, unit)} {step.note}" for step in workout.steps
    ]
    texts += [
        wording.summary(workout.kind, added, unit),
        units.long_day(facts.day),
        units.long_day(facts.today),
    ]
    texts += [*request.said_by_runner]
    written = [_value(words) for text in texts for words in _NUMBER.findall(text)]
    known = [value for value in written if value is not None]
    metres = [fact.value for fact in stated(facts) if fact.unit == "m" and fact.value]
    metres += [step.distance_m * step.repeat for step in workout.steps if step.distance_m]
    metres += [step.distance_m for step in workout.steps if step.distance_m]
    metres += [added.distance_m, request.limits.max_run_m]
    metres += [facts.before_day_m + added.distance_m, facts.day_so_far_m + added.distance_m]
    metres += [abs(request.limits.max_run_m - added.distance_m)]
    seconds = [fact.value for fact in stated(facts) if fact.unit == "s" and fact.value]
    seconds += [run.duration_s for run in facts.recent if run.duration_s]
    seconds += [added.duration_min_s, added.duration_max_s, added.duration_s]
    seconds += [step.duration_s * step.repeat for step in workout.steps if step.duration_s]
    counts = [len(workout.steps), sum(step.action == "strength" for step in workout.steps)]
    counts += [step.repeat for step in workout.steps]
    return [
        *known,
        *(value / scale for value in metres for scale in (1.0, unit.metres)),
        *(value / scale for value in seconds for scale in (1.0, 60.0, 3600.0)),
        *map(float, counts),
        *(fact.value for fact in stated(facts) if fact.value is not None),
        *_COMMON,
    ]


def _is_known(words: str, known: list[float]) -> bool:
    value = _value(words)
    if value is None:
        return True
    if value <= _SMALL and value.is_integer() and ":" not in words:
        return True
    decimals = len(words.rpartition(".")[2]) if "." in words and ":" not in words else 0
    near = 0.5 * 10.0**-decimals + 1e-6 if ":" not in words else 1.0
    return any(abs(each - value) <= near for each in known)


def _value(words: str) -> float | None:
    """Clocks count as seconds."""
    bare = words.rstrip(".,:")
    try:
        if ":" in bare:
            total = 0.0
            for part in bare.split(":"):
                total = total * 60 + float(part)
            return total
        if re.fullmatch(r"\d{1,3}(,\d{3})+(\.\d+)?", bare):
            return float(bare.replace(",", ""))
        return float(bare.replace(",", "."))
    except ValueError:
        return None
