"""Running by name, in several languages: what a walk, a ride or a set of squats must not be.

Names of exercises are read word by word. A note may say what a step is *not* ("easier on the joints than
running"), so of a note only what tells the runner to run counts.
"""

import re

from runcoach.coach.answer.workout import Step

# In the pool nobody runs, and on skis, skates and wheels a "Lauf" is not a run either.
_NAMED = re.compile(
    r"\b(?<!pool[ -])(?<!aqua[ -])(?<!water[ -])(?:run|runs|running|jog|jogs|jogging|sprints?|sprinting"
    r"|trot|lope|loping"
    r"|parkruns?|fartlek)\b(?! (?:in place|on the spot|lunges?|arms?|man|drills?))"
    r"|\b(?!\w*(?:ski|skilang|lang|eis|roll|schuh)lauf)\w*lauf(?:en)?\b|\bjoggen\b"
    r"|\bcourir\b|\bcourse à pied\b|\bfooting\b|\bcorr(?:er|ere|ida)\b|\btrot(?:e|ar)\b|\bcorsa\b"
    r"|\bhardlopen\b|\blöpning\b|\bløp(?:ing)?\b|\bløb\b|\bbieg(?:anie)?\b|\bбег\b|\bпробежка\b"
    r"|ランニング|ジョギング|跑",
    re.IGNORECASE,
)
_TREADMILL = re.compile(r"\btreadmill\b|\blaufband\b|\btapis de course\b", re.IGNORECASE)
_CARRIED = re.compile(
    r"bik(?:e|ing)|cycl|ride|riding|spin|(?<!g)rad\b|radfahr|fahrrad|rower|rowing|\brow\b|ruder|ski|skat"
    r"|swim|schwimm|paddl|kayak|kajak|cano|kanu|elliptic|cross[- ]?trainer|stepper|stair|vélo|natation"
    r"|bici|nuoto|nadar|natación|natação|fiets|zwem|cykel|sykkel|simn|rower|велосипед|плавание|walk|hik"
    r"|wander|aqua|pool|自転車|水泳|骑|游泳",
    re.IGNORECASE,
)
_ORDERED = re.compile(
    r"(?:^|[.;:,!?(/\n]\s*|\b(?:then|and|or|free to|please|must|should|can|may|just|now)\s+)"
    r"(?:easily\s+|slowly\s+|gently\s+)?(?:run|jog|sprint|trot|lope)\b"
    r"(?! (?:in place|on the spot|in (?:the |deep )*(?:water|pool)))"
    r"|\bgo(?:ing)?\s+(?:out\s+)?(?:for|on)\s+an?\s+(?:\w+\s+)?(?:run|jog)\b"
    r"|\b(?:into|at) a (?:\w+ )?(?:run|jog|trot|lope)\b"
    r"|\b(?:keep|continue)\s+(?:on\s+)?(?:running|jogging)\b"
    r"|\b(?:lauf|laufe|laufen|jogge|joggen)\b|\b(?:cours|courez|corre|corra|corri)\b",
    re.IGNORECASE,
)
_NOT = re.compile(
    r"\b(?:no|not|nor|never|without|avoid|than|instead|nicht|kein\w*|ohne|statt|pas|sans|sin|non|senza)\b|n't\b",
    re.IGNORECASE,
)
_AGAIN = re.compile(
    r"\b(?:do|run|repeat|go)\s+(?:(?:it|this|that|all|the)\s+){0,2}(?:\w+\s+)?(?:all\s+)?"
    r"(?:again|once more|twice|thrice|(?:\d+|two|three|four|five|six|ten)\s+times)\b"
    r"|\b(?:another|extra|plus)\s+\d",
    re.IGNORECASE,
)
_JOGGED = re.compile(r"\b(?:jog\w*|trab\w*|easy running)\b", re.IGNORECASE)
# "Finish as if you could do it again."
_ABLE = re.compile(r"\b(?:could|able|as if|feel\w*|fresh enough)\b", re.IGNORECASE)
_SENTENCE = re.compile(r"[^.!?;\n]+")

MOST_JOGGED_S = 600.0


def is_running_by_name(exercise: str) -> bool:
    """Whether an exercise is running: ``Dauerlauf`` and ``parkrun`` are, ``pool running`` is not."""
    return _NAMED.search(exercise) is not None


def is_on_a_treadmill(words: str) -> bool:
    """Where people walk as well, so it is running only where nothing says otherwise."""
    return _TREADMILL.search(words) is not None


def is_carried(exercise: str) -> bool:
    """Whether far may be gone in it without running: by bike, in water, on skis."""
    return _CARRIED.search(exercise) is not None


def tells_to_run(note: str) -> bool:
    """Whether a note tells the runner to run: ``then jog it``, but not ``no running``."""
    return _is_asserted(_ORDERED, note)


def tells_to_repeat(note: str) -> bool:
    """Whether a note asks for more than its step: ``then do it all again``."""
    return any(_is_asserted(_AGAIN, part) for part in _SENTENCE.findall(note) if not _ABLE.search(part))


def is_jogged_by_time(step: Step) -> bool:
    """Whether more than a few minutes between reps are a jog by the note, and have no distance to count."""
    jogged_s = 0.0 if step.recovery_m else (step.recovery_s or 0.0) * (step.repeat - 1)
    return jogged_s > MOST_JOGGED_S and _is_asserted(_JOGGED, step.note)


def names_running(note: str) -> bool:
    """Whether a note speaks of running, and not of what the step is instead."""
    return _is_asserted(_NAMED, note) or _is_asserted(_TREADMILL, note)


def _is_asserted(words: re.Pattern[str], text: str) -> bool:
    """Whether the text has such words without a "no" before them."""
    return any(
        not _NOT.search(sentence[: found.start()])
        for sentence in _SENTENCE.findall(text)
        for found in words.finditer(sentence)
    )
