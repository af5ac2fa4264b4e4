"""Dates as people write them: ``16 Nov``, ``Sat 21``, ``on the 16th``, ``14 and 16 November``, ``16. März``.

A date comes out as one number: ``20261118`` with its year, ``1118`` without, ``18`` where only the day can be
read.
"""

import re

MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
ABROAD = (
    r"(?i:januari?|februari?|märz|mai|juni|juli|oktober|dezember|janvier|février|mars|avril|juin|juillet|août"
    r"|septembre|octobre|novembre|décembre|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre"
    r"|noviembre|diciembre|gennaio|febbraio|aprile|maggio|giugno|luglio|settembre|ottobre|dicembre|janeiro"
    r"|fevereiro|março|maio|junho|julho|setembro|outubro|novembro|dezembro|maart|mei|augustus|december)(?!\w)"
    r"|月|日(?!間)"
)
_DAY = r"\d{1,2}(?:st|nd|rd|th|\.)?"
_AND = r"(?:,\s?|\s(?:and|or|und|&)\s)"
_MONTH_BEFORE = re.compile(rf"\b(?P<month>{'|'.join(MONTHS)})[a-z]*\.? (?:{_DAY}{_AND}){{0,3}}$")
_MONTH_AFTER = re.compile(
    rf"(?:st|nd|rd|th|\.)?(?:{_AND}{_DAY}){{1,3}}\.?\s?(?:of\s)?(?P<month>{'|'.join(MONTHS)})[a-z]*"
)
_WEEKDAY_BEFORE = re.compile(r"\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,?\s(?:the\s)?$")
_ON_BEFORE = re.compile(r"\b(?:on|until|by|since|from|to)\s(?:the\s)?$", re.IGNORECASE)
_ORDINAL = re.compile(r"(?:st|nd|rd|th)(?!\w)")


def day_of(text: str, start: int, end: int, day: float) -> float | None:
    """The date that a number without a unit is; None when it is not a date."""
    if day > 31:
        return None
    window = max(0, start - 32)
    month = _MONTH_BEFORE.search(text, window, start) or _MONTH_AFTER.match(text, end)
    if month:
        return calendar(month["month"], day)
    is_ordinal = _ORDINAL.match(text, end)
    if _WEEKDAY_BEFORE.search(text, window, start) or (is_ordinal and _ON_BEFORE.search(text, window, start)):
        return day
    return None


def calendar(month: str, day: float) -> float:
    """A day without its year."""
    return (MONTHS.index(month) + 1) * 100 + day


def day_number(words: str) -> float:
    """A date in digits; the day comes first unless it is an ISO date."""
    parts = [int(part) for part in re.split(r"[-./]", words)]
    year, month, day = parts if "-" in words else reversed(parts)
    return (year if year > 99 else 2000 + year) * 10_000.0 + month * 100 + day
