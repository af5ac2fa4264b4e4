"""Reading what the runner says: each check-in and each reply once, when it is said."""

from datetime import date

import msgspec

from runcoach.coach.prose.quantities import quantities
from runcoach.coach.replies.body import is_pain_over, read_body
from runcoach.coach.replies.days import is_only_a_return, named_days, read_absences
from runcoach.coach.replies.minutes import names_withdrawn_minutes, read_minutes
from runcoach.coach.replies.phrasebook import compiled
from runcoach.coach.replies.races import read_races
from runcoach.coach.replies.wishes import distance_in, read_wish, withdrawn_wishes
from runcoach.coach.said import Body, CheckIn, Number, Said, Wish, Wishes, Withdrawn

MOST_READ = 2_000
"""Characters: what stands behind them is not read, so that no text, however long, holds up the app."""

# What the words for a race, or for days off that are still ahead, would be read as on their own.
_OF_A_RACE = (Wish.DISTANCE, Wish.TOMORROW, Wish.HARDER)
_OF_AN_ABSENCE = (Wish.REST, Wish.TOMORROW)


def read_reply(text: str, on: date) -> Said:
    """What one reply says; ``on`` is the day on which it is said."""
    said = _read(text, on)
    if said.withdrawn.everything:
        return said
    read = _cut(text)
    wish = read_wish(read, said.minutes)
    distance_m = distance_in(read) if wish is Wish.DISTANCE else None
    is_later = any(absence.first > on for absence in said.absences)
    if (said.races and wish in _OF_A_RACE) or (is_later and wish in _OF_AN_ABSENCE):
        wish, distance_m = Wish.UNKNOWN, None
    is_off_today = any(absence.first == on for absence in said.absences)
    if wish is Wish.UNKNOWN and is_off_today and not is_only_a_return(read, said.absences):
        wish = Wish.REST
    if wish is Wish.UNKNOWN and (said.withdrawn.minutes or said.withdrawn.wishes):
        return said
    is_understood = wish is not Wish.UNKNOWN or _says_something(said)
    return msgspec.structs.replace(
        said,
        wishes=Wishes().then(wish, distance_m),
        not_understood=() if is_understood else (text,),
    )


def read_check_in(check_in: CheckIn, on: date) -> Said:
    """What a check-in says, in keys and in its note; a note asks for nothing, a reply does."""
    said = _read(check_in.note, on) if check_in.note else Said()
    minutes = [each for each in (said.minutes, check_in.minutes) if each is not None]
    is_understood = not check_in.note or _says_something(said)
    return msgspec.structs.replace(
        said,
        legs=check_in.legs,
        body=said.body.merged_with(Body(pain=check_in.pain)),
        minutes=min(minutes, default=None),
        withdrawn=Withdrawn(),
        note=check_in.note,
        not_understood=() if is_understood else (check_in.note,),
        checked_in=True,
    )


def _read(text: str, on: date) -> Said:
    return msgspec.structs.replace(_read_cut(_cut(text), on), words=(text,))


def _cut(text: str) -> str:
    return text.strip()[:MOST_READ]


def _read_cut(text: str, on: date) -> Said:
    if _takes_everything_back(text):
        return Said(withdrawn=Withdrawn(everything=True))
    body = read_body(text)
    days = named_days(text, on)
    absences = read_absences(text, on, body, days)
    races = () if absences else read_races(text, on, days)
    return Said(
        body=body,
        minutes=read_minutes(text),
        absences=absences,
        races=races,
        withdrawn=Withdrawn(
            pain=is_pain_over(text) and not body.is_alarming,
            minutes=names_withdrawn_minutes(text),
            wishes=withdrawn_wishes(text),
        ),
        numbers=_numbers_in(text),
        last_body=body,
    )


def _numbers_in(text: str) -> tuple[Number, ...]:
    return tuple(Number(value, each.kind) for each in quantities(text) for value, _ in each.readings)


def _says_something(said: Said) -> bool:
    """Whether anything other than wishes was read."""
    bare = Said(words=said.words, numbers=said.numbers, last_body=Body())
    return msgspec.structs.replace(said, last_body=Body()) != bare


def _takes_everything_back(text: str) -> bool:
    """Whether a reply says "forget it", and nothing else."""
    bare = " ".join("".join(each if each.isalnum() or each in " '’" else " " for each in text).split())
    bare = " ".join(compiled("withdrawn", "polite").sub(" ", bare).split())
    return compiled("withdrawn", "everything").fullmatch(bare) is not None
