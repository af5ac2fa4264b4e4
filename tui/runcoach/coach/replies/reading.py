"""Reading what the runner said: check-in, note and replies become one ``Said``. Nobody parses them again."""

from collections.abc import Sequence

from runcoach.coach.replies.body import is_alarming, is_tired, pain_in
from runcoach.coach.replies.turns import minutes_named
from runcoach.coach.replies.wishes import wishes_of
from runcoach.coach.said import Body, CheckIn, Legs, Pain, Said


def read_said(
    check_in: CheckIn | None, replies: Sequence[str], to_this_coach: Sequence[str], *, is_today: bool = True
) -> Said:
    """What counts for the day of the workout.

    ``replies`` are the runner's words to any coach that day, ``to_this_coach`` those to the one who is asked:
    pain and minutes count for everybody, wishes for him. For another day than today only pain is left of the
    check-in; what was said in reply counts as it is, but for being tired, which a night can mend.
    """
    given = check_in or CheckIn()
    texts = (given.note, *replies)
    bodies = [read_body(text) for text in texts]
    pain = max(given.pain, *(body.pain for body in bodies))
    named = [minutes_named(replies)]
    if is_today:
        named += [minutes_named([given.note]), given.minutes]
    minutes = min((each for each in named if each is not None), default=None)
    tired = is_today and any(body.is_tired for body in bodies)
    legs = Legs.HEAVY if tired else given.legs if is_today else Legs.NORMAL
    note = given.note if is_today or bodies[0].pain is not Pain.NONE else ""
    is_given = is_today and check_in is not None
    return Said(
        legs=legs,
        pain=pain,
        is_alarming=any(body.is_alarming for body in bodies),
        is_tired=tired,
        minutes=minutes,
        wishes=wishes_of(to_this_coach),
        note=note,
        words=tuple(text for text in (note, *to_this_coach) if text),
        checked_in=is_given or pain is not Pain.NONE or minutes is not None or legs is not Legs.NORMAL,
        last_body=read_body(to_this_coach[-1]) if to_this_coach else None,
    )


def read_body(text: str) -> Body:
    """What a text says of the runner's body."""
    return Body(pain_in(text), is_alarming(text), is_tired(text))
