"""What the runner writes of their body: pain, illness, worn-out legs, and what belongs to a doctor.

English and German first, the plainest words of French, Spanish and Italian too. A word too many costs an easy
day, a word too few may cost a season.
"""

import re

from runcoach.coach.said import Pain

_ILL = (
    r"fever\w*|flu|covid\w*|corona|ill|sick(?! of)|injur(?:ed|y|ies)(?!-free)|torn|tore|ruptur\w*"
    r"|fractur\w*|stress reaction|surgery|operated on|pneumonia|bronchitis|food poisoning|migraine|unwell"
    r"|(?:a|high|my) temperature|threw up|throwing up|diarrh\w*|durchfall|heat ?stroke|hitzschlag"
    r"|(?:cannot|can't|can not) put (?:any |my )?weight"
    r"|sprain\w*|swollen|swelling|inflam\w*|limp(?:ing)?|concuss\w*|vomit\w*"
    r"|broken? (?:my |a )?(?:foot|toe|ankle|leg|bone|rib|arm)"
    r"|(?:cannot|can't|can not) (?:run|walk)"
    r"(?!\s+(?:\d|that|this|so|as|fast|far|long|more|on|in|before|after|until))"
    r"|fieber|krank|verletzt|gerissen|gebrochen|grippe|verstaucht|geschwollen|entzünd\w*"
    r"|kann nicht (?:laufen|gehen)|malade|blessée?|fièvre|enferm[oa]|fiebre|lesionad[oa]|febbre|malat[oa]"
)
# What no runner should run with before a doctor has looked at it.
_ALARMING = (
    r"chest (?:pains?|aches?|hurts?|is (?:tight|weird|odd)|feels \w+|tightness|pressure)"
    r"|(?:pains?|pressure|tightness) (?:in|on|behind) (?:(?:my|the) )?(?:chest|sternum|breastbone)"
    r"|tight chest"
    r"|heart (?:is )?(?:racing|rac\w+|skip\w*|flutter\w*|pounding|attack|condition|disease|problems?)"
    r"|short(?:ness)? of breath|breathless\w*|(?:cannot|can't|can not) (?:breathe|catch my breath)"
    r"|palpitation\w*|dizz(?:y|iness)|light[- ]?headed\w*|faint\w*|passed out|black(?:ed)? out|collapsed"
    r"|seizures?|(?:hit|bumped|banged) my head|blood in (?:my|the)|(?:left|my) arm (?:tingles|is numb|hurts)"
    r"|brust (?:tut|schmerzt|drückt)|(?:druck|schmerz\w*) (?:auf|in) der brust|brustschmerz\w*|herzrasen"
    r"|atemnot|keine luft|schwindel\w*|schwindlig|ohnmächtig"
)
_HURTS = (
    r"pain\w*|hurt\w*|sore|ache\w*|aching|niggle\w*|strain\w*|tweak\w*|twisted|cramp\w*"
    r"|rolled (?:my|an) \w+|numb\w*|tender\w*|halsweh|pops?(?= |$)|popping"
    r"|killing me|shin splints?|fasci\w*|tend[io]n?\w*(?:itis|opathy)|bursitis|stitches|knee problems?"
    r"|(?:feels?|felt) wrong|(?:calf|calves|hamstrings?|hips?|quads?|achilles|back) (?:is|are|feels?)"
    r" (?:(?:a bit|very|so|really|too) )?(?:tight|stiff)"
    r"|\w*schmerz\w*|(?:knie|fuß|rücken|hüft|waden|sehnen)\w*probleme"
    r"|mal (?:au|aux|à la)|douleurs?|duelen?|dolor(?:es)?|male (?:al|alla)|dolore"
    r"|pulled (?:a|my|something)\b[\w ]*|(?:a|have|got|my|bad) cold|weh|gezerrt|zerrung|erkält\w*"
)
_TIRED = (
    r"exhausted|worn out|knackered|shattered|wiped out|toast|müde|kaputt"
    r"|hung ?over|hangover|jet[- ]?lag\w*|no sleep"
    r"|(?:hardly|barely|did not|didn't) sle(?:ep|pt)"
    r"|(?:only )?(?:got|had) (?:only )?(?:[0-5]|two|three|four|five) hours? of sleep"
    r"|slept (?:(?:only|just|about|for) )?"
    r"(?:badly|poorly|terribly|little|(?:[0-5]|two|three|four|five) ?h\w*)"
    r"|legs (?:are |feel )?(?:so |very |really )?(?:heavy|dead|tired|like lead)"
    r"|erschöpft|übermüdet|verkatert|schlecht geschlafen|schwere beine"
)
# Pain that nobody should run on: in so many words, or on a scale of ten.
_STRONG = re.compile(
    r"\b(?:severe\w*|sharp\w*|stabbing|strong\w*|bad(?:ly)?|excruciating|unbearable|terribl[ey]|awful\w*|horribl[ey]"
    r"|intense\w*|acute\w*|agony|killing me|a lot|so much|worse|stark\w*|heftig\w*|stechend\w*|schlimm\w*"
    r"|(?:[6-9]|10) ?(?:/|out of|von) ?10)(?!\w)",
    re.IGNORECASE,
)
# What is over, and what is somebody else's.
_OVER = re.compile(
    r"\b(?:gone|went away|pain[- ]free|no longer|fine now|better now|healed|recovered from|weg|vorbei)\b"
    r"|\b(?:had|was|were)\b.*\b(?:last (?:week|month|year)|(?:weeks?|months?|years?) ago)\b",
    re.IGNORECASE,
)
_OF_OTHERS = re.compile(
    r"\b(?:kids?|child(?:ren)?|son|daughter|baby|wife|husband|partner|dog|cat|mother|father|mum|mom|dad|boss"
    r"|colleague|friend)s? (?:is|are|has|got|was|feels?) (?:[\w'-]+ )?$",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"[^.,;!?\n]+?(?=[.,;!?\n]|\bbut\b|\baber\b|$)")
# "no knee pain", "it doesn't hurt": the word and at most two others before it, in the same breath. Who says
# that it "doesn't stop hurting", or that it never hurt "so much", says that it hurts.
_NOT = re.compile(
    r"(?:\b(?:no|not|never|without|nothing|avoid|prevent|kein\w*|nicht|nichts|ohne|pas|sin|senza)|n't) "
    r"(?:(?!stop|so |but )[\w'-]+ ){0,2}$",
    re.IGNORECASE,
)

SEE_A_DOCTOR = (
    "Do not run with that. See a doctor before you run again; if it does not pass, call for help now."
)


def pain_in(text: str) -> Pain:
    """What the runner writes of pain or illness; ``no pain`` is none, ``sharp pain`` is no little one."""
    if _is_said(f"{_ALARMING}|{_ILL}", text):
        return Pain.YES
    if not _is_said(_HURTS, text):
        return Pain.NONE
    return Pain.YES if _STRONG.search(text) else Pain.A_LITTLE


def is_alarming(text: str) -> bool:
    """Whether the runner writes of something that a doctor should see before they run again."""
    return _is_said(_ALARMING, text)


def is_tired(text: str) -> bool:
    """Whether the runner writes of a body that is worn out: no day for a hard session."""
    return _is_said(_TIRED, text)


def _is_said(words: str, text: str) -> bool:
    """Whether the text says it of the runner as they are now."""
    return any(
        not (_NOT.search(clause[: found.start()]) or _OF_OTHERS.search(clause[: found.start()]))
        for clause in _CLAUSE.findall(text)
        if not _OVER.search(clause)
        for found in re.finditer(rf"\b(?:{words})\b", clause, re.IGNORECASE)
    )
