"""The units that people write behind a number, in several languages, and what each of them measures."""

import re

from runcoach.coach.prose.dates import ABROAD, MONTHS
from runcoach.domain.units import DistanceUnit

MILE_M = DistanceUnit.MI.metres
GAP = r"[ \t\u00a0\u202f*_~`-]{0,5}"
_END = r"(?![A-Za-z])"
_KM = r"(?i:km|kms|kilomet\w*|kilomèt\w*|kilómet\w*|quilómet\w*)|キロ(?:メートル)?|公里|(?i:км)|كم|كيلومتر\w*"
UNIT = re.compile(
    rf"""{GAP}(?:
    (?P<pace>(?:min(?:utes?|s)?|s(?:ec\w*)?)?{GAP}(?:/|per\b|pro\b|a\b|the\b){GAP}
        (?:(?P<per_km>{_KM}|k)|(?P<per_mi>mi|(?i:miles?))){_END})
    | (?P<speed>(?i:km/h|kmh|kph|mph|m/s)){_END}
    | (?P<km>{_KM}|k|K){_END}
    | (?P<mi>mi|(?i:miles?|meilen?)){_END}
    | (?P<ms>ms|milliseconds?){_END}
    | (?P<other>kgs?|lbs?|pounds?|kcal|calories|watts?|W|spm|°\s?[CF]?|ml|litres?|liters?|ft|feet|yards?|yd|cm
        |mm|inch(?:es)?|ppm|steps(?=[ ]per)|mc?g|µg|g|grams?|gramm?es?|oz|ounces?|tablets?|pills?|doses?
        |gels?|cups?|glass(?:es)?|beers?|drinks?){_END}
    | (?P<bpm>bpm|beats|Schläge\w*|pulsations){_END}
    | (?P<percent>%|٪|％|percent|per\scent|Prozent|pour\scent)
    | (?P<load>TRIMP){_END}
    | (?P<h>h|(?i:hrs?|hours?|stunden?|std\.?|heures?|horas?)|時間){_END}
    | (?P<min>(?i:mins?|minutes?|minuten?|minutos?)|分){_END}
    | (?P<s>s|(?i:secs?|seconds?|sekunden?|secondes?|segundos?)|秒){_END}
    | (?P<m>m|(?i:met(?:er|re)s?|mètres?|metern?)){_END}(?!/)
    | (?P<ago>days?\s(?:ago|earlier|before|back)|Tagen){_END}
    | (?P<days>days?|Tage?){_END}
    | (?P<weeks>weeks?|Wochen?){_END}
    | (?P<count>months?|years?|runs?|sets?|reps?|times|sessions?){_END}
    | (?:st|nd|rd|th)?\.?\s?(?:of\s)?(?P<month>{"|".join(MONTHS)})[a-z]*
    | (?:er)?\.?\s?(?:de\s)?(?P<abroad>{ABROAD})
    )""",
    re.VERBOSE,
)
# From the most to the least telling, read backwards.
_OF_TIME_AND_COUNT = ("month", "abroad", "count", "weeks", "days", "ago")
_OF_RUNNING = ("m", "s", "min", "h", "load", "percent", "bpm", "other", "ms", "mi", "km", "speed", "pace")
KINDS = (*_OF_TIME_AND_COUNT, *_OF_RUNNING)
SCALES = {"km": 1000.0, "mi": MILE_M, "m": 1.0, "h": 3600.0, "min": 60.0, "s": 1.0}
_RACED = frozenset({"1", "3", "5", "10", "15", "800", "1500", "3000", "5000"})
_OF_A_RACE = re.compile(r"[ -](?:race[ -])?pace\b", re.IGNORECASE)


def is_race_pace(text: str, digits: re.Match[str]) -> bool:
    """``10 km pace`` is a pace, and no distance to run."""
    unit = UNIT.match(text, digits.end())
    if unit is None or digits.group() not in _RACED or not (unit["km"] or unit["mi"] or unit["m"]):
        return False
    return _OF_A_RACE.match(text, unit.end()) is not None
