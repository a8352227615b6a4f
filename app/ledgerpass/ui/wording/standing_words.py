"""How a connection stands, in words for its row in the list, and what its one button does."""

from dataclasses import dataclass
from enum import Enum
from typing import assert_never

from ledgerpass.connections.connection import Outcome
from ledgerpass.ui.wording import times
from ledgerpass.ui.wording.translation import say
from ledgerpass.upkeep.standing import CannotReach, NeedsYou, RenewsItself, SignInBy, Standing, Working


class Sign(Enum):
    """Which sign stands before the words; each has an icon of its own, because colour never speaks alone."""

    GOOD = "good"
    SOON = "soon"
    TROUBLE = "trouble"
    AWAY = "away"
    BUSY = "busy"


class MainAction(Enum):
    """What the one button of a row does."""

    COPY = "copy"
    SIGN_IN_AGAIN = "sign_in_again"
    TRY_AGAIN = "try_again"
    REMOVE = "remove"


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingWords:
    """The words, their sign, and the button; `shorter` ones, the longest first, are for where there is no room."""

    words: str
    sign: Sign
    action: MainAction
    shorter: tuple[str, ...] = ()


def standing_words(
    standing: Standing, *, provider: str, is_known: bool, now: float, next_try: float | None = None
) -> StandingWords:
    """Say how a connection stands at `now`. `is_known` is False where its provider's file is gone.

    `next_try` is when one that could not be reached is tried again. Times are seconds since 1970-01-01 UTC.
    """
    if not is_known:
        return StandingWords(
            words=say("Needs you: {provider} is not in the list any more", provider=provider),
            sign=Sign.TROUBLE,
            action=MainAction.REMOVE,
        )
    match standing:
        case Working(tested_at=tested_at):
            words = say("Working, tested {time}", time=times.when(tested_at, now))
            return StandingWords(words=words, sign=Sign.GOOD, action=MainAction.COPY)
        case RenewsItself():
            return StandingWords(words=say("Renews by itself"), sign=Sign.GOOD, action=MainAction.COPY)
        case SignInBy(expires_at=expires_at):
            words = say("Sign in again by {day}", day=times.day(expires_at, now))
            return StandingWords(words=words, sign=Sign.SOON, action=MainAction.COPY)
        case NeedsYou(outcome=outcome):
            words, shorter = _needs_you(outcome, provider)
            return StandingWords(words=words, sign=Sign.TROUBLE, action=MainAction.SIGN_IN_AGAIN, shorter=(shorter,))
        case CannotReach():
            return _cannot_reach(provider, next_try)
        case _:
            assert_never(standing)


def action_words(action: MainAction) -> str:
    """Name the button."""
    return {
        MainAction.COPY: say("Copy"),
        MainAction.SIGN_IN_AGAIN: say("Sign in again"),
        MainAction.TRY_AGAIN: say("Try again"),
        MainAction.REMOVE: say("Remove"),
    }[action]


def tested_words(standing: Standing, name: str, provider: str) -> str:
    """Say how the test of one connection went."""
    match standing:
        case NeedsYou(outcome=Outcome.OTHER_COMPANY):
            return say("{name} opens another company than before.", name=name)
        case NeedsYou():
            return say("{name} needs you.", name=name)
        case CannotReach():
            return say("Can't reach {provider} right now.", provider=provider)
        case _:
            return say("{name} works.", name=name)


def _cannot_reach(provider: str, next_try: float | None) -> StandingWords:
    words = say("Can't reach {provider} right now; your connection is safe", provider=provider)
    shorter: tuple[str, ...] = (say("Not reached; your connection is safe"), say("Not reached, but safe"))
    if next_try is not None:
        time = times.clock_time(next_try)
        words = say(
            "Can't reach {provider} right now; your connection is safe. The next try is at {time}",
            provider=provider,
            time=time,
        )
        shorter = (
            say("Can't reach {provider}; your connection is safe. Next try: {time}", provider=provider, time=time),
            say("Your connection is safe. Next try: {time}", time=time),
            say("Not reached. Next try: {time}", time=time),
        )
    return StandingWords(words=words, sign=Sign.AWAY, action=MainAction.TRY_AGAIN, shorter=shorter)


def _needs_you(outcome: Outcome, provider: str) -> tuple[str, str]:
    match outcome:
        case Outcome.FORBIDDEN:
            words = say("Needs you: {provider} says that a permission is missing", provider=provider)
            return words, say("Needs you: a permission is missing")
        case Outcome.RENEWAL_REFUSED:
            words = say("Needs you: {provider} doesn't renew this permission", provider=provider)
            return words, say("Needs you: it isn't renewed")
        case Outcome.OTHER_COMPANY:
            return say("Needs you: it opens another company than before"), say("Needs you: another company")
        case Outcome.LOST:
            return say("Needs you: it is no longer in this computer's safe"), say("Needs you: not in the safe")
        case _:
            words = say("Needs you: {provider} has ended this permission", provider=provider)
            return words, say("Needs you: permission ended")
