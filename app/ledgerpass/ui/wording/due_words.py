"""What ends when, in words."""

from collections.abc import Sequence

from ledgerpass.connections.connection import Outcome
from ledgerpass.ui.wording import times
from ledgerpass.ui.wording.names import short_name
from ledgerpass.ui.wording.translation import say, say_count
from ledgerpass.upkeep.expiry_calendar import Due, DueKind, needs_user


def due_words(due: Due, now: float) -> str:
    """Say when one connection ends, and who sees to it; `now` in seconds since 1970-01-01 UTC."""
    day = times.day(due.at, now)
    if not needs_user(due, now):
        return say("Is kept alive by itself. Not used at all, it would end on {day}.", day=day)
    if due.kind is DueKind.EXPIRES:
        return say("Ends on {day}. Sign in again before.", day=day)
    if due.at <= now:
        return say("Could not be kept alive, and may have ended on {day}.", day=day)
    if due.row.connection.outcome is Outcome.RENEWAL_REFUSED:
        return say("Its provider doesn't renew it. Ends on {day}. Sign in again before.", day=day)
    return say("Can't be kept alive right now: its provider can't be reached. Ends on {day} if it stays so.", day=day)


def warning_words(dues: Sequence[Due], needing: int, now: float) -> str:
    """Say in one line how many connections need the user, and until when; empty where there is nothing to say.

    `dues` are those that end soon, the soonest first; `needing` is how many need the user already.
    """
    day = times.day(dues[0].at, now) if dues else ""
    match needing, len(dues):
        case 0, 0:
            return ""
        case 0, 1:
            return say("{name} needs you by {day}", name=short_name(dues[0].row.connection.name), day=day)
        case 0, number:
            return say("{n} connections need you soon, the first by {day}", n=str(number), day=day)
        case _, 0:
            return say_count("1 connection needs you now", "{n} connections need you now", needing)
        case _:
            return say_count(
                "1 connection needs you now, {more} more soon: by {day}",
                "{n} connections need you now, {more} more soon: the first by {day}",
                needing,
                more=str(len(dues)),
                day=day,
            )
