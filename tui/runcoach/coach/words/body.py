"""What the runner writes of their body: pain, illness, worn-out legs, and what belongs to a doctor.

English and German first, the plainest words of French, Spanish and Italian too. A word too many costs an easy
day, a word too few may cost a season.
"""

import re

from runcoach.training.check_in import Pain

_ILL = (
    r"fever\w*|flu|covid\w*|corona|ill|sick(?! of)|injur(?:ed|y|ies)(?!-free)|torn|tore|ruptur\w*"
    r"|fractur\w*|stress reaction|surgery|operated on|pneumonia|bronchitis|food poisoning|migraine|unwell"
    r"|(?:a|high|my) temperature|threw up|throwing up"
    r"|sprain\w*|swollen|swelling|inflam\w*|limp(?:ing)?|concuss\w*|vomit\w*"
    r"|broken? (?:my |a )?(?:foot|toe|ankle|leg|bone|rib|arm)"
    r"|(?:cannot|can't|can not) (?:run|walk)"
    r"(?!\s+(?:\d|that|this|so|as|fast|far|long|more|on|in|before|after|until))"
    r"|fieber|krank|verletzt|gerissen|gebrochen|grippe|verstaucht|geschwollen|entzünd\w*"
    r"|kann nicht (?:laufen|gehen)|malade|blessée?|fièvre|enferm[oa]|fiebre|lesionad[oa]|febbre|malat[oa]"
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
    r"|killing me|shin splints?|fasci\w*|tend[io]n?\w*(?:itis|opathy)|bursitis|stitches|knee problems?"
    r"|(?:feels?|felt) wrong|(?:calf|calves|hamstrings?|hips?|quads?|achilles|back) (?:is|are|feels?)"
    r" (?:(?:a bit|very|so|really|too) )?(?:tight|stiff)"
    r"|\w*schmerz\w*|(?:knie|fuß|rücken|hüft|waden|sehnen)\w*probleme"
    r"|mal (?:au|aux|à la)|douleurs?|duelen?|dolor(?:es)?|male (?:al|alla)|dolore"
    r"|pulled (?:a|my|something)\b[\w ]*|(?:a|have|got|my|bad) cold|weh|gezerrt|zerrung|erkält\w*"
)
_TIRED = (
    r"exhausted|worn out|hung ?over|hangover|jet[- ]?lag\w*|no sleep"
    r"|(?:hardly|barely|did not|didn't) sle(?:ep|pt)"
    r"|slept (?:(?:only|just|about|for) )?"
    r"(?:badly|poorly|terribly|little|(?:[0-5]|two|three|four|five) ?h\w*)"
    r"|legs (?:are |feel )?(?:so |very |really )?(?:heavy|dead|tired|like lead)"
    r"|erschöpft|übermüdet|verkatert|schlecht geschlafen|schwere beine"
)
# "no knee pain", "it doesn't hurt": the word and at most two others before it, in the same breath. Who says
# that it "doesn't stop hurting", or that it never hurt "so much", says that it hurts.
_NOT = re.compile(
    r"(?:\b(?:no|not|never|without|nothing|avoid|prevent|kein\w*|nicht|nichts|ohne|pas|sin|senza)|n't) "
    r"(?:(?!stop|so )[\w'-]+ ){0,2}$",
    re.IGNORECASE,
)


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
