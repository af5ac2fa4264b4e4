"""What counts for the day of the workout, of everything that was said: no words are read here."""

from collections.abc import Sequence

import msgspec

from runcoach.coach.said import Legs, Pain, Said, Wishes, Withdrawn


def merge(
    check_in: Said | None, replies: Sequence[Said], to_this_coach: Sequence[Said], *, is_today: bool = True
) -> Said:
    """What counts for the day of the workout, of what was said on the day before it or on the day itself.

    ``replies`` are what was said to any coach, ``to_this_coach`` what was said to the one who is asked,
    oldest first: pain and minutes count for everybody, wishes for him. For another day than today only pain
    is left of the check-in; what was said in reply counts as it is, but for being tired, which a night can
    mend.
    """
    given = check_in or Said()
    body = given.body
    for reply in replies:
        body = body.merged_with(reply.body)
    minutes = [_minutes_left(replies), given.minutes if is_today else None]
    is_tired = is_today and body.is_tired
    legs = Legs.HEAVY if is_tired else given.legs if is_today else Legs.NORMAL
    note = given.note if is_today or _hurts_in_words(given) else ""
    is_given = is_today and check_in is not None
    least = min((each for each in minutes if each is not None), default=None)
    counted = (*((given,) if note or is_given else ()), *to_this_coach)
    return Said(
        legs=legs,
        body=msgspec.structs.replace(body, is_tired=is_tired),
        minutes=least,
        wishes=_wishes_left(to_this_coach),
        absences=tuple(absence for each in (given, *replies) for absence in each.absences),
        races=tuple(race for each in (given, *replies) for race in each.races),
        withdrawn=to_this_coach[-1].withdrawn if to_this_coach else Withdrawn(),
        note=note,
        words=(*([note] if note else []), *(text for each in to_this_coach for text in each.words)),
        numbers=tuple(number for each in counted for number in each.numbers),
        not_understood=tuple(text for each in counted for text in each.not_understood),
        checked_in=is_given or body.pain is not Pain.NONE or least is not None or legs is not Legs.NORMAL,
        last_body=to_this_coach[-1].body if to_this_coach else None,
    )


def _hurts_in_words(check_in: Said) -> bool:
    """Whether the note itself, and not only a key, says that something hurts."""
    return check_in.last_body is not None and check_in.last_body.pain is not Pain.NONE


def _minutes_left(replies: Sequence[Said]) -> int | None:
    """The last minutes that were named and not withdrawn."""
    left = None
    for reply in replies:
        left = None if reply.withdrawn.minutes else left
        left = left if reply.minutes is None else reply.minutes
    return left


def _wishes_left(replies: Sequence[Said]) -> Wishes:
    """What stands of the wishes; a later word replaces an earlier one."""
    wishes = Wishes()
    for reply in replies:
        for withdrawn in reply.withdrawn.wishes:
            wishes = wishes.without(withdrawn)
        if reply.wishes.last is not None:
            wishes = wishes.then(reply.wishes.last, reply.wishes.distance_m)
    return wishes
