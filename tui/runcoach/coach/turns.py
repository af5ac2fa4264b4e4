"""What the runner says in their own words, and what of it takes from the day.

Pain and minutes are searched for in English and German. Words can only lower the day, whatever they are; one
too many costs an easy day.
"""

import re
from collections.abc import Iterable, Iterator

import msgspec

from runcoach.coach.events import Turn
from runcoach.training.check_in import CheckIn, Legs, Pain

LEAST, MOST = 5, 600
_TIME = re.compile(
    r"\b(?:(?P<minutes>\d{1,3})\s*(?:min|minut\w*)|(?P<hours>half an|an|one|1|two|2)\s*(?:h|hours?)"
    r"(?P<more>\s+and\s+a\s+half)?|(?P<halves>one|1|two|2)(?:\s+and\s+a\s+half|[.,]5|½)\s*(?:h|hours?))\b",
    re.IGNORECASE,
)
_HOURS = {"half an": 30, "an": 60, "one": 60, "1": 60, "two": 120, "2": 120}
# "ten minutes longer" and "I slept 20 minutes" say nothing of how long there is.
_NO_LIMIT_BEFORE = re.compile(
    r"\b(?:add\w*|extra|plus|another|slept|sleep|nap\w*|walked|ran|did|lasted|after|last|past|every|for the)"
    r"\W+(?:[\w']+\W+){0,2}$",
    re.IGNORECASE,
)
_NO_LIMIT_BEHIND = re.compile(
    r"\W*(?:longer|more|extra|less|shorter|fewer|later|ago|late\b|of sleep|warm|cool"
    r"|länger|mehr|kürzer|später)",
    re.IGNORECASE,
)
_ILL = (
    r"fever\w*|flu|covid\w*|corona|ill|sick(?! of)|injur(?:ed|y|ies)(?!-free)|torn|tore|ruptur\w*"
    r"|fractur\w*|sprain\w*|swollen|swelling|inflam\w*|limp(?:ing)?|concuss\w*|vomit\w*"
    r"|broken? (?:my |a )?(?:foot|toe|ankle|leg|bone|rib|arm)"
    r"|(?:cannot|can't|can not) (?:run|walk)"
    r"(?!\s+(?:\d|that|this|so|as|fast|far|long|more|on|in|before|after|until))"
    r"|fieber|krank|verletzt|gerissen|gebrochen|grippe|verstaucht|geschwollen|entzünd\w*"
    r"|kann nicht (?:laufen|gehen)"
)
# What no runner should run with before a doctor has looked at it.
_ALARMING = (
    r"chest (?:pains?|aches?|hurts?|is tight|feels tight|tightness|pressure)"
    r"|(?:pains?|pressure|tightness) (?:in|on) (?:my|the) chest|tight chest"
    r"|short(?:ness)? of breath|breathless\w*|(?:cannot|can't|can not) breathe|palpitation\w*"
    r"|dizz(?:y|iness)|faint\w*|passed out|black(?:ed)? out"
    r"|brustschmerz\w*|schmerz\w* in der brust|atemnot|schwindel\w*|schwindlig|ohnmächtig"
)
_HURTS = (
    r"pain\w*|hurt\w*|sore|ache\w*|aching|niggle\w*|strain\w*|tweak\w*|twisted|cramp\w*"
    r"|pulled (?:a|my|something)\b[\w ]*|(?:a|have|got|my|bad) cold|schmerz\w*|weh|gezerrt|zerrung|erkält\w*"
)
_TIRED = (
    r"exhausted|worn out|hung ?over|hangover|jet[- ]?lag\w*|no sleep"
    r"|(?:hardly|barely|did not|didn't) sle(?:ep|pt)"
    r"|slept (?:(?:only|just|about|for) )?"
    r"(?:badly|poorly|terribly|little|(?:[0-5]|two|three|four|five) ?h\w*)"
    r"|legs (?:are |feel )?(?:so |very |really )?(?:heavy|dead|tired|like lead)"
    r"|erschöpft|übermüdet|verkatert|schlecht geschlafen|schwere beine"
)
# "no knee pain", "it doesn't hurt": the word and at most two others before it, in the same breath.
_NOT = re.compile(
    r"(?:\b(?:no|not|never|without|nothing|avoid|prevent|kein\w*|nicht|nichts|ohne)|n't) (?:[\w'-]+ ){0,2}$",
    re.IGNORECASE,
)
_TAKES_BACK = re.compile(
    r"\W*(?:please\W+)?(?:forget (?:it|that|what i said)|never mind|as before|undo(?: (?:it|that))?|reset)"
    r"(?:\W+please)?\W*",
    re.IGNORECASE,
)


def minutes_named(turns: Iterable[Turn]) -> int | None:
    """The last number of minutes that the runner has, as they named it: 5 to 600."""
    for turn in reversed([turn for turn in turns if turn.by_runner]):
        if found := list(_minutes_in(turn.text)):
            return found[0]
    return None


def _minutes_in(text: str) -> Iterator[int]:
    for found in _TIME.finditer(text):
        if _NO_LIMIT_BEFORE.search(text[: found.start()]) or _NO_LIMIT_BEHIND.match(text[found.end() :]):
            continue
        yield max(LEAST, min(MOST, _minutes(found)))


def _minutes(found: re.Match[str]) -> int:
    if found["minutes"]:
        return int(found["minutes"])
    hours = " ".join((found["hours"] or found["halves"]).lower().split())
    return _HOURS[hours] + (30 if found["more"] or found["halves"] else 0)


def takes_back(words: str) -> bool:
    """Whether the runner wants nothing of what they said before: that, and not a word besides."""
    return bool(_TAKES_BACK.fullmatch(words))


def pain_in(text: str) -> Pain:
    """What the runner writes of pain or illness; ``no pain`` is none."""
    if _is_said(f"{_ALARMING}|{_ILL}", text):
        return Pain.YES
    return Pain.A_LITTLE if _is_said(_HURTS, text) else Pain.NONE


def is_alarming(text: str) -> bool:
    """Whether the runner writes of something that a doctor should see before they run again."""
    return _is_said(_ALARMING, text)


def is_tired(text: str) -> bool:
    """Whether the runner writes of a body that is worn out: no day for a hard session."""
    return _is_said(_TIRED, text)


def _is_said(words: str, text: str) -> bool:
    found = re.finditer(rf"\b(?:{words})\b", text, re.IGNORECASE)
    return any(not _NOT.search(text[: each.start()]) for each in found)


def heard(check_in: CheckIn | None, turns: Iterable[Turn], *, is_today: bool = True) -> CheckIn | None:
    """The check-in with what the runner's own words take from the day: pain, tired legs, and minutes.

    For another day than today only pain is left of the check-in; what was said in reply counts as it is, but
    for being tired, which a night can mend.
    """
    said = [turn for turn in turns if turn.by_runner]
    given = check_in or CheckIn()
    pain = max([given.pain, pain_in(given.note), *(pain_in(turn.text) for turn in said)])
    named = [minutes_named(said)]
    if is_today:
        named += [minutes_named([Turn(True, given.note)]), given.minutes]
    minutes = min((each for each in named if each is not None), default=None)
    if is_today:
        tired = any(is_tired(words) for words in (given.note, *(turn.text for turn in said)))
        legs = Legs.HEAVY if tired else given.legs
        lowered = msgspec.structs.replace(given, legs=legs, pain=pain, minutes=minutes)
        return check_in if lowered == given else lowered
    if pain is Pain.NONE and minutes is None:
        return None
    return CheckIn(pain=pain, minutes=minutes, note=given.note if pain_in(given.note) else "")
