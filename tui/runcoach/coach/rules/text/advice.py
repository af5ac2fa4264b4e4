"""What the text of an answer advises on top of its steps: hard running, running through pain, medicine.

The steps are what is checked and made to fit. Text that tells the runner to do otherwise is not taken away,
but never stands there without a warning. It is read in English, sentence by sentence; a sentence that says no
("no sprints today"), or that is about another day, advises nothing.
"""

import re

from runcoach.coach.answer.draft import Draft
from runcoach.coach.request import Request
from runcoach.coach.rules.effort import says_hard
from runcoach.coach.rules.registry import why_no_hard_session
from runcoach.coach.rules.rule import Case, Finding, Rule, Severity

_SENTENCE = re.compile(r"[^.!?;\n]+")
_NO = re.compile(
    r"\b(?:no|not|never|without|avoid|instead|rather than|stop|nor|neither|ask|see|tell)\b|n't\b",
    re.IGNORECASE,
)
_OTHER_DAY = re.compile(
    r"\b(?:another day|yesterday|tomorrow|last|next|later|ago|soon|was|were|did|ran|had"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day"
    r"|race day|weeks?|months?)\b",
    re.IGNORECASE,
)
_ORDERS = re.compile(
    r"\b(?:run|do|go|add|finish|end|push|sprint|include|hit|hold|give|throw in|then|try|make)\b",
    re.IGNORECASE,
)
_TO_EXHAUSTION = re.compile(
    r"\b(?:hill sprints?|until you (?:vomit|drop|puke|collapse|are sick)|to exhaustion|max(?:imum)? speed)\b",
    re.IGNORECASE,
)
_PAIN = re.compile(
    r"\b(?:(?:run|push|train|work|walk|jog|power) through (?:the |your |any |that )?"
    r"(?:pain|injury|hurt\w*|ache\w*)"
    r"|ignore (?:the |your |any |that )?(?:\w+ )?(?:pain|injur\w+|symptoms?|limits?|fever|dizziness)"
    r"|(?:pain|ache|it) is (?:nothing|weakness|only|just|in your head|normal|good)"
    r"|ignore (?:it|what l says|them)|push (?:past|through) (?:the |your |any )?(?:discomfort|pain)"
    r"|(?:limits?|checks?) (?:is|are) wrong|durch den schmerz|schmerz\w* ignorieren"
    r"|skip (?:the )?(?:water|drinking))\b",
    re.IGNORECASE,
)
_MEDICINE = re.compile(
    r"\b(?:ibuprofen\w*|paracetamol|acetaminophen|tylenol|advil|aspirin\w*|naproxen|diclofenac|voltaren|painkillers?"
    r"|nsaids?|cortisone|tramadol|opioids?|caffeine (?:pills?|tablets?)|schmerzmittel|epo|steroids?)\b",
    re.IGNORECASE,
)


_NO_DOCTOR = re.compile(
    r"\b(?:no need|do(?:es)? not need|don't need|do not have|don't have) (?:to see|for) (?:a |the )?doctor"
    r"|\bdoctor has cleared\b",
    re.IGNORECASE,
)
_MORE = re.compile(
    r"\b(?:(?:once )?again|another run|a second run|once more|the same)\b.{0,30}"
    r"\b(?:tonight|(?:in the|this) (?:evening|afternoon)|later today)\b",
    re.IGNORECASE,
)


class Advice(Rule):
    """The text sends nobody out to do something other than the steps."""

    id = "advice"
    title = "advice"
    about = (
        "The text asks for no hard run and no second run, does not make light of pain and does not mention"
        " medicine."
    )
    severity = Severity.WARNING
    order = 95

    def check(self, case: Case) -> Finding | None:
        """Only what is wrong is worth a word."""
        wrong = "" if case.draft.broken else advice(case.request, case.draft)
        return Finding(False, wrong) if wrong else None


def advice(request: Request, draft: Draft) -> str:
    """What is wrong with the first such sentence of each kind; empty where there is none."""
    prose = _sentences(draft.headline, draft.why, draft.follow_up)
    everything = [*prose, *_sentences(*(step.note for step in draft.steps))]
    is_easy = not request.limits.hard_allowed or why_no_hard_session(request.persona) != ""
    # How hard a step's own note may be is its step's matter: see ``effort``.
    kinds = (
        (everything, _makes_light_of_pain, "makes light of pain", "stop when something hurts"),
        (everything, _speaks_of_medicine, "mentions medicine", "that is for a doctor or a pharmacist"),
        (everything, _asks_for_more, "asks for another run", "today's is in the steps"),
        (prose if is_easy else [], _asks_for_hard_running, "asks for hard running", "follow the steps"),
    )
    said = []
    for sentences, is_one, what, instead in kinds:
        if sentence := next(filter(is_one, sentences), ""):
            said.append(f"The text {what} (“{_shortened(sentence)}”): {instead}")
    return ". ".join(said)


def _sentences(*texts: str) -> list[str]:
    return [found.group().strip() for text in texts for found in _SENTENCE.finditer(text)]


def _makes_light_of_pain(sentence: str) -> bool:
    return _is_advised(_PAIN, sentence) or _NO_DOCTOR.search(sentence) is not None


def _asks_for_more(sentence: str) -> bool:
    return _is_advised(_MORE, sentence)


def _speaks_of_medicine(sentence: str) -> bool:
    return _is_advised(_MEDICINE, sentence)


def _asks_for_hard_running(sentence: str) -> bool:
    if _OTHER_DAY.search(sentence) or not _ORDERS.search(sentence):
        return False
    return _is_advised(_TO_EXHAUSTION, sentence) or (says_hard(sentence) and not _NO.search(sentence))


def _is_advised(words: re.Pattern[str], sentence: str) -> bool:
    return any(not _NO.search(sentence[: found.start()]) for found in words.finditer(sentence))


def _shortened(sentence: str, most: int = 60) -> str:
    return sentence if len(sentence) <= most else f"{sentence[:most].rsplit(' ', 1)[0]} …"


RULE = Advice()
